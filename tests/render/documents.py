"""A document with every kind of block, in both languages, around texts that a test brings."""

from __future__ import annotations

from datetime import date

from kamguide.model.text import Language
from kamguide.render.blocks import (
    Chart,
    ChartRow,
    Fact,
    Facts,
    Heading,
    Item,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Span,
    Table,
    Weeks,
    words,
)
from kamguide.render.documents import Document, Part

DAY = date(2026, 11, 30)
FIELD = "key-account-manager.responsibilities.link"


def with_every_block(text: str = "क्षत्रिय श्री", languages: tuple[Language, ...] = ("hi", "en")) -> Document:
    """The text in every place that a text can stand in."""
    return Document([_part(language, text) for language in languages], DAY, author=text or "kamguide")


def _part(language: Language, text: str) -> Part:
    runs = words(f"{text} ", Run(text, strong=True), " ", Run(text, link="https://example.org/a(b)?c=d&e"))
    return Part(
        language,
        f"T {text}",
        [
            Facts([Fact(f"L {text}", f"V {text}", FIELD), Fact("A", "B")]),
            Heading(f"H {text}", 2, FIELD),
            Paragraph(runs, field=FIELD),
            Heading(f"I {text}", 3),
            Listing([Item(runs, FIELD), Item(words("b"))]),
            Listing([Item(runs)], numbered=True),
            Listing([Item(runs)], boxes=True),
            Table([f"C {text}", "D"], [[text, "2"], ["x", f"Y {text}"]], caption=f"K {text}", widths=(3, 1)),
            Chart(f"M {text}", [ChartRow(f"N {text}", f"O {text}", 50, 75, True, FIELD), ChartRow("p", "q")],
                  text, text, [(0, "0"), (100, f"{text}")]),
            Weeks(f"W {text}", 12, [Span(f"S {text}", 1, 4, f"X {text}"), Span("z", 5, 5)]),
            Lines(f"Z {text}", 2),
            Rule(),
            Paragraph(runs, quiet=True),
            PageBreak(),
            Paragraph(words("end")),
        ],
        eyebrow=f"E {text}",
        lead=f"F {text}",
        foot=(f"G {text}", "foot"),
        field="key-account-manager.preferred_label",
    )  # fmt: skip
