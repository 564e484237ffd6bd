"""Everything that goes wrong besides content: errors that carry a message to be rendered in either language.

::

    KamguideError
    ├── NotFoundError      a role, skill or page that is not there (404)
    ├── WrongUseError      a command, setting or parameter used wrongly (exit 2, 422)
    ├── IncomparableError  figures that may not be charted, averaged or restated together
    ├── RefusedFileError   a file handed in that is not taken (exit 2)
    ├── StartRefusedError  the program will not start like this (exit 2)
    └── SourceError        a content file that cannot be read; becomes a problem
"""

from __future__ import annotations

from collections.abc import Iterable

from kamguide.problems import SENTENCES, Fact, Message


class KamguideError(Exception):
    """Base of the tree. ``message`` holds the English pattern and the facts."""

    def __init__(self, text: str, **facts: Fact) -> None:
        super().__init__(text)
        self.message = Message(text, facts)

    def __str__(self) -> str:
        return str(self.message)


class NotFoundError(KamguideError):
    """Nothing stands under this name. ``nearest`` lists names of the same ``kind`` that do, best first."""

    def __init__(self, text: str, nearest: Iterable[str] = (), kind: str = "", **facts: Fact) -> None:
        super().__init__(text, **facts)
        self.nearest = tuple(nearest)
        self.kind = kind


class WrongUseError(KamguideError):
    """A command, a setting or a parameter was used wrongly; the message names it and the remedy."""


class IncomparableError(KamguideError):
    """Figures of pay were put together that say nothing together; the message names them and in what they differ."""


class RefusedFileError(KamguideError):
    """A file that was handed in is not taken; the message says why and what to do."""


class StartRefusedError(KamguideError):
    """The program refuses to start like this; the message names the setting to change."""


class SourceError(KamguideError):
    """A file that cannot be read. ``code`` is the code of the problem it becomes."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(SENTENCES[code].sentence, **facts)
        self.code = code
