"""A text cut where findings begin and end, so that it can be shown with what they are about marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kamguide.job_description.lint import Finding


class Piece(NamedTuple):
    """A piece of a text, and the numbers (from 1) of the findings about it; of those that begin here apart."""

    text: str
    findings: tuple[int, ...]
    beginning: tuple[int, ...]


def pieces(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """The text in pieces, each covered by the same findings from its beginning to its end; joined they are the text.

    What is about a whole line or sentence is not marked word by word: its number stands where it begins.
    """
    marked = [finding.rule.group not in ("reading", "pay") for finding in findings]
    events: dict[int, list[int]] = {}
    cuts = {0, len(text)}
    for number, finding in enumerate(findings, start=1):
        cuts |= {finding.start, finding.end} if marked[number - 1] else {finding.start}
        events.setdefault(finding.start, []).append(number)
    places = sorted(cuts)
    running: list[int] = []
    made = []
    for begin, end in pairwise(places):
        running = [number for number in running if findings[number - 1].end > begin]
        beginning = tuple(events.get(begin, ()))
        running += [number for number in beginning if marked[number - 1]]
        made.append(Piece(text[begin:end], tuple(running), beginning))
    return made
