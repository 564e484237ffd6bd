"""Companies on the web: each below its own address, named where it is listed, and nowhere else a word of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import open_guide, reopened
from kamguide.settings import Settings
from kamguide.web import reload
from kamguide.web.app import create_app
from tests.conftest import TODAY
from tests.plugins.sites import ROLE, SHARED, accept, company, written
from tests.web.reading import HOST, Reading, words

KAM = "key-account-manager"
OVERLAY = "preferred_label: {{hi: हिंदी{word}, en: Partner{word}}}\nskills: {{negotiation: {{level: {level}}}}}\n"
OWN = "extends: key-account-manager\nnotation: {word}\npreferred_label: {{hi: अपनी{word}, en: Own{word}}}\n"
SKILL = "extends: negotiation\nlabel: {{hi: हुनर{word}, en: Skill{word}}}\n"
COUNT = 20


def word(number: int) -> str:
    """The canary of a company: stands in every text of it, and in none of another."""
    return f"Zq{number:02d}x"


def slug(number: int) -> str:
    return f"firm-{number}"


def files(number: int) -> dict[str, str]:
    visibility = "listed" if number % 2 else "private"
    content = {
        ROLE: OVERLAY.format(word=word(number), level=number % 5),
        f"content/roles/own-{number}.yaml": OWN.format(word=word(number)),
        f"content/skills/skill-{number}.yaml": SKILL.format(word=word(number)),
        f"content/guides/guide-{number}.yaml": 'basis: editorial\nreviewed: {hi: "2026-11-22", en: "2026-11-22"}\n',
        f"content/guides/guide-{number}.hi.md": f"---\ntitle: लेख{word(number)}\ndescription: क।\n---\nपाठ।\n",
        f"content/guides/guide-{number}.en.md": f"---\ntitle: Guide{word(number)}\ndescription: D.\n---\nText.\n",
    }
    made = company(slug(number), content, visibility=visibility)
    name = f"label: {{hi: फ़र्म{word(number)}, en: Firm{word(number)}}}\n"
    made[f"plugins/{slug(number)}/plugin.yaml"] = f"{name}visibility: {visibility}\n"
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("companies"), SHARED)
    for number in range(COUNT):
        written(folder, files(number))
    return folder


@pytest.fixture(scope="module")
def app(site: Path) -> Flask:
    guide = open_guide(site, Settings(show_problems=True, limits="off"), TODAY)
    assert [problem for problem in guide.problems if problem.severity == "error"] == []
    return create_app(guide)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def named(text: str) -> set[int]:
    """The companies of which a word stands in a text."""
    return {int(number) for number in re.findall(r"Zq(\d\d)x", text)}


LISTED = {number for number in range(COUNT) if number % 2}
SHARED_PATHS = [
    "/", "/hi/", "/en/", "/en/roles", f"/hi/roles/{KAM}", "/en/skills", "/en/skills/negotiation", "/en/guides",
    "/en/glossary", "/hi/about", "/en/privacy", "/en/docs/plugins", "/healthz", "/readyz", "/robots.txt",
    "/api/v1/roles", f"/api/v1/roles/{KAM}", "/api/v1/skills", "/api/v1/sources", "/api/v1/openapi.json",
]  # fmt: skip
MISSES = ["/en/roles/own-3", "/en/roles/own-4", "/en/skills/skill-2", "/en/guides/guide-2", "/hi/nothing",
          "/en/roles/own", "/hi/guides/guide", "/api/v1/roles/own-2", "/api/v1/skills/skill-4"]  # fmt: skip


@pytest.mark.parametrize("path", [*SHARED_PATHS, *MISSES])
def test_no_shared_answer_holds_a_word_of_a_company(path: str, client: FlaskClient) -> None:
    answer = client.get(path, headers={"Accept": "application/ld+json, */*"})
    assert answer.status_code == (404 if path in MISSES else 302 if path == "/" else 200)
    assert named(answer.get_data(as_text=True) + str(answer.headers)) == set()


@pytest.mark.parametrize("path", ["/en/companies", "/hi/companies", "/sitemap.xml", "/api/v1/companies?limit=100"])
def test_where_companies_are_named_only_listed_ones_are(path: str, client: FlaskClient) -> None:
    text = client.get(path).text
    slugs = {int(number) for number in re.findall(r"firm-(\d+)\b", text)}
    assert slugs == LISTED
    assert named(text) <= LISTED


@pytest.mark.parametrize(
    "path", ["/en/c/firm/", "/en/c/firm-99/", "/hi/c/firmx/roles", "/api/v1/roles?company=firm-100", "/en/c/Firm-2/"]
)
def test_a_misspelt_company_is_answered_with_listed_ones_only(path: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert {int(n) for n in re.findall(r"firm-(\d+)\b", answer.text.replace(path, ""))} <= LISTED | {99, 100}
    assert named(answer.text) <= LISTED


def below(number: int) -> list[str]:
    """Every page of a company that can be asked for, and some that cannot."""
    plain = ["/", "/roles", "/skills", "/guides", "/glossary", "/about", "/privacy", "/accessibility", "/diff",
             "/docs/plugins", "/pictures/guide.png"]  # fmt: skip
    own = [f"/roles/{KAM}", f"/roles/own-{number}", f"/skills/skill-{number}", "/skills/negotiation",
           f"/guides/guide-{number}", f"/pictures/roles/own-{number}.png"]  # fmt: skip
    missing = [f"/roles/own-{number + 1}", f"/skills/skill-{number + 1}", "/guides/guide", "/roles/x", "/zzz"]
    return [*plain, *own, *missing]


@pytest.mark.parametrize("number", range(COUNT))
def test_below_a_company_stands_no_word_of_another(number: int, client: FlaskClient) -> None:
    for path in below(number):
        for language in ("hi", "en"):
            answer = client.get(f"/{language}/c/{slug(number)}{path}")
            assert answer.status_code < 500
            assert named(answer.get_data().decode("utf-8", "replace")) <= {number}, path
    for address in ("roles", f"roles/own-{number}", f"roles/{KAM}", "skills", f"skills/skill-{number}", "sources"):
        answer = client.get(f"/api/v1/{address}?company={slug(number)}")
        assert answer.status_code == 200
        assert named(answer.text) <= {number}
        assert number in named(answer.text) or address == "sources"


@pytest.mark.parametrize("number", [2, 3])
def test_the_company_s_own_words_stand_on_its_pages(number: int, client: FlaskClient) -> None:
    for path in ("/", "/roles", f"/roles/{KAM}", f"/roles/own-{number}", f"/skills/skill-{number}", "/guides", "/diff"):
        assert named(client.get(f"/en/c/{slug(number)}{path}").text) == {number}, path


def test_a_private_company_is_kept_from_caches_and_search_engines(client: FlaskClient) -> None:
    for path in ("/en/c/firm-2/", f"/hi/c/firm-2/roles/{KAM}", "/en/c/firm-2/diff"):
        answer = client.get(path)
        assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private, no-cache", "noindex")
        assert Reading(HOST + path, answer.text).meta("robots") == "noindex"
    assert client.get("/api/v1/roles?company=firm-2").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/en/c/firm-2/pictures/guide.png").headers["Cache-Control"].startswith(("private", "no-store"))


def test_a_listed_company_may_be_found(client: FlaskClient) -> None:
    client.get("/en/")  # the language cookie is set now
    answer = client.get("/en/c/firm-3/")
    assert (answer.headers["Cache-Control"], answer.headers.get("X-Robots-Tag")) == ("public, no-cache", None)


def test_etags_of_companies_differ_and_hold(client: FlaskClient) -> None:
    tags = {client.get(f"/en/c/{slug(n)}/roles/{KAM}").headers["ETag"] for n in range(COUNT)}
    assert len(tags) == COUNT
    for n in (2, 3):
        path = f"/en/c/{slug(n)}/roles/{KAM}"
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(f"/en/c/{slug(n + 2)}/roles/{KAM}", headers={"If-None-Match": tag}).status_code == 200


POISON = [
    {"X-Forwarded-Host": "firm-2.example.org"},
    {"X-Forwarded-Prefix": "/en/c/firm-2"},
    {"X-Company": "firm-2", "Cookie": "company=firm-2; lang=en"},
    {"Accept": "application/ld+json"},
    {"Accept-Language": "hi"},
]


@pytest.mark.parametrize("headers", POISON, ids=str)
@pytest.mark.parametrize("path", ["/en/", f"/en/roles/{KAM}", f"/api/v1/roles/{KAM}", "/en/c/firm-4/"])
def test_no_header_chooses_a_company_or_poisons_what_is_kept(
    path: str, headers: dict[str, str], site: Path, app: Flask
) -> None:
    fresh = create_app(app.extensions["kamguide"].guide)
    before = app.test_client().get(path).data
    fresh.test_client().get(path, headers=headers)
    assert fresh.test_client().get(path).data == before


# ------------------------------------------------------------------------------------------------ the pages


def test_every_link_on_a_company_s_page_answers_and_stays_with_the_company(client: FlaskClient) -> None:
    for path in ("/en/c/firm-3/", f"/hi/c/firm-3/roles/{KAM}", "/en/c/firm-3/diff", "/en/c/firm-3/roles/own-3"):
        reading = Reading(HOST + path, client.get(path).text)
        inner = {link.partition("#")[0] for link in reading.links if link.startswith(HOST)}
        assert {client.get(link).status_code for link in inner} == {200}
        language = path[1:3]
        outside = {link for link in inner if not link.startswith((f"{HOST}/static", f"{HOST}/{language}/c/firm-3/"))}
        other = {f"{HOST}/{lang}{path[3:]}" for lang in ("hi", "en")}
        known = {f"{HOST}/{language}/", f"{HOST}/api/v1/openapi.json", f"{HOST}/opensearch.{language}.xml"}
        assert {link for link in outside - other - known if "company=firm-3" not in link} == set()


def test_a_role_page_marks_what_differs_quietly(client: FlaskClient) -> None:
    page = Reading(HOST, client.get(f"/en/c/firm-1/roles/{KAM}").text)
    text = words(page.root)
    assert "lowered: 3 › 1" in text
    assert "FirmZq01x: 1 field differs" in text
    assert "raised: 3 › 4" in words(Reading(HOST, client.get(f"/en/c/firm-4/roles/{KAM}").text).root)
    assert "स्तर ऊँचा: 3 › 4" in words(Reading(HOST, client.get(f"/hi/c/firm-4/roles/{KAM}").text).root)
    shared = words(Reading(HOST, client.get(f"/en/roles/{KAM}").text).root)
    assert not re.search("raised|lowered|differ", shared)


def test_the_diff_page_shows_each_field_with_both_values_and_its_line(client: FlaskClient) -> None:
    reading = Reading(HOST, client.get("/en/c/firm-1/diff").text)
    field = next(item for item in reading.all("li") if item.get("id") == f"roles-{KAM}-skills.negotiation.level")
    assert [words(value) for value in field.iter("dd")] == ["3", "1"]
    assert [words(name) for name in field.iter("dt")] == ["In the shared guide, now", f"Firm{word(1)}"]
    assert f"{KAM}.yaml:2" in words(field)
    assert "plugins/firm-1/content/roles/ " in words(reading.root)


def test_the_diff_page_leads_to_what_a_person_must_look_at(tmp_path: Path) -> None:
    ours = "skills: {negotiation: {level: 4}}\nnotation: A\n"
    folder = written(tmp_path, {**SHARED, **company("acme", {ROLE: ours})})
    accept(folder, "acme")
    shared = (folder / ROLE).read_text(encoding="utf-8").replace("level: 3", "level: 2")
    written(folder, {ROLE: shared, f"plugins/acme/{ROLE}": f"{ours}hub: ~\n"})
    reading = Reading(HOST, create_app(open_guide(folder, Settings(), TODAY)).test_client().get("/en/c/acme/diff").text)
    anchor = f"roles-{KAM}-skills.negotiation.level"
    assert f"#{anchor}" in {link.get("href") for link in reading.all("a")}
    field = next(item for item in reading.all("li") if item.get("id") == anchor)
    assert [words(value) for value in field.iter("dd")] == ["3", "2", "4"]
    text = words(reading.root)
    assert "1 field changed below too, since a person last looked" in text
    assert "kamguide diff acme --accept" in text
    assert "not recorded in base.yaml yet" in text


def test_what_lies_below_is_named_the_group_or_the_role_that_is_extended(tmp_path: Path) -> None:
    files = {
        **SHARED,
        **company("group", {ROLE: "notation: G\n"}, visibility="listed"),
        **company("acme", {ROLE: "notation: A\n", "content/roles/own.yaml": f"extends: {KAM}\nnotation: O\n"},
                  visibility="listed", more="based_on: group\n"),
    }  # fmt: skip
    client = create_app(open_guide(written(tmp_path, files), Settings(), TODAY)).test_client()
    text = words(Reading(HOST, client.get("/en/c/acme/diff").text).root)
    assert "Acme: What differs from Group" in text
    assert "In Group, now" in text
    assert "In Key account manager, now" in text
    assert "shared guide, now" not in text


def test_there_is_no_diff_of_the_shared_guide(client: FlaskClient) -> None:
    assert client.get("/en/diff").status_code == 404


def test_the_api_lists_companies_with_their_roles(client: FlaskClient) -> None:
    answer = client.get("/api/v1/companies?lang=en&limit=1").get_json()
    assert answer["total"] == len(LISTED)
    assert answer["items"] == [{"slug": "firm-1", "label": f"Firm{word(1)}", "based_on": None, "roles": [KAM, "own-1"]}]


def test_marks_stand_in_the_head_for_paths_for_what_is_taken_out_and_on_own_roles(tmp_path: Path) -> None:
    step = f"from: {KAM}\n    to: partner\n    kind: promotion\n    basis: editorial\n"
    files = {
        ROLE: "preferred_label: {en: Partner}\nnotation: KAM\ntopics: {responsibilities: ~}\n",
        "content/paths/own.yaml": f"positions:\n  partner:\n    label: {{hi: क, en: A}}\nsteps:\n  own:\n    {step}",
        "content/roles/own.yaml": f"extends: {KAM}\nnotation: O\n",
    }
    guide = open_guide(written(tmp_path, {**SHARED, **company("acme", files)}), Settings(), TODAY)
    changed = {"hero": 1, "responsibilities": 1, "career-path": 1}
    assert guide.companies["acme"].topics_of(KAM) == changed, "the same notation as below is no difference"
    client = create_app(guide).test_client()
    page = words(Reading(HOST, client.get(f"/en/c/acme/roles/{KAM}").text).root)
    assert "Acme: 2 fields differ" in page, "of the head, and of the topic that is gone"
    assert "Acme: 1 field differs" in page, "of the career path"
    assert "Left out here: Daily work" in page
    assert "Acme: only here; 1 field differs" in words(Reading(HOST, client.get("/en/c/acme/roles/own").text).root)


def test_what_says_the_same_as_below_is_marked_nowhere(tmp_path: Path) -> None:
    """So is the skeleton of a new company: it repeats one value."""
    folder = written(tmp_path, {**SHARED, **company("acme", {ROLE: "notation: KAM\n"}, visibility="listed")})
    guide = open_guide(folder, Settings(), TODAY)
    assert guide.companies["acme"].roles == []
    client = create_app(guide).test_client()
    assert "differ" not in words(Reading(HOST, client.get(f"/en/c/acme/roles/{KAM}").text).root).replace(
        "What differs", ""
    )


def test_titles_and_shared_links_name_the_company(client: FlaskClient) -> None:
    page = Reading(HOST, client.get(f"/en/c/firm-3/roles/{KAM}").text)
    assert f"(Firm{word(3)})" in words(next(iter(page.all("title"))))
    assert f"(Firm{word(3)})" in (page.all("meta", property="og:title")[0].get("content", ""))
    share = next(link.get("href") for link in page.all("a") if "wa.me" in (link.get("href") or ""))
    assert f"Firm{word(3)}" in share
    assert "firm-3" in share
    assert f"(Firm{word(3)})" not in client.get(f"/en/roles/{KAM}").text


def test_the_home_page_counts_the_company_s_roles(client: FlaskClient) -> None:
    assert "2 roles of sales and account management" in client.get("/en/c/firm-3/").text
    assert "1 role of sales and account management" in client.get("/en/").text
    assert f"Partner{word(3)}" in (Reading(HOST, client.get("/en/c/firm-3/roles").text).meta("description") or "")


def canonical(client: FlaskClient, path: str) -> str:
    return str(Reading(HOST + path, client.get(path).text).rel("canonical")[""])


def test_a_company_s_page_that_says_the_same_names_the_shared_one(client: FlaskClient) -> None:
    for path in ("/glossary", "/about", "/privacy", "/accessibility", "/docs/plugins"):
        assert canonical(client, f"/en/c/firm-3{path}") == f"{HOST}/en{path}", path
    for path in ("/", f"/roles/{KAM}", "/roles/own-3", "/skills/negotiation", "/guides/guide-3", "/roles"):
        assert canonical(client, f"/hi/c/firm-3{path}") == f"{HOST}/hi/c/firm-3{path}", path


def test_a_role_that_a_company_leaves_as_it_is_names_the_shared_one(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **company("acme", {"content/guides/g.yaml": (
        'basis: editorial\nreviewed: {hi: "2026-11-22", en: "2026-11-22"}\n')}, visibility="listed")})  # fmt: skip
    client = create_app(open_guide(folder, Settings(), TODAY)).test_client()
    for path in (f"/roles/{KAM}", "/skills/negotiation"):
        assert canonical(client, f"/en/c/acme{path}") == f"{HOST}/en{path}"
        reading = Reading(HOST + path, client.get(f"/en/c/acme{path}").text)
        assert f"{HOST}/hi/c/acme{path}" in reading.links, "the other language stays with the company"


@pytest.mark.parametrize("number", [2, 3])
def test_an_address_below_a_company_that_nothing_answers_stays_with_it(number: int, client: FlaskClient) -> None:
    answer = client.get(f"/en/c/{slug(number)}/nothing/here")
    assert answer.status_code == 404
    assert named(answer.text) == {number}
    assert f'href="/en/c/{slug(number)}/roles/{KAM}"' in answer.text
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert named(client.get("/en/c/firm-77/nothing/here").text) == set()


def test_a_misspelt_comparison_s_picture_is_not_there(client: FlaskClient) -> None:
    for path in ("/en/pictures/comparisons/x.png", "/hi/c/firm-3/pictures/comparisons/account.png"):
        assert client.get(path).status_code == 404
    packaged = create_app(open_guide(None, Settings(), TODAY)).test_client()
    near = packaged.get("/en/pictures/comparisons/account-executive-and-account-manage.png")
    assert near.status_code == 404


def test_a_private_company_is_kept_from_caches_in_every_form(client: FlaskClient) -> None:
    """Spreadsheets, JSON, pictures and errors too."""
    for path in ("skills-matrix.csv?", "skills-matrix.xlsx?", "skills-matrix?", "roles?", "search?q=x&", "roles/none?"):
        answer = client.get(f"/api/v1/{path}company=firm-2")
        assert "public" not in answer.headers["Cache-Control"], path
        assert answer.headers["X-Robots-Tag"] == "noindex", path
        open_to_all = client.get(f"/api/v1/{path}company=firm-3")
        assert "X-Robots-Tag" not in open_to_all.headers, path
    for path in ("pictures/guide.png", f"pictures/roles/{KAM}.png"):
        answer = client.get(f"/en/c/firm-2/{path}")
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "public" not in answer.headers["Cache-Control"]


OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


def problems(client: FlaskClient, path: str, **environ: str) -> set[str]:
    text = client.get(path, environ_base=environ or OUTSIDE).text
    return set(re.findall(r"((?:plugins|content)/[^:< ]*):\d", text))


def test_problems_of_a_company_are_told_to_it_alone(tmp_path: Path) -> None:
    fault = {ROLE: "notaton: X\n"}
    files = {
        **SHARED,
        "content/roles/extra.yaml": "notation: 7\n",
        **company("group", fault, visibility="listed"),
        **company("unit", fault, visibility="listed", more="based_on: group\n"),
        **company("hidden", fault),
        **company("below-hidden", fault, visibility="listed", more="based_on: hidden\n"),
        "plugins/broken/plugin.yaml": "label: [\n",
    }
    folder = written(tmp_path, files)
    client = create_app(open_guide(folder, Settings(show_problems=True), TODAY)).test_client()
    of = {slug: f"plugins/{slug}/{ROLE}" for slug in ("group", "unit", "hidden", "below-hidden")}
    manifest = "plugins/below-hidden/plugin.yaml"
    assert problems(client, "/en/c/unit/problems") == {of["unit"], of["group"]}
    assert problems(client, "/en/c/group/problems") == {of["group"]}
    assert problems(client, "/en/c/hidden/problems") == {of["hidden"]}
    assert problems(client, "/en/c/below-hidden/problems") == {of["below-hidden"], manifest}
    assert problems(client, "/en/problems") == {"content/roles/extra.yaml", of["group"], of["unit"]}
    everything = problems(client, "/en/problems", REMOTE_ADDR="127.0.0.1")
    assert everything >= {*of.values(), manifest, "plugins/broken/plugin.yaml"}


def test_a_proxy_on_this_machine_is_no_visitor_from_it(tmp_path: Path) -> None:
    settings = Settings(base_url="https://guide.example.org")
    client = create_app(open_guide(written(tmp_path, SHARED), settings, TODAY)).test_client()
    proxied = client.get(
        "/en/problems", headers={"Host": "guide.example.org"}, environ_base={"REMOTE_ADDR": "127.0.0.1"}
    )
    assert proxied.status_code == 404
    assert client.get("/en/problems", environ_base={"REMOTE_ADDR": "127.0.0.1"}).status_code == 200


def test_a_listed_company_over_a_private_one_is_private_itself(tmp_path: Path) -> None:
    """Its pages hold the other's words."""
    files = {
        **SHARED,
        **company("veiled", {ROLE: "preferred_label: {hi: राज़, en: Secret}\n"}),
        **company("shown", {ROLE: "notation: S\n"}, visibility="listed", more="based_on: veiled\n"),
        **company("above", {ROLE: "notation: T\n"}, visibility="listed", more="based_on: shown\n"),
    }
    guide = open_guide(written(tmp_path, files), Settings(), TODAY)
    assert guide.listed == []
    told = [(p.place.file, p.place.line) for p in guide.problems if p.code == "private-base"]
    assert told == [("plugins/above/plugin.yaml", 3), ("plugins/shown/plugin.yaml", 3)]
    client = create_app(guide).test_client()
    for path in ("/en/companies", "/sitemap.xml", "/api/v1/companies", "/en/search?q=secret", "/en/search?q=shown"):
        assert not re.search("Secret|veiled|/c/shown", client.get(path).text), path
    assert client.get("/en/c/shown/").headers["X-Robots-Tag"] == "noindex"


