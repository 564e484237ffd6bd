"""The builder: from the role page's button to the preview in three submits, nothing lost, every fault at its field."""

from __future__ import annotations

import json
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kamguide.guide import Guide, open_guide
from kamguide.job_description.exits import EXITS, offered_exits
from kamguide.model.text import LANGUAGES
from kamguide.settings import Settings
from kamguide.web.app import create_app

OURS = {"Origin": "http://localhost"}
KAM = "role=key-account-manager"


class Form(HTMLParser):
    """The builder's form on a page, as a browser without scripts would send it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.buttons: list[str] = []
        self.action = ""
        self._inside = False
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = named.get("class") == "build"
            self.action = named.get("action", "") if self._inside else self.action
        if not self._inside:
            return
        if tag == "input":
            kind = named.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in named:
                self.fields.append((named["name"], named.get("value", "on")))
        elif tag == "select":
            self._select, self._options = named["name"], []
        elif tag == "option":
            self._options.append((named.get("value", "\0"), "selected" in named))
        elif tag == "button" and "disabled" not in named:
            self.buttons.append(named.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._select and self._options and self._options[-1][0] == "\0":
            self._options[-1] = (data.strip(), self._options[-1][1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self.fields.append((self._select, chosen[0]))
            self._select = ""
        elif tag == "form":
            self._inside = False

    def send(self, client: FlaskClient, do: str, **changed: str | list[str]) -> TestResponse:
        """Press a button, with some fields filled in otherwise."""
        assert do in self.buttons
        data: dict[str, list[str]] = {}
        for name, value in self.fields:
            data.setdefault(name, []).append(value)
        for name, values in changed.items():
            data[name.replace("__", "-")] = [values] if isinstance(values, str) else values
        data["do"] = [do]
        return client.post(self.action, data=data, headers=OURS)


def form(answer: TestResponse) -> Form:
    assert answer.status_code in (200, 409, 422), answer.status_code
    return Form(answer.text)


def follow(client: FlaskClient, answer: TestResponse) -> TestResponse:
    assert answer.status_code == 303, answer.text[:200]
    return client.get(answer.headers["Location"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_submits_lead_from_the_role_pages_link_to_the_preview(client: FlaskClient, language: str) -> None:
    role = client.get(f"/{language}/roles/key-account-manager").text
    link = f"/{language}/job-description?{KAM}"
    assert f'href="{link}"' in role
    page, submits = client.get(link), 0
    while 'class="paper' not in page.text:
        page = follow(client, form(page).send(client, "next"))
        submits += 1
    assert submits == 3
    assert "/job-description/file/pdf?" in unescape(page.text)


@pytest.mark.parametrize("number", [1, 2])
def test_one_submit_leads_straight_to_the_preview(client: FlaskClient, number: int) -> None:
    page = client.get(f"/en/job-description?{KAM}&step={number}")
    assert 'class="paper' in follow(client, form(page).send(client, "preview")).text


def test_what_is_typed_travels_in_the_address_and_into_the_document(client: FlaskClient) -> None:
    page = client.get(f"/en/job-description?{KAM}")
    typed = {
        "employer": "Udaharan & Sons <b>",
        "place": "Pune",
        "contract": "full-time",
        "mode": "hybrid",
        "reports_to": "Sales head",
        "until": "2099-12-31",
        "pay__low": "8,00,000",
        "pay__high": "१२ लाख",
        "apply": "jobs@example.org",
        "own__salary": ["Travel allowance", ""],
    }
    answer = form(page).send(client, "preview", **typed)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["pay"] == ["INR-800000-1200000-year"]
    assert query["own-b"] == ["Travel allowance"]
    shown = follow(client, answer).text
    for words in (
        "Udaharan &amp; Sons &lt;b&gt;",
        "Pune",
        "₹8,00,000 – ₹12,00,000",
        "Travel allowance",
        "mailto:jobs@",
    ):
        assert words in shown
    again = form(
        client.get(
            f"/en/job-description?{urlsplit(answer.headers['Location']).query.replace('step=preview', 'step=1')}"
        )
    )
    assert ("employer", "Udaharan & Sons <b>") in again.fields


def test_lines_go_up_and_down_and_out_by_buttons(client: FlaskClient) -> None:
    page = client.get(f"/en/job-description?{KAM}&step=2&own-d=First&own-d=Second")
    first = form(page)
    order = [value for name, value in first.fields if name == "responsibilities"]
    moved = follow(client, first.send(client, f"up:responsibilities:{order[1]}"))
    after = [value for name, value in form(moved).fields if name == "responsibilities"]
    assert after == [order[1], order[0], *order[2:]]
    assert f'id="l-responsibilities-{order[1]}"' in moved.text
    turned = follow(client, form(moved).send(client, "down:own-responsibilities:0"))
    own = [value for name, value in form(turned).fields if name == "own-responsibilities" and value]
    assert own == ["Second", "First"]
    gone = follow(client, form(turned).send(client, "remove:own-responsibilities:0"))
    assert [value for name, value in form(gone).fields if name == "own-responsibilities" and value] == ["First"]
    assert [value for name, value in form(gone).fields if name == "responsibilities"] == after


def test_after_each_button_the_page_opens_where_it_was_pressed(client: FlaskClient) -> None:
    page = form(client.get(f"/en/job-description?{KAM}&step=2&own-d=First"))
    added = page.send(client, "add:responsibilities", **{"own-responsibilities": ["First", "Second"]})
    for answer, mark in (
        (added, "l-own-responsibilities-1"),
        (page.send(client, "remove:own-responsibilities:0"), "own-responsibilities"),
        (page.send(client, "all:kpi"), "t-kpi"),
    ):
        assert urlsplit(answer.headers["Location"]).fragment == mark
        assert f'id="{mark}"' in follow(client, answer).text


@pytest.mark.parametrize("button", ["all:\r\nX: y", "up:own-<b>:1", "remove:own-responsibilities:-1", "\x00", "up:::"])
def test_a_button_that_no_page_has_does_no_harm(client: FlaskClient, button: str) -> None:
    page = form(client.get(f"/en/job-description?{KAM}&step=2&own-d=First"))
    answer = client.post(page.action, data=MultiDict([*page.fields, ("do", button)]), headers=OURS)
    assert 'value="First"' in client.get(answer.headers["Location"].replace("step=3", "step=2")).text


def test_all_none_and_the_suggestion_are_ticked_by_buttons(client: FlaskClient, guide: Guide) -> None:
    def ticked(page: TestResponse) -> list[str]:
        return [value for name, value in form(page).fields if name == "responsibilities"]

    page = client.get(f"/en/job-description?{KAM}&step=2")
    suggested = ticked(page)
    everything = follow(client, form(page).send(client, "all:responsibilities"))
    claims = guide.library.roles["key-account-manager"].topics["responsibilities"].claims
    assert sorted(ticked(everything)) == sorted(claims)
    nothing = follow(client, form(everything).send(client, "none:responsibilities"))
    assert ticked(nothing) == []
    assert ticked(follow(client, form(nothing).send(client, "reset:responsibilities"))) == suggested


def test_skills_change_lists_and_order(client: FlaskClient) -> None:
    page = client.get(f"/en/job-description?{KAM}&step=3")
    raised = follow(client, form(page).send(client, "reset:skills"))
    sent = form(raised).send(client, "next", **{"skill-selling": "must", "skill-team-leadership": "none"})
    query = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert query["must"][0].endswith("selling")
    assert "team-leadership" not in query["must"][0] + query["nice"][0]
    up = form(raised).send(client, "up:must:communication")
    assert parse_qs(urlsplit(up.headers["Location"]).query)["must"][0].startswith("communication,")


WRONG = [
    (1, {"pay__low": "9", "pay__high": "5"}, "pay"),
    (1, {"pay__low": "much"}, "pay-low"),
    (1, {"until": "2020-01-01"}, "until"),
    (1, {"until": "soon"}, "until"),
    (1, {"employer": "x" * 300}, "employer"),
    (1, {"apply": "अ" * 20_000}, "apply"),
    (1, {"own__salary": ["Bonus", "bonus."]}, "own-salary-1"),
    (2, {"responsibilities": ["complaints", "spin"]}, "t-responsibilities"),
    (2, {"own__kpi": ["How many customers were kept in the month"]}, "own-kpi-0"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "typed", "field"), WRONG)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    client: FlaskClient, number: int, typed: dict[str, str | list[str]], field: str, language: str
) -> None:
    page = client.get(f"/{language}/job-description?{KAM}&step={number}&place=Pune")
    answer = form(page).send(client, "next", **typed)
    assert answer.status_code == 422
    text = answer.text
    assert 'class="errors" role="alert"' in text
    assert f'href="#{field}"' in text
    assert f'id="{field}"' in text
    assert text.split("<title>")[1].startswith("Problem:" if language == "en" else "गड़बड़ी:")
    for name, values in typed.items():
        for value in [values] if isinstance(values, str) else values:
            assert (name.replace("__", "-"), value) in form(answer).fields
    assert answer.headers["Cache-Control"] == "no-store"


def test_everything_that_is_wrong_is_told_at_once_and_by_its_name(client: FlaskClient) -> None:
    page = form(client.get(f"/en/job-description?{KAM}"))
    typed = {"employer": "x" * 130, "until": "2020-01-01", "pay__low": "much", "own__salary": ["y" * 400]}
    text = unescape(page.send(client, "next", **typed).text)
    for told in (
        "Employer: This has 130 characters. Write at most 120.",
        "Last date: The last date is past. Write a later one.",
        "Pay offered: “much” is no amount of pay.",
        "Benefits: This has 400 characters.",
    ):
        assert told in text


def test_how_to_write_for_both_languages_is_told_where_a_line_has_one_side(client: FlaskClient) -> None:
    preview = f"/hi/job-description?{KAM}&step=preview&lang=both"
    one = client.get(f"{preview}&own-d=One&own-d=%E0%A4%8F%E0%A4%95+%7C+One").text
    assert "आपकी 1 पंक्ति दोनों भाषाओं में" in one
    assert "पंक्ति दोनों भाषाओं में" not in client.get(f"{preview}&own-d=%E0%A4%8F%E0%A4%95+%7C+One").text


def test_remarks_of_sources_are_folded_and_not_ticked_all_at_once(client: FlaskClient) -> None:
    page = client.get("/en/job-description?role=account-manager&step=2")
    assert "all:responsibilities" in form(page).buttons
    assert "all:education" not in form(page).buttons
    assert "remarks of the sources" in page.text


def test_too_few_skills_are_told_on_the_third_page(client: FlaskClient) -> None:
    page = client.get(f"/en/job-description?{KAM}&step=3")
    sheet = form(page)
    none = {name: "none" for name, _ in sheet.fields if name.startswith("skill-")}
    answer = sheet.send(client, "next", **none)
    assert answer.status_code == 422
    assert "Tick at least 4 skills." in answer.text


def test_an_address_from_an_older_guide_is_told_and_can_be_mended(client: FlaskClient) -> None:
    answer = client.get(f"/en/job-description?{KAM}&d=complaints,spin,conflicts,long-gone&step=preview")
    assert answer.status_code == 422
    assert "long-gone" in answer.text
    assert follow(client, form(answer).send(client, "preview")).status_code == 200


@pytest.mark.parametrize("query", ["role=nix", "role=key-account-manager@nix", "role=nix:account-manager"])
def test_a_role_that_is_not_there_is_told_with_what_is_near(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/en/job-description?{query}")
    assert answer.status_code == 404
    assert 'class="errors"' in answer.text


# files


@pytest.fixture(scope="module")
def forms() -> list[str]:
    return [one.name for one in offered_exits()]


def test_every_form_is_a_link_that_gives_a_file(client: FlaskClient, forms: list[str]) -> None:
    page = unescape(client.get(f"/en/job-description?{KAM}&step=preview&employer=Ünï ⟨b⟩").text)
    for name in forms:
        link = page.split(f'href="/en/job-description/file/{name}?')[1].split('"')[0]
        answer = client.get(f"/en/job-description/file/{name}?{link}")
        assert answer.status_code == 200
        assert answer.content_type == EXITS[name].media_type
        assert answer.headers["Content-Disposition"] == f'attachment; filename="key-account-manager-en.{name}"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
    both = client.get(f"/en/job-description/file/md?{KAM}&in=both").text
    assert "Key account manager" in both
    assert "प्रमुख अकाउंट मैनेजर" in both
    assert client.get(f"/en/job-description/file/exe?{KAM}").status_code == 404
    assert client.get(f"/en/job-description/file/pdf?{KAM}&until=2020-01-01").status_code == 422
    assert client.get("/en/job-description/file/pdf?role=nix").status_code == 404


def test_the_interview_kit_is_a_page_and_files(client: FlaskClient, forms: list[str]) -> None:
    page = client.get(f"/hi/job-description/interview?{KAM}&must=negotiation,selling")
    assert page.status_code == 200
    assert "नेगोशिएशन" in page.text
    for name in forms:
        answer = client.get(f"/hi/job-description/interview/{name}?{KAM}")
        assert answer.status_code == (404 if name == "jsonld" else 200)
    data = json.loads(client.get(f"/en/job-description/interview/json?{KAM}").data)
    assert data["title"] == "Interview: Key account manager"


HOSTILE = (
    "<script>alert(1)</script>{{ 7*7 }}#set page(fill: red) =cmd|'/c calc'!A1 \u202eevil\u0000 ]]> <w:p/> $(id) \\"
)


def test_hostile_words_stay_words_in_every_form(client: FlaskClient, forms: list[str]) -> None:
    page = client.get(f"/en/job-description?{KAM}")
    typed = dict.fromkeys(("employer", "place", "reports_to", "apply"), HOSTILE[:110])
    answer = form(page).send(client, "preview", **typed, own__salary=[HOSTILE])
    shown = follow(client, answer)
    assert "<script>alert" not in shown.text
    assert "\u202e" not in shown.text
    assert "&lt;script&gt;alert(1)" in shown.text
    query = urlsplit(answer.headers["Location"]).query.replace("&step=preview", "")
    for name in forms:
        made = client.get(f"/en/job-description/file/{name}?{query}")
        assert made.status_code == 200, name
        if name in ("md", "html"):
            assert "<script>" not in made.text
        if name in ("txt", "json"):
            assert "7*7" in made.text


# under a code


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application with a store of its own."""
    folder = str(tmp_path_factory.mktemp("drafts"))
    return create_app(open_guide(None, Settings(limits="off", data_dir=folder)), quiet=True)


