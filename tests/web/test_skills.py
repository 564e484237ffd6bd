"""The page of a skill: a place for each level, and ways to learn it; the ladder of grades on role pages."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide, content_folder, open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.profiles import ladder
from kamguide.render.markdown import plain
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.reading import HOST, Reading, letters, words


def page(client: FlaskClient, path: str) -> Reading:
    answer = client.get(path)
    assert answer.status_code == 200
    return Reading(HOST + path, answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_can_be_linked_and_says_what_it_takes(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    for slug, skill in guide.library.skills.items():
        read = page(client, f"/{language}/skills/{slug}")
        for number, name in enumerate(("awareness", "working", "practitioner", "expert"), start=1):
            (step,) = read.all("li", id=f"level-{number}")
            assert letters(plain(getattr(skill.anchors, name).to(language))) in letters(words(step))
            assert skill.proofs is not None
            assert letters(plain(getattr(skill.proofs, name).to(language))) in letters(words(step))
        assert read.all("li", id="level-0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_skill_says_how_to_learn_it(client: FlaskClient, guide: Guide, language: Language) -> None:
    for slug, skill in guide.library.skills.items():
        assert skill.resources
        shown = letters(words(page(client, f"/{language}/skills/{slug}").root))
        for one in skill.resources.values():
            assert letters(plain(one.text.to(language))) in shown
            assert one.title is None or letters(one.title) in shown


def test_a_practice_is_to_be_had_in_both_languages(guide: Guide) -> None:
    practices = [
        one for skill in guide.library.skills.values() for one in skill.resources.values() if one.kind == "practice"
    ]
    assert len(practices) == len(guide.library.skills)
    assert {one.languages for one in practices} == {("hi", "en")}


def test_the_api_gives_what_to_show_for_each_level(client: FlaskClient, guide: Guide) -> None:
    proofs = guide.library.skill("negotiation").proofs
    assert proofs is not None
    answer = client.get("/api/v1/skills/negotiation").get_json()
    assert answer["proofs"] == proofs.model_dump()
    assert client.get("/api/v1/skills/negotiation?lang=hi").get_json()["proofs"]["expert"] == proofs.expert.hi


def test_a_skill_without_proofs_shows_none(tmp_path: Path) -> None:
    shutil.copytree(content_folder(None), tmp_path / "content")
    file = tmp_path / "content" / "skills" / "negotiation.yaml"
    before, _, after = file.read_text(encoding="utf-8").partition("proofs:\n")
    file.write_text(before + "alt_labels:" + after.partition("alt_labels:")[2], encoding="utf-8")
    client = create_app(open_guide(tmp_path, Settings()), quiet=True).test_client()
    assert client.get("/api/v1/skills/negotiation").get_json()["proofs"] is None
    read = page(client, "/en/skills/negotiation")
    assert (len(read.all("li", id="level-4")), read.all("p", class_="anchors__p")) == (1, [])


def test_the_api_gives_the_resources(client: FlaskClient, guide: Guide) -> None:
    answer = client.get("/api/v1/skills/negotiation?lang=en").get_json()
    assert {one["resource"]: (one["kind"], one["title"], one["level"]) for one in answer["resources"]} == {
        slug: (one.kind, one.title, one.level) for slug, one in guide.library.skill("negotiation").resources.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_role_page_tells_what_is_new_at_each_next_grade(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    for role in guide.library.roles.values():
        read = page(client, f"/{language}/roles/{role.slug}")
        grades = [slug for slug, _ in role.grades_by_rank()]
        for low, high in pairwise(grades):
            assert f"{HOST}/{language}/compare?roles={role.slug}@{low},{role.slug}@{high}" in read.links
        for rung in ladder(role):
            for one in (*rung.new, *rung.less):
                level = "" if one.levels[1] is None else f"#level-{one.levels[1]}"
                assert f"{HOST}/{language}/skills/{one.skill}{level}" in read.links


@pytest.mark.parametrize("language", LANGUAGES)
def test_grades_that_alone_ask_for_a_skill_are_named_with_their_level(
    client: FlaskClient, guide: Guide, language: Language
) -> None:
    found = {
        (skill, role.slug, slug): grade
        for skill in guide.library.skills
        for role in guide.library.roles.values()
        for slug, grade in role.grades.items()
        if skill in grade.skills and skill not in role.skills
    }
    assert found
    for (skill, role, slug), grade in found.items():
        read = page(client, f"/{language}/skills/{skill}")
        (line,) = [
            words(one) for one in read.all("li", class_="skill") if plain(grade.label.to(language)) in words(one)
        ]
        assert f"{grade.skills[skill].level}/4" in line
        told = client.get(f"/api/v1/skills/{skill}").get_json()["grades"]
        assert {"role": role, "grade": slug, "level": grade.skills[skill].level} in told


def test_a_skill_travels_with_a_picture_of_its_own(client: FlaskClient) -> None:
    pictures = set()
    for slug in ("negotiation", "selling"):
        (picture,) = page(client, f"/hi/skills/{slug}").all("meta", property="og:image")
        assert picture.attrib["content"] == f"{HOST}/hi/pictures/skills/{slug}.png"
        answer = client.get(picture.attrib["content"].removeprefix(HOST))
        assert answer.content_type == "image/png"
        pictures.add(answer.data)
    assert len(pictures) == 2
    assert client.get("/hi/pictures/skills/nothing.png").status_code == 404
