"""Twenty people save at once over HTTP, each answer of theirs on the disk when it is acknowledged."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kamguide.assessment.record import Record
from tests.web.assessing import Visitor, application
from tests.web.reading import Reading

pytestmark = pytest.mark.long

PEOPLE = 20
SAVES = 6
"""Answers of the second page that each of them sends, one after the other."""


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return application(tmp_path)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


class Person:
    """Somebody with a connection of their own."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.wrong: list[str] = []
        self.told: dict[str, object] = {}
        """What was acknowledged last, by skill."""
        self.code = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            body = urlencode(fields) if fields is not None else None
            headers = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, body, headers if body is not None else {})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        finally:
            connection.close()

    def live(self, gate: threading.Barrier) -> None:
        gate.wait()
        path = "/en/assessment/key-account-manager"
        for turn in range(SAVES):
            _, _, html = self.ask("GET", path)
            reading = Reading(f"http://127.0.0.1:{self.port}{path}", html)
            hidden = {e.attrib["name"]: e.get("value", "") for e in reading.all("input", type="hidden")}
            skills = {e.attrib["name"].removeprefix("level-") for e in reading.all("input", type="radio")}
            level = (self.number + turn) % 5
            fields = {f"level-{s}": str(level) for s in skills} | {
                f"evidence-{s}": f"{self.number}.{turn}" for s in skills
            }
            status, place, _ = self.ask("POST", path, hidden | fields)
            if status != 303:
                self.wrong.append(f"{status} at turn {turn}")
                continue
            self.told |= dict.fromkeys(skills, (level, f"{self.number}.{turn}"))
            self.code = urlsplit(place).path.split("/r/")[1].split("/")[0]
            path = f"/en/assessment/r/{self.code}/{1 + turn % 3}"


def test_nobody_sees_an_error_and_no_answer_is_lost(app: Flask, port: int) -> None:
    people = [Person(port, number) for number in range(PEOPLE)]
    gate = threading.Barrier(PEOPLE)
    threads = [threading.Thread(target=person.live, args=(gate,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {person.number: person.wrong for person in people if person.wrong} == {}
    assert len({person.code for person in people}) == PEOPLE
    visitor = Visitor(app)
    for person in people:
        now = Record.from_text(visitor.client.get(f"/en/assessment/r/{person.code}/data.json").text).last
        assert {skill: (now.answers[skill], now.evidence[skill]) for skill in now.answers} == person.told


def test_twenty_lines_at_once_to_one_result_are_all_there(app: Flask, port: int) -> None:
    visitor = Visitor(app)
    code = visitor.take()
    gate = threading.Barrier(PEOPLE)
    statuses: list[int] = []

    def add(number: int) -> None:
        gate.wait()
        fields = {"own-threats": f"line {number}"}
        statuses.append(Person(port, number).ask("POST", f"/en/assessment/r/{code}/lines", fields)[0])

    threads = [threading.Thread(target=add, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * PEOPLE
    now = Record.from_text(visitor.client.get(f"/en/assessment/r/{code}/data.json").text).last
    assert sorted(line.text for line in now.own) == sorted(f"line {number}" for number in range(PEOPLE))
