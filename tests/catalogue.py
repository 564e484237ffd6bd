"""``python -m tests.catalogue``: brings the Hindi catalogue up to date with the sentences of code and templates.

Translations are kept, stale ones dropped, missing ones listed and left empty; the header stays as it was set by hand.
Run by ``make messages``; the tests read the sentences through ``sentences()``.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "kamguide" / "locale" / "hi.po"
MAPPING = ROOT / "kamguide" / "locale" / "babel.cfg"
KEYWORDS = (
    "_n", "Message", "NotFoundError", "WrongUseError", "StartRefusedError", "RefusedFileError",
    "ForeignRequestError", "IncomparableError", "UnreadableBodyError",
    "InvalidParameterError:2", "reject:2", "translate",
)  # fmt: skip
"""Functions and classes whose first argument (else the one numbered) is a sentence, beside gettext's own."""
WIDTH = 110

Sentence = str | tuple[str, ...]
"""A sentence in English; singular and plural where it counts something."""


def sentences(root: Path = ROOT) -> set[Sentence]:
    """Every sentence of the package and the templates below ``root``."""
    with MAPPING.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call] # Babel's
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(KEYWORDS)}
    return {found[2] for found in extract_from_dir(str(root), methods, options, keywords) if found[2]}


def translations(text: str) -> dict[Sentence, Sentence]:
    """The sentences of a catalogue's text with their translations; an empty one stands for none."""
    return {_identity(message): _translation(message) for message in _parsed(text) if message.id}


def updated(text: str, wanted: set[Sentence]) -> str:
    """The catalogue's text for exactly the sentences wanted: in order, without dates, under the header it had."""
    known = translations(text)
    catalogue = Catalog(locale="hi")
    for sentence in wanted:
        catalogue.add(sentence, known.get(sentence, ("", "") if isinstance(sentence, tuple) else ""))
    body = io.BytesIO()
    write_po(body, catalogue, width=WIDTH, sort_output=True, omit_header=True, no_location=True)
    header = re.split(r"\n\s*\n", text, maxsplit=1)[0]
    return f"{header}\n\n{body.getvalue().decode().strip()}\n"


def missing(text: str) -> list[Sentence]:
    """The sentences of a catalogue's text that have no translation, or only one of two forms."""
    return sorted((key for key, words in translations(text).items() if not all(forms(words))), key=str)


def forms(sentence: Sentence) -> tuple[str, ...]:
    """A sentence's forms: one, or singular and plural."""
    return (sentence,) if isinstance(sentence, str) else sentence


def _parsed(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), locale="hi")


def _identity(message: Message) -> Sentence:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _translation(message: Message) -> Sentence:
    return message.string if isinstance(message.string, str) else tuple(message.string or ())


def main() -> int:
    """Rewrite the catalogue; exit 1 where translations are missing."""
    before = CATALOGUE.read_text(encoding="utf-8")
    wanted = sentences()
    after = updated(before, wanted)
    CATALOGUE.write_text(after, encoding="utf-8")
    known, lacking = set(translations(before)), missing(after)
    for sentence in lacking:
        print(f"missing: {' / '.join(forms(sentence))}")
    print(f"{len(wanted)} sentences, {len(wanted - known)} new, {len(known - wanted)} dropped, {len(lacking)} missing")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
