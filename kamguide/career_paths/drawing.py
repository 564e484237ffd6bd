"""The map of steps with coordinates: columns side by side for wide screens, one column with a gutter for phones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kamguide.career_paths.boxes import Box, Entry, Plan
from kamguide.render.lettering import broken

SIZE, LEADING = 16, 23
"""Size and line height of the words, in the unit of the picture: a pixel where it is not scaled."""
WIDE, NARROW = 1152, 328
"""Width of a picture: of the page on a wide screen, of a phone of 360 pixels."""
_PAD, _BETWEEN, _INDENT = 10, 6, 14
_APART = 18
_LANE = 10
_HEAD = 7
"""Length of an arrow's head."""


@dataclass(frozen=True, slots=True)
class Words:
    """A node as it is lettered: its lines from the top, and the field around them."""

    entry: Entry
    lines: Sequence[tuple[float, str]]
    """Baseline and words of each line."""
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Field:
    """A box with its words."""

    role: str
    x: float
    y: float
    width: float
    height: float
    words: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Wire:
    """A line with an arrow's head, as data of SVG paths; dashed where no source states the step."""

    line: str
    head: str
    sourced: bool


@dataclass(frozen=True)
class Drawing:
    """The whole picture."""

    width: float
    height: float
    fields: Sequence[Field]
    wires: Sequence[Wire]


Label = Callable[[str], str]
"""From a node to what it is called, without marks."""


