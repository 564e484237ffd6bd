"""Settings of a site: ``kamguide.toml``, then ``KAMGUIDE_*`` in the environment, then flags; no unknown names."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from kamguide.errors import WrongUseError

ENVIRONMENT_PREFIX = "KAMGUIDE_"
SITE_VARIABLE = "KAMGUIDE_SITE"
"""Names the site's folder to ``kamguide.wsgi``; no setting of the site itself."""
FILE_NAME = "kamguide.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """One site's settings. Each field is a key of ``kamguide.toml`` and, in capitals, of the environment."""

    base_url: str = ""
    """The public address, such as ``https://guide.example.org``; needed on every address but loopback."""
    default_language: Literal["hi", "en"] = "hi"
    """Where ``/`` leads a visitor whose cookie and browser name neither language."""
    site_name: str = "kamguide"
    """The name in the header and in page titles."""
    contact: str = ""
    """An e-mail or web address for corrections; without it the pages offer none."""
    show_problems: bool = False
    """Whether ``/<lang>/problems`` answers on other than loopback addresses too."""
    trusted_proxies: int = 0
    """How many proxies in front of the site set ``X-Forwarded-*``; 0 trusts none."""
    log_format: Literal["text", "json"] = "text"
    """The form of log lines."""

    # Named by the contract so that a site can be set up once; each takes effect with the part it is about.
    data_dir: str = ""
    """Folder for what the program makes itself; default ``data`` in the site."""
    database_url: str = ""
    """Where people's own data is kept; default SQLite in ``data_dir``."""
    secret_key: str = ""
    """The key under which codes and tokens are hashed; default: made once, in ``data_dir``."""
    companies: str = ""
    """Company variants to load besides those of the site, separated by commas."""
    search_backend: str = ""
    """Which search index is used."""
    limits: Literal["on", "off"] = "on"
    """Rate limits; off for tests."""
    reload: Literal["auto", "on", "off"] = "auto"
    """Whether changed files are read while serving; auto: on loopback addresses."""
    assessment: Literal["on", "off"] = "on"
    """Whether the self-assessment is offered."""


def read_settings(
    site: Path | None, environment: Mapping[str, str] = os.environ, flags: Mapping[str, object] | None = None
) -> Settings:
    """The settings of the site in folder ``site`` (None: the packaged guide, which has no file).

    :raises WrongUseError: a file that is no TOML, an unknown name, or a value of the wrong type; each named.
    """
    settings = Settings()
    if site is not None and (site / FILE_NAME).is_file():
        settings = _with(settings, _from_file(site / FILE_NAME), FILE_NAME)
    named = {
        name.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT_PREFIX) and name != SITE_VARIABLE
    }
    settings = _with(settings, named, "the environment")
    return _with(settings, {k: v for k, v in (flags or {}).items() if v is not None}, "the command line")


def reloads(settings: Settings) -> bool:
    """Whether changed files are read while serving: as set, else only where the public address is this machine's."""
    if settings.reload != "auto":
        return settings.reload == "on"
    return (urlsplit(settings.base_url).hostname or "localhost") in ("127.0.0.1", "localhost", "::1")


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUseError("%(file)s cannot be read: %(detail)s", file=FILE_NAME, detail=str(error)) from None


def _with(settings: Settings, values: Mapping[str, object], origin: str) -> Settings:
    known = {field.name: field for field in fields(Settings)}
    changed: dict[str, object] = {}
    for name, value in values.items():
        if name not in known:
            raise WrongUseError(
                "unknown setting '%(name)s' in %(origin)s; known: %(known)s",
                name=name,
                origin=origin,
                known=", ".join(sorted(known)),
            )
        changed[name] = _converted(name, value, origin)
    return replace(settings, **cast("dict[str, Any]", changed))


_SWITCH = {"true": True, "on": True, "1": True, "yes": True, "false": False, "off": False, "0": False, "no": False}
_CHOICES = {
    "default_language": ("hi", "en"),
    "log_format": ("text", "json"),
    "limits": ("on", "off"),
    "reload": ("auto", "on", "off"),
    "assessment": ("on", "off"),
}


_MOST_PROXIES = 10
_RULES: Mapping[str, Callable[[Any], bool]] = {
    "base_url": lambda url: not url or re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", url) is not None,
    "trusted_proxies": lambda number: 0 <= number <= _MOST_PROXIES,
}
_EXPECTED = {"base_url": "an address such as https://guide.example.org", "trusted_proxies": f"0 to {_MOST_PROXIES}"}


def _converted(name: str, value: object, origin: str) -> object:
    default = getattr(Settings(), name)
    result: object = value
    if name in _CHOICES and isinstance(value, bool):
        result = "on" if value else "off"  # TOML's own way to say it
    if isinstance(default, bool) and isinstance(value, str):
        result = _SWITCH.get(value.strip().lower(), value)
    elif isinstance(default, int) and not isinstance(default, bool) and isinstance(value, str):
        result = int(value) if value.strip().isdecimal() else value
    typed = type(result) is type(default)
    fits = typed and (name not in _CHOICES or result in _CHOICES[name])
    if not fits or not _RULES.get(name, lambda _: True)(result):
        raise WrongUseError(
            "setting '%(name)s' in %(origin)s: '%(value)s' is not valid, expected %(expected)s",
            name=name,
            origin=origin,
            value=str(value),
            expected=(typed and _EXPECTED.get(name)) or " or ".join(_CHOICES.get(name, (type(default).__name__,))),
        )
    return result
