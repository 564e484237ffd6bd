"""The map of the site: every page in both languages, with the same page in the other; and robots.txt."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.library.library import CAREER_ORDER
from kamguide.model.text import LANGUAGES

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def urls(client: FlaskClient) -> dict[str, dict[str, str]]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").data)
    return {
        url.findtext(f"{SITEMAP}loc", ""): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall(f"{XHTML}link")
        }
        for url in tree
    }


def test_every_page_of_the_library_is_listed_in_both_languages(app: Flask, client: FlaskClient, guide: Guide) -> None:
    library = guide.library
    paths = [
        *(f"/roles/{slug}" for slug in library.roles),
        *(f"/skills/{slug}" for slug in library.skills),
        *(f"/guides/{slug}" for slug in library.guides),
        *(
            "/",
            "/search",
            "/compare",
            "/job-description",
            "/job-description/interview",
            "/job-description/check",
            "/skills-matrix",
            "/salaries",
            "/paths",
            "/roles",
            "/skills",
            "/guides",
            "/glossary",
            "/about",
            "/privacy",
            "/accessibility",
            "/companies",
            "/assessment",
            "/mentor",
        ),
        *(f"/compare?roles={one},{other}" for one, other in combinations(CAREER_ORDER, 2)),
        *(f"/paths?from={slug}" for slug in library.roles),
        "/docs/plugins",
        *(
            f"/{endpoint.rpartition('.')[0].replace('_', '-')}"
            for endpoint in app.extensions["kamguide"].plugin_pages.plain
        ),
        *(f"/c/{variant.company.slug}/" for variant in guide.listed),
        *(f"/c/{variant.company.slug}/roles/{slug}" for variant in guide.listed for slug in variant.roles),
    ]
    assert set(urls(client)) == {f"http://localhost/{language}{path}" for language in LANGUAGES for path in paths}


def test_alternates_name_each_other_and_the_hindi_page_is_the_default(client: FlaskClient) -> None:
    listed = urls(client)
    for links in listed.values():
        assert links["x-default"] == links["hi"]
        assert listed[links["hi"]] == listed[links["en"]] == links


def test_every_listed_page_answers(client: FlaskClient) -> None:
    assert {client.get(url).status_code for url in urls(client)} == {200}


def test_every_page_that_may_be_found_is_listed(app: Flask, client: FlaskClient) -> None:
    listed = {url.removeprefix("http://localhost") for url in urls(client)}
    plain = [
        rule for rule in app.url_map.iter_rules() if rule.arguments == {"language"} and "GET" in (rule.methods or ())
    ]
    for rule in plain:
        path = rule.rule.replace(f"<any({', '.join(LANGUAGES)}):language>", "hi")
        answer = client.get(path)
        if answer.content_type.startswith("text/html") and "noindex" not in answer.text:
            assert path in listed


def test_robots_names_the_map(client: FlaskClient) -> None:
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text.splitlines()
