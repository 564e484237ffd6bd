"""What a result says, in one language: sentences, labels, levels, weeks."""

from __future__ import annotations

from kamguide.assessment.plan import Item
from kamguide.language import catalogue, render, translate
from kamguide.model.text import Language, Text
from kamguide.problems import Message
from kamguide.render.markdown import plain
from kamguide.titles import LEVEL_NAMES


class Saying:
    """Sentences, labels and levels in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def gettext(self, text: str, **facts: str | int) -> str:
        return render(Message(text, facts), self.language)

    def ngettext(self, one: str, more: str, count: int, **facts: str | int) -> str:
        return catalogue(self.language).ngettext(one, more, count) % {"num": count, **facts}

    def of(self, text: Text | str) -> str:
        return text if isinstance(text, str) else plain(text.to(self.language))

    def level(self, level: int) -> str:
        return translate(LEVEL_NAMES[str(level)], self.language)

    def weeks(self, item: Item) -> str:
        first, last = item.first_week, item.last_week
        if first == last:
            return self.gettext("Week %(first)s", first=first)
        return self.gettext("Weeks %(first)s–%(last)s", first=first, last=last)
