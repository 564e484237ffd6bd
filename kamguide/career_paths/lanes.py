"""Lanes for lines that run side by side on the map: in the gutter of the narrow one, and inside a box."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from kamguide.career_paths.boxes import Box, Plan, Rung

Key = TypeVar("Key", bound=Hashable)


def meeting_of(begin: float, end: float, begins: Sequence[float]) -> float:
    """How far a line runs in its lane: to the next that joins the lane, for dashes over dashes would look solid."""
    ahead = [y for y in begins if min(begin, end) < y < max(begin, end)]
    return min([*ahead, end], key=lambda y: abs(y - begin))


def lanes_of(plan: Plan, number: dict[Box, int]) -> dict[tuple[Box, bool], int]:
    """The lane of the steps on one basis to one box: the shortest nearest to the boxes, none over another."""
    spans: dict[tuple[Box, bool], tuple[int, int]] = {}
    for joint in plan.joints:
        key = (joint.end, joint.sourced)
        ends = [number[joint.start], number[joint.end], *spans.get(key, ())]
        spans[key] = (min(ends), max(ends))
    return _allotted(spans)


def _allotted(spans: Mapping[Key, tuple[int, int]]) -> dict[Key, int]:
    """A lane for every span: the shortest span in the first one, none over another."""
    lanes: dict[Key, int] = {}
    for key, (first, last) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        taken = {lanes[other] for other in lanes if spans[other][0] <= last and spans[other][1] >= first}
        lanes[key] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def inner_lanes(box: Box) -> dict[tuple[int, bool], int]:
    """The lanes inside a box, for the steps on one basis to one entry; from a grade to the next there is none."""
    spans: dict[tuple[int, bool], tuple[int, int]] = {}
    for rung in box.rungs:
        if not straight(rung):
            ends = [rung.start, rung.end, *spans.get((rung.end, rung.sourced), ())]
            spans[rung.end, rung.sourced] = (min(ends), max(ends))
    return _allotted(spans)


def straight(rung: Rung) -> bool:
    """Whether it leads from a grade to the one that stands below it; the first entry is the role itself."""
    return 0 < rung.start == rung.end - 1
