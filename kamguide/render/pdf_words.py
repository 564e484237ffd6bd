"""Mends the text of PDFs as Typst writes it, so that readers get back every Hindi word letter for letter.

Typst gives each cluster of Devanagari its text (``ActualText``), and draws glyphs that stand above or below the line
apart. Readers (poppler, and what stands on it) then put a space behind a cluster whose last glyph has no width, and
tell a cluster's text once for each of its pieces: ``अके ला``, ``अकड़ूड़ू``. Here the pieces of a word come together again
under one text: the word. What is drawn, and where, does not change.

Nothing is guessed: where the pieces tell a text twice, the word is taken that the document holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, product

from kamguide.render.pdf_file import PdfFile

_NUMBER = rb"-?[0-9.]+(?:e-?[0-9]+)?"
_GROUP = re.compile(
    rb"(?P<head>/(?:Span|P|Artifact)<<(?:[^<>]|<<[^<>]*>>)*>>BDC\n)"
    rb"q 1 0 0 -1 (?P<x>" + _NUMBER + rb") (?P<y>" + _NUMBER + rb") cm(?P<colour>[^\n]*)\n"
    rb"BT(?P<text>.*?)\nET\nQ\nEMC",
    re.DOTALL,
)
_DEEPEST = 8
"""Round brackets within each other in a string, which need no backslash where they are in pairs."""
_STRING = rb"\((?:[^()\\]|\\.)*\)"
for _ in range(_DEEPEST):
    _STRING = rb"\((?:[^()\\]|\\.|" + _STRING + rb")*\)"
_HEX = rb"<[0-9A-F]*>"
_SHOWN = re.compile(
    rb"/Span<</ActualText(?P<actual>%(s)s|%(h)s)>>BDC|(?P<end>EMC)|"
    rb"0 Tr/(?P<font>\w+) (?P<size>%(n)s) Tf 1 0 0 -1 (?P<x>%(n)s) (?P<y>%(n)s) Tm"
    rb"(?P<shown>\[(?:%(s)s|%(h)s|[-+0-9.e\s]+)*\]TJ|(?:%(s)s|%(h)s)Tj)|(?P<other>\S)"
    % {b"n": _NUMBER, b"s": _STRING, b"h": _HEX},
    re.DOTALL,
)
_ELEMENT = re.compile(rb"(?P<string>" + _STRING + rb"|" + _HEX + rb")|(?P<shift>" + _NUMBER + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_WAYS_MOST = 256
"""In how many ways the pieces of one word are tried."""

CharacterMap = Mapping[bytes, str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs and shifts behind each other; ``begin``: font, size and place, where they do not go on from the last."""

    shown: tuple[bytes, ...]
    begin: tuple[bytes, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a reader takes for one text: a cluster with its text, or a glyph."""

    text: str
    runs: tuple[_Run, ...]
    told: bool
    """Whether its text is told (``ActualText``) rather than the glyph's own."""
    group: int
    """Where the group begins to which it belonged: within one, each cluster is told once."""

    @property
    def begin(self) -> tuple[bytes, float, float, float] | None:
        return next((run.begin for run in self.runs if run.begin is not None), None)


@dataclass(frozen=True, slots=True)
class _Group:
    """What is drawn as one: where it stands in the page's stream, its place, colour and pieces."""

    start: int
    end: int
    head: bytes
    x: float
    y: float
    colour: bytes
    pieces: tuple[_Piece, ...] = field(default=())

    def moved(self, to: _Group) -> Iterator[_Piece]:
        """Its pieces as seen from another group's place."""
        for piece in self.pieces:
            yield replace(piece, runs=tuple(_shifted(run, self.x - to.x, to.y - self.y) for run in piece.runs))


def mended(data: bytes, texts: Sequence[str]) -> bytes:
    """The PDF with whole words.

    :param texts: all that the document says.
    :raises ValueError: the file is built otherwise than Typst builds it.
    """
    file = PdfFile(data)
    told = _Told(texts)
    streams = {}
    for written in file.objects.values():
        page = re.search(rb"<</Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", written, re.DOTALL)
        if page is not None:
            contents = int(page[2])
            streams[contents] = _page(file.stream(contents), _fonts(file, int(page[1])), told)
    return file.with_streams(streams)


class _Told:
    """What the document says: its words, and all of it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.all = " ".join(texts)
        self.words = set(self.all.split())
        self._kept: dict[tuple[tuple[str, int | None], ...], str] = {}

    def word(self, pieces: Sequence[_Piece]) -> str:
        """The word that the pieces make: one that the document holds, else the shortest that they can mean."""
        first = pieces[0].group
        key = tuple((piece.text, None if piece.text.isascii() else piece.group - first) for piece in pieces)
        if key not in self._kept:
            self._kept[key] = self._chosen(key)
        return self._kept[key]

    def holds(self, pieces: Sequence[_Piece]) -> bool:
        """Whether the pieces make something that the document says."""
        return self.word(pieces) in self.all

    def _chosen(self, pieces: Sequence[tuple[str, int | None]]) -> str:
        repeated = [
            (text, Counter(group for _, group in same)) for text, same in groupby(pieces, lambda piece: piece[0])
        ]
        counts = []
        for _, groups in repeated:
            once = groups.pop(None, 0)  # ASCII letters have no pieces: each stands for itself
            counts.append(range(once + max(groups.values(), default=0), once + groups.total() + 1))
        ways: list[str] = []
        for taken in product(*counts):
            ways.append("".join(text * many for (text, _), many in zip(repeated, taken, strict=True)))
            if len(ways) >= _WAYS_MOST:
                break
        return next((way for way in ways if way in self.words), next((way for way in ways if way in self.all), ways[0]))


def _page(stream: bytes, fonts: Mapping[bytes, CharacterMap], told: _Told) -> bytes:
    groups = [_group(found, fonts) for found in _GROUP.finditer(stream)]
    made: list[bytes] = []
    at = 0
    number = 0
    while number < len(groups):
        group = groups[number]
        following = number + 1
        while following < len(groups) and _goes_on(group, groups[following], told):
            group = replace(group, pieces=(*group.pieces, *groups[following].moved(group)))
            following += 1
        made += [stream[at : group.start], _written(group, told)]
        at = group.end
        for empty in groups[number + 1 : following]:
            made += [stream[at : empty.start], empty.head, b"EMC"]
            at = empty.end
        number = following
    made.append(stream[at:])
    return b"".join(made)


def _goes_on(group: _Group, other: _Group, told: _Told) -> bool:
    """Whether a word begun in one group goes on in the other."""
    if group.colour != other.colour or not group.pieces or not other.pieces:
        return False
    last, first = _words(group.pieces)[-1], _words(other.pieces)[0]
    here, there = next((p.begin for p in reversed(group.pieces) if p.begin), None), other.pieces[0].begin
    if here is None or there is None or last[0].text.isspace() or first[0].text.isspace():
        return False
    size = here[1]
    along, across = other.x + there[2] - group.x - here[2], (group.y - here[3]) - (other.y - there[3])
    near = -size < along < size * (len(last) + 2) and abs(across) < size
    return near and told.holds([*last, *first])


def _words(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces word by word; a space is a word of its own."""
    found: list[list[_Piece]] = []
    for piece in pieces:
        if not found or piece.text.isspace() or found[-1][-1].text.isspace():
            found.append([])
        found[-1].append(piece)
    return found


def _group(found: re.Match[bytes], fonts: Mapping[bytes, CharacterMap]) -> _Group:
    pieces: list[_Piece] = []
    actual: str | None = None
    for shown in _SHOWN.finditer(found["text"]):
        if shown["other"]:
            raise ValueError("text is drawn in a way that is not known")
        if shown["actual"] is not None:
            actual = _bytes(shown["actual"]).decode("utf-16" if shown["actual"].startswith(b"<FEFF") else "ascii")
            pieces.append(_Piece(actual, (), True, found.start()))
        elif shown["end"]:
            actual = None
        else:
            begin = (shown["font"], float(shown["size"]), float(shown["x"]), float(shown["y"]))
            elements = list(_elements(shown["shown"]))
            if actual is not None:
                pieces[-1] = replace(pieces[-1], runs=(*pieces[-1].runs, _Run(tuple(elements), begin)))
            else:
                pieces += _glyphs(elements, begin, fonts[shown["font"]], found.start())
    x, y = float(found["x"]), float(found["y"])
    return _Group(found.start(), found.end(), found["head"], x, y, found["colour"], tuple(pieces))


def _glyphs(
    elements: Sequence[bytes], begin: tuple[bytes, float, float, float], known: CharacterMap, group: int
) -> Iterator[_Piece]:
    """Each glyph as a piece, with the shifts before it; those at the end stay with the last."""
    waiting: list[bytes] = []
    place: tuple[bytes, float, float, float] | None = begin
    last: _Piece | None = None
    for element in elements:
        waiting.append(element)
        if element.startswith(b"<"):
            if last is not None:
                yield last
            last = _Piece(known.get(element, ""), (_Run(tuple(waiting), place),), False, group)
            waiting, place = [], None
    if last is not None:
        yield replace(last, runs=(replace(last.runs[0], shown=(*last.runs[0].shown, *waiting)),))


def _elements(shown: bytes) -> Iterator[bytes]:
    """Glyphs as ``<0001>`` and shifts as numbers."""
    for element in _ELEMENT.finditer(shown):
        if element["shift"] is not None:
            yield element["shift"]
            continue
        raw = _bytes(element["string"])
        for at in range(0, len(raw), 2):
            yield b"<%04X>" % int.from_bytes(raw[at : at + 2], "big")


def _bytes(string: bytes) -> bytes:
    """What a string in either form holds."""
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    letter = found[1]
    return bytes([int(letter, 8)]) if letter[:1].isdigit() else _LETTERS.get(letter, letter)


def _written(group: _Group, told: _Told) -> bytes:
    body = b"".join(_word(word, told) for word in _words(group.pieces))
    place = b"q 1 0 0 -1 %s %s cm%s\n" % (_figure(group.x), _figure(group.y), group.colour)
    return b"%s%sBT%s\nET\nQ\nEMC" % (group.head, place, body)


def _word(pieces: Sequence[_Piece], told: _Told) -> bytes:
    drawn = b"".join(_drawn(run) for piece in pieces for run in piece.runs)
    several = len({piece.group for piece in pieces}) > 1
    if not several and not any(piece.told for piece in pieces):
        return drawn
    text = told.word(pieces)
    return b"/Span<</ActualText<FEFF%s>>>BDC%s\nEMC" % (text.encode("utf-16-be").hex().upper().encode(), drawn)


def _drawn(run: _Run) -> bytes:
    begin = b""
    if run.begin is not None:
        font, size, x, y = run.begin
        begin = b" 0 Tr/%s %s Tf 1 0 0 -1 %s %s Tm" % (font, _figure(size), _figure(x), _figure(y))
    return b"%s[%s]TJ" % (begin, b"".join(b" " + each if not each.startswith(b"<") else each for each in run.shown))


def _shifted(run: _Run, x: float, y: float) -> _Run:
    if run.begin is None:
        return run
    font, size, at_x, at_y = run.begin
    return replace(run, begin=(font, size, at_x + x, at_y + y))


def _figure(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()


def _fonts(file: PdfFile, resources: int) -> dict[bytes, CharacterMap]:
    named = re.search(rb"/Font<<(.*?)>>", file.objects[resources], re.DOTALL)
    found: dict[bytes, CharacterMap] = {}
    for name, number in re.findall(rb"/(\w+) (\d+) 0 R", named[1]) if named else ():
        unicode = re.search(rb"/ToUnicode (\d+) 0 R", file.objects[int(number)])
        pairs = _MAPPED.findall(file.stream(int(unicode[1]))) if unicode else ()
        found[name] = {b"<%s>" % glyph: bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    return found