def test_a_note_stands_on_every_page_of_a_company(app: Flask, tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **company("acme", {}, more="note: {hi: काल्पनिक है।, en: It is invented.}\n")})
    client = create_app(open_guide(folder, Settings(), TODAY)).test_client()
    for path in ("/", "/roles", f"/roles/{KAM}", "/skills", "/about"):
        assert "It is invented." in client.get(f"/en/c/acme{path}").text
    assert "invented" not in client.get("/en/").text


# ------------------------------------------------------------------------------------------------- reloading


def test_a_company_s_bad_edit_keeps_its_last_good_pages_and_holds_nobody_up(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **files(1), **files(2)})
    for number in (1, 2):
        accept(folder, slug(number))
    before = open_guide(folder, Settings(), TODAY)
    written(folder, {f"plugins/firm-1/{ROLE}": "preferred_label: [\n"})
    written(folder, {f"plugins/firm-2/{ROLE}": "preferred_label: {en: Better}\n"})
    after = reopened(before)
    assert after.companies["firm-1"].library.roles[KAM].preferred_label.en == f"Partner{word(1)}"
    assert after.companies["firm-2"].library.roles[KAM].preferred_label.en == "Better"
    assert {p.place.file for p in after.problems if p.severity == "error"} == {f"plugins/firm-1/{ROLE}"}
    written(folder, {f"plugins/firm-1/{ROLE}": "preferred_label: {en: Good again}\n"})
    assert reopened(after).companies["firm-1"].library.roles[KAM].preferred_label.en == "Good again"


