"""Whether the process lives, and what it can do."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide, reopened
from kamguide.settings import Settings
from kamguide.web.app import create_app

ROLE = """\
notation: AM
preferred_label: {hi: अकाउंट मैनेजर, en: Account manager}
description: {hi: एक काम।, en: A job.}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one good role."""
    (tmp_path / "content" / "roles").mkdir(parents=True)
    (tmp_path / "content" / "roles" / "am.yaml").write_text(ROLE, encoding="utf-8")
    return tmp_path


def opened(site: Path) -> Guide:
    return open_guide(site, Settings())


def readiness(guide: Guide) -> tuple[int, dict[str, dict[str, str]]]:
    answer = create_app(guide).test_client().get("/readyz")
    return answer.status_code, answer.get_json()


def break_it(site: Path) -> None:
    (site / "content" / "roles" / "sm.yaml").write_text("notation: [", encoding="utf-8")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_answer_is_json_that_nobody_keeps(path: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert (answer.content_type, answer.headers["Cache-Control"]) == ("application/json", "no-store")


def test_a_living_process_says_so_even_without_content(empty_app: Flask) -> None:
    answer = empty_app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_readiness_names_its_four_parts(client: FlaskClient) -> None:
    parts = client.get("/readyz").get_json()
    assert set(parts) == {"library", "index", "store", "plugins"}
    assert parts["store"] == {"status": "ok"}


def test_each_part_is_ok_degraded_or_down_with_a_reason(client: FlaskClient) -> None:
    for part in client.get("/readyz").get_json().values():
        assert part["status"] in ("ok", "degraded", "down")
        assert (part["status"] == "ok") != bool(part.get("reason"))


def test_good_content_is_ok(site: Path) -> None:
    code, parts = readiness(opened(site))
    assert (code, parts["library"]) == (200, {"status": "ok"})


def test_content_of_which_parts_are_left_out_is_degraded(site: Path) -> None:
    break_it(site)
    code, parts = readiness(opened(site))
    assert (code, parts["library"]["status"]) == (200, "degraded")


def test_without_a_role_the_site_is_not_ready(empty_app: Flask) -> None:
    answer = empty_app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["library"]["status"]) == (503, "down")


def test_a_bad_edit_leaves_the_last_good_content_and_is_told(site: Path) -> None:
    good = opened(site)
    break_it(site)
    after = reopened(good)
    code, parts = readiness(after)
    assert after.library is good.library
    assert (code, parts["library"]["status"]) == (200, "degraded")


def test_a_warning_alone_does_not_degrade(site: Path) -> None:
    file = site / "content" / "roles" / "am.yaml"
    file.write_text(ROLE.replace(", en: A job.", ""), encoding="utf-8")
    guide = opened(site)
    assert [problem.severity for problem in guide.problems] == ["warning"]
    assert readiness(guide)[1]["library"] == {"status": "ok"}
