"""The answer of a comparison in one sentence, and the three rows that matter most, composed from the rows."""

from __future__ import annotations

from collections.abc import Sequence

from kamguide.comparison.rows import Needed, Row
from kamguide.language import listed, lowered, render, translate
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.problems import Fact, Message
from kamguide.titles import TOPIC_TITLES

HIGHLIGHTS = 3
_NAMED = 2
"""How many skills the answer names."""


def composed_answer(rows: Sequence[Row], sides: int, short_labels: dict[str, Text], one_role: bool = False) -> Text:
    """One sentence that holds for any roles: how many skills agree, and where the roles are furthest apart.

    :param sides: how many roles there are.
    :param short_labels: the skills' short names by row key.
    :param one_role: it is one role in several libraries; then a second sentence names what else differs.
    """
    answers = {}
    for code in LANGUAGES:
        answers[code] = _answer(rows, sides, short_labels, code)
        topics = _other_topics(rows, code) if one_role and any(_differs(row) for row in rows) else ""
        if topics:
            answers[code] += " " + render(Message("Also different: %(topics)s.", {"topics": topics}), code)
    return Text(hi=answers["hi"], en=answers["en"])


def _differs(row: Row) -> bool:
    return row.topic == "skills" and row.status != "same"


def _other_topics(rows: Sequence[Row], language: Language) -> str:
    other = [row for row in rows if row.status != "same" and row.topic != "skills"]
    titles = [
        lowered(translate(title, language), language) for topic, title in TOPIC_TITLES.items() if _has(other, topic)
    ]
    return listed(titles, language)


def _answer(rows: Sequence[Row], sides: int, short_labels: dict[str, Text], language: Language) -> str:
    other = [row for row in rows if row.status != "same"]
    skills = [row for row in other if row.topic == "skills"]
    if not other:
        return translate("There is no difference: every statement and every level is the same.", language)
    if not skills:
        topics = _other_topics(rows, language)
        return render(
            Message("The skills are the same; the differences lie in: %(topics)s.", {"topics": topics}), language
        )
    counts = {
        "same": sum(row.topic == "skills" and row.status == "same" for row in rows),
        "other": sum(len(row.values) > 1 for row in skills),
        "only": sum(len(row.values) == 1 for row in skills),
    }
    furthest = sorted(skills, key=lambda row: weight(row, sides))[:_NAMED]
    names = listed([lowered(short_labels[row.key].to(language), language) for row in furthest], language)
    facts: dict[str, Fact] = {**counts, "names": names}
    if not counts["only"]:
        return render(
            Message("Skills: %(same)s the same, %(other)s different; furthest apart: %(names)s.", facts), language
        )
    return render(
        Message(
            "Skills: %(same)s the same, %(other)s different, %(only)s in one only; furthest apart: %(names)s.", facts
        ),
        language,
    )


def _has(rows: Sequence[Row], topic: str) -> bool:
    return any(row.topic == topic for row in rows)


def composed_highlights(rows: Sequence[Row], sides: int) -> list[Row]:
    """Up to three rows that are not the same: the widest of the important skills first, statements last."""
    other = [row for row in rows if row.status != "same"]
    return sorted(other, key=lambda row: weight(row, sides))[:HIGHLIGHTS]


def weight(row: Row, sides: int) -> tuple[int, int, int, str]:
    """What sorts rows by how much they matter.

    First the important skills, by the steps between their levels; then important ones that not every role asks for;
    then the other skills, and statements last: of those what a role says of itself in a few words first.
    """
    if row.topic != "skills":
        brief = 0 if row.key.endswith((".key-fact", ".names")) else 2 if row.key == "definition.description" else 1
        return (3 if len(row.values) == sides else 4, brief, 0, row.key)
    needs = [value.need for value in row.values.values() if isinstance(value, Needed)]
    steps = reach(row, sides)
    group = (0 if steps else 1) if any(need.important for need in needs) else 2
    return (group, -steps, -max(need.importance for need in needs), row.key)


def reach(row: Row, sides: int) -> int:
    """Steps between the highest and the lowest level of a skill; none where a role does not ask for it at all."""
    levels = [value.need.level for value in row.values.values() if isinstance(value, Needed)]
    return max(levels) - min(levels) if len(levels) == sides else 0