def test_a_grade_taken_out_holds_no_reload_up(tmp_path: Path) -> None:
    """Steps of the shared guide lead to it; for the company's readers they are closed."""
    folder = written(tmp_path, company("acme", {ROLE: "notation: ACM\n"}))
    before = open_guide(folder, Settings(), TODAY)
    written(folder, {f"plugins/acme/{ROLE}": "notation: NEW\ngrades: {senior: ~}\n"})
    after = reopened(before)
    role = after.companies["acme"].library.roles[KAM]
    assert (role.notation, "senior" in role.grades) == ("NEW", False)
    assert [p for p in after.problems if p.severity == "error"] == []
    client = create_app(after).test_client()
    for path in (f"/roles/{KAM}", "/roles/account-manager", "/compare", "/skills-matrix", "/search?q=senior"):
        assert client.get(f"/en/c/acme{path}").status_code == 200


def test_a_vanished_file_or_company_keeps_what_it_said_and_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **files(1)})
    before = open_guide(folder, Settings(), TODAY)
    (folder / "plugins" / "firm-1" / ROLE).unlink()
    after = reopened(before)
    assert after.companies["firm-1"].library.roles[KAM].preferred_label.en == f"Partner{word(1)}"
    assert [p.place.file for p in after.problems if p.code == "file-gone"] == [f"plugins/firm-1/{ROLE}"]


