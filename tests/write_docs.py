"""``python -m tests.write_docs``: writes ``content/README.md`` from the model, every field at every depth.

Run by ``make docs``; ``test_docs.py`` checks that the file is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamguide.library.schema import json_schema
from kamguide.model import KINDS
from kamguide.model.role import TOPICS

ROOT = Path(__file__).parent.parent
README = ROOT / "content" / "README.md"

Schema = Mapping[str, Any]
LEAVES = {"Text": "text, `hi` and `en`", "Labels": "names, `hi` and `en`"}
"""Models that every kind shares: told once, at the end, not again wherever they stand."""
SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

INTRO = """\
# Content

Everything that the site says stands here, as files that can be read and edited by hand. No program is needed to write
them, and one command tells what is wrong:

```sh
kamguide check --strict
```

It prints every problem with its place, `file:line:column: severity: sentence`, and nothing where nothing is wrong.

## How it is organised

- **One file, one thing.** A role, a skill, a source is one YAML file. Its folder says what kind of thing it is, its
  file name is its slug: `roles/key-account-manager.yaml`. Slugs are lower-case letters, digits and single hyphens;
  they stand in addresses, so they never change.
- **Two languages.** Every text is written under `hi:` and `en:`. Neither is a translation of the other: each says the
  same in its own words. What is missing in one language is told by `kamguide check`; until it is written the page shows
  the other.
- **What is not known is said.** No field is ever empty. A year, country or licence that the source does not give is
  `not-given`. A field that does not apply is left out.
- **Every claim has a basis.** `sourced`: a source says so, and `sources` names it. `estimate`: our own figure or level,
  such as how far a role needs a skill. `editorial`: our advice or wording. Nothing else may be claimed.
- **A list is written as names.** Claims, skills and figures are `name: value` lines, not list items. So each one can be
  named, and a company's folder can change a single one.
- **Longer texts are Markdown.** Words of guides stand beside the YAML file: `guides/resume.yaml` with
  `guides/resume.hi.md` and `guides/resume.en.md`. Such a file begins with `title` and `description` between two lines
  `---`; what follows is the body. In YAML, too, every text may hold Markdown: emphasis, links, lists, tables. HTML is
  taken out.
- **YAML is read strictly.** Each name once, no tags, anchors or empty values. What some programs would turn into
  something else, such as `no` or `12:30`, is written in quotes.

The tables below list every field. `<slug>` stands for a name that you choose, or for the slug of another file; what is
required must stand wherever the entry around it stands, in the YAML file or in the Markdown files beside it.
"""

LICENCE = """\
## Licence

The texts and figures in this folder may be used under [CC BY 4.0](LICENSE): name kamguide as their source. What comes
from others keeps their terms; each file in `sources/` names its licence.
"""

EXAMPLES = {
    "roles": """\
notation: KAM
preferred_label: {hi: प्रमुख अकाउंट मैनेजर (KAM), en: Key account manager}
description:
  hi: कंपनी के सबसे अहम ग्राहकों के साथ लंबा काम। उनकी ज़रूरत समझना, हर विभाग से काम करवाना।
  en: Long-term work with a firm's most important customers. Knowing their needs, getting departments to act.
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
topics:
  responsibilities:
    claims:
      account-plan:
        group: business
        text: {hi: हर ग्राहक के लिए अकाउंट प्लान बनाना, en: Writing an account plan for each customer}
        basis: sourced
        sources: [example-article]
skills:
  negotiation: {level: 3, importance: 5, relation: essential, basis: estimate, sources: [example-article]}
""",
    "skills": """\
label: {hi: नेगोशिएशन और डील पूरी करना, en: Negotiating and closing}
short_label: {hi: नेगोशिएशन, en: Negotiation}
group: business
description:
  hi: क़ीमत और शर्तें ऐसे तय करना कि दोनों का फ़ायदा हो।
  en: Settling price and terms to both sides' gain.
