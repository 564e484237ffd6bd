"""Return codes and link tokens: made from the system's randomness, kept only as HMAC-SHA-256 under the site's key.

A code is 12 characters of Crockford's base32 (60 bits; crockford.com/base32.html): no I, L, O or U, so that it can be
read aloud and written on paper. A token is 32 random bytes, 43 characters in an address.
"""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
TOKEN_BYTES = 32
TOKEN_LENGTH = 43
ONCE_LENGTH = 22
"""Characters of an idempotency key, at least: 128 bits in an address' alphabet. Who knows it gets the code."""

Purpose = Literal["assessment", "draft", "mentor", "link"]
"""What a secret opens; the same characters hash differently for each."""

_SHOWN = re.compile(r"(....)(....)(....)")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212.]+")
_READ_AS = str.maketrans("OIL", "011")
_LONGEST = 64
"""Characters that are looked at; nobody types more."""
_NOTHING = b"\0" * 32
"""Stands for what can be no code; no hash is all zeros."""


@dataclass(frozen=True, slots=True)
class Code:
    """A return code. ``str`` shows it as people write it, ``bare`` as it stands in addresses; ``repr`` keeps silent."""

    bare: str

    def __str__(self) -> str:
        return _SHOWN.sub(r"\1-\2-\3", self.bare)

    def __repr__(self) -> str:
        return "Code(…)"


def new_code() -> Code:
    """A code that nobody can guess."""
    return _code(secrets.randbits(5 * LENGTH))


def read_code(typed: str) -> Code | None:
    """The code that somebody typed: with or without dashes, in any case, O as 0, I and L as 1, digits of any script.

    None: it can be no code.
    """
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST])
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)
    plain = _SEPARATORS.sub("", plain).upper().translate(_READ_AS)
    return Code(plain) if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Hasher:
    """Hashes secrets under the site's key; without the key a stolen database opens nothing."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def code(self, purpose: Purpose, code: Code | str | None) -> bytes:
        """What a code is kept as. What can be no code costs the same and is found nowhere."""
        read = read_code(code) if isinstance(code, str) else code
        digest = self._digest(purpose, read.bare if read is not None else "")
        return digest if read is not None else _NOTHING

    def token(self, token: str) -> bytes:
        """What a link's token is kept as. What can be no token costs the same and is found nowhere."""
        fits = len(token) == TOKEN_LENGTH and token.isascii()
        digest = self._digest("link", token if fits else "")
        return digest if fits else _NOTHING

    def code_for(self, purpose: Purpose, once: str) -> Code:
        """The code that belongs to an idempotency key: the same each time, and unknown to who lacks the site's key."""
        number = int.from_bytes(self._digest(f"once {purpose}", once)[:8], "big")
        return _code(number >> (64 - 5 * LENGTH))

    def fingerprint(self) -> str:
        """Tells this key from others and nothing more; stands in backups."""
        return self._digest("fingerprint", "").hex()[:16]

    def _digest(self, purpose: str, secret: str) -> bytes:
        return hmac.digest(self._key, f"{purpose}\0{secret}".encode("utf-8", "surrogatepass"), "sha256")


def _code(number: int) -> Code:
    return Code("".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5)))
