"""``python -m tests.write_plugin_docs``: writes ``plugins/README.md``: the folder, every field, every hook.

Run by ``make docs``; ``test_docs.py`` checks that the file is up to date.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from kamguide import hookspecs
from kamguide.model.company import Company
from tests.write_docs import Row, fields_of, table

README = Path(__file__).parent.parent / "plugins" / "README.md"

INTRO = """\
# Plugins: companies, and code

A company's own version of the guide is a folder here. It says only what is different; everything else comes from the
shared guide, today's and tomorrow's. Most need no code.

```sh
kamguide new company acme      # writes plugins/acme, which works at once
kamguide check                 # tells what is wrong, with file and line
kamguide diff acme             # shows what is yours, and what changed below it
kamguide diff acme --accept    # you have looked: base.yaml remembers what stands below now
```

Its pages stand below `/hi/c/acme/` and `/en/c/acme/`, in the API under `?company=acme`. Dropping the folder in is all
that is needed; `kamguide plugins` lists what was found.

| in the folder | what it is |
| --- | --- |
| `plugin.yaml` | what the company is called, and whether it is private or listed |
| `content/` | files of the same kinds as [content/](../content/README.md), laid over the shared ones |
| `base.yaml` | what stood below each field that the company changes; the program writes it |
| `plugin.py`, `templates/` | code, where text is not enough |
| `README.md`, `LICENSE`, `NOTICE` | for people |

## Laying one file over another

A file `content/roles/account-manager.yaml` is laid over the shared role by JSON Merge Patch (RFC 7396): fields over
fields, `~` takes a field out, anything else replaces. A new file is a new thing; with `extends: account-manager` it
begins as a copy that changes with what it extends.

```yaml
preferred_label: {hi: रणनीतिक ग्राहक साथी, en: Strategic client partner}
skills:
  negotiation: {level: 4}
  digital-tools: ~
```

Where the shared guide changes a field that the company changes too, nothing is lost: the company's value counts, and
`kamguide check` and `kamguide diff` say so until somebody has looked (`--accept`). If the thing itself is gone (a whole
claim, say), what was said of it cannot be shown; it stays in the file and is told.

With `based_on: group` a company is laid over another company. A file that makes a role faulty leaves that role as it
is below, and is told; the rest stands.

## plugin.yaml

"""

HOOKS = """\
`documents:` gives a company's job descriptions their look and words (`kamguide jd`): sections of the guide are `about`,
`purpose`, `responsibilities`, `must`, `nice`, `education`, `kpi`, `qualities`, `tools`, `pay`, `equal-opportunity` and
`apply`; those under `own` are the company's.

## Code

A `plugin.py` is trusted: it can do whatever the program can do. It is loaded once, when the program starts. What fails
in it is contained: the plugin is left out and named, in the log, on the problems page and by `kamguide plugins`. An
installed package with an entry point in the group `kamguide` works the same way; one with a `plugin.yaml` beside its
module is a company by itself, under the entry point's name.

```toml
[project.entry-points.kamguide]
acme = "acme_guide"
```

There are five hooks. Mark each function with `@hookimpl`; wrong names and wrong arguments are refused. A check gives
remarks, each on a field of a document:

```python
from collections.abc import Iterable, Iterator

from kamguide.hookspecs import Check, Remark, hookimpl
from kamguide.library.library import Library
from kamguide.model.text import Text


def long_notations(library: Library, company: str | None) -> Iterator[Remark]:
    for role in library.roles.values():
        if len(role.notation) > 6:
            words = Text(hi="बैज का नाम बहुत लंबा है", en="too long for a badge")
            yield Remark("roles", role.slug, words, ("notation",), "warning")


@hookimpl
def kamguide_checks() -> Iterable[Check]:
    return [long_notations]
```

"""

EXAMPLES = """\
## Examples

- [sourcegraph](sourcegraph/plugin.yaml): text only. Levels, quotas and the promotion rule that the company has
  published ([notice](sourcegraph/NOTICE)).
- [udaharan-udyog](udaharan-udyog/plugin.yaml): text only, Hindi first. An invented company with its own names, grades,
  pay bands in rupees and a role of its own.
- [pay-transparency](pay-transparency/plugin.py): code. Where a job advertisement must name the pay: a page, a section
  of job descriptions, a check of a company's own figures, and a command: `kamguide x`.

They load in a checkout; a site of its own names those that it wants: `companies = "sourcegraph"`.
"""


def hook_text(name: str) -> str:
    """A hook as it is documented: its signature, and the words of its docstring."""
    function = getattr(hookspecs, name)
    words = (inspect.getdoc(function) or "").replace("``", "`")
    return f"### {name}\n\n```python\n@hookimpl\n{hookspecs.signature(name)}: ...\n```\n\n{words}\n"


def manifest_rows() -> list[Row]:
    """The fields of ``plugin.yaml``."""
    schema = Company.model_json_schema()
    return [row for row in fields_of(schema) if row.path != "slug"]


def text() -> str:
    """The whole file."""
    hooks = "\n".join(hook_text(name) for name in hookspecs.HOOKS)
    return f"{INTRO}{table(manifest_rows())}\n{HOOKS}{hooks}\n{EXAMPLES}"


def main() -> int:
    """Write the file."""
    README.write_text(text(), encoding="utf-8")
    print(f"plugins/README.md: {len(manifest_rows())} fields, {len(hookspecs.HOOKS)} hooks")
    return 0


if __name__ == "__main__":
    sys.exit(main())