anchors:
  awareness: {hi: मैंने किसी सीनियर की बातचीत सुनी है।, en: I have sat in with a senior.}
  working: {hi: छोटी डील मैंने मदद लेकर पूरी की है।, en: "I have closed small deals, with help."}
  practitioner: {hi: बड़ी डील मैंने अकेले पूरी की है।, en: I have closed a large deal alone.}
  expert: {hi: मैंने दूसरों को इसकी तैयारी करवाई है।, en: I have coached others for theirs.}
sources: [example-article]
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
""",
    "salaries": """\
role: key-account-manager
source: example-article
currency: USD
period: year
area: not-given
reference_year: 2010
figures:
  base: {statistic: range, component: base, low: 51933, high: 94871}
  bonus: {statistic: range, component: bonus, low: 4015, high: 15494, flags: [year-inferred]}
""",
    "sources": """\
publisher: Example Press
title: What a key account manager does
year: not-given
country: not-given
url: https://example.org/key-account-manager
retrieved: "2026-11-22"
worth: {hi: "एक लेख; साल और देश नहीं लिखा।", en: An article; it gives neither year nor country.}
""",
}
"""Name of a kind -> a small file of it. Together they are a guide without problems: the tests load them."""
EXAMPLE_SLUGS = {
    "roles": "key-account-manager",
    "skills": "negotiation",
    "salaries": "key-account-manager-example",
    "sources": "example-article",
}


@dataclass(frozen=True)
class Row:
    """A field as its line in a table: where it stands, what it is, whether it must be there, what it may be."""

    path: str
    meaning: str
    required: str
    values: str


def rows(kind: str) -> list[Row]:
    """Every field of a kind's files, at every depth, in the order of the model."""
    schema = json_schema(kind)
    needed = [field.alias or name for name, field in KINDS[kind].model_fields.items() if field.is_required()]
    return list(_fields(schema, {**schema, "required": needed}, ""))


def shared_rows() -> list[Row]:
    """The fields of the forms that all kinds share."""
    schema = json_schema("roles")
    return [
        Row(f"{name.lower()}.{row.path}", row.meaning, row.required, row.values)
        for name in LEAVES
        for row in _fields(schema, schema["$defs"][name], "")
    ]


def fields_of(schema: Schema) -> list[Row]:
    """Every field of a model by its schema."""
    return list(_fields(schema, schema, ""))


def _fields(schema: Schema, model: Schema, prefix: str) -> Iterator[Row]:
    for name, field in model.get("properties", {}).items():
        yield from _field(schema, field, f"{prefix}{name}", name in model.get("required", ()))


def _field(schema: Schema, field: Schema, path: str, required: bool) -> Iterator[Row]:
    form = _form(schema, field)
    leaf = _leaf(field)
    must = "yes" if required else "no"
    default = field.get("default")
    if isinstance(default, str | int):
        must += f", else `{default}`"
    if leaf is None and "properties" in form:
        yield Row(path, _meaning(field, form), must, "fields")
        yield from _fields(schema, form, f"{path}.")
        return
    entry = None if leaf else _entry(form)
    if entry is not None:
        key = "topic" if "propertyNames" in form else "slug"
        below = _form(schema, entry)
        yield Row(path, _meaning(field, {} if _leaf(entry) else below), must, f"entries `<{key}>`{_count(form)}")
        if _leaf(entry):
            yield Row(f"{path}.<{key}>", "One entry.", "yes", _values(schema, entry))
        else:
            yield from _fields(schema, below, f"{path}.<{key}>.")
        return
    yield Row(path, _meaning(field, {}), must, _values(schema, field))
    below = _form(schema, field.get("items", {}))
    if leaf is None and "properties" in below:
        yield from _fields(schema, below, f"{path}[].")


def _meaning(field: Schema, form: Schema) -> str:
    words = str(field.get("description") or form.get("description") or "")
    return " ".join(words.replace("``", "`").split())


