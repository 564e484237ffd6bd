"""The API: every operation in both languages, windows of lists, problems, what is untranslated, ETags, linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide
from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES, Language
from kamguide.settings import Settings
from kamguide.web.api.openapi import OPERATIONS, PARAMETERS, Operation
from kamguide.web.app import create_app
from tests.conftest import minimal_source

BASE = "/api/v1"
GUIDE = open_guide(None, Settings())
LIBRARY = GUIDE.library


ASKABLE = [
    op
    for op in OPERATIONS
    if op.answer and not op.body and not any(PARAMETERS[name].get("required") for name in op.parameters)
]
"""Operations that answer in JSON without a parameter; the others have tests of their own."""


def paths(library: Library, operations: list[Operation] = ASKABLE) -> list[str]:
    """The address of every operation, of each thing that has a slug."""
    found = []
    for operation in operations:
        if "{slug}" in operation.path:
            kind = operation.path.split("/")[-2]
            found += [operation.path.replace("{slug}", slug) for slug in sorted(getattr(library, kind))]
        else:
            found.append(operation.path)
    return found


ALL = paths(LIBRARY)
LISTS = [op.path for op in OPERATIONS if op.answer is not None and op.answer.__name__.endswith("List")]
ONE_OF_EACH = [operation.path.replace("{slug}", paths(LIBRARY, [operation])[0].split("/")[-1]) for operation in ASKABLE]


def texts(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every value of an answer with the name it stands under."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from texts(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below, key)
    else:
        yield key, value


def bilingual(value: object) -> bool:
    return isinstance(value, dict) and value != {} and set(value) <= {"hi", "en"}


def objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for below in value.values():
            yield from objects(below)
    elif isinstance(value, list):
        for below in value:
            yield from objects(below)


# every operation


def test_every_route_of_the_api_is_an_operation_or_the_document(app: Flask) -> None:
    routes = {rule.rule.removeprefix(BASE) for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{BASE}/")}
    declared = {operation.path.replace("{", "<").replace("}", ">") for operation in OPERATIONS}
    assert routes == {*declared, "/openapi.json"}


@pytest.mark.parametrize("path", ALL)
def test_an_operation_answers_in_json_that_anyone_may_read_and_keep(path: str, client: FlaskClient) -> None:
    answer = client.get(BASE + path)
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    json.loads(answer.data)


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_hindi_is_sent_as_hindi_letters(path: str, client: FlaskClient) -> None:
    text = client.get(BASE + path).data.decode("utf-8")
    assert "\\u09" not in text


@pytest.mark.parametrize("path", ALL)
def test_without_a_language_texts_come_in_both(path: str, client: FlaskClient) -> None:
    body = client.get(BASE + path).get_json()
    both = [found for found in objects(body) if bilingual(found)]
    assert (both != []) is (path != "/skills-matrix")  # that one is all slugs and numbers
    assert body["untranslated"] == []
    assert [found for found in both if set(found) != {"hi", "en"}] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ALL)
def test_with_a_language_texts_are_strings_of_that_language(path: str, language: Language, client: FlaskClient) -> None:
    """The same answer, with each pair of texts replaced by one of the two."""
    both, one = (client.get(BASE + path + query).get_json() for query in ("", f"?lang={language}"))

    def chosen(value: object) -> object:
        if isinstance(value, dict):
            if bilingual(value) and "reviewed" not in value and not _date(value):
                return value[language]
            return {name: chosen(below) for name, below in value.items()}
        return [chosen(below) for below in value] if isinstance(value, list) else value

    assert one == chosen(both)


def _date(value: dict[str, object]) -> bool:
    """Whether the pair is the days of the last review, which stand per language whatever is asked for."""
    return all(isinstance(day, str) and day[:2] == "20" and len(day) == 10 for day in value.values())


@pytest.mark.parametrize("path", ONE_OF_EACH)
@pytest.mark.parametrize("query", ["utm_source=x", "lang=hi&unknown=1", "_=1"])
def test_unknown_parameters_are_ignored(path: str, query: str, client: FlaskClient) -> None:
    assert client.get(f"{BASE}{path}?{query}").status_code == 200


# the role


@pytest.mark.parametrize("slug", sorted(LIBRARY.roles))
def test_the_role_s_answer_holds_every_claim_with_its_basis_and_sources(slug: str, client: FlaskClient) -> None:
    role = LIBRARY.roles[slug]
    body = client.get(f"{BASE}/roles/{slug}?lang=en").get_json()
    told = {
        claim["id"]: (claim["text"], claim["basis"], claim["sources"])
        for part in (*body["topics"], *body["grades"])
        for claim in part["claims"]
    }
    assert told == {
        f"{topic}.{key}": (claim.text.to("en"), claim.basis, list(claim.sources)) for topic, key, claim in role.claims()
    }


@pytest.mark.parametrize("slug", sorted(LIBRARY.roles))
def test_the_role_s_answer_holds_its_skills_grades_figures_steps_and_mappings(slug: str, client: FlaskClient) -> None:
    role = LIBRARY.roles[slug]
    body = client.get(f"{BASE}/roles/{slug}").get_json()
    assert {need["skill"]: (need["level"], need["importance"], need["relation"]) for need in body["skills"]} == {
        key: (need.level, need.importance, need.relation) for key, need in role.skills.items()
    }
    assert [grade["slug"] for grade in body["grades"]] == [grade for grade, _ in role.grades_by_rank()]
    figures = [f"{salary.slug}.{name}" for salary in LIBRARY.salaries_of(slug) for name in salary.figures]
    assert [figure["id"] for figure in body["salaries"]] == figures
    assert [(s["from"], s["to"]) for s in body["steps"]] == [(s.from_, s.to) for s in LIBRARY.steps_of(slug)]
    assert [mapping["code"] for mapping in body["mappings"]] == [mapping.code for mapping in role.mappings.values()]


def test_what_is_not_given_is_null_and_never_the_word(client: FlaskClient) -> None:
    values = [value for path in ALL for _, value in texts(client.get(BASE + path).get_json())]
    assert "not-given" not in values
    assert None in values


def test_every_source_that_is_cited_can_be_looked_up(client: FlaskClient) -> None:
    known = {
        source["id"]
        for offset in (0, 100)
        for source in client.get(f"{BASE}/sources?limit=100&offset={offset}").get_json()["items"]
    }
    cited = {
        value
        for path in ALL
        for found in objects(client.get(BASE + path).get_json())
        for name in ("sources", "source")
        for value in ([found[name]] if isinstance(found.get(name), str) else found.get(name) or [])
    }
    assert cited <= known


def test_a_role_s_version_changes_with_the_role_only(tmp_path: Path) -> None:
    def versions(text: str) -> dict[str, str]:
        write(tmp_path, {"roles/am.yaml": text, "roles/sm.yaml": ROLE})
        items = create_app(open_guide(tmp_path, Settings())).test_client().get(f"{BASE}/roles").get_json()["items"]
        return {item["slug"]: item["version"] for item in items}

    before, after = versions(ROLE), versions(ROLE.replace("A job.", "Another job."))
    assert {slug for slug in before if before[slug] != after[slug]} == {"am"}


# windows of lists


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_told_in_windows_that_together_are_the_whole(path: str, client: FlaskClient) -> None:
    total = client.get(f"{BASE}{path}").get_json()["total"]
    items = [
        item
        for offset in range(0, total, 7)
        for item in client.get(f"{BASE}{path}?limit=7&offset={offset}").get_json()["items"]
    ]
    whole = [
        item
        for offset in range(0, total, 100)
        for item in client.get(f"{BASE}{path}?limit=100&offset={offset}").get_json()["items"]
    ]
    assert items == whole
    others = {"/companies": GUIDE.listed, "/salaries": LIBRARY.pays}
    there = others[path] if path in others else getattr(LIBRARY, path.strip("/"))
    assert total == len(whole) == len(there)


@pytest.mark.parametrize("path", LISTS)
def test_twenty_is_the_default_and_past_the_end_is_nothing(path: str, client: FlaskClient) -> None:
    total = client.get(f"{BASE}{path}").get_json()["total"]
    assert len(client.get(f"{BASE}{path}").get_json()["items"]) == min(20, total)
    assert client.get(f"{BASE}{path}?offset={total}").get_json() == {"items": [], "total": total, "untranslated": []}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("limit", value)
            for value in ("0", "101", "-1", "1.5", "x", "", "1e1", "०५", "٣", "9" * 30, " 5", "+5", "0x5")
        ),
        *(("offset", value) for value in ("-1", "1000001", "x", "", "9" * 30)),
    ],
)
def test_a_window_out_of_range_is_a_422_that_names_the_parameter(
    name: str, value: str, path: str, client: FlaskClient
) -> None:
    answer = client.get(f"{BASE}{path}", query_string={name: value})
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert [error["field"] for error in answer.get_json()["errors"]] == [f"/{name}"]


@pytest.mark.parametrize("path", ONE_OF_EACH)
@pytest.mark.parametrize("value", ["", "de", "HI", "hi,en", "hi ", "\u0939", "x" * 1000, "<script>"])
def test_an_unknown_language_is_a_422_that_names_the_parameter(value: str, path: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}{path}", query_string={"lang": value})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == ["/lang"]
    assert len(answer.data) < 2000


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_an_unknown_company_is_a_404(path: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}{path}?company=acme")
    assert (answer.status_code, answer.get_json()["detail"]) == (404, "There is no company “acme”.")


@pytest.mark.parametrize("path", sorted({path.rpartition("/")[0] for path in ALL if path.count("/") > 1}))
def test_a_misspelt_slug_is_a_404_with_the_nearest_names(path: str, client: FlaskClient) -> None:
    for slug in getattr(LIBRARY, path.strip("/")):
        body = client.get(f"{BASE}{path}/{slug}x").get_json()
        assert (body["status"], slug in body["nearest"], len(body["nearest"]) <= 3) == (404, True, True)


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/roles/", "/roles/a/b", "/openapi", "/v2/roles"])
def test_an_unknown_address_is_a_problem(path: str, client: FlaskClient) -> None:
    answer = client.get(BASE + path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


# ETag


@pytest.mark.parametrize("path", [*ONE_OF_EACH, "/openapi.json"])
@pytest.mark.parametrize("query", ["", "?lang=hi"])
def test_an_answer_that_has_not_changed_is_not_sent_again(path: str, query: str, client: FlaskClient) -> None:
    first = client.get(BASE + path + query)
    second = client.get(BASE + path + query, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")


# linked data

LINKED = {"Accept": "application/ld+json"}


@pytest.mark.parametrize("slug", sorted(LIBRARY.roles))
def test_a_role_is_linked_data_for_who_asks_for_it(slug: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/roles/{slug}", headers=LINKED)
    assert answer.content_type == "application/ld+json"
    assert answer.get_json()["@id"] == f"http://localhost{BASE}/roles/{slug}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_linked_data_comes_in_the_language_asked_for(language: Language, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/roles/account-manager?lang={language}", headers=LINKED)
    assert answer.get_json()["name"] == LIBRARY.roles["account-manager"].preferred_label.to(language)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
        ("application/json, application/ld+json;q=0.5", "application/json"),
        ("application/json;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("*/*", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(accept: str, media_type: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/roles/account-manager", headers={"Accept": accept})
    assert answer.content_type == media_type


@pytest.mark.parametrize("path", ["roles", "roles/account-manager", "skills", "sources"])
@pytest.mark.parametrize("accept", ["text/html", "nonsense", "application/json;q=0"])
def test_who_takes_none_of_the_media_types_is_told_so(path: str, accept: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/{path}", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (406, "application/problem+json")


def test_linked_data_is_offered_of_a_role_only(client: FlaskClient) -> None:
    asked = [client.get(f"{BASE}/{path}", headers=LINKED).status_code for path in ("roles/account-manager", "roles")]
    assert asked == [200, 406]


# what is untranslated

ROLE = """\
notation: AM
preferred_label: {hi: अकाउंट मैनेजर, en: Account manager}
description: {hi: एक काम।, en: A job.}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""
HALF = (
    ROLE.replace("hi: एक काम।, ", "")
    + """\
topics:
  books:
    body: {hi: पढ़ें}
    claims:
      one: {text: {hi: बात, en: word}, basis: editorial}
      two: {text: {en: word}, label: {hi: नाम}, basis: editorial}
grades:
  senior: {label: {en: Senior}, rank: 1}
"""
)


