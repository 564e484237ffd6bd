"""Figures sorted onto axes: what may stand together does, anything else gets an axis of its own and a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kamguide.model.pay import KIND, Pay, Together, differences, together
from kamguide.model.salary import Flag, Statistic
from kamguide.problems import Message

ORDER: tuple[Statistic, ...] = ("p10", "p25", "median", "p75", "p90", "mean")
"""How the figures of one account are told; others follow."""
_MIDDLE: tuple[Statistic, ...] = ("median", "p50", "mean", "average")


@dataclass(frozen=True)
class Line:
    """What one account gives of one part of pay: a range, an amount, or a spread of percentiles."""

    pays: tuple[Pay, ...]

    @property
    def first(self) -> Pay:
        """Any of its figures: they share everything but the kind of figure."""
        return self.pays[0]

    def figure(self, statistic: str) -> Pay | None:
        """The figure of one kind."""
        return next((pay for pay in self.pays if pay.statistic == statistic), None)

    @property
    def main(self) -> Pay:
        """The figure that is told first: the median, else what stands in the middle, else the first."""
        return next((pay for kind in _MIDDLE if (pay := self.figure(kind))), self.first)


@dataclass(frozen=True)
class Axis:
    """Lines that share one axis."""

    kind: Together
    lines: tuple[Line, ...]
    why: tuple[Message, ...] = ()
    """In what it differs from the axis before, where that is the reason for another."""

    @property
    def pays(self) -> list[Pay]:
        """Every figure on it."""
        return [pay for line in self.lines for pay in line.pays]

    @property
    def statistic(self) -> Statistic | None:
        """The one kind of all its figures; None where there are several."""
        kinds = {pay.statistic for pay in self.pays}
        return next(iter(kinds)) if len(kinds) == 1 else None

    @property
    def flags(self) -> list[Flag]:
        """What holds of the axis as a whole: of parts what all of them bear, else what any of its figures does."""
        told = [set(pay.flags) for pay in self.pays]
        held = set.intersection(*told) if self.kind == "parts" else set().union(*told)
        return sorted(held - {"top-coded", "suppressed"})

    def common(self, name: str) -> object:
        """What all lines have in common of a fact; None where they differ."""
        values = {getattr(line.first, name) for line in self.lines}
        return next(iter(values)) if len(values) == 1 else None


def axes(pays: Sequence[Pay]) -> list[Axis]:
    """The figures on as few axes as they may share, in the order of the figures.

    Each axis has passed :func:`kamguide.model.pay.together`.
    """
    accounts: dict[str, list[Pay]] = {}
    for pay in pays:
        accounts.setdefault(pay.account, []).append(pay)
    grouped: dict[tuple[object, ...], list[Line]] = {}
    for account, told in accounts.items():
        if len({pay.component for pay in told}) > 1:
            for component in dict.fromkeys(pay.component for pay in told):
                grouped.setdefault(("parts", account), []).append(_line(p for p in told if p.component == component))
        else:
            line = _line(told)
            grouped.setdefault(_shared(line), []).append(line)
    made: list[Axis] = []
    for key, lines in grouped.items():
        kind: Together = "parts" if key[0] == "parts" else "same"
        _checked(kind, lines)
        why = _why(made[-1], lines[0]) if made else ()
        made.append(Axis(kind, tuple(sorted(lines, key=_reach) if kind == "parts" else lines), why))
    return made


def _line(pays: Iterable[Pay]) -> Line:
    place = {statistic: number for number, statistic in enumerate(ORDER)}
    return Line(tuple(sorted(pays, key=lambda pay: place.get(pay.statistic, len(place)))))


def _why(before: Axis, line: Line) -> tuple[Message, ...]:
    """In what a line differs from those of the axis before."""
    first = before.lines[0]
    kinds = [{pay.statistic for pay in one.pays} for one in (first, line)]
    return differences(first.main, line.main) or ((KIND,) if kinds[0] != kinds[1] else ())


def _reach(line: Line) -> int:
    return -max(pay.reach for pay in line.pays)


def _shared(line: Line) -> tuple[object, ...]:
    first = line.first
    kinds = tuple(pay.statistic for pay in line.pays)
    part = "-" in first.area
    return ("same", first.publisher, first.component, first.currency, first.period, first.prices, kinds, part)


def _checked(kind: Together, lines: Sequence[Line]) -> None:
    """Refuse what may not stand together: the parts as a whole, of the others each kind of figure by itself."""
    if kind == "parts":
        together([line.first for line in lines])
        return
    for statistic in {pay.statistic for line in lines for pay in line.pays}:
        together([pay for line in lines for pay in line.pays if pay.statistic == statistic])
