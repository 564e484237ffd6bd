"""The pages of pay: choices, charts with their tables and files, real dollars, what India has not, company bands."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.language import translate
from kamguide.model.text import LANGUAGES
from kamguide.web.templating import STALE_YEARS
from tests.web.reading import HOST, Reading, words


def read(client: FlaskClient, path: str) -> Reading:
    answer = client.get(path)
    assert answer.status_code == 200
    return Reading(HOST + path, answer.get_data(as_text=True))


def main_of(reading: Reading) -> str:
    return words(reading.all("main")[0])


def test_every_chart_has_a_table_and_a_file_beside_it(client: FlaskClient) -> None:
    for path in ("/en/salaries", "/hi/salaries?role=sales-manager", "/en/salaries?year=2025"):
        for figure in read(client, path).all("figure", class_="pay"):
            tables = list(figure.iter("table"))
            files = [link.get("href", "") for link in figure.iter("a") if ".csv" in link.get("href", "")]
            assert (len(tables), len(files)) == (1, 1), path
            assert client.get(files[0]).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/salaries", "/salaries?role=sales-manager", "/salaries?role=41-4012&prices=2025", "/salaries?component=bonus",
     "/salaries?area=US-CA", "/c/udaharan-udyog/salaries"],
)  # fmt: skip
def test_the_file_beside_a_chart_holds_the_figures_of_its_table(path: str, client: FlaskClient) -> None:
    """Every amount of a table stands in the file beside it, and where the file is cut to the chart, nothing else."""
    for figure in read(client, f"/en{path}").all("figure", class_="pay"):
        (file,) = [link.get("href", "") for link in figure.iter("a") if ".csv" in link.get("href", "")]
        rows = list(csv.DictReader(io.StringIO(client.get(file).get_data(as_text=True).removeprefix("\ufeff"))))
        held = {row["amount"] or f"{row['low']}-{row['high']}" for row in rows}
        shown = {data.get("value") for table in figure.iter("table") for data in table.iter("data")}
        (title,) = [words(caption) for caption in figure.iter("figcaption")]
        assert shown <= held, (title, file)
        if "component=bonus" in path:
            assert {row["component"] for row in rows} == {"bonus"}


def test_parts_of_pay_stand_as_parts_on_one_axis(client: FlaskClient) -> None:
    reading = read(client, "/en/salaries?role=key-account-manager")
    (figure,) = reading.all("figure", class_="pay")
    rows = [words(row) for row in figure.iter("span") if row.get("class") == "row__l"]
    assert rows == ["Salary", "Commission", "Bonus", "Profit sharing"]


def test_figures_that_may_not_share_an_axis_say_why(client: FlaskClient) -> None:
    reading = read(client, "/en/salaries")
    reasons = re.findall(r"An axis of its own: it differs from the one above in [^.]+\.", main_of(reading))
    assert len(reasons) == 3
    assert all("source" in reason for reason in reasons)


def test_a_top_code_is_at_least_and_what_is_suppressed_is_not_released(client: FlaskClient) -> None:
    text = main_of(read(client, "/en/salaries?role=sales-manager"))
    assert "at least $239,200" in text
    assert "at least $208,000" in text
    assert "$0" not in text
    assert "not released" in text  # people in the job in Maine and Maryland


def test_old_figures_wear_their_age_and_young_ones_do_not(client: FlaskClient) -> None:
    this_year = datetime.now(UTC).year
    for year in (2010, 2016, 2020, this_year - STALE_YEARS - 1):
        assert f"{this_year - year} years old" in main_of(read(client, f"/en/salaries?year={year}")), year
    young = main_of(read(client, f"/en/salaries?year={max(2025, this_year - STALE_YEARS)}"))
    assert "years old" not in young


@pytest.mark.parametrize("language", LANGUAGES)
def test_india_has_a_word_instead_of_a_figure(language: str, client: FlaskClient) -> None:
    reading = read(client, f"/{language}/salaries?area=IN")
    assert reading.all("data", class_="money") == []
    assert translate("No reliable figures for India yet.", "hi" if language == "hi" else "en") in main_of(reading)


def test_real_dollars_are_asked_for_print_the_index_and_lead_back(client: FlaskClient) -> None:
    plain = read(client, "/en/salaries?role=sales-manager")
    (there,) = [
        link.get("href", "")
        for link in plain.all("a")
        if "prices=" in link.get("href", "") and "api" not in link.get("href", "")
    ]
    real = read(client, there)
    text = main_of(real)
    assert all(fact in text for fact in ("229.594", "321.943", "1982-84=100", "$147,598", "After inflation: +0.5%"))
    assert {data.get("data-prices") for data in real.all("data", class_="money")} == {"2025"}
    back = [link for link in real.all("a") if words(link) == "Back to the figures as the sources print them"]
    assert [link.get("href") for link in back] == ["/en/salaries?role=sales-manager"]
    kept = [field.get("value") for field in real.all("input", name="prices")]
    assert kept == ["2025"]


def test_gaps_of_the_way_are_gaps(client: FlaskClient) -> None:
    reading = read(client, "/en/salaries?role=sales-manager")
    assert [reading.html.count(f'class="trend__{mark}"') for mark in ("dot", "line")] == [9, 5]
    gaps = [words(row) for row in reading.all("tr") if "no figure held" in words(row)]
    assert [gap.removesuffix("no figure held").strip() for gap in gaps] == ["2013–2014", "2016", "2018–2019"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_left_out_and_told(language: str, client: FlaskClient) -> None:
    """Whatever an address says: the page stands, repeats the word (no HTML, not at length), says what it did."""
    for query, told in [
        ("role=nobody", "“nobody”"),
        ("area=XX", "“XX”"),
        ("year=1066", "“1066”"),
        ("component=gold", "“gold”"),
        ("source=%3Cb%3E", "“<b>”"),
        ("area=%22%3E", '“">”'),
        ("role=" + 3000 * "x", f"“{40 * 'x'}”"),
        ("prices=1800", "“1800”"),
        ("prices=" + 300 * "9", f"“{40 * '9'}”"),
    ]:
        reading = read(client, f"/{language}/salaries?{query}")
        notes = [words(note) for note in reading.all("div", class_="note") if note.get("role") == "status"]
        assert (len(notes), [told in note for note in notes]) == (1, [True]), query
        assert "<b>" not in reading.html
    assert 'role="status"' not in read(client, f"/{language}/salaries?role=&prices=2025&more=1").html


def test_no_dollars_of_another_year_are_offered_for_rupees(client: FlaskClient) -> None:
    path = "/en/c/udaharan-udyog/salaries?area=IN"
    assert "dollars</a>" not in read(client, path).html
    assert "no price index fits these figures" in main_of(read(client, f"{path}&prices=2025"))


def test_only_several_publishers_are_warned_of(client: FlaskClient) -> None:
    """The years of one survey are what they look like; the page itself tells how much lies between them."""
    warned = {
        query: "Please do not subtract" in main_of(read(client, f"/en/salaries?{query}"))
        for query in ("", "role=41-4012", "role=key-account-manager")
    }
    assert warned == {"": True, "role=41-4012": False, "role=key-account-manager": False}


def test_a_chart_says_which_kind_of_figure_it_shows(client: FlaskClient) -> None:
    """The figure of an account by itself is no median unless the page says so; what all parts are inferred by shows."""
    executive = main_of(read(client, "/en/salaries?role=account-executive"))
    assert "Account executive, US, 2020: “average”, as the source calls it" in executive
    assert "the country is our inference" in executive
    manager = read(client, "/en/salaries?role=key-account-manager")
    values = [words(value) for value in manager.all("span", class_="row__v")]
    assert [value for value in values if "average" in value] == ["$51,933 – $94,871 “average”, as the source calls it"]
    assert "The bar: the middle half" in main_of(read(client, "/en/salaries?role=sales-manager&year=2016"))


def test_a_choice_of_nothing_says_so_and_leads_back(client: FlaskClient) -> None:
    for query in ("role=account-manager&year=2025&area=US", "role=account-manager&year=2025"):
        reading = read(client, f"/en/salaries?{query}")
        assert "There is no figure for this choice." in main_of(reading), query
        back = [link.get("href") for link in reading.all("a") if words(link) == "Show all"]
        assert back == ["/en/salaries?role=account-manager"]


def test_a_company_shows_its_bands_by_grade_in_rupees(client: FlaskClient) -> None:
    reading = read(client, "/en/c/udaharan-udyog/salaries?role=account-manager")
    (bands,) = [section for section in reading.all("section") if section.get("aria-labelledby") == "bands"]
    assert [words(row) for row in bands.iter("span") if row.get("class") == "row__l"] == [
        "Grade A1: account manager",
        "Grade A2: account manager, on one's own",
    ]
    text = words(bands)
    assert "₹4,50,000 – ₹6,50,000" in text
    assert "$" not in text
    assert "figures for India yet" not in main_of(reading)
    (file,) = [link.get("href", "") for link in bands.iter("a") if ".csv" in link.get("href", "")]
    assert "udaharan-udyog-a1.ctc" in client.get(file).get_data(as_text=True)


def test_a_band_says_its_grade_on_the_role_page_too(client: FlaskClient) -> None:
    reading = read(client, "/en/c/udaharan-udyog/roles/key-account-manager")
    titles = [words(one) for one in reading.all("figcaption", class_="chart__t")]
    assert any("Grade B3: senior client partner" in title for title in titles)


@pytest.mark.parametrize("query", ["KAM+ki+salary", "sales+manager+median+pay"])
def test_the_search_s_answer_says_what_its_amounts_are(query: str, client: FlaskClient) -> None:
    (answer,) = read(client, f"/en/search?q={query}").all("section", class_="answer")
    amounts = [data for data in answer.iter("data") if "money" in data.get("class", "")]
    assert amounts != []
    assert all(data.get(f"data-{name}") for data in amounts for name in ("currency", "year", "area", "source"))


def test_the_way_to_pay_stands_in_the_menu_the_map_and_on_the_role_page(client: FlaskClient, guide: Guide) -> None:
    assert "/en/salaries</loc>" in client.get("/sitemap.xml").get_data(as_text=True)
    for slug in guide.library.roles:
        links = [link.get("href") for link in read(client, f"/en/roles/{slug}").all("a")]
        assert {"/en/salaries", f"/en/salaries?role={slug}"} <= set(links)