def write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = site / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture
def half(tmp_path: Path) -> FlaskClient:
    """A site in which some texts exist in one language only."""
    write(tmp_path, {"roles/am.yaml": HALF, "sources/s.yaml": minimal_source(worth="{en: A sample.}")})
    return create_app(open_guide(tmp_path, Settings())).test_client()


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        (
            "",
            [
                "/description",
                "/topics/0/body",
                "/topics/0/claims/1/label",
                "/topics/0/claims/1/text",
                "/grades/0/label",
            ],
        ),
        ("?lang=hi", ["/description", "/topics/0/claims/1/text", "/grades/0/label"]),
        ("?lang=en", ["/topics/0/body", "/topics/0/claims/1/label"]),
    ],
)
def test_texts_that_lack_a_language_are_named_by_pointer(query: str, pointers: list[str], half: FlaskClient) -> None:
    assert half.get(f"{BASE}/roles/am{query}").get_json()["untranslated"] == pointers


def test_a_text_in_one_language_only_is_given_in_that_one(half: FlaskClient) -> None:
    assert half.get(f"{BASE}/roles/am").get_json()["description"] == {"en": "A job."}
    assert half.get(f"{BASE}/roles/am?lang=hi").get_json()["description"] == "A job."


@pytest.mark.parametrize(
    ("query", "pointers"), [("", ["/items/0/worth"]), ("?lang=hi", ["/items/0/worth"]), ("?lang=en", [])]
)
def test_lists_name_their_untranslated_texts_too(query: str, pointers: list[str], half: FlaskClient) -> None:
    assert half.get(f"{BASE}/sources{query}").get_json()["untranslated"] == pointers


def test_every_pointer_leads_to_what_it_names(half: FlaskClient) -> None:
    body = half.get(f"{BASE}/roles/am").get_json()
    for pointer in body["untranslated"]:
        value = body
        for step in pointer.strip("/").split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert len(value) == 1


# a site without content


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_an_empty_site_is_empty(path: str, empty_app: Flask) -> None:
    answer = empty_app.test_client().get(BASE + path)
    assert answer.get_json() == {"items": [], "total": 0, "untranslated": []}


def test_a_role_of_an_empty_site_is_not_there(empty_app: Flask, guide: Guide) -> None:
    answer = empty_app.test_client().get(f"{BASE}/roles/{next(iter(guide.library.roles))}")
    assert answer.status_code == 404
    assert "nearest" not in answer.get_json()
