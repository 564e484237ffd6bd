"""A PDF as Typst writes it: its objects by number, its streams unpacked, and the file written anew with others."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\r?\n")
_LENGTH = re.compile(rb"/Length \d+")


class PdfFile:
    """The objects of a file with a plain table of contents, which is what Typst writes; nothing else is understood.

    :raises ValueError: the file is built otherwise.
    """

    def __init__(self, data: bytes) -> None:
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data)
        table = re.compile(rb"xref\s+0 (\d+)\s+").match(data, int(found[1])) if found else None
        if found is None or table is None:
            raise ValueError("no table of contents")
        self._trailer = data[data.index(b"trailer", table.end()) : found.start()]
        entries = list(_ENTRY.finditer(data, table.end(), found.start()))[: int(table[1])]
        starts = {number: int(entry[1]) for number, entry in enumerate(entries) if entry[3] == b"n"}
        self._count = len(entries)
        order = sorted(starts.items(), key=lambda item: item[1])
        ends = [start for _, start in order[1:]] + [int(found[1])]
        self._head = data[: order[0][1]]
        self.objects = {number: data[start:end] for (number, start), end in zip(order, ends, strict=True)}

    def stream(self, number: int) -> bytes:
        """A stream, unpacked."""
        head, _, rest = self.objects[number].partition(b"stream\n")
        packed = rest[: int(re.search(rb"/Length (\d+)", head)[1])]  # type: ignore[index]  # a stream has a length
        return zlib.decompress(packed) if b"/FlateDecode" in head else packed

    def with_streams(self, streams: Mapping[int, bytes]) -> bytes:
        """The file with other streams in the place of some."""
        made = [self._head]
        at = len(self._head)
        starts: dict[int, int] = {}
        for number, kept in self.objects.items():
            written = kept
            if number in streams:
                packed = zlib.compress(streams[number], 6)
                head = kept.partition(b"stream\n")[0]
                head = _LENGTH.sub(b"/Length %d" % len(packed), head, count=1)
                if b"/FlateDecode" not in head:
                    raise ValueError("a page that is not packed")
                written = head + b"stream\n" + packed + b"\nendstream\nendobj\n"
            starts[number] = at
            made.append(written)
            at += len(written)
        lines = [b"%010d 00000 n\r\n" % starts[number] if number in starts else b"0000000000 65535 f\r\n"
                 for number in range(self._count)]  # fmt: skip
        made += [b"xref\n0 %d\n" % self._count, *lines, self._trailer, b"startxref\n%d\n%%%%EOF\n" % at]
        return b"".join(made)
