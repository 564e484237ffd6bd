"""The sections that plugins bring to job descriptions: asked for each document, put in the place that each names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kamguide.hookspecs import Section, Sections
from kamguide.job_description.style import Style
from kamguide.library.role_reference import Chosen
from kamguide.model.company import SECTIONS, OwnSection
from kamguide.model.text import Text
from kamguide.plugins.host import Host, Plugin, RefusedError, line_of, listed
from kamguide.sources.characters import visible

HOOK = "kamguide_sections"
MOST, LETTERS = 10, 5_000
"""Sections of one plugin in one document, and characters of one text."""
Brought = Sequence[tuple[Plugin, Sections]]


def sections_of(host: Host) -> Brought:
    """The functions that give sections. What is no function leaves its plugin out."""
    return [(plugin, each) for plugin, brought in host.answers(HOOK, _callables) for each in brought]


def _callables(answer: object) -> list[Sections]:
    brought = listed(answer, HOOK)
    if not all(callable(each) for each in brought):
        raise RefusedError(f"{HOOK} returned something that cannot be called")
    return brought


def with_sections(style: Style, chosen: Chosen, host: Host, brought: Brought) -> Style:
    """A style with what the plugins bring to the job description of a role; one that fails is left out."""
    for plugin, ask in brought:
        if plugin.problem is None:
            place = line_of(plugin, HOOK)
            for section in host.run(plugin, _told, ask, chosen, tuple(style.own), place=place) or []:
                at = style.sections.index(section.before) if section.before in style.sections else len(style.sections)
                style = replace(
                    style,
                    sections=(*style.sections[:at], section.slug, *style.sections[at:]),
                    own={**style.own, section.slug: OwnSection(title=section.title, text=section.text)},
                )
    return style


def _told(ask: Sections, chosen: Chosen, taken: Sequence[str]) -> list[Section]:
    sections = listed(ask(chosen), "its function")
    if len(sections) > MOST:
        raise RefusedError(f"its function returned {len(sections)} sections; at most {MOST} are taken")
    names = [*SECTIONS, *taken]
    for section in sections:
        if not isinstance(section, Section) or not isinstance(section.slug, str) or not isinstance(section.before, str):
            raise RefusedError(f"its function returned {visible(str(section))}, which is no Section")
        if section.slug in names or not section.slug:
            raise RefusedError(f"its section '{visible(section.slug)}' has no name, or one that is taken")
        for text in (section.title, section.text):
            if not isinstance(text, Text) or len(text.hi or "") + len(text.en or "") > LETTERS:
                raise RefusedError(
                    f"its section '{section.slug}' has no Text, or one of more than {LETTERS} characters"
                )
        names.append(section.slug)
    return sections