def test_what_is_still_away_at_the_next_reading_is_gone_and_freezes_nothing(tmp_path: Path) -> None:
    """A company takes an overlay out, goes on editing, then goes altogether; no new start is needed."""
    folder = written(tmp_path, {**SHARED, **files(1), **files(2)})
    guide = open_guide(folder, Settings(), TODAY)
    (folder / "plugins" / "firm-1" / ROLE).unlink()
    guide = reopened(guide)
    assert guide.awaited == {f"plugins/firm-1/{ROLE}"}
    guide = reopened(guide)
    assert guide.companies["firm-1"].library.roles[KAM] is guide.library.roles[KAM]
    assert (guide.awaited, [p for p in guide.problems if p.code == "file-gone"]) == (frozenset(), [])
    written(folder, {"plugins/firm-1/content/roles/own-1.yaml": f"extends: {KAM}\nnotation: EDIT\n"})
    assert reopened(guide).companies["firm-1"].library.roles["own-1"].notation == "EDIT"
    shutil.rmtree(folder / "plugins" / "firm-2")
    guide = reopened(guide)
    assert "firm-2" in guide.companies
    assert "firm-2" not in reopened(guide).companies


def test_a_file_that_comes_back_was_never_gone(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **files(1)})
    guide = open_guide(folder, Settings(), TODAY)
    file = folder / "plugins" / "firm-1" / ROLE
    text = file.read_text(encoding="utf-8")
    file.unlink()
    guide = reopened(guide)
    file.write_text(text, encoding="utf-8")
    guide = reopened(guide)
    assert guide.companies["firm-1"].library.roles[KAM].preferred_label.en == f"Partner{word(1)}"
    assert (guide.awaited, [p for p in guide.problems if p.code == "file-gone"]) == (frozenset(), [])


