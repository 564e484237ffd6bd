"""What the codes of faults in a company's document style say: colour, logo, sections."""

from __future__ import annotations

from collections.abc import Mapping

from kamguide.problems.figure_sentences import Severity


def _n(text: str) -> str:
    """Mark a sentence for the catalogue (extracted as ``_n``)."""
    return text


DOCUMENTS: Mapping[str, tuple[Severity, str, str]] = {
    "bad-colour": (
        "error",
        _n("'%(value)s' is no colour for headings"),
        _n("Write it as #2E3192, dark enough to be read on white (contrast 4.5)."),
    ),
    "bad-logo": (
        "error",
        _n("'%(name)s' is no name of a logo"),
        _n("Name a PNG, JPEG or WebP file beside plugin.yaml, in lower case."),
    ),
    "logo-refused": (
        "error",
        _n("the logo '%(name)s' cannot be used: %(reason)s"),
        _n("Put a PNG, JPEG or WebP picture of at most 200 kB beside plugin.yaml."),
    ),
    "bad-section": (
        "error",
        _n("'%(name)s' is no section of a job description, or stands twice"),
        _n("Choose from %(known)s, each once; own sections need names of their own."),
    ),
}
