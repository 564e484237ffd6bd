"""The form of log lines: text, or one JSON object each. Neither holds addresses, queries or anything a visitor sent.

Whoever has the code of a result or the token of a link can read it, so neither stands in any line, of whatever server.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from kamguide.settings import Settings

_SECRET = re.compile(
    r"""(?P<before>/(?:assessment|job-description)/r/|/mentor/)[^/?\s"']+     # in an address, also a mistyped one
      | \b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b    # a code as it is shown
      | (?<![\w-])[\w-]{43}(?![\w-])                     # a token
    """,
    re.VERBOSE | re.IGNORECASE,
)
ACCESS_LOGGERS = ("_granian", "granian.access", "gunicorn.access", "uvicorn.access", "waitress", "werkzeug")
"""Where servers write the addresses that were asked for, if they are told to."""


def masked(line: str) -> str:
    """The line with every code and token in it hidden."""
    return _SECRET.sub(lambda found: f"{found['before'] or ''}***", line)


class Masking(logging.Filter):
    """Hides codes and tokens in a record before another program's handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        hidden = masked(line)
        if hidden != line:
            record.msg, record.args = hidden, ()
        return True


class JsonFormatter(logging.Formatter):
    """Time (UTC), level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps({name: masked(value) for name, value in line.items()}, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """The usual line, with codes and tokens hidden in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def configure(settings: Settings) -> None:
    """Let the process log in the form that the settings name."""
    handler = logging.StreamHandler()
    if settings.log_format == "json":
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(TextFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ACCESS_LOGGERS:
        logging.getLogger(name).addFilter(Masking())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
