"""What each code of a problem says: severity, sentence and remedy, in English; the Hindi is in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kamguide.problems.document_sentences import DOCUMENTS
from kamguide.problems.figure_sentences import FIGURES, Severity


def _n(text: str) -> str:
    """Mark a sentence for the catalogue (extracted as ``_n``)."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one code says: its severity, the sentence, and the remedy."""

    severity: Severity
    sentence: str
    remedy: str


SENTENCES: Mapping[str, Sentence] = {
    # the folder
    "unknown-folder": Sentence(
        "error",
        _n("unknown folder '%(name)s'%(hint)s"),
        _n("Content stands in the folders named in content/README.md."),
    ),
    "unexpected-file": Sentence(
        "error",
        _n("'%(name)s' is no content file"),
        _n("Use <slug>.yaml, or <slug>.hi.md and <slug>.en.md beside it."),
    ),
    "bad-file-name": Sentence(
        "error",
        _n("'%(name)s' is no slug"),
        _n("Use lower-case letters a-z, digits and single hyphens, at most 80 characters."),
    ),
    "unreadable-file": Sentence("error", _n("cannot be read: %(reason)s"), _n("Make it a plain, readable file.")),
    "file-outside": Sentence(
        "error",
        _n("leads outside its folder"),
        _n("Put the file itself here; links out of the folder are not followed."),
    ),
    "file-gone": Sentence(
        "error",
        _n("was there and is gone; what it said is still shown"),
        _n("Put it back, or start the program again to take it out."),
    ),
    "file-too-large": Sentence("error", _n("is larger than %(limit)s kB"), _n("Split it, or shorten its texts.")),
    # the text
    "not-utf8": Sentence("error", _n("is not UTF-8 text"), _n("Save the file as UTF-8.")),
    "bad-character": Sentence(
        "error",
        _n("holds the character %(code)s, which is not allowed"),
        _n("Delete it: control, direction and invisible characters are refused."),
    ),
    "yaml-syntax": Sentence("error", _n("not valid YAML: %(detail)s"), _n("Mend the line, or the one above it.")),
    "empty-file": Sentence("error", _n("is empty"), _n("Write the content, or delete the file.")),
    "two-documents": Sentence(
        "error", _n("a second document begins here"), _n("One file holds one document; delete '---'.")
    ),
    "not-a-mapping": Sentence(
        "error", _n("the file must be a list of 'name: value' lines"), _n("Begin with a field name.")
    ),
    "duplicate-key": Sentence(
        "error", _n("'%(name)s' stands here twice, first in line %(first)s"), _n("Keep one of the two.")
    ),
    "key-not-text": Sentence(
        "error", _n("a field name must be plain text"), _n("Write the name in quotes, or choose another.")
    ),
    "tag": Sentence("error", _n("tags ('%(name)s') are not allowed"), _n("Delete the tag.")),
    "anchor": Sentence("error", _n("anchors and aliases ('%(name)s') are not allowed"), _n("Write the value out.")),
    "too-deep": Sentence("error", _n("is nested deeper than %(limit)s levels"), _n("Flatten it.")),
    "too-many-nodes": Sentence("error", _n("has more than %(limit)s values"), _n("Split the file.")),
    "null-value": Sentence(
        "error", _n("'%(name)s' has no value"), _n("Write one, or delete the line; unknown years are 'not-given'.")
    ),
    "ambiguous-value": Sentence(
        "error",
        _n("'%(value)s' would be read as %(kind)s by some programs"),
        _n("Write it in quotes if text is meant."),
    ),
    "front-matter": Sentence(
        "error",
        _n("the front matter must begin and end with a line '---'"),
        _n("Put title and description between two '---' lines."),
    ),
    "written-twice": Sentence(
        "error", _n("'%(name)s' is already written in %(file)s"), _n("Keep it in one of the two files.")
    ),
    # the schema
    "unknown-field": Sentence(
        "error", _n("unknown field '%(name)s'%(hint)s"), _n("Fields of each kind are listed in content/README.md.")
    ),
    "missing-field": Sentence("error", _n("field '%(name)s' is missing"), _n("Add it.")),
    "wrong-type": Sentence(
        "error", _n("expected %(expected)s, found %(found)s"), _n("Write the value in the form expected.")
    ),
    "not-allowed": Sentence(
        "error",
        _n("'%(value)s' is not allowed here%(hint)s; allowed: %(allowed)s"),
        _n("Use one of the values listed."),
    ),
    "out-of-range": Sentence("error", _n("%(value)s is out of range: %(rule)s"), _n("Use a value within the range.")),
    "too-long": Sentence("error", _n("is longer than %(limit)s characters"), _n("Shorten it.")),
    "too-few": Sentence("error", _n("needs at least %(limit)s, has %(count)s"), _n("Add what is missing.")),
    "too-many": Sentence("error", _n("holds at most %(limit)s, has %(count)s"), _n("Take some out.")),
    "empty-text": Sentence("error", _n("the text is empty"), _n("Write it, or delete the line.")),
    "bad-slug": Sentence(
        "error",
        _n("'%(value)s' is no slug"),
        _n("Use lower-case letters a-z, digits and single hyphens, at most 80 characters."),
    ),
    "bad-pattern": Sentence(
        "error",
        _n("'%(value)s' is no pattern of words"),
        _n("Write words: a|b is either, word* begins so (three letters at least), # is a number, word? not the first."),
    ),
    "bad-date": Sentence("error", _n("'%(value)s' is no date"), _n("Write it as 2026-11-22.")),
    "bad-url": Sentence("error", _n("'%(value)s' is no web address"), _n("Begin it with https:// or http://.")),
    "bad-country": Sentence(
        "error",
        _n("'%(value)s' is no country or area code"),
        _n("Use an ISO code such as IN, US or US-CA, or 'not-given'."),
    ),
    "bad-currency": Sentence("error", _n("'%(value)s' is no currency code"), _n("Use an ISO code such as INR or USD.")),
    "markdown-load": Sentence(
        "error",
        _n("more than %(limit)s times '%(mark)s' in one text"),
        _n("Take the marks out: such text takes too long to render."),
    ),
    "no-language": Sentence("error", _n("the text is in no language"), _n("Write it under 'hi:' and 'en:'.")),
    "low-above-high": Sentence("error", _n("low (%(low)s) is above high (%(high)s)"), _n("Exchange the two.")),
    "amount-or-range": Sentence(
        "error", _n("give either 'amount', or 'low' and 'high'"), _n("Keep one of the two forms.")
    ),
    "value-or-figure": Sentence("error", _n("give either 'value' or 'figure'"), _n("Keep one of the two.")),
    "values-or-shared": Sentence(
        "error", _n("give either 'values', one for each role, or 'shared'"), _n("Keep one of the two.")
    ),
    "same-role-twice": Sentence("error", _n("'%(name)s' is named twice"), _n("Name two different roles.")),
    "two-meanings": Sentence(
        "error",
        _n("a concept means one thing: a role, a topic, a skill, an intent, a note, a grade, a term or a guide"),
        _n("Keep one of them; make a concept of its own for the other."),
    ),
    "invalid-value": Sentence("error", _n("is not valid: %(detail)s"), _n("Mend the value.")),
    # between documents
    "unknown-reference": Sentence(
        "error", _n("no %(kind)s '%(name)s'%(hint)s"), _n("Write the slug of one that exists, or add its file.")
    ),
    "sourced-without-source": Sentence(
        "error",
        _n("basis is 'sourced', but no source is named"),
        _n("Name the source, or set the basis to estimate or editorial."),
    ),
    "unknown-sense": Sentence(
        "error", _n("the role has no sense '%(name)s'%(hint)s"), _n("Use one of the role's 'senses'.")
    ),
    "missing-group": Sentence(
        "error", _n("a responsibility needs a 'group'"), _n("Use relationship, coordination or business.")
    ),
    "misplaced-field": Sentence(
        "error", _n("'%(name)s' belongs to the topic '%(topic)s' only"), _n("Delete the line.")
    ),
    "missing-variants": Sentence(
        "error",
        _n("the %(kind)s '%(name)s' has no search words in %(script)s"),
        _n("Add what people type for it, in all three scripts."),
    ),
    "circular-via": Sentence(
        "error", _n("'via' leads back to this source"), _n("Name the source in which it was read.")
    ),
    "step-to-itself": Sentence(
        "error", _n("the step leads from '%(name)s' to itself"), _n("Name two different roles.")
    ),
    "missing-translation": Sentence(
        "warning", _n("the %(language)s text is missing"), _n("Write it; until then the page shows the other language.")
    ),
    "stale-translation": Sentence(
        "warning",
        _n("the %(language)s text was last reviewed on %(date)s, the other on %(newer)s"),
        _n("Compare the two, then bring the date up to date."),
    ),
    "review-due": Sentence(
        "warning",
        _n("last reviewed on %(date)s, more than a year ago"),
        _n("Read it again, then bring the date up to date."),
    ),
    # companies
    "no-manifest": Sentence(
        "error", _n("the company has no plugin.yaml"), _n("Write it: at least 'label', in Hindi and English.")
    ),
    "not-a-company": Sentence(
        "error", _n("'%(name)s' is no company's folder"), _n("In plugins/ stands one folder per company.")
    ),
    "not-in-a-company": Sentence(
        "error",
        _n("'%(name)s' does not belong in a company's folder"),
        _n("It holds plugin.yaml, base.yaml and content/; with plugin.py also templates/."),
    ),
    "templates-without-code": Sentence(
        "error",
        _n("templates are code: a company without plugin.py may not bring any"),
        _n("Delete the folder, or add a plugin.py."),
    ),
    "company-twice": Sentence(
        "error",
        _n("there is another company '%(name)s' in %(first)s; this one is left out"),
        _n("Rename one of the two."),
    ),
    "base-left-out": Sentence(
        "error", _n("the company '%(name)s' on which it is based is left out, and so is this one"), _n("Mend that one.")
    ),
    "circular-based-on": Sentence(
        "error", _n("'based_on' leads back to this company"), _n("Name the company over which this one is laid.")
    ),
    "circular-extends": Sentence(
        "error", _n("'extends' leads back to '%(name)s'"), _n("Name one that does not extend this one.")
    ),
    "conflict-changed": Sentence(
        "warning",
        _n("%(field)s: changed below too, since you last looked; yours still counts"),
        _n("Look with kamguide diff, then say --accept."),
    ),
    "conflict-removed": Sentence(
        "warning",
        _n("%(field)s: no longer there below, where you change it"),
        _n("Look with kamguide diff; delete your line, or say --accept if the fields around it are still there."),
    ),
    "conflict-added": Sentence(
        "warning",
        _n("%(field)s: added below too, with another value; yours still counts"),
        _n("Look with kamguide diff, then say --accept."),
    ),
    "lies-over-nothing": Sentence(
        "error",
        _n("there is no %(name)s below%(hint)s, and as something new it lacks fields"),
        _n("Name the file as the one below; something new needs every field, or 'extends'."),
    ),
    "removes-nothing": Sentence(
        "warning", _n("takes out '%(name)s', which is not there%(hint)s"), _n("Write the name as it stands below.")
    ),
    "bad-pointer": Sentence(
        "error",
        _n("'%(value)s' names no field: it must begin with '/', as /skills/negotiation/level"),
        _n("Leave base.yaml to the program: mend the line, or delete it and run kamguide diff with --accept."),
    ),
    "bad-document-name": Sentence(
        "error",
        _n("'%(value)s' names no document: it must be written as roles/account-manager"),
        _n("Leave base.yaml to the program: mend the line, or delete it and run kamguide diff with --accept."),
    ),
    "private-base": Sentence(
        "warning",
        _n("is listed, but based on the private company '%(name)s'; so it stays private itself"),
        _n("List that one too, or set 'visibility: private' here."),
    ),
    "not-recorded": Sentence(
        "warning",
        _n("base.yaml does not know what stood below %(field)s"),
        _n("Run kamguide diff with --accept, so that a change below is seen."),
    ),
    **{code: Sentence(*parts) for code, parts in (*DOCUMENTS.items(), *FIGURES.items())},
    # plugins
    "plugin-failed": Sentence(
        "error", _n("the plugin '%(name)s' is left out: %(detail)s"), _n("Mend it, then start the program again.")
    ),
    "plugin-unknown-hook": Sentence(
        "error",
        _n("the plugin '%(name)s' is left out: there is no hook '%(hook)s'%(hint)s"),
        _n("Hooks are listed in plugins/README.md."),
    ),
    "plugin-unmarked-hook": Sentence(
        "error",
        _n("the plugin '%(name)s' is left out: '%(hook)s' is not marked"),
        _n("Write @hookimpl above it (from kamguide.hookspecs)."),
    ),
    "plugin-remark": Sentence(
        "error", _n("the plugin %(plugin)s says: %(words)s"), _n("The plugin named knows the rule.")
    ),
    "plugin-advice": Sentence(
        "warning", _n("the plugin %(plugin)s says: %(words)s"), _n("The plugin named knows the rule.")
    ),
    "review-in-future": Sentence(
        "error", _n("the date %(date)s lies in the future"), _n("Write the day of the last review.")
    ),
}
