"""The comparison page: every pair in both languages, one address each, the answer on top, wrong choices told."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from flask.testing import FlaskClient

from kamguide.comparison import Said, compare
from kamguide.comparison.rows import CLAIM_TOPICS, MORE_TOPICS, PAIR_TOPICS
from kamguide.guide import Guide
from kamguide.library.library import CAREER_ORDER
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.markdown import plain
from kamguide.web.comparison import PARTS
from tests.web.reading import HOST, Reading, letters, words

PAIRS = list(combinations(CAREER_ORDER, 2))


def read(client: FlaskClient, language: str, query: str, status: int = 200) -> Reading:
    url = f"/{language}/compare?{query}"
    answer = client.get(url)
    assert answer.status_code == status
    return Reading(f"{HOST}{url}", answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_pair_says_its_answer_and_three_differences_before_the_table(
    client: FlaskClient, guide: Guide, pair: tuple[str, str], language: Language
) -> None:
    page = read(client, language, f"roles={','.join(pair)}")
    compared = compare(pair, guide.library)
    assert words(page.all("p", class_="lede")[0]) == plain(compared.answer.to(language))
    cards = page.all("div", class_="diff")
    assert [words(card[0]) for card in cards] == [plain(row.label.to(language)) for row in compared.highlights]
    before = page.html.index('class="cmp')
    assert page.html.index('class="lede"') < page.html.index('class="diff"') < before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_statement_and_skill_is_on_the_page(
    client: FlaskClient, guide: Guide, pair: tuple[str, str], language: Language
) -> None:
    page = read(client, language, f"roles={','.join(pair)}")
    shown = letters(words(page.root))
    compared = compare(pair, guide.library)
    wanted = [row.label for row in compared.of_topic("skills")]
    wanted += [value.text for row in compared.rows for value in row.values.values() if isinstance(value, Said)]
    assert [plain(text.to(language)) for text in wanted if letters(plain(text.to(language))) not in shown] == []


def test_every_two_adjacent_grades_have_a_page(client: FlaskClient, guide: Guide) -> None:
    rungs = [
        f"roles={role.slug}@{low},{role.slug}@{high}"
        for role in guide.library.roles.values()
        for (low, _), (high, _) in pairwise(role.grades_by_rank())
    ]
    assert len(rungs) > 3
    for query in rungs:
        for language in LANGUAGES:
            assert read(client, language, query).all("li", class_="db")


def test_sources_are_numbered_and_every_number_leads_to_one(client: FlaskClient) -> None:
    page = read(client, "en", "roles=account-manager,key-account-manager")
    named = {link.get("href", "").removeprefix("#") for link in page.all("a", class_="ref")}
    assert named
    assert named <= set(page.ids)


def test_every_topic_that_is_set_side_by_side_has_its_part_of_the_table() -> None:
    placed = [topic for topics in PARTS.values() for topic in topics]
    assert sorted(placed) == sorted({*CLAIM_TOPICS, *PAIR_TOPICS, *MORE_TOPICS, "grades"})


# one address


@pytest.mark.parametrize(
    "query",
    [
        "roles=key-account-manager,account-manager",
        "roles=key-account-manager&roles=account-manager",
        "roles=account-manager&roles=key-account-manager&roles=&roles=",
        "roles=%20account-manager%20,,key-account-manager",
    ],
)
def test_other_ways_to_ask_lead_to_the_one_address(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/hi/compare?{query}")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/hi/compare?roles=account-manager,key-account-manager",
    )


def test_only_differences_are_kept_through_the_redirect(client: FlaskClient) -> None:
    answer = client.get("/en/compare?roles=sales-manager&roles=account-manager&diff=1")
    assert answer.headers["Location"] == "/en/compare?roles=account-manager,sales-manager&diff=1"


@pytest.mark.parametrize(
    "query",
    ["roles=account-manager%2Ckey-account-manager", "roles=account-manager,key-account-manager&utm_source=x"],
)
def test_what_means_the_same_page_is_answered_at_once(client: FlaskClient, query: str) -> None:
    """Else a client that always writes %2C would be sent round in circles. Unknown parameters are never reflected."""
    page = read(client, "en", query)
    assert page.rel("canonical") == {"": f"{HOST}/en/compare?roles=account-manager,key-account-manager"}
    assert "utm_source" not in page.html.replace(f"?{query.replace('&', '&amp;')}", "")


def test_a_pair_names_itself_in_both_languages(client: FlaskClient) -> None:
    page = read(client, "hi", "roles=account-manager,key-account-manager")
    assert page.rel("alternate") == {
        code: f"{HOST}/{language}/compare?roles=account-manager,key-account-manager"
        for code, language in (("hi", "hi"), ("en", "en"), ("x-default", "hi"))
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("roles=account-manager,key-account-manager", True),
        ("roles=account-manager,key-account-manager&diff=1", False),
        ("roles=account-manager,key-account-manager,sales-manager", False),
        ("roles=key-account-manager@junior,key-account-manager@senior", False),
        ("", True),
        ("roles=account-manager", False),
    ],
)
def test_search_engines_find_what_people_wrote(client: FlaskClient, query: str, found: bool) -> None:
    page = read(client, "en", query)
    assert (page.meta("robots") != "noindex") is found


# only differences


def test_only_differences_leaves_out_what_is_the_same(client: FlaskClient) -> None:
    query = "roles=key-account-manager@junior,key-account-manager@senior"
    whole, different = read(client, "en", query), read(client, "en", f"{query}&diff=1")
    assert "Same for both" in whole.html
    assert "Same for both" not in different.html
    assert len(whole.all("li", class_="db")) > len(different.all("li", class_="db")) == 5
    assert different.all("input", name="diff")[0].get("checked") is not None


# wrong choices


def test_one_role_is_a_choice_begun(client: FlaskClient) -> None:
    page = read(client, "en", "roles=key-account-manager")
    chosen = [option.get("value") for option in page.all("option") if option.get("selected") is not None]
    assert chosen == ["key-account-manager", "", "", ""]


def test_an_unknown_role_is_named_and_the_known_ones_stay(client: FlaskClient) -> None:
    page = read(client, "en", "roles=account-manager,key-acount-manager", 404)
    assert "key-acount-manager" in words(page.all("div", role="alert")[0])
    assert f"{HOST}/en/compare?roles=account-manager,key-account-manager" in page.links
    chosen = [option.get("value") for option in page.all("option") if option.get("selected") is not None]
    assert chosen[0] == "account-manager"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("roles=account-manager,account-manager", 422, "एक ही भूमिका दो बार चुनी गई है: account-manager"),
        ("roles=a,b,c,d,e", 422, "ज़्यादा से ज़्यादा 4 भूमिकाएँ चुनें।"),
        ("roles=acme:account-manager,account-manager", 404, "acme"),
        ("roles=account-manager@top,account-manager", 404, "top"),
        ("roles=<script>,account-manager", 404, "<script>"),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language(client: FlaskClient, query: str, status: int, said: str) -> None:
    page = read(client, "hi", query, status)
    assert said in words(page.all("div", role="alert")[0])
    assert page.meta("robots") == "noindex"


def test_every_wrong_reference_is_named_with_what_may_be_meant_and_the_switch_stays(client: FlaskClient) -> None:
    page = read(client, "en", "roles=key-acount-manager,account-manager@laed,sales-manager&diff=1", 404)
    said = words(page.all("div", role="alert")[0])
    assert "key-acount-manager" in said
    assert "laed" in said
    assert f"{HOST}/en/compare?roles=key-account-manager,account-manager@laed,sales-manager&diff=1" in page.links
    assert f"{HOST}/en/compare?roles=key-acount-manager,account-manager@lead,sales-manager&diff=1" in page.links
    assert page.all("input", name="diff")[0].get("checked") is not None
    assert words(page.all("title")[0]) == f"{words(page.all('h1')[0])} | kamguide"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("AM,KAM", "account-manager,key-account-manager"),
        ("AM%20vs%20KAM", "account-manager,key-account-manager"),
        ("kam&roles=sales%20manager", "key-account-manager,sales-manager"),
        ("प्रमुख अकाउंट मैनेजर,AE", "account-executive,key-account-manager"),
        ("KAM@junior,KAM@senior", "key-account-manager@junior,key-account-manager@senior"),
    ],
)
def test_a_role_may_be_called_by_its_name(client: FlaskClient, typed: str, meant: str) -> None:
    answer = client.get(f"/en/compare?roles={typed}")
    assert (answer.status_code, answer.headers.get("Location")) == (303, f"/en/compare?roles={meant}")


# companies

UDYOG = "udaharan-udyog"
INVENTED = {"en": "This company is invented", "hi": "यह कंपनी काल्पनिक है"}


def test_the_form_offers_what_listed_companies_say_of_their_own(client: FlaskClient, guide: Guide) -> None:
    offered = {option.get("value") for option in read(client, "en", "").all("option")}
    for variant in guide.listed:
        for slug in variant.roles:
            assert f"{variant.company.slug}:{slug}" in offered
            for grade in variant.library.role(slug).grades:
                assert f"{variant.company.slug}:{slug}@{grade}" in offered


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_companys_figures_never_stand_without_its_warning(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    page = read(client, language, f"roles=key-account-manager,{UDYOG}:key-account-manager")
    assert INVENTED[language] in words(page.root)
    bands = [s for s in guide.company(UDYOG).library.salaries_of("key-account-manager") if s.grade]
    cells = [words(cell) for cell in page.all("td")]
    assert len(bands) == 2
    for band in bands:
        assert band.note is not None
        grade = guide.company(UDYOG).library.role(band.role).grades[str(band.grade)].label
        shown = [cell for cell in cells if plain(grade.to(language)) in cell and plain(band.note.to(language)) in cell]
        assert len(shown) == 1


def test_what_a_company_overrides_is_not_answered_in_the_shared_words(client: FlaskClient, guide: Guide) -> None:
    pair = "account-manager,key-account-manager"
    company = client.get(f"/en/c/{UDYOG}/compare?roles={pair}").text
    written = guide.library.comparisons_by_roles[frozenset(pair.split(","))]
    assert plain(written.answer.to("en")) in read(client, "en", f"roles={pair}").html
    assert plain(written.answer.to("en")) not in company
    assert "two or three customers" not in Reading(HOST, company).meta("description")
    assert "Five large plants" in company


# pay


def test_what_must_be_known_of_pay_stands_in_its_part_of_the_table(client: FlaskClient) -> None:
    page = read(client, "en", "roles=account-manager,key-account-manager")
    (part,) = [body for body in page.all("tbody") if words(body[0]) == "Pay"]
    said = words(part)
    assert "None of these figures is from India" in said
    assert "Do not subtract one from the other" in said
    assert "years old" in said
    assert page.html.count("Do not subtract one from the other") == 1


def test_the_chart_says_how_much_a_skill_weighs(client: FlaskClient, guide: Guide) -> None:
    page = read(client, "en", "roles=key-account-manager@junior,key-account-manager@senior")
    role = guide.library.role("key-account-manager")
    rows = {link.get("href", "").rpartition("/")[2]: words(link) for link in page.all("a", class_="db__n")}
    assert set(role.skills) <= set(rows)
    for slug, need in role.skills.items():
        if slug not in role.grades["junior"].skills and slug not in role.grades["senior"].skills:
            assert f"importance {need.importance} of 5" in rows[slug]


# the API


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_the_api_gives_the_same_rows(client: FlaskClient, guide: Guide, pair: tuple[str, str]) -> None:
    compared = compare(pair, guide.library)
    answer = client.get(f"/api/v1/compare?roles={pair[1]},{pair[0]}&lang=hi").get_json()
    assert answer["roles"] == list(pair)
    assert answer["answer"] == compared.answer.hi
    assert answer["highlights"] == [row.key for row in compared.highlights]
    assert [(r["key"], r["status"], sorted(r["values"]), r["sources"]) for r in answer["rows"]] == [
        (row.key, row.status, sorted(row.values), list(row.sources)) for row in compared.rows
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("roles=account-manager", 422),
        ("roles=a,b,c,d,e", 422),
        ("roles=account-manager,account-manager", 422),
        ("roles=account-manager,nobody", 404),
        ("roles=account-manager,acme:account-manager", 404),
        ("roles=account-manager,key-account-manager&lang=fr", 422),
    ],
)
def test_the_api_refuses_by_name(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/compare?{query}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


# beside the page


def test_a_role_leads_to_its_comparisons(client: FlaskClient) -> None:
    page = Reading(f"{HOST}/en/roles/key-account-manager", client.get("/en/roles/key-account-manager").text)
    assert f"{HOST}/en/compare?roles=account-manager,key-account-manager" in page.links
    assert f"{HOST}/en/compare?roles=key-account-manager,sales-manager" in page.links


def test_a_site_without_roles_still_has_the_form(empty_app: object) -> None:
    client = empty_app.test_client()  # type: ignore[attr-defined] # a Flask application
    assert read(client, "en", "").all("form", class_="pick")


def test_a_companys_role_leads_to_its_comparison_with_the_shared_one(client: FlaskClient) -> None:
    path = f"/en/c/{UDYOG}/roles/key-account-manager"
    page = Reading(HOST + path, client.get(path).text)
    assert f"{HOST}/en/compare?roles=key-account-manager,{UDYOG}:key-account-manager" in page.links
    own = f"/en/c/{UDYOG}/roles/dealer-account-manager"
    assert f"{UDYOG}:dealer-account-manager" not in client.get(own).text


def test_a_companys_form_names_no_other_company(client: FlaskClient) -> None:
    assert "sourcegraph" not in client.get(f"/en/c/{UDYOG}/compare").text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_a_listed_company_has_a_page_beside_the_shared_one_and_beside_another_companys(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    pairs = [
        f"{slug},{variant.company.slug}:{slug}"
        for variant in guide.listed
        for slug in variant.roles
        if not variant.adds(slug)
    ]
    names = [variant.company.slug for variant in guide.listed]
    pairs += [f"{names[0]}:{slug},{names[1]}:{slug}" for slug in CAREER_ORDER]
    assert len(pairs) == 3 + len(CAREER_ORDER)
    for pair in pairs:
        page = read(client, language, f"roles={pair}")
        assert len(page.all("table", class_="cmp")) == 1, pair
        assert page.all("p", class_="lede"), pair
        assert client.get(f"/api/v1/compare?roles={pair}&lang={language}").get_json()["roles"] == pair.split(",")
