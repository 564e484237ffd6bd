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


def test_the_file_beside_a_chart_holds_the_figures_of_its_table(client: FlaskClient) -> None:
    """The table of states: as many rows, and the same medians."""
    reading = read(client, "/en/salaries?role=sales-manager")
    (states,) = [section for section in reading.all("section") if section.get("aria-labelledby") == "states"]
    (file,) = [link.get("href", "") for link in states.iter("a") if ".csv" in link.get("href", "")]
    rows = list(csv.DictReader(io.StringIO(client.get(file).get_data(as_text=True).removeprefix("\ufeff"))))
    medians = {row["amount"] for row in rows if row["statistic"] == "median" and row["area"].startswith("US-")}
    shown = {data.get("value") for data in states.iter("data")}
    assert len([row for row in rows if row["statistic"] == "median" and "-" in row["area"]]) == 53
    assert medians <= shown


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
    assert all(fact in text for fact in ("229.594", "321.943", "1982-84=100", "$147,598", "After inflation: +0.5 %"))
    assert {data.get("data-prices") for data in real.all("data", class_="money")} == {"2025"}
    back = [link for link in real.all("a") if words(link) == "Back to the figures as the sources print them"]
    assert [link.get("href") for link in back] == ["/en/salaries?role=sales-manager"]
    kept = [field.get("value") for field in real.all("input", name="prices")]
    assert kept == ["2025"]


def test_gaps_of_the_way_are_gaps(client: FlaskClient) -> None:
    reading = read(client, "/en/salaries?role=sales-manager")
    assert [reading.html.count(f'class="way__{mark}"') for mark in ("dot", "line")] == [9, 5]
    gaps = [words(row) for row in reading.all("tr") if "no figure held" in words(row)]
    assert [gap.removesuffix("no figure held").strip() for gap in gaps] == ["2013–2014", "2016", "2018–2019"]


@pytest.mark.parametrize("query", ["role=nobody", "year=99", "component=gold", "prices=1800", "area=%22%3E", "role="])
def test_a_choice_that_means_nothing_is_no_choice(query: str, client: FlaskClient) -> None:
    reading = read(client, f"/en/salaries?{query}")
    assert words(reading.all("h1")[0]) == "Pay"


def test_a_choice_of_nothing_says_so_and_leads_back(client: FlaskClient) -> None:
    reading = read(client, "/en/salaries?role=account-manager&year=2025&area=US")
    assert "There is no figure for this choice." in main_of(reading)


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
