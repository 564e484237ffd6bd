"""``kamguide serve``: refuses to be reached by others unasked, really serves, and stops when told to."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamguide.cli import main
from kamguide.cli.serve import refuse_unsafe
from kamguide.errors import StartRefusedError
from kamguide.render import typesetting
from kamguide.settings import Settings
from tests.conftest import ROOT

START_SECONDS = 60
STOP_SECONDS = 10


# whom it may be reached by


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.0.2.1", "10.0.0.1", "example.org", "localhost.example.org", "", "*", "2001:db8::1"]
)
def test_an_address_that_others_reach_is_refused_without_base_url(host: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", host], env={"KAMGUIDE_BASE_URL": None})
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "base_url" in done.stderr
    assert done.stderr.startswith("kamguide: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_s_own_addresses_need_nothing(host: str) -> None:
    refuse_unsafe(host, Settings())


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_with_base_url_any_address_is_allowed(host: str) -> None:
    refuse_unsafe(host, Settings(base_url="https://guide.example.org"))


def test_the_refusal_names_the_address() -> None:
    with pytest.raises(StartRefusedError, match=r"0\.0\.0\.0"):
        refuse_unsafe("0.0.0.0", Settings())


# the real thing


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Serving:
    """A ``kamguide serve`` in a process of its own."""

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        known = {name: value for name, value in os.environ.items() if not name.startswith("KAMGUIDE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kamguide", "serve", "--port", str(self.port), *options],
            cwd=folder,
            env={**known, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def kill(self) -> None:
        """End the process and its workers, whatever state they are in."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.base + path, headers=headers), timeout=START_SECONDS
            ) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def fetched(self, path: str) -> bytes:
        with urllib.request.urlopen(self.base + path, timeout=START_SECONDS) as answer:
            data: bytes = answer.read()
        return data

    def wait(self) -> Serving:
        """Until it answers; its own words are the failure where it does not."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.get("/healthz")
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
            else:
                return self
        os.killpg(self.process.pid, signal.SIGKILL)
        raise AssertionError(self.process.communicate()[0])

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Exit code and everything it said, after a signal."""
        self.process.send_signal(number)
        said = self.process.communicate(timeout=STOP_SECONDS)[0]
        return self.process.returncode, said


Starter = Callable[..., Serving]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts servers in a folder that is no site, and leaves none behind."""
    started: list[Serving] = []

    def starter(*options: str, folder: Path | None = None, **environment: str) -> Serving:
        started.append(Serving(folder or tmp_path, *options, **environment))
        return started[-1]

    yield starter
    for serving in started:
        serving.kill()


def test_it_serves_the_packaged_guide_from_an_empty_folder_and_stops_on_sigterm(start: Starter) -> None:
    serving = start().wait()
    assert json.loads(serving.get("/healthz")[1]) == {"status": "ok"}
    code, page = serving.get("/en/roles/key-account-manager")
    assert code == 200
    assert f'<link rel="canonical" href="{serving.base}/en/roles/key-account-manager">' in page
    assert serving.get("/en/", Host="evil.example")[0] == 400
    began = time.monotonic()
    code, said = serving.stop()
    assert time.monotonic() - began < STOP_SECONDS
    assert (code, f"serving on {serving.base}" in said, "Traceback" in said) == (0, True, False)


def test_it_has_the_search_index_built_beside_serving(start: Starter, tmp_path: Path) -> None:
    serving = start().wait()

    def index() -> dict[str, str]:
        part: dict[str, str] = json.loads(serving.get("/readyz")[1])["index"]
        return part

    def wait(*, ok: bool) -> None:
        end = time.monotonic() + START_SECONDS
        while (index()["status"] == "ok") != ok and time.monotonic() < end:
            time.sleep(0.1)

    assert json.loads(serving.get("/api/v1/search?q=KAM+ki+salary&lang=en")[1])["total"] > 0
    wait(ok=True)
    assert index() == {"status": "ok"}
    assert (tmp_path / "data" / "search" / "current").is_file()
    assert json.loads(serving.get("/api/v1/search?q=AM+vs+KAM&lang=en")[1])["hits"][0]["kind"] == "comparison"
    shutil.rmtree(tmp_path / "data")
    wait(ok=False)
    assert json.loads(serving.get("/api/v1/search?q=negotiation&lang=en")[1])["total"] > 0
    wait(ok=True)
    assert (tmp_path / "data" / "search" / "current").is_file()
    assert serving.stop()[0] == 0


@pytest.mark.long
def test_it_stops_on_ctrl_c(start: Starter) -> None:
    code, said = start().wait().stop(signal.SIGINT)
    assert (code, "Traceback" in said) == (0, False)


@pytest.mark.long
def test_it_serves_the_site_of_the_current_folder_with_its_settings(start: Starter, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "kamguide.toml").write_text('site_name = "Unmistakable"\ndefault_language = "en"\n', encoding="utf-8")
    serving = start().wait()
    code, page = serving.get("/")
    assert (code, "| Unmistakable</title>" in page, "There is no role here yet." in page) == (200, True, True)


@pytest.mark.long
def test_it_serves_the_site_that_is_named(start: Starter, tmp_path: Path) -> None:
    site = tmp_path / "elsewhere"
    (site / "content").mkdir(parents=True)
    serving = start("--site", "elsewhere").wait()
    assert "There is no role here yet." in serving.get("/en/")[1]


@pytest.mark.long
@pytest.mark.skipif(not typesetting.offered(), reason="Typst is not installed")
def test_pages_do_not_wait_behind_twenty_files(start: Starter) -> None:
    serving = start().wait()
    file = "/en/job-description/file/pdf?role=key-account-manager&lang=both&employer="
    serving.fetched(f"{file}first")
    answers: list[bytes] = []
    asking = [
        threading.Thread(target=lambda number=number: answers.append(serving.fetched(f"{file}{number}")))
        for number in range(20)
    ]
    began = time.monotonic()
    for thread in asking:
        thread.start()
    waits = []
    while any(thread.is_alive() for thread in asking):
        asked = time.monotonic()
        serving.fetched("/en/roles")
        waits.append(time.monotonic() - asked)
    whole = time.monotonic() - began
    assert [answer[:5] for answer in answers] == [b"%PDF-"] * 20
    print(f"20 files in {whole:.1f} s; of {len(waits)} pages meanwhile the slowest took {max(waits):.2f} s")
    assert max(waits) < whole * 0.6


@pytest.mark.long
def test_two_workers_stop_as_one(start: Starter) -> None:
    serving = start("--workers", "2").wait()
    assert serving.get("/healthz")[0] == 200
    assert serving.stop()[0] == 0


@pytest.mark.long
def test_behind_a_public_address_that_one_stands_in_pages(start: Starter) -> None:
    serving = start(KAMGUIDE_BASE_URL="https://guide.example.org", KAMGUIDE_SECRET_KEY="k" * 32).wait()
    assert '<link rel="canonical" href="https://guide.example.org/en/roles">' in serving.get("/en/roles")[1]


def test_behind_a_public_address_no_key_is_refused_by_one_line() -> None:
    environment = {"KAMGUIDE_BASE_URL": "https://guide.example.org", "KAMGUIDE_SECRET_KEY": None}
    done = CliRunner().invoke(main, ["serve"], env=environment)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "secret_key" in done.stderr


def test_a_port_that_is_taken_is_told(start: Starter) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        serving = start("--port", port)
        said = serving.process.communicate(timeout=START_SECONDS)[0]
    assert serving.process.returncode == 2
    assert (port in said, "Traceback" in said) == (True, False)
