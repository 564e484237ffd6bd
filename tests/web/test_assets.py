"""Static files: names that hold their hash, kept for a year, packed where it helps, and nothing else of the disk."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from kamguide.web import app as application
from kamguide.web.assets import Assets, read_assets
from tests.conftest import ROOT

FOLDER = Path(application.__file__).parent / "static"
ASSETS = read_assets(str(FOLDER))


@pytest.mark.parametrize("name", ASSETS.by_name)
def test_a_static_file_is_served_under_its_hash_for_a_year(name: str, client: FlaskClient) -> None:
    answer = client.get(ASSETS.url(name))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.data == ASSETS.by_name[name].body
    assert re.fullmatch(r"/static/[\w./-]+\.[0-9a-f]{10}\.\w+", ASSETS.url(name))


@pytest.mark.parametrize("name", ASSETS.by_name)
def test_a_static_file_has_its_type_and_its_words(name: str, client: FlaskClient) -> None:
    types = {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".txt": "text/plain; charset=utf-8",
        ".png": "image/png",
        ".ico": "image/x-icon",
    }
    assert client.get(ASSETS.url(name)).content_type == types[Path(name).suffix]
    assert len(ASSETS.by_name[name].body) > 0


@pytest.mark.parametrize("name", [name for name, asset in ASSETS.by_name.items() if asset.gzipped])
def test_a_static_text_is_packed_for_who_takes_it(name: str, client: FlaskClient) -> None:
    packed, plain = (client.get(ASSETS.url(name), headers={"Accept-Encoding": e}) for e in ("gzip", "identity"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert [answer.headers["Vary"] for answer in (packed, plain)] == ["Accept-Encoding"] * 2


@pytest.mark.parametrize("wanted", ["gzip;q=0", "x-gzipped", "br"])
def test_gzip_is_not_sent_to_who_does_not_take_it(wanted: str, client: FlaskClient) -> None:
    answer = client.get(ASSETS.url("app.css"), headers={"Accept-Encoding": wanted})
    assert "Content-Encoding" not in answer.headers


def test_what_is_packed_already_is_not_packed_again(client: FlaskClient) -> None:
    fonts = [name for name in ASSETS.by_name if name.endswith(".woff2")]
    assert fonts != []
    for name in fonts:
        assert "Content-Encoding" not in client.get(ASSETS.url(name), headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("name", ASSETS.by_name)
def test_head_is_get_without_a_body(name: str, client: FlaskClient) -> None:
    get, head = client.get(ASSETS.url(name)), client.head(ASSETS.url(name))
    assert (head.status_code, head.data) == (200, b"")
    assert sorted(head.headers) == sorted(get.headers)


def test_style_sheets_name_other_files_by_their_hash() -> None:
    sheets = [asset.body.decode() for name, asset in ASSETS.by_name.items() if name.endswith(".css")]
    named = {url for sheet in sheets for url in re.findall(r"url\(['\"]?([^)'\"]+)['\"]?\)", sheet)}
    assert named != set()
    assert {urljoin(ASSETS.url("app.css"), url) for url in named} <= {f"/static/{path}" for path in ASSETS.by_path}


@pytest.mark.parametrize(
    "path",
    ["app.css", "app.0000000000.css", "fonts/", "", "../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd",
     "fonts/../app.css", "app.css%00", ".."],
)  # fmt: skip
def test_nothing_else_is_served(path: str, client: FlaskClient) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_the_favicon_is_the_mark(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.content_type, answer.data) == ("image/svg+xml", ASSETS.by_name["mark.svg"].body)
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


# reading a folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text("/* why */\na {\n  src: url(fonts/a.woff2);\n}\n")
    (tmp_path / ".hidden").write_text("secret")
    return tmp_path


def read(folder: Path) -> Assets:
    return read_assets(str(folder))


def test_hidden_files_are_passed_over(folder: Path) -> None:
    assert set(read(folder).by_name) == {"a.css", "fonts/a.woff2"}


def test_a_style_sheet_loses_its_comments_and_line_breaks_and_names_files_by_hash(folder: Path) -> None:
    assets = read(folder)
    assert assets.by_name["a.css"].body.decode() == f"a {{src: url({assets.url('fonts/a.woff2')});}}"


def test_a_changed_file_has_another_name_and_so_has_the_sheet_that_uses_it(folder: Path) -> None:
    before = read(folder)
    (folder / "fonts" / "a.woff2").write_bytes(b"another font")
    after = read(folder)
    assert {name for name in before.by_name if before.url(name) != after.url(name)} == {"a.css", "fonts/a.woff2"}


def test_an_unchanged_folder_keeps_its_names(folder: Path) -> None:
    assert read(folder).by_path == read(folder).by_path


def test_a_name_that_is_not_there_is_an_error_for_templates(folder: Path) -> None:
    with pytest.raises(KeyError):
        read(folder).url("b.css")


SCRIPTS_LIMIT = 5_000


def test_all_scripts_together_are_small_even_unpacked() -> None:
    """The budget of the design, taken by its harder reading: raw bytes, of the whole site."""
    folder = ROOT / "kamguide" / "web" / "static"
    assert 0 < sum(path.stat().st_size for path in folder.rglob("*.js")) <= SCRIPTS_LIMIT
