"""A company's logo, looked at before it is used: PNG, JPEG or WebP, not too large as a file nor as a picture."""

from __future__ import annotations

import struct

from kamguide.errors import RefusedFileError
from kamguide.render.documents import Logo

LOGO_LIMIT = 200_000
"""Bytes of a logo."""
SIDE_LIMIT = 2_000
"""Points of its width and of its height: a small file can unfold to a huge picture."""


def logo_from(data: bytes, alternative: str) -> Logo:
    """The logo in some bytes.

    :param alternative: what it shows, in words.
    :raises RefusedFileError: it is none of the three kinds, too large, says no size, or is cut off.
    """
    if len(data) > LOGO_LIMIT:
        raise RefusedFileError("The logo is larger than %(limit)s kB.", limit=LOGO_LIMIT // 1000)
    try:
        kind, width, height = _measured(data)
    except (struct.error, IndexError):
        kind, width, height = "", 0, 0
    if not kind or not width or not height:
        raise RefusedFileError("The logo is no PNG, JPEG or WebP picture.")
    if not _whole(kind, data):
        raise RefusedFileError("The logo is damaged: the end of the picture is missing.")
    if max(width, height) > SIDE_LIMIT:
        raise RefusedFileError("The logo is wider or higher than %(limit)s points.", limit=SIDE_LIMIT)
    return Logo(data, f"image/{kind}", alternative)


def _measured(data: bytes) -> tuple[str, int, int]:
    """The kind, width and height that a picture's head tells; an empty kind where it is no picture of ours."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return "png", *struct.unpack(">II", data[16:24])
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", *_jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp", *_webp_size(data)
    return "", 0, 0


def _whole(kind: str, data: bytes) -> bool:
    """Whether the picture has its end: what ends a PNG or JPEG, or all bytes that a WebP says it has."""
    if kind == "png":
        return b"IEND" in data[-64:]
    if kind == "jpeg":
        return b"\xff\xd9" in data[-64:]
    return len(data) >= int.from_bytes(data[4:8], "little") + 8


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first frame header, C0 to CF but for the three that are none (ITU T.81, B.1)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - begins every marker
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - said above
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    """From the first chunk: lossy, lossless or extended (RFC 9649)."""
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = struct.unpack("<I", data[21:25])[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return 0, 0