LONG = [f"एक लंबी पंक्ति जो पते में नहीं समाती, क्योंकि हिंदी के अक्षर वहाँ नौ गुना जगह लेते हैं: {n}" for n in range(6)]


def kept(client: FlaskClient, company: str = "") -> TestResponse:
    page = client.get(f"/hi{company}/job-description?{KAM}&step=2")
    answer = form(page).send(client, "add:kpi", own__kpi=LONG)
    assert "/job-description/r/" in answer.headers["Location"]
    return answer


def test_a_long_draft_goes_under_a_code_and_back(keeping: Flask) -> None:
    client = keeping.test_client()
    page = follow(client, kept(client))
    assert [value for name, value in form(page).fields if name == "own-kpi" and value] == LONG
    shown = follow(client, form(page).send(client, "preview"))
    assert all(line in shown.text for line in LONG)
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert "hreflang" not in shown.text.split("</head>")[0]
    code = shown.text.split('<b class="code">')[1].split("<")[0]
    opened = client.post("/hi/job-description", data={"code": code.lower()}, headers=OURS)
    assert opened.headers["Location"] == f"/hi/job-description/r/{code}?step=preview"
    assert LONG[0] in " ".join(client.get(f"/hi/job-description/r/{code}/file/txt").text.split())
    assert client.get(f"/hi/job-description/r/{code}/interview/md").status_code == 200
    assert client.get(f"/hi/c/udaharan-udyog/job-description/r/{code}").status_code == 404
    gone = client.post(f"/hi/job-description/r/{code}/delete", headers=OURS)
    assert 'role="status"' in follow(client, gone).text
    assert client.get(f"/hi/job-description/r/{code}").status_code == 404