def _form(schema: Schema, field: Schema) -> Schema:
    """The schema of a field's value: references followed, null left out."""
    if "$ref" in field:
        target: Schema = schema["$defs"][field["$ref"].rpartition("/")[2]]
        return target
    parts = [part for part in field.get("anyOf", ()) if part.get("type") != "null"]
    return _form(schema, parts[0]) if len(parts) == 1 else field


def _leaf(field: Schema) -> str | None:
    """The words for a shared form, where the field holds one."""
    for part in (field, *field.get("anyOf", ())):
        words = LEAVES.get(part.get("$ref", "").rpartition("/")[2])
        if words:
            return words
    return None


def _entry(form: Schema) -> Schema | None:
    """What stands under each name, where a field holds named entries."""
    patterns = list(form.get("patternProperties", {}).values())
    if patterns:
        entry: Schema = patterns[0]
        return entry
    more = form.get("additionalProperties")
    return more if isinstance(more, Mapping) else None


def _count(form: Schema) -> str:
    least, most = form.get("minProperties"), form.get("maxProperties")
    if least and most:
        return f", {least} to {most}"
    return f", at least {least}" if least else f", at most {most}" if most else ""


def _values(schema: Schema, field: Schema) -> str:  # noqa: PLR0911 - a table of the forms a value can have
    leaf = _leaf(field)
    if leaf:
        return leaf
    parts = [part for part in field.get("anyOf", ()) if part.get("type") != "null"]
    if parts:
        return " or ".join(_values(schema, part) for part in parts)
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        if "prefixItems" in field:
            return "list: " + ", ".join(_values(schema, item) for item in field["prefixItems"])
        below = _form(schema, field["items"])
        if "prefixItems" in below:
            return f"list of lists of {below['minItems']}"
        return "list of fields" if "properties" in below else f"list of {_values(schema, field['items'])}"
    if field.get("type") == "integer":
        return _numbers(field)
    return _words(field)


def _numbers(field: Schema) -> str:
    least, most = field.get("minimum"), field.get("maximum")
    if least is None and most is None:
        return "whole number"
    most = most if most is None or most < 10_000 else f"{most:,}"
    return f"whole number, {least} to {most}" if most is not None else f"whole number from {least}"


def _words(field: Schema) -> str:
    if field.get("pattern") == SLUG_PATTERN:
        return "slug"
    if field.get("format") == "date":
        return "date, as `2026-11-22`"
    if "examples" in field:
        return "such as " + " or ".join(f"`{example}`" for example in field["examples"])
    return "words"


def table(lines: list[Row]) -> str:
    """Rows as a Markdown table."""
    head = "| field | what it is | required | values |\n| --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{row.path}` | {row.meaning.replace('|', chr(92) + '|')} | {row.required} | {row.values} |\n"
        for row in lines
    )


def text() -> str:
    """The whole file."""
    parts = [INTRO]
    for kind in KINDS:
        own = json_schema(kind).get("description", "").replace("``", "`")
        example = f"\n```yaml\n# {kind}/{EXAMPLE_SLUGS[kind]}.yaml\n{EXAMPLES[kind]}```\n" if kind in EXAMPLES else ""
        parts.append(f"## {kind}\n\n`{kind}/<slug>.yaml`. {own}\n{example}\n{table(rows(kind))}")
    topics = ", ".join(f"`{topic}`" for topic in TOPICS)
    parts.append(f"## Forms that all kinds share\n\n{table(shared_rows())}\n`<topic>` is one of {topics}.\n")
    parts.append(LICENCE)
    return "\n".join(parts)


def main() -> int:
    """Write the file."""
    README.write_text(text(), encoding="utf-8")
    print(f"{README.relative_to(ROOT)}: {sum(len(rows(kind)) for kind in KINDS)} fields of {len(KINDS)} kinds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
