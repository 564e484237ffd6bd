"""Nobody gets at what is somebody else's: two owners and mentors, every address and verb, swapped secrets and numbers.

What an address leads to is found in the application's own map, so that a new page is tried from the start.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import MetaData, select
from werkzeug.routing import AnyConverter, Rule

from kamguide.store.store import Store
from tests.web.assessing import BROWSER, Visitor, application

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FIELDS = {
    "do": ["make", "end", "propose", "agree", "done", "remove"],
    "link": ["1", "2", "3", "4", "-1", "x", "99999999999999999999"],
    "action": ["1"],
}
"""What forms here ask for, and numbers that may be somebody else's."""


@dataclass
class Person:
    """An owner with a link of each kind, and a mentor with a list of both; ``words`` tell their pages from others'."""

    words: str
    code: str
    tokens: Mapping[str, str]
    list_code: str


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def store(app: Flask) -> Store:
    opened: Store = app.extensions["kamguide"].store.open()
    return opened


def settled(app: Flask, store: Store, words: str) -> Person:
    owner = Visitor(app)
    owner.take(level=2, evidence=words)
    tokens = {kind: store.links.create(owner.code, kind, 30) or "" for kind in ("reading", "rating")}  # type: ignore[arg-type]
    list_code = store.mentors.create()
    for kind, token in tokens.items():
        store.links.save_notes(token, f"notes of {words}", 0)
        client = app.test_client()
        client.post(
            f"/en/mentor/{token}/actions", data={"do": "propose", "text": f"action of {words}"}, headers=BROWSER
        )
        store.mentors.add(list_code, token, f"{kind} of {words}")
    return Person(words, owner.code, tokens, list_code.bare)


@pytest.fixture(scope="module")
def people(app: Flask, store: Store) -> tuple[Person, Person]:
    return settled(app, store, "wolframite"), settled(app, store, "scheelite")


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the database; when something was last opened is no secret and no change."""
    tables = MetaData()
    with store.database.reading() as connection:
        tables.reflect(connection)
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(select(*[c for c in table.c if c.name != "used"]))), key=repr
            )
            for name, table in tables.tables.items()
        }


def private_rules(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.arguments & {"code", "token"} and "company" not in rule.arguments
    ]


def stolen(rule: Rule, person: Person) -> Iterator[dict[str, object]]:
    """Ways to fill an address with the secrets of a person, also where another kind of secret belongs."""
    secrets = [person.code, *person.tokens.values(), person.list_code, "0" * 12, "A" * 43]
    choices = {name: _choices(rule, name, secrets) for name in sorted(rule.arguments - {"language"})}
    for values in itertools.product(*choices.values()):
        yield {"language": "en", **dict(zip(choices, values, strict=True))}


def _choices(rule: Rule, name: str, secrets: list[str]) -> list[object]:
    if name in ("code", "token"):
        return [*secrets]
    converter = rule._converters[name]  # Werkzeug has no public way to ask
    return sorted(converter.items) if isinstance(converter, AnyConverter) else [*range(1, 5)]


@pytest.mark.long
def test_no_address_reads_or_changes_what_is_somebody_elses(
    app: Flask, store: Store, people: tuple[Person, Person]
) -> None:
    mine, other = people
    theirs = re.compile(other.words)
    tried = 0
    before = theirs_of(everything(store), other)
    assert before
    client = app.test_client()
    with app.test_request_context():
        build = app.url_map.bind("localhost").build
        asked = [(rule, build(rule.endpoint, values, method=next(iter(rule.methods or ()))))
                 for rule in private_rules(app) for values in stolen(rule, mine)
                 if rule.endpoint != "assessment_result.delete"]  # fmt: skip
    for rule, path in asked:
        for verb in VERBS:
            for do in (
                FIELDS["do"] if verb == "POST" and rule.endpoint in ("mentor_links.post", "mentor.actions") else [""]
            ):
                for link in FIELDS["link"] if do else [""]:
                    fields = {"do": do, "link": link, "action": "1", "text": "mine", "notes": "mine", "version": "1"}
                    answer = client.open(path, method=verb, data=fields if verb != "GET" else None, headers=BROWSER)
                    assert answer.status_code < 500, (verb, path, do, link)
                    assert not theirs.search(answer.text), (verb, path)
                    tried += 1
    assert tried > 300
    assert theirs_of(everything(store), other) == before


def theirs_of(found: Mapping[str, list[tuple[object, ...]]], person: Person) -> list[tuple[object, ...]]:
    """The rows in which somebody's words stand."""
    return [row for rows in found.values() for row in rows if any(person.words in str(value) for value in row)]


def test_a_mentors_link_does_nothing_but_what_it_is_for(
    app: Flask, store: Store, people: tuple[Person, Person]
) -> None:
    """With a token in the place of a code, and the other way round, nothing opens; no mentor's page has a code."""
    _, other = people
    client = app.test_client()
    for secret in (*other.tokens.values(), other.list_code):
        for path in (
            "",
            "/1",
            "/2",
            "/mentors",
            "/data.json",
            "/plan.ics",
            "/plan.md",
            "/result.pdf",
            "/anonymous",
            "/delete",
        ):
            answer = client.get(f"/en/assessment/r/{secret}{path}")
            assert answer.status_code == 404, path
            assert other.words not in answer.text
    for token in other.tokens.values():
        assert client.get(f"/en/mentor/{other.code}").status_code == 404
        for path in ("", "/agenda"):
            page = client.get(f"/en/mentor/{token}{path}", follow_redirects=True).text
            for secret in (other.code, other.code.replace("-", ""), other.list_code):
                assert secret not in page
    before = everything(store)
    for verb in VERBS:
        client.open(f"/en/mentor/{other.tokens['reading']}/ratings", method=verb, headers=BROWSER)
    assert everything(store) == before, "a reading link takes no ratings"


def test_entries_of_another_list_are_not_to_be_had(app: Flask, store: Store, people: tuple[Person, Person]) -> None:
    mine, other = people
    numbers = [one.id for one in store.mentors.mentees(other.list_code) or ()]
    client = app.test_client()
    for number in numbers:
        for path in ("", "/agenda"):
            assert client.get(f"/en/mentor/{mine.list_code}/mentees/{number}{path}").status_code == 404
        for action in ("/ratings", "/notes", "/actions", "/remove"):
            client.post(f"/en/mentor/{mine.list_code}/mentees/{number}{action}", data={"notes": "x"}, headers=BROWSER)
    assert [one.id for one in store.mentors.mentees(other.list_code) or ()] == numbers


def test_other_sites_cannot_send_a_mentors_forms(app: Flask, store: Store, people: tuple[Person, Person]) -> None:
    mine, _ = people
    before = everything(store)
    client = app.test_client()
    with app.test_request_context():
        paths = [app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")
                 for rule in private_rules(app) if "POST" in (rule.methods or ())
                 for values in stolen(rule, mine)]  # fmt: skip
    foreign = ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}, {"Origin": "https://evil.test"})
    for path, headers in zip(paths, itertools.cycle(foreign), strict=False):
        assert client.post(path, data={"do": "make"}, headers=headers).status_code in (403, 404, 422), path
    assert everything(store) == before
