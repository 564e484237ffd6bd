"""Hostile text in every field is plain text in every form, or refused by a named limit; nothing is fetched."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.guide import Guide
from kamguide.job_description.draft import OWN
from kamguide.job_description.exits import EXITS, exported
from kamguide.job_description.reading import WrongDraftError, read
from kamguide.library.role_reference import choose
from kamguide.render.blocks import cleaned
from kamguide.render.markdown import block
from tests.job_description.test_building import TODAY

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><iframe src='//x.example'>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](http://x.example/y.png)",
    "</style><script>x</script>",
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "#{7*7}",
    "$ x^2 $",
    "#set page(width: 1cm)",
    '#image("/etc/passwd")',
    '#eval("1+1")',
    "*bold* _it_ `raw` = Head",
    "@label <label>",
    "// comment /* x */",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "${7*7}",
    "<%= 7*7 %>",
    "%(name)s %s %d",
    "{0.__class__}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "]]><w:br/>",
    "&amp; &lt; &#x3C;",
    "<!-- x --> --> <!--",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "{ DDE x }",
    "INCLUDETEXT file",
    "\u202egnp.exe",
    "a\u2066b\u2069c",
    "a\u200bb",
    "\ufeffx",
    "x\x00y",
    "x\x1b[31my",
    "x\x07\x08y",
    "x\r\nSet-Cookie: a=b",
    "x\u2028y\u2029z\x85w",
    "\ud800lone",
    "a" * 119,
    "क्ष" * 40,
    "א" * 60,
    "e" + "\u0301" * 40,
    "🙂" * 30,
    "தமிழ் 漢字 العربية",
    "1. one",
    "- two",
    "> three",
    "    code",
    "---",
    "\\",
    "| a | b |",
]
"""The corpus that every field gets."""
NETWORK = ("connect", "connect_ex", "sendto")


def said(text: str) -> dict[str, Any]:
    """A draft with the text in each field that takes one."""
    line = f"z {text}"
    return {
        "employer": text, "place": text, "contract": text, "reports_to": text, "apply": text, "lang": "both",
        "pay": {"currency": "INR", "low": 1, "high": 2, "period": "year"},
        "own": {topic: [line] for topic in OWN},
    }  # fmt: skip


def shown(text: str) -> str:
    """The text as a document holds it."""
    return cleaned(text)


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No way out to the network."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("somebody asks the network")

    for name in NETWORK:
        monkeypatch.setattr(socket.socket, name, refused)


def made(guide: Guide, text: str) -> dict[str, bytes]:
    chosen = choose("key-account-manager", guide.library)
    draft = read(said(text), chosen, "hi", TODAY)
    return {form: exported(form, chosen, draft, TODAY) for form in EXITS}


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize("text", PAYLOADS)
def test_it_comes_out_as_text_in_every_form(guide: Guide, text: str, tmp_path: Path) -> None:
    files, wanted = made(guide, text), shown(text)
    check_html(files["html"].decode(), wanted)
    check_word(files["docx"], wanted)
    check_pdf(files["pdf"], tmp_path)
    check_markdown(files["md"].decode())
    assert wanted in " ".join(files["txt"].decode().split()) or len(wanted) > 70
    told = json.loads(files["json"])
    texts = [
        row["value"]
        for part in told["parts"]
        for one in part["blocks"]
        if one["kind"] == "facts"
        for row in one["rows"]
    ]
    assert texts.count(wanted) >= 4
    assert json.loads(files["jsonld"])["hiringOrganization"]["name"] == wanted


def check_html(html: str, wanted: str) -> None:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert not list(tree.iter("script")) + list(tree.iter("iframe")) + list(tree.iter("img"))
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not any(name.startswith("on") or name in ("src", "style") for name in element.attrib)
            assert element.attrib.get("href", "https:").startswith(("https:", "http:", "mailto:"))
    assert [one.text for one in tree.iter("p") if one.attrib.get("class") == "eyebrow"] == [wanted, wanted]


def check_word(data: bytes, wanted: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = ElementTree.fromstring(archive.read(name))
                assert all(each.attrib.get("TargetMode") != "External" for each in tree.iter())
        text = ElementTree.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = ["".join(run.text or "" for run in each.iter(f"{word}t")) for each in text.iter(f"{word}p")]
    assert paragraphs.count(wanted) >= 4
    assert not list(text.iter(f"{word}instrText")) + list(text.iter(f"{word}fldSimple"))


def check_pdf(data: bytes, folder: Path) -> None:
    for mark in (b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"root:x:0"):
        assert mark not in data
    for address in re.findall(rb"/URI/URI\((.*?)\)", data):
        assert address.startswith((b"https://", b"http://", b"mailto:"))
    file = folder / "made.pdf"
    file.write_bytes(data)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert "root:x:0" not in text
    assert "ज़िम्मेदारियाँ" in text


def check_markdown(text: str) -> None:
    tree = html5lib.parseFragment(str(block(text)), namespaceHTMLElements=False)
    assert not list(tree.iter("script")) + list(tree.iter("img")) + list(tree.iter("iframe"))
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag == "a":
            assert element.attrib["href"].startswith(("https:", "http:", "mailto:"))


LIMITED = [("employer", 121), ("place", 100_000), ("apply", 501), ("reports_to", 200_000)]


@pytest.mark.parametrize(("field", "letters"), LIMITED)
def test_what_is_too_long_is_refused_by_its_limit(guide: Guide, field: str, letters: int) -> None:
    chosen = choose("key-account-manager", guide.library)
    with pytest.raises(WrongDraftError) as error:
        read({field: "क" * letters}, chosen, "hi", TODAY)
    assert [wrong.field for wrong in error.value.wrong] == [f"/{field}"]
    assert "limit" in error.value.wrong[0].message.facts


@pytest.mark.long
@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=110), st.text(max_size=280))
def test_any_text_goes_through_every_form(guide: Guide, short: str, line: str) -> None:
    chosen = choose("account-manager", guide.library)
    own = {"responsibilities": [line]} if line.strip() else {}
    try:
        draft = read({"employer": short, "place": short, "own": own, "lang": "hi"}, chosen, "hi", TODAY)
    except WrongDraftError:
        return
    for form in EXITS:
        assert exported(form, chosen, draft, TODAY)
