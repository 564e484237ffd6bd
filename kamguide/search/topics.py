"""Which of the topics that words name is asked about, and where to look when a role says nothing on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kamguide.model.role import TOPICS, Role, Topic

BECOMING: frozenset[Topic] = frozenset(("how-to-become", "career-path"))
PLAIN: frozenset[Topic] = frozenset(TOPICS) - {"definition", "comparison", "responsibilities"}
"""Topics that, where they are named, leave no doubt about what is asked."""
_ASKING: Sequence[Topic] = ("definition", "comparison")
_GENERAL: Sequence[Topic] = ("responsibilities", "how-to-become")
"""Topics that are asked about only where no other is, the most yielding first."""
_MADE: Sequence[Topic] = ("definition", "skills", "salary", "career-path")
"""Topics on which every role has something, made of its other parts."""
_NEAREST: Mapping[Topic, Sequence[Topic]] = {
    "qualities": ("skills",),
    "outlook": ("career-path",),
    "experience": ("how-to-become", "education"),
    "education": ("how-to-become", "experience"),
    "how-to-become": ("career-path",),
    "portfolio": ("responsibilities",),
    "grades": ("career-path",),
    "tools": ("skills",),
    "kpi": ("responsibilities",),
    "industries": ("definition",),
    "regulation": ("responsibilities",),
}
"""Where to look when a role says nothing on a topic."""


def settled(topics: tuple[Topic, ...], roles: Sequence[Role], *, graded: bool) -> tuple[Topic, ...]:
    """What is asked about: “what is the salary” asks for the salary; a grade and nothing else for the grades."""
    kept = _without(topics, _ASKING)
    if len(roles) == 1:
        kept = told(kept, roles[0])
    kept = _without(kept, _GENERAL)
    return ("grades",) if graded and set(kept) <= {*_ASKING, "responsibilities"} else kept


def told(topics: tuple[Topic, ...], role: Role) -> tuple[Topic, ...]:
    """The topics on which the role has something to say; where it has on none, the nearest."""
    own = own_topics(role)
    nearest = (next((near for near in _NEAREST.get(topic, ()) if near in own), topic) for topic in topics)
    return tuple(topic for topic in topics if topic in own) or tuple(dict.fromkeys(nearest))


def told_by(topics: Collection[Topic], role: Role) -> bool:
    """Whether the role has something to say on one of the topics."""
    return not own_topics(role).isdisjoint(topics)


def own_topics(role: Role) -> set[Topic]:
    """The topics on which a role has something to say."""
    return {*role.topics, *_MADE, *(("grades",) if role.grades else ())}


def _without(topics: tuple[Topic, ...], yielding: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics without those that yield to others, the most yielding first."""
    for topic in yielding:
        if len(topics) > 1:
            topics = tuple(other for other in topics if other != topic)
    return topics