def test_two_windows_do_not_overwrite_each_other_unseen(keeping: Flask) -> None:
    client = keeping.test_client()
    address = kept(client).headers["Location"]
    one, other = form(client.get(address)), form(client.get(address))
    assert one.send(client, "next").status_code == 303
    refused = other.send(client, "next", own__kpi=["Mine"])
    assert refused.status_code == 409
    assert ("own-kpi", "Mine") in form(refused).fields
    assert form(refused).send(client, "next").status_code == 303


def test_a_draft_deleted_meanwhile_can_be_kept_anew(keeping: Flask) -> None:
    client = keeping.test_client()
    address = kept(client).headers["Location"]
    sheet = form(client.get(address))
    client.post(f"{urlsplit(address).path}/delete", headers=OURS)
    answer = sheet.send(client, "next")
    assert answer.status_code == 404


def test_a_wrong_code_is_told_without_saying_whether_it_was_one(keeping: Flask) -> None:
    client = keeping.test_client()
    for typed in ("7K4M-2XDP-9QRT", "not a code", "x" * 500):
        answer = client.post("/en/job-description", data={"code": typed}, headers=OURS)
        assert answer.status_code == 404
        assert "This code was not found." in unescape(answer.text)


def test_nothing_is_taken_from_other_sites(client: FlaskClient) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        assert client.post("/en/job-description", data={"draft": KAM}, headers=headers).status_code in (400, 403, 422)


