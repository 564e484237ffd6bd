"""The page of the skills matrix and its files: filters, pages of roles, levels in words, downloads that read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import read
from kamguide.settings import Settings
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.proposal import propose
from kamguide.skills_matrix.sheet import rows
from kamguide.web.app import create_app
from kamguide.web.skills_matrix import ROLES_SHOWN
from tests.web.reading import HOST, Reading, words

PATH = "/api/v1/skills-matrix"


def page(client: FlaskClient, path: str) -> Reading:
    answer = client.get(path)
    assert answer.status_code == 200
    return Reading(HOST + path, answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_requirement_is_told_by_number_and_in_words(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    read_page = page(client, f"/{language}/skills-matrix")
    lines = {
        words(line[0]): [words(cell) for cell in line[1:]]
        for line in read_page.all("tr")
        if line[0].get("scope") == "row"
    }
    shown = matrix(guide.library)
    assert list(lines) == [plain(skill.label.to(language)) for skill in shown.skills]
    for skill in shown.skills:
        cells = lines[plain(skill.label.to(language))]
        for role, cell in zip(shown.roles, cells, strict=True):
            need = shown.need(role, skill)
            assert cell[0] == (str(need.level) if need else "–")
            assert len(cell) > 3


def test_filters_leave_out_the_others_and_are_not_found_by_search_engines(client: FlaskClient) -> None:
    filtered = page(client, "/en/skills-matrix?group=coordination&role=sales-manager")
    assert [words(head) for head in filtered.all("th", scope="rowgroup")] == ["Coordination"]
    assert len(filtered.all("th", scope="col")) == 2
    assert filtered.meta("robots") == "noindex"
    assert filtered.all("option", value="coordination")[0].get("selected") is not None


@pytest.mark.parametrize("query", ["group=nonsense", "role=nobody", "offset=-1", "offset=x", "offset=99999999999"])
def test_a_filter_that_means_nothing_is_no_filter(client: FlaskClient, query: str) -> None:
    assert len(page(client, f"/en/skills-matrix?{query}").all("th", scope="col")) == 5


def test_a_role_may_be_named_and_one_that_is_not_there_is_told(client: FlaskClient) -> None:
    assert len(page(client, "/en/skills-matrix?role=KAM").all("th", scope="col")) == 2
    told = page(client, "/en/skills-matrix?role=nobody")
    assert "nobody" in words(told.all("div", role="alert")[0])


def test_the_weight_of_a_skill_is_seen(client: FlaskClient, guide: Guide) -> None:
    told = page(client, "/en/skills-matrix")
    seen = [words(one) for one in told.all("small", class_="mx__i")]
    assert seen[0] == "4/5"  # in the key
    assert seen[1:] == [
        f"{need.importance}/5"
        for skill in matrix(guide.library).skills
        for role in matrix(guide.library).roles
        if (need := matrix(guide.library).need(role, skill))
    ]


def test_with_very_many_roles_the_filter_takes_a_name(crowded: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every role can be chosen, also those that a list would not hold."""
    monkeypatch.setattr("kamguide.web.skills_matrix.LISTED", 20)
    told = page(crowded, "/en/skills-matrix?role=role-29&many=1")
    (field,) = told.all("input", name="role")
    assert field.attrib["value"] == "role-29"
    assert len(told.all("th", scope="col")) == 2


