"""Many exports: memory stays flat, each is quick, twenty at once are queued, and pages go on meanwhile."""

from __future__ import annotations

import threading
import time

import pytest
from flask import Flask

from kamguide.guide import Guide
from kamguide.job_description.exits import exported
from kamguide.job_description.reading import read
from kamguide.library.role_reference import choose
from tests.job_description.test_building import TODAY
from tests.render.bench import exports
from tests.web.api.test_job_descriptions import WHOLE, post

GOAL = 0.5
"""Seconds of CPU time at the 95th percentile; the test takes three times as much for a busy machine."""


@pytest.mark.long
@pytest.mark.parametrize(("form", "rounds"), [("pdf", 300), ("docx", 60)])
def test_memory_is_flat_and_each_is_quick(form: str, rounds: int) -> None:
    made = exports(form, rounds)
    print(made)
    assert made.late < made.early * 1.1
    assert made.p95 < 3 * GOAL


def test_the_same_asked_for_twice_is_the_same_file(guide: Guide) -> None:
    chosen = choose("account-manager", guide.library)
    draft = read({"lang": "both"}, chosen, "hi", TODAY)
    for form in ("pdf", "docx", "html", "md", "txt", "json", "jsonld"):
        assert exported(form, chosen, draft, TODAY) == exported(form, chosen, draft, TODAY), form


def test_twenty_at_once_are_queued_and_pages_answer_meanwhile(app: Flask) -> None:
    answers: list[int] = []
    gate = threading.Barrier(21)

    def ask(number: int) -> None:
        client = app.test_client(use_cookies=False)
        gate.wait()
        answers.append(post(client, {**WHOLE, "employer": f"Employer {number}"}, "?format=pdf").status_code)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    gate.wait()
    pages, begun = 0, time.perf_counter()
    client = app.test_client(use_cookies=False)
    while any(thread.is_alive() for thread in threads):
        assert client.get("/hi/roles").status_code == 200
        pages += 1
    lasted = time.perf_counter() - begun
    for thread in threads:
        thread.join()
    assert answers == [200] * 20
    assert pages > 1, f"no page came in the {lasted:.1f} s that twenty exports took"
