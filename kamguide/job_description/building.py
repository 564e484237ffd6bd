"""From a role and what HR chose to a document: one part for each language, each text with the field it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kamguide.job_description.draft import Draft, OwnTopic
from kamguide.job_description.offer import IncludedTopic, Line, first_sense, offered
from kamguide.job_description.sides import script
from kamguide.job_description.style import PLAIN, Style
from kamguide.job_description.telling import sources_of, told_facts
from kamguide.job_description.words import PARTS
from kamguide.language import translate
from kamguide.library.role_reference import Chosen
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render.blocks import Block, Facts, Heading, Item, Listing, Paragraph, Run, words
from kamguide.render.documents import Document, Part
from kamguide.render.markdown import plain
from kamguide.titles import LEVEL_NAMES


def _n(text: str) -> str:
    return text


TITLES = {
    "about": _n("About the company"),
    "purpose": PARTS["definition"],
    "responsibilities": PARTS["responsibilities"],
    "must": _n("Must-have skills"),
    "nice": _n("Good-to-have skills"),
    "education": _n("Education and experience"),
    "kpi": PARTS["kpi"],
    "qualities": PARTS["qualities"],
    "tools": PARTS["tools"],
    "pay": PARTS["salary"],
    "equal-opportunity": _n("Equal opportunity"),
    "apply": _n("How to apply"),
}
"""What the sections of a job description are called: English keys of the catalogue."""
_EQUAL = _n("Applicants of all genders and backgrounds are welcome.")


def build(chosen: Chosen, draft: Draft, today: date, style: Style = PLAIN) -> Document:
    """The job description of a role or grade.

    :param draft: of that role (:func:`kamguide.job_description.reading.read` makes sure).
    :param today: the day that stands in the foot and in the file.
    :raises WrongUseError: it would be longer than any document may be.
    """
    languages: tuple[Language, ...] = LANGUAGES if draft.lang == "both" else (draft.lang,)
    parts = [_Writer(chosen, draft.said_in(language), style, language).part(today) for language in languages]
    name = style.company.to(languages[0]) if style.company is not None else ""
    facts = {"role": chosen.reference, "version": chosen.library.version, "lang": draft.lang}
    return Document(parts, today, draft.said_in(languages[0]).employer or name, style.look, facts)


class _Writer:
    """Writes the document in one language."""

    def __init__(self, chosen: Chosen, draft: Draft, style: Style, language: Language) -> None:
        self._chosen = chosen
        self._draft = draft
        self._style = style
        self._language: Language = language
        self._lines = offered(chosen, draft.sense).lines
        self._needs = offered(chosen, draft.sense).needs

    def part(self, today: date) -> Part:
        """All sections in the order of the style; one that has nothing to say is left out."""
        blocks: list[Block] = []
        facts = told_facts(self._draft, self._language)
        if facts:
            blocks.append(Facts(facts))
        for name in self._style.sections:
            said = list(self._section(name))
            if said:
                title = self._style.own[name].title if name in self._style.own else None
                heading = plain(title.to(self._language)) if title is not None else self._say(TITLES[name])
                blocks += [Heading(heading), *said]
        role, grade = self._chosen.role, self._chosen.grade_slug
        company = self._style.company
        return Part(
            self._language,
            plain(self._chosen.label.to(self._language)),
            blocks,
            eyebrow=self._draft.employer or (plain(company.to(self._language)) if company is not None else ""),
            lead=role.notation if not grade else f"{role.notation} · {plain(role.preferred_label.to(self._language))}",
            foot=sources_of(self._chosen, self._draft, self._language, today),
            field=f"{role.slug}.grades.{grade}.label" if grade else f"{role.slug}.preferred_label",
        )

    def _section(self, name: str) -> Iterator[Block]:
        match name:
            case "about":
                yield from self._paragraphs(self._style.about)
            case "purpose":
                yield from self._purpose()
            case "responsibilities" | "kpi" | "qualities" | "tools":
                yield from _listed(self._included(name))
            case "must" | "nice":
                yield from _listed(self._skills(name))
            case "education":
                yield from _listed([*self._included("education"), *self._included("experience")])
            case "pay":  # the pay itself stands among the facts at the head, once
                yield from _listed(self._added("salary"))
            case "equal-opportunity":
                own = self._style.equal_opportunity
                yield from self._paragraphs(own) if own is not None else [Paragraph(words(self._say(_EQUAL)))]
            case "apply":
                if self._draft.apply:
                    yield Paragraph(_addressed(self._draft.apply))
            case _:
                yield from self._paragraphs(self._style.own[name].text)

    def _purpose(self) -> Iterator[Block]:
        role, grade = self._chosen.role, self._chosen.grade
        text, field = role.description, f"{role.slug}.description"
        if sense := self._draft.sense or first_sense(role):
            text, field = role.senses[sense].description, f"{role.slug}.senses.{sense}.description"
        if grade is not None and grade.description is not None and not self._draft.sense:
            text, field = grade.description, f"{role.slug}.grades.{self._chosen.grade_slug}.description"
        yield Paragraph([self._run(text)], field=field)
        for item in self._added("definition"):
            yield Paragraph(item.runs)

    def _included(self, topic: IncludedTopic) -> list[Item]:
        lines = self._lines[topic]
        written = [self._item(lines[name]) for name in self._draft.chosen(topic) if name in lines]
        return [*written, *self._added(topic)]

    def _added(self, topic: OwnTopic) -> list[Item]:
        """Lines of one's own; one in the other language's letters says so."""
        found = []
        for line in self._draft.added(topic):
            written = script(line)
            found.append(Item([Run(line, language=None if written == self._language else written)]))
        return found

    def _item(self, line: Line) -> Item:
        runs = [self._run(line.label, strong=True), Run(": ")] if line.label is not None else []
        return Item([*runs, self._run(line.text)], line.field)

    def _skills(self, name: str) -> list[Item]:
        slugs = self._draft.must if name == "must" else self._draft.nice
        items = []
        for slug in slugs:
            if slug in self._needs and slug in self._chosen.library.skills:
                level = self._say(LEVEL_NAMES[str(self._needs[slug].level)])
                label = self._run(self._chosen.library.skills[slug].label)
                field = f"{self._chosen.role.slug}.skills.{slug}"
                items.append(Item([label, Run(f" – {level}")], field))
        return [*items, *(self._added("skills") if name == "must" else ())]

    def _paragraphs(self, text: Text | None) -> Iterator[Block]:
        for each in text.to(self._language).split("\n\n") if text is not None else ():
            if plain(each):
                yield Paragraph([Run(plain(each), language=self._foreign(text))])

    def _run(self, text: Text, strong: bool = False) -> Run:
        return Run(plain(text.to(self._language)), strong, language=self._foreign(text))

    def _foreign(self, text: Text | None) -> Language | None:
        shown = text.language(self._language) if text is not None else self._language
        return None if shown == self._language else shown

    def _say(self, key: str) -> str:
        return translate(key, self._language)


def _listed(items: list[Item]) -> Iterator[Block]:
    if items:
        yield Listing(items)


def _addressed(text: str) -> list[Run]:
    """How to apply; addresses in it can be followed."""
    runs = []
    for number, word in enumerate(text.split(" ")):
        bare = word.rstrip(".,;:)!?।")
        link = bare if bare.startswith(("https://", "http://")) else f"mailto:{bare}" if _is_mail(bare) else ""
        runs += [Run(" ")] if number else []
        runs += [Run(bare, link=link), Run(word[len(bare) :])] if link else [Run(word)]
    return runs


def _is_mail(word: str) -> bool:
    name, at, host = word.partition("@")
    ascii_only = word.isascii() and all(letter.isalnum() or letter in "._%+-" for letter in name + host)
    return bool(at and name and "." in host.strip(".") and ascii_only)
