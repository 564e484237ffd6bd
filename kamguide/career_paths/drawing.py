"""The map of steps with coordinates: columns side by side for wide screens, one column with a gutter for phones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from kamguide.career_paths.boxes import Box, Entry, Plan
from kamguide.career_paths.lanes import inner_lanes, lanes_of, meeting_of, straight
from kamguide.render.lettering import broken, widest

SIZE, LEADING = 16, 23
"""Size and line height of the words, in the unit of the picture: a pixel where it is not scaled."""
WIDE, NARROW = 1152, 328
"""Width of a picture: of the page on a wide screen, of a phone of 360 pixels."""
WIDEST = 1192
"""How wide a picture may be made, so that no word breaks; it is scaled to the page, so its letters to 15 pixels."""
_PAD, _BETWEEN, _INDENT = 10, 6, 14
_APART = 18
_LANE = 10
_INNER = 8
"""From lane to lane inside a box."""
_NEAR = 14
"""From the lane that is nearest to the words inside a box to the role's name."""
_HEAD = 7
"""Length of an arrow's head."""
_DOT = 9
"""How far before the words of a grade the middle of its dot is."""


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
    rungs: Sequence[Wire]
    """The steps inside the box. From a grade to the one below it no head is needed."""


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
    gap = 90 if count <= 4 else 46 if count <= 6 else 26  # noqa: PLR2004 - as many as leave room for words
    room = (WIDE - gap * (count - 1)) // count
    most = (WIDEST - gap * (count - 1)) // count
    width = max(min(250, room), min(most, _longest(plan, label)))
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


def _longest(plan: Plan, label: Label) -> float:
    """How wide a box must be for its longest word."""
    lettering = _Lettering(label, WIDEST, spaced=False)
    needs = (
        widest(" ".join(lines), SIZE) + indent
        for column in plan.columns
        for box in column
        for _, lines, indent in lettering.words(box)
    )
    return ceil(max(needs, default=0)) + 2 * _PAD + 1


def narrow(plan: Plan, label: Label) -> Drawing:
    """One column; lines run down a gutter at its left, one lane for all steps on one basis to one box."""
    boxes = [box for column in plan.columns for box in column if box.entries]
    if not boxes:
        return Drawing(0, 0, (), ())
    number = {box: position for position, box in enumerate(boxes)}
    lanes = lanes_of(plan, number)
    gutter = _LANE * (max(lanes.values(), default=0) + 2) + _HEAD
    lettering = _Lettering(label, NARROW - gutter - 1, spaced=True)
    fields, tops, heights, y = [], {}, {}, 1.0
    for box in boxes:
        field = lettering.field(box, gutter, y)
        fields.append(field)
        tops[box], heights[box] = y, field.height
        y += field.height + _APART
    wires = []
    begins = {joint: tops[joint.start] + heights[joint.start] - (8 if joint.sourced else 15) for joint in plan.joints}
    for joint in plan.joints:
        x = gutter - _HEAD - _LANE * (lanes[joint.end, joint.sourced] + 1)
        begin = begins[joint]
        end = tops[joint.end] + (10 if joint.sourced else 20)
        turn = 6 if end > begin else -6
        beside = [begins[o] for o in plan.joints if (o.end, o.sourced) == (joint.end, joint.sourced)]
        meeting = meeting_of(begin, end, beside)
        arrive = f"{end - turn:g}q0 {turn} 6 {turn}H{gutter - _HEAD}" if meeting == end else f"{meeting + turn:g}"
        line = f"M{gutter} {begin:g}H{x + 6:g}q-6 0 -6 {turn}V{arrive}"
        wires.append(Wire(line, _arrow(gutter, end), joint.sourced))
    return Drawing(NARROW, y - _APART + 2, fields, wires)


def _inside(box: Box, told: Sequence[Words]) -> list[Wire]:
    """The steps inside a box, once its words have their places."""
    lanes = inner_lanes(box)
    wires = []

    def begin(number: int) -> tuple[float, float]:
        words = told[number]
        return (words.x - _DOT, words.y + 12) if words.entry.grade else (words.x - 2, words.y + 16)

    for rung in box.rungs:
        (x, y), end = begin(rung.start), told[rung.end]
        if straight(rung):
            wires.append(Wire(f"M{x:g} {y:g}V{end.y + 12:g}", "", rung.sourced))
            continue
        lane = told[0].x - _NEAR - _INNER * lanes[rung.end, rung.sourced]
        right, down = (end.x - _DOT - 5, end.y + 12) if end.entry.grade else (end.x - 3, end.y + 8)
        beside = [
            begin(o.start)[1] for o in box.rungs if (o.end, o.sourced) == (rung.end, rung.sourced) and not straight(o)
        ]
        meeting = meeting_of(y, down, beside)
        arrive = f"H{right - 5:g}" if meeting == down else ""
        wires.append(Wire(f"M{x:g} {y:g}H{lane:g}V{meeting:g}{arrive}", f"M{right:g} {down:g}l-6 -4v8z", rung.sourced))
    return wires


@dataclass(frozen=True, slots=True)
class _Lettering:
    """How boxes of a width are lettered; ``spaced``: with room for what readers may add between letters."""

    label: Label
    width: float
    spaced: bool

    def words(self, box: Box) -> list[tuple[Entry, Sequence[str], float]]:
        """Each entry with its lines and its indent."""
        lanes = len(set(inner_lanes(box).values()))
        room = (lanes - 1) * _INNER + _NEAR if lanes else 0
        return [
            (entry, broken(self.label(entry.node), SIZE, self.width - 2 * _PAD - indent, self.spaced), indent)
            for entry in box.entries
            for indent in [room + (_INDENT if entry.grade else 0)]
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
        return Field(box.role, x, y, self.width, below - _BETWEEN + _PAD - y, told, _inside(box, told))


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
