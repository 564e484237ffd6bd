"""A visitor who takes the assessment through its forms, as a browser sends them: what the tests of its pages share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.reading import HOST, Reading, words

BROWSER = {"Sec-Fetch-Site": "same-origin", "Origin": HOST}
"""What a browser says of a form that was sent from a page of ours."""


@cache
def packaged() -> Guide:
    """The packaged guide, read once for all applications of a process."""
    return open_guide(None, Settings())


def application(folder: Path, **settings: object) -> Flask:
    """The application of the packaged guide with a store of its own."""
    given = Settings(**{"limits": "off", "data_dir": str(folder), **settings})  # type: ignore[arg-type] # by name
    return create_app(replace(packaged(), settings=given), quiet=True)


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it sends."""

    action: str
    fields: MultiDict[str, str]
    choices: Mapping[str, list[str]]
    """The values of each group of radio buttons."""

    @property
    def questions(self) -> list[str]:
        """The skills that it asks for."""
        return [name.removeprefix("level-") for name in self.choices if name.startswith("level-")]


@dataclass
class Visitor:
    """Somebody with a browser without JavaScript. ``page`` is what it shows."""

    app: Flask
    language: str = "en"
    page: Reading = field(init=False)
    answer: TestResponse = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    @property
    def path(self) -> str:
        """The path of the page that is shown."""
        return urlsplit(self.page.url).path

    @property
    def code(self) -> str:
        """The code in the address of the page."""
        return self.path.split("/assessment/r/")[1].split("/")[0]

    def open(self, path: str) -> TestResponse:
        """Go to an address."""
        return self._show(self.client.get(path), path)

    def send(self, action: str, fields: Mapping[str, object] | MultiDict[str, str]) -> TestResponse:
        """Send a form, and follow where it leads."""
        answer = self.client.post(action, data=fields, headers=BROWSER)
        if answer.status_code == 303:
            return self.open(answer.headers["Location"])
        return self._show(answer, action)

    def _show(self, answer: TestResponse, path: str) -> TestResponse:
        self.answer = answer
        if answer.content_type.startswith("text/html"):
            self.page = Reading(HOST + path.partition("#")[0], answer.text)
        return answer

    @property
    def forms(self) -> list[Form]:
        """The forms of the page that change something."""
        return [_form(one) for one in self.page.all("form", method="post")]

    @property
    def questions(self) -> Form:
        """The form of a page of questions."""
        return next(form for form in self.forms if form.questions)

    def choose(self, level: object, evidence: str = "", **others: object) -> TestResponse:
        """Answer every question of the page the same but for ``others``, and send it."""
        form = self.questions
        for skill in form.questions:
            form.fields[f"level-{skill}"] = str(others.get(skill.replace("-", "_"), level))
            if evidence:
                form.fields[f"evidence-{skill}"] = evidence
        return self.send(form.action, form.fields)

    def take(self, role: str = "key-account-manager", level: object = 2, evidence: str = "") -> str:
        """Answer the questions of a role, up to the result; its code."""
        self.open(f"/{self.language}/assessment/{role}")
        while any(form.questions for form in self.forms):
            self.choose(level, evidence)
            assert self.answer.status_code == 200, self.answer.text
        return self.code

    def text(self) -> str:
        """The words of the page's main part."""
        return words(self.page.all("main")[0])


def _form(element: Element) -> Form:
    fields: MultiDict[str, str] = MultiDict()
    choices: dict[str, list[str]] = {}
    for one in _controls(element):
        name, kind = one.get("name", ""), one.get("type", "text")
        if kind == "radio":
            choices.setdefault(name, []).append(one.attrib["value"])
        if one.tag == "textarea":
            fields.add(name, "".join(one.itertext()))
        elif (kind in ("radio", "checkbox") and one.get("checked") is not None) or kind in ("hidden", "text"):
            fields.add(name, one.get("value", ""))
    return Form(element.attrib["action"], fields, choices)


def _controls(element: Element) -> Iterator[Element]:
    return (one for one in element.iter() if one.tag in ("input", "textarea") and one.get("name"))
