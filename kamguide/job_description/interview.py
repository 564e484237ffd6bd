"""The interview kit: questions for each must-have, what an answer shows, and a score sheet to print.

Questions ask for behaviour in the past; they and the anchors are ours (editorial). The scale is ordinal: the sheet
counts how often which level was heard, and never adds or averages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kamguide.job_description.draft import Draft
from kamguide.job_description.offer import offered
from kamguide.language import day, translate
from kamguide.library.role_reference import Chosen
from kamguide.model.claim import LEVELS
from kamguide.model.skill import Skill
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Run,
    Table,
    words,
)
from kamguide.render.documents import Document, Look, Part
from kamguide.render.markdown import plain
from kamguide.titles import LEVEL_NAMES

TOLD_LEVELS = (2, 4)
"""The levels whose answers stand beside the questions; the sheet has them all."""
NOTE_LINES = 2


def _n(text: str) -> str:
    return text


_RULES = (
    _n("Ask everybody the same questions, in the same order."),
    _n("Write down what was said, before you choose a level. An example with a result counts, an opinion does not."),
    _n("Each interviewer fills in a sheet alone. Then compare, and talk about what differs."),
    _n("Levels are steps and no marks: do not add them up, and make no average."),
    _n("Do not ask about age, marriage, children, religion, caste or health."),
)


def kit(chosen: Chosen, draft: Draft, today: date, look: Look | None = None) -> Document:
    """The kit for the must-haves of a draft, in its language or both.

    :param today: the day that stands in the foot and in the file.
    """
    languages: tuple[Language, ...] = LANGUAGES if draft.lang == "both" else (draft.lang,)
    parts = [_Writer(chosen, draft.said_in(language), language).part(today) for language in languages]
    facts = {"role": chosen.reference, "version": chosen.library.version, "lang": draft.lang}
    return Document(parts, today, draft.said_in(languages[0]).employer, look or Look(), facts)


class _Writer:
    """Writes the kit in one language."""

    def __init__(self, chosen: Chosen, draft: Draft, language: Language) -> None:
        self._chosen, self._draft = chosen, draft
        self._language: Language = language
        self._needs = offered(chosen, draft.sense).needs
        known = chosen.library.skills
        self._skills = [known[slug] for slug in draft.must if slug in known and slug in self._needs]

    def part(self, today: date) -> Part:
        label = plain(self._chosen.label.to(self._language))
        foot = [
            self._say(_n("Questions and anchors: the advice of this guide; levels asked for: its estimate")),
            self._say(_n("Made with kamguide, %(date)s")) % {"date": day(today, self._language)},
        ]
        blocks = [*self._beginning(), *self._questions(), *self._from_the_candidate(), PageBreak(), *self._sheet()]
        return Part(
            self._language,
            self._say(_n("Interview: %(role)s")) % {"role": label},
            blocks,
            eyebrow=self._draft.employer,
            foot=foot,
        )

    def _beginning(self) -> Iterator[Block]:
        yield Heading(self._say(_n("Before you begin")))
        yield Listing([Item(words(self._say(rule))) for rule in _RULES])

    def _questions(self) -> Iterator[Block]:
        yield Heading(self._say(_n("Questions")))
        for number, skill in enumerate(self._skills, start=1):
            level = self._needs[skill.slug].level
            yield Heading(f"{number}. {self._text(skill.label)}", 3, f"skills.{skill.slug}.label")
            asked = self._say(_n("Level asked for: %(level)s")) % {"level": self._level(level)}
            yield Paragraph(words(asked), quiet=True)
            yield Listing(list(self._asked(skill)), numbered=True)
            rows = [[self._level(told), self._anchor(skill, told)] for told in TOLD_LEVELS]
            yield Table([self._say(_n("Level")), self._say(_n("What such an answer shows"))], rows, widths=(1, 4))
        for number, line in enumerate(self._draft.added("skills"), start=len(self._skills) + 1):
            yield Heading(f"{number}. {line}", 3)
            yield Listing([Item(words(self._open_question(line)))], numbered=True)

    def _asked(self, skill: Skill) -> Iterator[Item]:
        for key, question in skill.interview.items():
            yield Item([self._run(question)], f"skills.{skill.slug}.interview.{key}")
        if not skill.interview:
            yield Item(words(self._open_question(self._text(skill.label))), f"skills.{skill.slug}.label")

    def _open_question(self, what: str) -> str:
        question = _n("Tell me about a time when this was needed: “%(what)s”. What did you do, and what came of it?")
        return self._say(question) % {"what": what}

    def _from_the_candidate(self) -> Iterator[Block]:
        section = self._chosen.role.topics.get("mentor")
        if section is not None and section.claims:
            yield Heading(self._say(_n("What the candidate may ask you")))
            role = self._chosen.role.slug
            yield Listing(
                [Item([self._run(one.text)], f"{role}.mentor.{name}") for name, one in section.claims.items()]
            )

    def _sheet(self) -> Iterator[Block]:
        yield Heading(self._say(_n("Score sheet")))
        yield Paragraph(words(self._say(_n("One sheet for each candidate and each interviewer."))), quiet=True)
        empty = "…" * 12
        labels = (_n("Candidate"), _n("Interviewer"), _n("Date"))
        yield Facts([Fact(self._say(label), empty) for label in labels])
        for number, skill in enumerate(self._skills, start=1):
            asked = self._needs[skill.slug].level
            yield Heading(f"{number}. {self._text(skill.label)}", 3, f"skills.{skill.slug}.label")
            yield Listing([self._box(skill, level, asked) for level in range(len(LEVELS))], boxes=True)
            yield Lines(self._say(_n("Heard, in the candidate’s words")), NOTE_LINES)
        for number, line in enumerate(self._draft.added("skills"), start=len(self._skills) + 1):
            yield Heading(f"{number}. {line}", 3)
            yield Lines(self._say(_n("Heard, in the candidate’s words")), NOTE_LINES)
        yield Heading(self._say(_n("Tally")))
        counted = (_n("At the level asked for, or above"), _n("One level below"), _n("Two or more levels below"))
        yield Table(
            [self._say(_n("Skills")), self._say(_n("How many"))],
            [[self._say(row), f"… / {len(self._skills)}"] for row in counted],
            widths=(3, 1),
        )
        yield Lines(self._say(_n("What speaks for this candidate, and what is still open")), 3)

    def _box(self, skill: Skill, level: int, asked: int) -> Item:
        runs = [Run(self._level(level), strong=True), Run(": "), Run(self._anchor(skill, level))]
        if level == asked:
            runs += [Run(" "), Run(self._say(_n("(asked for)")), strong=True)]
        return Item(runs, f"skills.{skill.slug}.anchors.{LEVELS[level]}" if level else "")

    def _anchor(self, skill: Skill, level: int) -> str:
        if level == 0:
            return self._say(_n("No example of the candidate’s own."))
        anchor: Text = getattr(skill.anchors, LEVELS[level])
        return f"“{self._text(anchor)}”"

    def _level(self, level: int) -> str:
        return f"{level} {self._say(LEVEL_NAMES[str(level)])}"

    def _run(self, text: Text) -> Run:
        shown = text.language(self._language)
        return Run(self._text(text), language=None if shown == self._language else shown)

    def _text(self, text: Text) -> str:
        return plain(text.to(self._language))

    def _say(self, key: str) -> str:
        return translate(key, self._language)