def test_the_watcher_looks_again_for_what_has_vanished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, {**SHARED, **files(1)})
    site = create_app(open_guide(folder, Settings(), TODAY)).extensions["kamguide"]
    watcher = reload.Watcher(site)
    (folder / "plugins" / "firm-1" / ROLE).unlink()
    assert watcher.look()
    assert not watcher.look(), "it may come back"
    monkeypatch.setattr(reload, "PATIENCE", 0.0)
    assert watcher.look()
    assert site.guide.companies["firm-1"].library.roles[KAM] is site.guide.library.roles[KAM]
    assert not watcher.look()


def test_a_folder_dropped_in_while_serving_is_served(tmp_path: Path) -> None:
    folder = written(tmp_path, SHARED)
    app = create_app(open_guide(folder, Settings(), TODAY))
    assert app.test_client().get("/en/c/firm-1/").status_code == 404
    written(folder, files(1))
    site = app.extensions["kamguide"]
    site.guide = reopened(site.guide)
    assert named(app.test_client().get("/en/c/firm-1/").text) == {1}


def test_the_version_changes_with_every_company(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SHARED, **files(1)})
    first = open_guide(folder, Settings(), TODAY).version
    written(folder, {"plugins/firm-1/plugin.yaml": "label: {hi: क, en: K}\n"})
    second = open_guide(folder, Settings(), TODAY).version
    written(folder, {f"plugins/firm-1/{ROLE}": "notation: X\n"})
    assert len({first, second, open_guide(folder, Settings(), TODAY).version}) == 3