# companies


def test_below_a_company_its_own_role_and_style_are_used(client: FlaskClient, guide: Guide) -> None:
    for slug, held in guide.companies.items():
        role = held.library.roles_in_order[0].slug
        page = client.get(f"/en/c/{slug}/job-description?role={role}&step=preview")
        assert page.status_code == 200
        assert f"/en/c/{slug}/job-description/file/pdf?" in unescape(page.text)
        home = client.get(f"/en/c/{slug}/").text
        for one in held.library.roles:
            assert f"/en/c/{slug}/job-description?role={one}" in home


def test_every_comparison_and_role_page_leads_here(client: FlaskClient, guide: Guide) -> None:
    for role in guide.library.roles:
        assert f"/hi/job-description?role={role}" in client.get(f"/hi/roles/{role}").text
    compared = client.get("/en/compare?roles=account-manager,key-account-manager").text
    assert "/en/job-description?role=account-manager" in compared
    assert "/en/job-description?role=key-account-manager" in compared


def test_exports_are_limited() -> None:
    client = create_app(open_guide(None, Settings(limits="on")), quiet=True).test_client()
    answers = [client.get(f"/en/job-description/file/txt?{KAM}").status_code for _ in range(62)]
    assert answers[:60] == [200] * 60
    assert answers[60:] == [429, 429]
