"""Gathers what can be suggested while a query is typed: names of roles, topics, comparisons, skills, terms, guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.role import Topic
from kamguide.model.text import LANGUAGES, Labels, Language, Text
from kamguide.render.markdown import plain
from kamguide.search.analysis import hard_fold, sound, words
from kamguide.search.catalogue import Catalogue
from kamguide.search.entries import Entry, Kind
from kamguide.search.suggest import Key, Suggester, Target
from kamguide.titles import TOPIC_TITLES

Name = tuple[str, Language]
"""A name as it may be typed, and the language of whoever types it."""


def suggester(catalogue: Catalogue) -> Suggester:
    """What completes queries about a library."""
    gathering = _Gathering(catalogue.library, catalogue.below, catalogue.tongue.romanised)
    return gathering.suggester(catalogue.entries.values())


@dataclass
class _Gathering:
    """Gathers the names of everything that can be suggested."""

    library: Library
    below: str
    """What stands before every address."""
    romanised: frozenset[str]
    """Words of Hindi in Latin letters: a label that holds one is typed by who reads Hindi."""
    targets: list[Target] = field(default_factory=list)
    written: set[Key] = field(default_factory=set)
    heard: set[Key] = field(default_factory=set)
    roles: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    sections: dict[Topic, dict[str, int]] = field(default_factory=dict)
    comparisons: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def suggester(self, entries: Iterable[Entry]) -> Suggester:
        library = self.library
        for role in library.roles_in_order:
            names = [
                *_of_text(role.preferred_label),
                *((role.notation, code) for code in LANGUAGES),
                *self.labels(role.alt_labels),
                *self.labels(role.hidden_labels),
                *self.lexicon_names(role=role.slug),
            ]
            target = self.target(
                _titles(role.preferred_label), "role", role.slug, f"{self.below}/roles/{role.slug}", names
            )
            self.sections.setdefault("definition", {})[role.slug] = target
            for name, _ in names:
                known = self.roles.setdefault(_folded(name), [])
                if role.slug not in known:
                    known.append(role.slug)
        for entry in entries:
            self.entry(entry)
        stop = [text for file in library.lexicon.values() for text in file.stop_words.all()]
        comparing = [name for name, _ in self.lexicon_names(intent="comparison")]
        return Suggester(
            self.targets,
            sorted(self.written),
            sorted(self.heard),
            self.roles,
            {topic: self.topic_names(topic) for topic in TOPIC_TITLES},
            self.sections,
            self.comparisons,
            frozenset(word for text in (*stop, *comparing) for word in _folded(text)),
            frozenset(word for text in comparing for word in _folded(text)),
        )

    def labels(self, labels: Labels) -> list[Name]:
        """Other names of a thing; romanised Hindi among the English ones is Hindi."""
        return [
            *((name, "hi") for name in labels.hi),
            *((name, "hi" if self.romanised.intersection(_folded(name)) else "en") for name in labels.en),
        ]

    def entry(self, entry: Entry) -> None:
        if entry.kind == "role" and entry.role and entry.topic and not entry.company:
            places = self.sections.setdefault(entry.topic, {})
            if entry.role not in places:
                places[entry.role] = self.target(entry.title, "role", entry.role, entry.path)
            return
        if any("@" in role for role in entry.roles) or (entry.company and entry.kind != "company"):
            return
        names: list[Name] = [(title, code) for code, title in entry.title.items()]
        if entry.kind == "skill":
            names += self.labels(self.library.skills[entry.slug].alt_labels)
            names += self.lexicon_names(skill=entry.slug)
        elif entry.kind == "term":
            names += [(name, code) for name in entry.names for code in LANGUAGES]  # an abbreviation
        target = self.target(entry.title, entry.kind, entry.role, entry.path, names)
        if entry.kind == "comparison":
            for role in entry.roles:
                others = [(other, target) for other in entry.roles if other != role]
                self.comparisons.setdefault(role, []).extend(others)

    def target(
        self, titles: Mapping[Language, str], kind: Kind, role: str | None, path: str, names: Iterable[Name] = ()
    ) -> int:
        """Adds a target under its names; its number."""
        number = len(self.targets)
        self.targets.append(Target(titles, kind, role, path))
        for name, code in names:
            folded = _folded(name)
            for at in range(len(folded)):
                self.written.add((" ".join(folded[at:]), min(at, 1), number, code))
                heard = "".join(map(_heard, folded[at:]))
                if heard:
                    self.heard.add((heard, min(at, 1), number, code))
        return number

    def topic_names(self, topic: Topic) -> list[tuple[str, Language]]:
        titles: list[Name] = [(translate(TOPIC_TITLES[topic], code), code) for code in LANGUAGES]
        return [(" ".join(_folded(name)), code) for name, code in (*titles, *self.lexicon_names(topic=topic))]

    def lexicon_names(self, **meaning: str) -> list[Name]:
        """What people type for a thing, by the lexicon."""
        ((field_name, value),) = meaning.items()
        concepts = [
            concept
            for file in self.library.lexicon.values()
            for concept in file.concepts.values()
            if getattr(concept, field_name) == value
        ]
        names: list[Name] = []
        for concept in concepts:
            names += ((text, "en") for text in concept.variants.en)
            names += ((text, "hi") for text in (*concept.variants.hi, *concept.variants.latin))
        return names


def _folded(name: str) -> tuple[str, ...]:
    return tuple(hard_fold(word.folded) for word in words(name))


def _titles(text: Text) -> dict[Language, str]:
    return {code: plain(text.to(code)) for code in LANGUAGES if text.has(code)}


def _of_text(text: Text) -> list[Name]:
    return [(title, code) for code, title in _titles(text).items()]


_SPOKEN = {
    **dict.fromkeys("कख", "k"), **dict.fromkeys("गघ", "g"), **dict.fromkeys("चछ", "c"), **dict.fromkeys("जझ", "j"),
    **dict.fromkeys("टठतथ", "t"), **dict.fromkeys("डढदध", "d"), **dict.fromkeys("नणङञं", "n"),
    "प": "p", "फ": "f", **dict.fromkeys("बभव", "v"), "म": "m", "र": "r", "ल": "l", **dict.fromkeys("सशष", "s"),
    **dict.fromkeys("यइईएऐिीेै", "i"), **dict.fromkeys("उऊओऔुूोौ", "u"), "ृ": "ri", "ऋ": "ri",
}  # fmt: skip
"""Devanagari letters as ``sound`` has them: aspirates plain, ``a`` and ``h`` not at all."""


def _heard(folded: str) -> str:
    """How a folded word of either script sounds."""
    if folded[:1].isascii():
        return sound(folded)
    spoken = "".join(_SPOKEN.get(letter, "") for letter in folded)
    single = "".join(letter for at, letter in enumerate(spoken) if spoken[at - 1 : at] != letter)
    return ("a" if folded[0] in "अआह" else "") + single
