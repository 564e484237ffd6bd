"""The ways into an assessment: a target, a code, an exported file; and a site that leaves all of it out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from flask import Flask

from kamguide.assessment.record import Record
from tests.web.assessing import BROWSER, Visitor, application
from tests.web.reading import words


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(tmp_path_factory.mktemp("store"))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def test_the_entrance_offers_roles_grades_and_companies_and_may_be_found(visitor: Visitor) -> None:
    answer = visitor.open("/en/assessment")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"  # with the cookie for the language
    offered = {option.get("value") for option in visitor.page.all("option")}
    assert {"key-account-manager", "key-account-manager@senior", "sourcegraph:account-executive"} <= offered
    assert visitor.page.meta("robots") == ""
    assert "/en/assessment</loc>" in visitor.client.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("key-account-manager", "/en/assessment/key-account-manager"),
        ("KAM", "/en/assessment/key-account-manager"),
        ("key-account-manager@senior", "/en/assessment/key-account-manager@senior"),
        ("sourcegraph:account-executive", "/en/assessment/sourcegraph:account-executive"),
        ("undecided", "/en/assessment/undecided"),
    ],
)
def test_a_chosen_target_leads_to_its_questions(visitor: Visitor, asked: str, address: str) -> None:
    answer = visitor.client.get("/en/assessment", query_string={"role": asked})
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert visitor.open(address).status_code == 200
    assert visitor.questions.questions


def test_a_role_that_is_not_there_is_named_and_the_form_stays(visitor: Visitor) -> None:
    answer = visitor.open("/en/assessment?role=astronaut")
    assert answer.status_code == 404
    assert "astronaut" in visitor.text()
    assert words(visitor.page.all("title")[0]).startswith("Problem:")
    assert visitor.page.all("select", id="target")


@pytest.mark.parametrize("reference", ["nobody", "key-account-manager@nobody", "nobody:key-account-manager"])
def test_questions_of_a_role_that_is_not_there_are_not_found(visitor: Visitor, reference: str) -> None:
    assert visitor.client.get(f"/en/assessment/{reference}").status_code == 404
    assert visitor.client.post(f"/en/assessment/{reference}", headers=BROWSER).status_code == 404


def test_a_role_under_another_name_has_one_address(visitor: Visitor) -> None:
    answer = visitor.client.get("/hi/assessment/KAM")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/hi/assessment/key-account-manager")


# the code


def typed(code: str) -> list[str]:
    """Ways in which people write a code."""
    bare = code.replace("-", "")
    return [
        code,
        bare,
        code.lower(),
        f"  {bare[:6]} {bare[6:]} ",
        bare.replace("0", "O").replace("1", "l"),
        bare.replace("1", "i"),
    ]


def test_a_code_opens_the_result_however_it_is_written(visitor: Visitor, app: Flask) -> None:
    code = visitor.take()
    for way in typed(code):
        other = Visitor(app, "hi")
        other.open("/hi/assessment")
        answer = other.send("/hi/assessment", {"code": way})
        assert answer.status_code == 200
        assert other.code == code
        assert other.client.get(f"/en/assessment/r/{way.strip()}").status_code == 200


def test_a_code_that_opens_nothing_is_told_and_stays_in_the_field(visitor: Visitor) -> None:
    answer = visitor.send("/en/assessment", {"code": "7K4M-2XDP-9QRT"})
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert visitor.page.all("input", id="code")[0].get("value") == "7K4M-2XDP-9QRT"
    assert "compare it once more" in visitor.text()


WRONG = ["7K4M-2XDP-9QRT", "ZZZZ-ZZZZ-ZZZZ", "x", "UUUU-UUUU-UUUU", "7K4M-2XDP", "🙂" * 12, "%00", "a" * 500]


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_wrong_code_is_answered_alike(visitor: Visitor, language: str) -> None:
    code = visitor.take()
    visitor.send(f"/en/assessment/r/{code}/delete", {})
    answers = [visitor.client.get(f"/{language}/assessment/r/{wrong}") for wrong in [*WRONG, code]]
    bodies = {answer.text.replace(answer.request.path, "") for answer in answers}
    heads = {tuple(sorted((k, v) for k, v in a.headers if k not in ("Content-Length",))) for a in answers}
    assert {answer.status_code for answer in answers} == {404}
    assert len({body[body.index("<main") :] for body in bodies}) == 1
    assert len(heads) == 1
    assert {"en": "This code was not found", "hi": "यह कोड नहीं मिला"}[language] in answers[0].text


@pytest.mark.parametrize("below", ["", "/2", "/data.json", "/delete"])
def test_below_a_wrong_code_there_is_nothing(visitor: Visitor, below: str) -> None:
    answer = visitor.client.get(f"/en/assessment/r/7K4M-2XDP-9QRT{below}")
    assert answer.status_code == 404
    assert "compare it once more" in answer.text


# files


def upload(visitor: Visitor, content: bytes) -> int:
    return visitor.send("/en/assessment", {"file": (io.BytesIO(content), "x.json")}).status_code


def test_an_exported_file_comes_back_whole_under_a_code_of_its_own(visitor: Visitor, app: Flask) -> None:
    code = visitor.take(level=4, evidence="एक उदाहरण & <one>")
    visitor.send(f"/en/assessment/r/{code}/lines", {"own-threats": "my own worry"})
    data = visitor.client.get(f"/en/assessment/r/{code}/data.json")
    assert data.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(data.text)["schema"] == 1
    other = Visitor(app)
    assert upload(other, data.data) == 200
    assert other.code != code
    again = other.client.get(f"/en/assessment/r/{other.code}/data.json")
    assert again.data == data.data
    assert "my own worry" in other.text()
    before = Visitor(app)
    before.open(f"/en/assessment/r/{code}")
    assert other.text().replace(other.code, "") == before.text().replace(code, "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"schema": 1, "rounds": []}', b'{"schema": 99, "rounds": []}', b"\xff\xfe", b"[" * 100_000],
)
def test_a_file_that_is_no_result_is_refused_with_a_sentence(visitor: Visitor, content: bytes) -> None:
    assert upload(visitor, content) == 422
    assert words(visitor.page.all("title")[0]).startswith("Problem:")
    assert visitor.page.all("p", id="wrong")


def test_no_file_is_refused(visitor: Visitor) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'
    kind = "multipart/form-data; boundary=b"
    answer = visitor.client.post("/en/assessment", data=body, content_type=kind, headers=BROWSER)
    assert answer.status_code == 422
    assert "Choose a file first" in answer.text


def test_a_file_that_is_too_large_is_refused(visitor: Visitor) -> None:
    kind = "multipart/form-data; boundary=b"
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + b"x" * 3_000_000 + b"\r\n--b--"
    answer = visitor.client.post("/en/assessment", data=body, content_type=kind, headers=BROWSER)
    assert answer.status_code == 413


def test_a_file_with_somebody_s_markup_stays_text(visitor: Visitor) -> None:
    code = visitor.take(level=1)
    tree = json.loads(visitor.client.get(f"/en/assessment/r/{code}/data.json").text)
    evil = "<img src=x onerror=alert(1)>"
    now = tree["rounds"][0]
    now["target"]["label"] = {"hi": evil, "en": evil}
    for skill in now["skills"].values():
        skill["label"] = skill["short_label"] = {"hi": evil, "en": evil}
    for source in now["sources"].values():
        source["url"] = None
    text = json.dumps(tree)
    Record.from_text(text)
    assert upload(visitor, text.encode()) == 200
    assert visitor.page.all("img") == []
    assert [e for e in visitor.page.root.iter() if any(str(name).startswith("on") for name in e.attrib)] == []


# a site without it


def test_a_site_can_leave_it_out(tmp_path: Path) -> None:
    client = application(tmp_path, assessment="off").test_client()
    for path in ("/en/assessment", "/en/assessment/key-account-manager", "/en/assessment/r/7K4M-2XDP-9QRT"):
        assert client.get(path).status_code == 404
    for path in ("/en/", "/en/skills", "/en/roles/key-account-manager", "/en/privacy", "/sitemap.xml"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "/assessment" not in answer.text


@pytest.mark.parametrize("path", ["/hi/", "/hi/skills", "/hi/roles/key-account-manager", "/hi/c/sourcegraph/"])
def test_pages_lead_to_it(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    buttons = [words(a) for a in visitor.page.all("a", class_="btn--p")]
    assert "मेरे कौशल जाँचें, 5 मिनट" in buttons


def test_pages_of_content_open_no_store(tmp_path: Path) -> None:
    client = application(tmp_path).test_client()
    for path in ("/en/", "/en/assessment", "/en/assessment/key-account-manager", "/en/roles/key-account-manager"):
        assert client.get(path).status_code == 200
    assert list(tmp_path.rglob("*.sqlite3")) == []