ROLE = """\
notation: R
preferred_label: {hi: भूमिका, en: Role}
description: {hi: काम।, en: Work.}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
skills:
  listening: {level: 2, importance: 3, relation: optional, basis: estimate}
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site of thirty roles."""
    from tests.browser.conftest import SMALL_SITE

    site = tmp_path_factory.mktemp("crowded")
    files = {f"roles/role-{n:02}.yaml": ROLE for n in range(30)}
    for path, text in {**files, "skills/listening.yaml": SMALL_SITE["skills/listening.yaml"]}.items():
        file = Path(site / "content" / path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return create_app(open_guide(site, Settings())).test_client()


def test_many_roles_are_shown_in_pages(crowded: FlaskClient) -> None:
    seen, path = [], "/en/skills-matrix"
    while path:
        now = page(crowded, path)
        seen += [link.get("href") for head in now.all("th", scope="col") for link in head.iter("a")]
        following = [link.attrib["href"] for link in now.all("a", rel="next")]
        path = following[0] if following else ""
    assert seen == [f"/en/roles/role-{n:02}#skills" for n in range(30)]
    assert len(page(crowded, "/en/skills-matrix").all("th", scope="col")) == ROLES_SHOWN + 1


# files


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_download_reads_back_without_a_change(
    client: FlaskClient, guide: Guide, language: Language, ending: str
) -> None:
    answer = client.get(f"{PATH}.{ending}?lang={language}")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=skills-matrix.{ending}"
    cells = read(answer.data).rows
    assert [cell.value for cell in cells[0]] == rows(matrix(guide.library), language)[0]
    assert cells[1][1].value == rows(matrix(guide.library), language)[1][1]
    proposal = propose(cells, guide.library)
    assert (proposal.changes, proposal.rejected) == ({}, [])


def test_a_download_keeps_the_filter_of_the_page(client: FlaskClient) -> None:
    filtered = page(client, "/en/skills-matrix?group=business&role=account-manager")
    (link,) = [link for link in filtered.links if ".csv" in link]
    head, *lines = read(client.get(link).data).rows
    assert [cell.value for cell in head][3:] == [f"account-manager: {f}" for f in ("level", "importance", "relation")]
    assert {line[2].value for line in lines} == {"business"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_download_holds_all_roles_not_only_those_of_a_page(crowded: FlaskClient, ending: str) -> None:
    (link,) = [link for link in page(crowded, "/en/skills-matrix?offset=12").links if f".{ending}" in link]
    head = read(crowded.get(link).data).rows[0]
    assert [cell.value for cell in head][3::3] == [f"role-{n:02}: level" for n in range(30)]
    head = read(crowded.get(f"{PATH}.{ending}?limit=5").data).rows[0]
    assert len(head) == 3 + 5 * 3


def test_a_workbook_that_would_be_too_large_is_not_made(crowded: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamguide.web.skills_matrix.WORKBOOK_CELLS", 80)
    monkeypatch.setattr("kamguide.web.api.skills_matrix.WORKBOOK_CELLS", 80)
    links = page(crowded, "/en/skills-matrix?small=1").links
    assert [link for link in links if ".xlsx" in link] == []
    assert [link for link in links if ".csv" in link] != []
    answer = crowded.get(f"{PATH}.xlsx?small=1")
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "/limit")


COMPANY = "udaharan-udyog"


def test_a_companys_page_hands_out_the_companys_matrix(client: FlaskClient, guide: Guide) -> None:
    """Each link keeps the company: the same role asks for another level there."""
    shown = page(client, f"/en/c/{COMPANY}/skills-matrix?group=business")
    found = {link.removeprefix(HOST).partition("?")[0]: link for link in shown.links if PATH in link}
    assert set(found) == {f"{PATH}.csv", f"{PATH}.xlsx", PATH}
    own = matrix(guide.company(COMPANY).library, "business")
    for ending in (".csv", ".xlsx"):
        cells = read(client.get(found[PATH + ending]).data).rows
        assert [[str(cell.value or "") for cell in line] for line in cells] == [
            ["" if value is None else str(value) for value in line] for line in rows(own, "en")
        ]
    assert client.get(found[PATH]).get_json()["roles"] == [role.slug for role in own.roles]
    assert "dealer-account-manager" in [role.slug for role in own.roles]


@pytest.mark.parametrize("path", ["skills/product-knowledge", "compare?roles=account-manager,key-account-manager"])
def test_the_json_of_a_companys_page_is_the_companys(client: FlaskClient, path: str) -> None:
    links = [link for link in page(client, f"/en/c/{COMPANY}/{path}").links if "/api/v1/" in link]
    assert [f"company={COMPANY}" in link for link in links if "openapi" not in link] == [True]


# the API


def test_the_api_gives_the_cells_of_the_roles_on_the_page(client: FlaskClient, guide: Guide) -> None:
    answer = client.get(f"{PATH}?limit=2&offset=1").get_json()
    assert answer["roles"] == ["account-manager", "key-account-manager"]
    assert answer["total"] == len(guide.library.roles)
    needs = [(slug, s, n.level) for slug in answer["roles"] for s, n in guide.library.role(slug).skills.items()]
    assert sorted((c["role"], c["skill"], c["level"]) for c in answer["cells"]) == sorted(needs)
    assert {cell["skill"] for cell in answer["cells"]} == set(answer["skills"])


@pytest.mark.parametrize("ending", ["", ".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("query", "status"), [("group=x", 422), ("role=nobody", 404), ("limit=0", 422), ("company=acme", 404)]
)
def test_the_api_refuses_by_name(client: FlaskClient, ending: str, query: str, status: int) -> None:
    answer = client.get(f"{PATH}{ending}?{query}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