def wide(plan: Plan, label: Label) -> Drawing:
    """Columns from left to right; lines lead from a box's right side to another's left."""
    count = len(plan.columns)
    if not count:
        return Drawing(0, 0, (), ())
    gap = 46 if count > 4 else 90  # noqa: PLR2004 - as many as leave room for words
    width = min(250, (WIDE - gap * (count - 1)) // count)
    lettering = _Lettering(label, width, spaced=False)
    heights = {box: lettering.height(box) for column in plan.columns for box in column}
    tops = _tops(plan, heights)
    total = max(tops[box] + heights[box] for box in tops) + 2
    left = {rank: rank * (width + gap) + 1 for rank in range(count)}
    wires = []
    for joint in plan.joints:
        points = []
        for box in joint.stations:
            middle = tops[box] + (heights[box] / 2 if not box.entries else min(heights[box] / 2, 24))
            points += [(left[box.rank], middle), (left[box.rank] + width, middle)]
        wires.append(_curve(points[1:-1], joint.sourced))
    fields = [lettering.field(box, left[box.rank], tops[box]) for box in tops if box.entries]
    return Drawing(left[count - 1] + width + 1, total, fields, wires)


def narrow(plan: Plan, label: Label) -> Drawing:
    """One column; lines run down a gutter at its left, one lane for all steps on one basis to one box."""
    boxes = [box for column in plan.columns for box in column if box.entries]
    if not boxes:
        return Drawing(0, 0, (), ())
    number = {box: position for position, box in enumerate(boxes)}
    lanes = _lanes(plan, number)
    gutter = _LANE * (max(lanes.values(), default=0) + 2) + _HEAD
    lettering = _Lettering(label, NARROW - gutter - 1, spaced=True)
    fields, tops, heights, y = [], {}, {}, 1.0
    for box in boxes:
        field = lettering.field(box, gutter, y)
        fields.append(field)
        tops[box], heights[box] = y, field.height
        y += field.height + _APART
    wires = []
    for joint in plan.joints:
        x = gutter - _HEAD - _LANE * (lanes[joint.end, joint.sourced] + 1)
        begin = tops[joint.start] + heights[joint.start] - (8 if joint.sourced else 15)
        end = tops[joint.end] + (10 if joint.sourced else 20)
        turn = 6 if end > begin else -6
        line = f"M{gutter} {begin:g}H{x + 6:g}q-6 0 -6 {turn}V{end - turn:g}q0 {turn} 6 {turn}H{gutter - _HEAD}"
        wires.append(Wire(line, _arrow(gutter, end), joint.sourced))
    return Drawing(NARROW, y - _APART + 2, fields, wires)


def _lanes(plan: Plan, number: dict[Box, int]) -> dict[tuple[Box, bool], int]:
    """The lane of the steps on one basis to one box: the shortest nearest to the boxes, none over another."""
    spans: dict[tuple[Box, bool], tuple[int, int]] = {}
    for joint in plan.joints:
        key = (joint.end, joint.sourced)
        ends = [number[joint.start], number[joint.end], *spans.get(key, ())]
        spans[key] = (min(ends), max(ends))
    lanes: dict[tuple[Box, bool], int] = {}
    for key, (first, last) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        taken = {lanes[other] for other in lanes if spans[other][0] <= last and spans[other][1] >= first}
        lanes[key] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


@dataclass(frozen=True, slots=True)
class _Lettering:
    """How boxes of a width are lettered; ``spaced``: with room for what readers may add between letters."""

    label: Label
    width: float
    spaced: bool

    def words(self, box: Box) -> list[tuple[Entry, Sequence[str], float]]:
        """Each entry with its lines and its indent."""
        return [
            (entry, broken(self.label(entry.node), SIZE, self.width - 2 * _PAD - indent, self.spaced), indent)
            for entry in box.entries
            for indent in [_INDENT if entry.grade else 0]
        ]

    def height(self, box: Box) -> float:
        """The height of a box, or of the room that a line needs to pass."""
        if not box.entries:
            return LEADING
        words = self.words(box)
        return sum(len(lines) * LEADING for _, lines, _ in words) + _BETWEEN * (len(words) - 1) + 2 * _PAD

    def field(self, box: Box, x: float, y: float) -> Field:
        """The box at a place."""
        told, below = [], y + _PAD
        for entry, lines, indent in self.words(box):
            height = len(lines) * LEADING
            baselines = [(below + LEADING * n + 17, line) for n, line in enumerate(lines)]
            told.append(Words(entry, baselines, x + _PAD + indent, below, height))
            below += height + _BETWEEN
        return Field(box.role, x, y, self.width, below - _BETWEEN + _PAD - y, told)


def _tops(plan: Plan, heights: dict[Box, float]) -> dict[Box, float]:
    """Where each box begins: near the middle of its neighbours, none over another."""
    beside: dict[Box, list[Box]] = {}
    for joint in plan.joints:
        for one, other in pairwise(joint.stations):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    total = max(sum(heights[b] + _APART for b in column) - _APART for column in plan.columns)
    tops: dict[Box, float] = {}
    for column in plan.columns:
        y = (total - sum(heights[b] + _APART for b in column) + _APART) / 2
        for box in column:
            tops[box] = y
            y += heights[box] + _APART
    for turn in range(6):
        for column in plan.columns if turn % 2 else reversed(plan.columns):
            wanted = [
                sum(tops[o] + heights[o] / 2 for o in beside[b]) / len(beside[b]) - heights[b] / 2
                if beside.get(b)
                else tops[b]
                for b in column
            ]
            for box, y in zip(column, _settled(wanted, [heights[b] for b in column], total), strict=True):
                tops[box] = y
    highest = min(tops.values())
    return {box: y - highest + 1 for box, y in tops.items()}


def _settled(wanted: Sequence[float], heights: Sequence[float], total: float) -> list[float]:
    """Places near those wanted, in order, apart from each other, between 0 and the total height."""
    places: list[float] = []
    low = 0.0
    for y, height in zip(wanted, heights, strict=True):
        places.append(max(y, low))
        low = places[-1] + height + _APART
    high = total
    for n in range(len(places) - 1, -1, -1):
        places[n] = min(places[n], high - heights[n])
        high = places[n] - _APART
    return places


def _curve(points: Sequence[tuple[float, float]], sourced: bool) -> Wire:
    """A line through points: level where it passes a column, curved between columns."""
    (x, y), *others = points
    line = f"M{x:g} {y:g}"
    for position, (right, down) in enumerate(others):
        end = right - _HEAD if position == len(others) - 1 else right
        middle = (x + end) / 2
        line += f"C{middle:g} {y:g} {middle:g} {down:g} {end:g} {down:g}" if down != y else f"H{end:g}"
        x, y = end, down
    return Wire(line, _arrow(points[-1][0], y), sourced)


def _arrow(x: float, y: float) -> str:
    return f"M{x:g} {y:g}l-{_HEAD + 2} -5v10z"
