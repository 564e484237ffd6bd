"""Precision and recall of the linter on the labelled sentences, by rule and by kind of rule, in each half."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kamguide.job_description.lint import Linter
from kamguide.model.text import Language

FOLDER = Path(__file__).parent / "labelled"
Half = str
"""``tune`` or ``test`` of the first file, or a name of ``FILES``."""
ROUNDS = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth",
)  # fmt: skip
GROUNDS = ("grounds", "grounds-2")
"""Sets for the rules that are not about gender."""
LATIN = ("latin", "latin-2")
"""Hindi in Latin letters."""
MIXED = ("mixed", "mixed-2")
"""Both scripts in one sentence."""
FILES: dict[str, str] = {
    **{name: f"-{number}" for number, name in enumerate(ROUNDS, start=2)},
    **{name: f"-{name}" for name in (*GROUNDS, *LATIN, *MIXED)},
}
"""The end of the file name of each later round; the others are halves of the first file."""
Span = tuple[str, int, int]
"""Rule, first character, character after the last."""
_MARK = re.compile(r"\{([a-z-]+)\|([^{}]*)\}")


@dataclass(frozen=True)
class Labelled:
    """A sentence without its marks, and what should be found in it."""

    text: str
    spans: tuple[Span, ...]

    @property
    def half(self) -> Half:
        """The half it belongs to: by the first digit of its SHA-256."""
        return "tune" if int(hashlib.sha256(self.text.encode()).hexdigest()[0], 16) % 2 == 0 else "test"


@dataclass
class Counts:
    """Findings that were right, those that were not, labels that were missed; and those right to the letter."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        """The share of findings that were right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Measured:
    """Counts by rule, of all rules about gender, and of all; and each sentence that was not right, in words."""

    counts: dict[str, Counts] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sentences: Counter[str] = field(default_factory=Counter)


def labelled(language: Language, name: str = "") -> Iterator[Labelled]:
    """The sentences of a language; of a later round with its end of the file name (``FILES``)."""
    for line in (FOLDER / f"{language}{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _read(line.strip())


def _read(line: str) -> Labelled:
    text, spans, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        spans.append((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        end = mark.end()
    return Labelled(text + line[end:], tuple(spans))


def measured(linter: Linter, language: Language, half: Half) -> Measured:
    """What the linter finds in one half of the first sentences, or in a later round, held against the labels."""
    result = Measured()
    for sentence in labelled(language, FILES.get(half, "")):
        if half in FILES or half == sentence.half:
            told = [(f.rule.slug, f.start, f.end) for f in linter.lint(sentence.text, language).findings]
            _count(result, sentence, told)
            result.sentences["clean" if not sentence.spans else "labelled"] += 1
    return result


def _count(result: Measured, sentence: Labelled, told: Iterable[Span]) -> None:
    left = list(told)
    faults = []
    for label in sentence.spans:
        hit = next((span for span in left if span[0] == label[0] and span[1] < label[2] and label[1] < span[2]), None)
        if hit is not None:
            left.remove(hit)
        else:
            faults.append(f"missed {label[0]} “{sentence.text[label[1] : label[2]]}”")
        for counts in _of(result, label[0]):
            counts.right += hit is not None
            counts.exact += hit == label
            counts.missed += hit is None
    for rule, start, end in left:
        faults.append(f"wrong {rule} “{sentence.text[start:end]}”")
        for counts in _of(result, rule):
            counts.wrong += 1
    if faults:
        result.faults.append(f"{sentence.text}  <- {', '.join(faults)}")


def _of(result: Measured, rule: str) -> list[Counts]:
    names = [rule, "all"]
    if rule.startswith("gendered-"):
        names.append("gendered")
    return [result.counts.setdefault(name, Counts()) for name in names]


def table(result: Measured) -> str:
    """The figures, a line for each rule."""
    lines = [f"{result.sentences['labelled']} labelled, {result.sentences['clean']} clean"]
    for rule, counts in sorted(result.counts.items()):
        lines.append(
            f"  {rule:20} precision {counts.precision:.3f}  recall {counts.recall:.3f}"
            f"  right {counts.right:3}  wrong {counts.wrong:2}  missed {counts.missed:2}  exact {counts.exact:3}"
        )
    return "\n".join(lines)
