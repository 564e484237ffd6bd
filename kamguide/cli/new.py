"""``kamguide new company``: a company's folder that works at once, with comments that teach."""

from __future__ import annotations

from pathlib import Path

import click

from kamguide.cli.options import chosen_site, site_option
from kamguide.errors import WrongUseError
from kamguide.guide import laying_of
from kamguide.library.diff import accepted
from kamguide.model.text import is_slug
from kamguide.plugins.folder import CONTENT, MANIFEST
from kamguide.plugins.recorded import FILE, write_recorded
from kamguide.settings import read_settings
from kamguide.sources.writing import write

PLUGIN_YAML = """\
# What the company is called, in both languages. Every text may be in one only, but then `kamguide check` reminds you.
label: {{hi: {name}, en: {name}}}

# private: the pages are seen by who knows their address, /hi/c/{slug}/; nothing else names them.
# listed: the shared pages and the API name the company too.
visibility: private

# More that may stand here: description, note (what a reader must know first), notice (whose work this is made from),
# site, contact, and based_on: the slug of another company over which this one is laid, such as its group.
"""
ROLE_YAML = """\
# What is different at {name}: only that. Everything else comes from the shared role, today's and tomorrow's.
# A file lies in the same folder and has the same name as the shared one: content/roles/{role}.yaml.

# A field that stands here replaces the shared one; the fields beside it stay.
notation: {notation}

# A level or an importance of your own, one skill at a time:
# skills:
#   negotiation: {{level: 4}}
#   digital-tools: {{importance: 4}}

# A value ~ takes a shared field out:
# topics:
#   books: ~

# A role of your own may extend a shared one. Give it a file of its own, content/roles/my-role.yaml:
# extends: {role}
# notation: MR
# preferred_label: {{hi: मेरी भूमिका, en: My role}}

# Then:  kamguide check            tells what is wrong, with file and line
#        kamguide diff {slug}      shows what is yours, and what changed below it
#        kamguide diff {slug} --accept    remembers what stands below now (in base.yaml)
"""


@click.group("new")
def command() -> None:
    """Write the skeleton of something new."""


@command.command("company")
@click.argument("name")
@site_option
def company(name: str, site: Path | None) -> None:
    """Write plugins/NAME: a company's folder that works at once. NAME is its slug, such as acme."""
    where = chosen_site(site) or Path.cwd()
    if not is_slug(name):
        raise WrongUseError("'%(name)s' is no slug: use a-z, digits and single hyphens", name=name)
    folder = where / "plugins" / name
    if folder.exists() or folder.is_symlink():
        raise WrongUseError("there is a folder plugins/%(name)s already", name=name)
    for path, text in skeleton(where, name).items():
        write(where, f"plugins/{name}/{path}", text)
    laid = laying_of(where, read_settings(where)).laid(name)
    if laid is not None:
        write_recorded(folder, name, accepted(laid.differences))
    click.echo(f"plugins/{name}/: {MANIFEST}, {FILE}, {CONTENT}/. The pages: /hi/c/{name}/ and /en/c/{name}/")


def skeleton(site: Path, slug: str) -> dict[str, str]:
    """The files of a new company: path -> text. The role that it touches is one that the site has."""
    roles = laying_of(site, read_settings(site)).ground.library.roles_in_order
    label = slug.replace("-", " ").title()
    files = {MANIFEST: PLUGIN_YAML.format(name=label, slug=slug)}
    if roles:
        facts = {"name": label, "slug": slug, "role": roles[-1].slug, "notation": roles[-1].notation}
        files[f"{CONTENT}/roles/{roles[-1].slug}.yaml"] = ROLE_YAML.format(**facts)
    return files
