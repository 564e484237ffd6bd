"""Sentences made of pinned texts, in both languages at once."""

from __future__ import annotations

from kamguide.language import render
from kamguide.model.text import Text
from kamguide.problems import Message, Said


def said(text: Text) -> Said:
    """A text as a fact of a sentence; where it exists in one language only, in that one."""
    return Said(hi=text.to("hi"), en=text.to("en"))


def worded(message: Message) -> Text:
    """A sentence as a text. It is not measured again: it may be a little longer than a text that somebody writes."""
    return Text.model_construct(hi=render(message, "hi"), en=render(message, "en"))
