"""Career paths as pages: map and list say the same, weights are explained, wrong names are told, nothing is dead."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from kamguide.career_paths import find, graph_of
from kamguide.guide import Guide, open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.markdown import plain
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.reading import HOST, Reading, letters, own, words

ENDS = ("account-manager", "account-director")


def page(client: FlaskClient, path: str, status: int = 200) -> Reading:
    answer = client.get(path)
    assert answer.status_code == status, path
    return Reading(HOST + path, answer.text)


def in_map(html: str) -> list[set[str]]:
    """The nodes to which each of the pictures links."""
    pictures = re.findall(r'<svg class="map .*?</svg>', html, re.DOTALL)
    return [set(re.findall(r'<a href="[^"]*[?]from=([^"&]+)"', picture)) for picture in pictures]


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_and_list_hold_every_step(language: Language, client: FlaskClient, guide: Guide) -> None:
    graph = graph_of(guide.library)
    read_page = page(client, f"/{language}/paths")
    wide, narrow = in_map(read_page.html)
    assert wide == narrow
    assert {node for edge in graph.written for node in (edge.start, edge.end)} <= wide
    items = read_page.all("li", class_="stepline")
    assert len(items) == len(graph.written)
    assert sum("guess" in (item.get("class") or "").split() for item in items) == sum(
        edge.basis != "sourced" for edge in graph.written
    )
    told = letters(" ".join(map(words, items)))
    for edge in graph.written:
        assert edge.step.text is not None
        assert letters(plain(edge.step.text.to(language))) in told, (edge.start, edge.end)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weight_on_the_page_is_explained_by_its_rows(
    language: Language, client: FlaskClient, guide: Guide
) -> None:
    """Read off the page: importance times levels makes a row, rows make a step, steps make a way."""
    for start, end in (
        ENDS,
        ("analyst", "key-account-manager@senior"),
        ("trainee", "vice-president-account-management"),
    ):
        read_page = page(client, f"/{language}/paths?from={start}&to={end}")
        ways = find(guide.library, start, end).ways
        sections = read_page.all("section", class_="route")
        assert len(sections) == len(ways)
        explained: dict[str, int] = {}
        for section, way in zip(sections, ways, strict=True):
            steps = [item for item in section.iter("li") if item.find("h3") is not None]
            weights = []
            for item, step in zip(steps, way.steps, strict=True):
                gaps = [words(row) for row in item.iter("li") if row is not item]
                rows = [found for gap in gaps for found in re.findall(r"(\d) › (\d) (\d) × (\d) = (\d+)$", gap)]
                for have, need, levels, importance, cost in rows:
                    assert int(need) - int(have) == int(levels)
                    assert int(levels) * int(importance) == int(cost)
                title = words(item.find("h3"))  # type: ignore[arg-type]
                explained.setdefault(title, sum(int(row[-1]) for row in rows))
                assert explained[title] == step.cost
                assert re.search(rf"\b{step.cost}\b", words(item))
                weights.append(step.cost)
            assert sum(weights) == way.cost
            assert re.search(rf"\b{way.cost}\b", words(section.find("p")))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_surroundings_of_every_place_are_shown(language: Language, client: FlaskClient, guide: Guide) -> None:
    graph = graph_of(guide.library)
    for node in graph.nodes:
        html = client.get(f"/{language}/paths?from={node}").text
        assert html.count('<li class="stepline') == len(graph.leaving(node)) + len(graph.reaching(node)), node
        wide, narrow = in_map(html)
        assert node in wide == narrow
        assert ("noindex" in html) is (node not in guide.library.roles), node


def test_every_link_of_these_pages_answers(client: FlaskClient) -> None:
    found: set[str] = set()
    for path in ("/hi/paths", "/hi/paths?from=account-manager", f"/hi/paths?from={ENDS[0]}&to={ENDS[1]}"):
        read_page = page(client, path)
        found |= {link.partition("#")[0] for link in read_page.links if own(link)}
        for link in read_page.links:
            if link.startswith(f"{HOST}{path}#"):
                assert link.partition("#")[2] in read_page.ids, link
    assert [link for link in sorted(found) if client.get(link).status_code != 200] == []


def test_the_form_of_a_page_leads_to_its_canonical_address(client: FlaskClient) -> None:
    for asked, address in (
        ("from=account-manager&to=", "from=account-manager"),
        ("from=%20account-manager&to=account-director", "from=account-manager&to=account-director"),
        ("to=account-director&from=account-manager&from=x", "from=account-manager&to=account-director"),
    ):
        answer = client.get(f"/en/paths?{asked}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/en/paths?{address}"), asked
    assert client.get("/en/paths?to=account-manager").status_code == 200
    chosen = page(client, "/en/paths?from=account-manager").all("option", selected="")
    assert [option.get("value") for option in chosen] == ["account-manager", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wrong_name_is_told_and_nothing_typed_is_lost(language: Language, client: FlaskClient) -> None:
    read_page = page(client, f"/{language}/paths?from=acount-manager&to=<b>nobody</b>", 404)
    (alert,) = read_page.all("div", role="alert")
    assert "acount-manager" in words(alert)
    assert "nobody" in words(alert)
    suggested = next(alert.iter("a"))
    assert words(suggested) == {"hi": "अकाउंट मैनेजर", "en": "Account manager"}[language]
    assert suggested.attrib["href"].endswith("?from=account-manager&to=%3Cb%3Enobody%3C%2Fb%3E")
    assert [words(option) for option in read_page.all("option", selected="")] == ["acount-manager", "<b>nobody</b>"]
    assert "noindex" in read_page.html
    page(client, f"/{language}/paths?from=analyst&to=analyst", 422)
    read_page = page(
        client, f"/{language}/paths?from=udaharan-udyog:account-manager@a1&to=udaharan-udyog:trainees", 404
    )
    (alert,) = read_page.all("div", role="alert")
    assert (
        next(alert.iter("a"))
        .attrib["href"]
        .endswith("?from=udaharan-udyog:account-manager@a1&to=udaharan-udyog:trainee")
    )


def test_no_way_is_said_with_where_to_go_on(client: FlaskClient) -> None:
    read_page = page(client, "/en/paths?from=sales-director&to=analyst")
    (note,) = read_page.all("div", class_="note")
    assert "No way leads there." in words(note)
    assert [urlsplit(a.attrib["href"]).query for a in note.iter("a")] == ["from=sales-director", "from=analyst"]


def test_a_company_shows_its_own_ladder_below_its_address_and_by_name(client: FlaskClient) -> None:
    below = page(client, "/hi/c/udaharan-udyog/paths?from=account-manager@a1&to=key-account-manager@senior")
    named = page(
        client, "/hi/paths?from=udaharan-udyog:account-manager@a1&to=udaharan-udyog:key-account-manager@senior"
    )
    first = [words(read_page.all("section", class_="route")[0]) for read_page in (below, named)]
    assert first[0] == first[1]
    assert "/hi/c/udaharan-udyog/paths?from=account-manager%40a1" not in below.html
    assert "/hi/c/udaharan-udyog/paths?from=account-manager@a1" in below.html
    assert "account-manager@a2" in in_map(client.get("/hi/c/udaharan-udyog/paths").text)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_carry_preview_and_alternates_and_the_other_language_keeps_the_question(
    language: Language, client: FlaskClient
) -> None:
    index = page(client, f"/{language}/paths")
    assert f"/{language}/pictures/paths.png" in index.html
    assert client.get(f"/{language}/pictures/paths.png").content_type == "image/png"
    other = "en" if language == "hi" else "hi"
    around = page(client, f"/{language}/paths?from=account-manager")
    assert around.rel("alternate")[other] == f"{HOST}/{other}/paths?from=account-manager"
    ways = page(client, f"/{language}/paths?from={ENDS[0]}&to={ENDS[1]}")
    assert f"{HOST}/{other}/paths?from={ENDS[0]}&to={ENDS[1]}" in ways.links


def test_the_role_s_page_leads_to_its_surroundings(client: FlaskClient) -> None:
    assert f"{HOST}/hi/paths?from=key-account-manager" in page(client, "/hi/roles/key-account-manager").links


def test_without_steps_the_page_says_so(empty_client: FlaskClient) -> None:
    read_page = page(empty_client, "/en/paths")
    assert "There is no step here yet." in words(read_page.root)
    page(empty_client, "/en/paths?from=analyst", 404)


@pytest.fixture
def empty_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site with a role and no step."""
    site = tmp_path_factory.mktemp("paths")
    (site / "content" / "roles").mkdir(parents=True)
    (site / "content" / "roles" / "am.yaml").write_text(
        "notation: AM\npreferred_label: {hi: क, en: AM}\ndescription: {hi: काम।, en: Work.}\n"
        'reviewed: {hi: "2026-11-22", en: "2026-11-22"}\n',
        encoding="utf-8",
    )
    return create_app(open_guide(site, Settings())).test_client()