# searching

ASKED = ["Zq{n:02d}x", "Guide Zq{n:02d}x", "Firm Zq{n:02d}x key account manager", "own-{n}", "firm-{n}"]


@pytest.mark.parametrize("place", ["/en/search?q=", "/hi/search?q=", "/api/v1/search?q=", "/api/v1/suggest?q="])
def test_a_shared_search_finds_listed_companies_only(place: str, client: FlaskClient) -> None:
    for number in range(COUNT):
        for asked in ASKED:
            query = asked.format(n=number)
            said = client.get(place + query).text
            names = set(re.findall(r"(?:Firm|Own|Skill|Guide|Partner|फ़र्म|अपनी|हुनर|लेख|हिंदी)(Zq\d\dx)", said))
            assert names <= {word(number) for number in LISTED}, query
            assert {int(n) for n in re.findall(r"firm-(\d+)\b", said.replace(query, ""))} <= LISTED, query


def test_a_listed_company_is_found_by_its_name(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=FirmZq01x key account manager&lang=en").get_json()
    first = answer["hits"][0]
    assert (first["company"], first["role"]) == ("firm-1", KAM)
    assert first["url"].startswith(f"/en/c/firm-1/roles/{KAM}#")
    assert answer["facets"]["company"]["firm-1"] > 0
    assert client.get(first["url"].partition("#")[0]).status_code == 200
    assert f"/en/c/firm-1/roles/{KAM}#" in client.get("/en/search?q=FirmZq01x key account manager").text


def test_a_company_s_name_alone_leads_to_the_company(client: FlaskClient) -> None:
    first = client.get("/api/v1/search?q=FirmZq01x").get_json()["hits"][0]
    assert (first["kind"], first["company"]) == ("company", "firm-1")


def test_without_a_company_s_name_the_shared_guide_comes_first(client: FlaskClient) -> None:
    for query in ("key account manager", "KAM skills", "negotiation", "प्रमुख अकाउंट मैनेजर"):
        hits = client.get(f"/api/v1/search?q={query}").get_json()["hits"]
        assert hits[0]["company"] is None, query


@pytest.mark.parametrize("number", [2, 3])
def test_a_search_below_a_company_finds_its_own_words_and_no_other_s(number: int, client: FlaskClient) -> None:
    own, other = word(number), word(number + 2)
    for place in (f"/en/c/{slug(number)}/search?q=", f"/hi/c/{slug(number)}/search?q="):
        page = client.get(place + own)
        assert page.status_code == 200
        links = [link for link in re.findall(r'href="(/[^"]*)"', page.text) if "/roles/" in link or "/skills/" in link]
        assert links
        assert all(f"/c/{slug(number)}/" in link for link in links)
        assert named(client.get(place + other).text.replace(other, "")) <= {number}
    for address in ("search", "suggest"):
        answer = client.get(f"/api/v1/{address}?q={own}&company={slug(number)}")
        assert answer.status_code == 200
        assert named(answer.text.replace(own, "", 1)) == {number}
        found = answer.get_json().get("hits") or answer.get_json().get("items")
        assert all(f"/c/{slug(number)}/" in one["url"] for one in found)


def test_the_page_narrows_to_one_company(client: FlaskClient) -> None:
    page = client.get("/en/search?q=key account manager&company=firm-3").text
    links = re.findall(r'<h3><a href="([^"]*)"', page)
    assert links
    assert all(link.startswith("/en/c/firm-3/") for link in links)


# comparing


def test_a_listed_company_s_role_is_set_beside_the_shared_one(client: FlaskClient) -> None:
    page = client.get(f"/en/compare?roles={KAM},firm-1:{KAM}")
    assert page.status_code == 200
    assert f"Firm{word(1)}" in page.text
    assert f'<a href="/en/c/firm-1/roles/{KAM}">' in page.text, "its name leads to its own page"
    assert 'content="noindex"' in page.text
    answer = client.get(f"/api/v1/compare?roles={KAM},firm-1:{KAM}").get_json()
    assert answer["roles"] == [KAM, f"firm-1:{KAM}"]
    assert {"skills.negotiation"} <= {row["key"] for row in answer["rows"] if row["status"] in ("raised", "lowered")}


@pytest.mark.parametrize("path", ["/en/compare", "/hi/compare", "/api/v1/compare", "/en/c/firm-1/compare"])
def test_a_private_company_cannot_be_compared_from_elsewhere(path: str, client: FlaskClient) -> None:
    answer = client.get(f"{path}?roles={KAM},firm-2:{KAM}")
    unknown = client.get(f"{path}?roles={KAM},firm-77:{KAM}")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.text.replace("firm-2", "") == unknown.text.replace("firm-77", "")


def test_a_private_company_compares_its_own_roles(client: FlaskClient) -> None:
    page = client.get(f"/en/c/firm-2/compare?roles={KAM},own-2")
    assert page.status_code == 200
    assert named(page.text) == {2}
