"""Settings: the file, then the environment, then flags; wrong ones are refused by name."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from kamguide.errors import WrongUseError
from kamguide.settings import ENVIRONMENT_PREFIX, FILE_NAME, Settings, read_settings

FIELDS = [field.name for field in fields(Settings)]
DEFAULTS = {name: getattr(Settings(), name) for name in FIELDS}
OTHER: dict[str, object] = {
    "base_url": "https://guide.example.org",
    "default_language": "en",
    "log_format": "json",
    "limits": "off",
    "reload": "off",
    "assessment": "off",
}
"""A valid value other than the default, for the settings that do not take just any word."""


def other(name: str) -> object:
    default = DEFAULTS[name]
    if name in OTHER:
        return OTHER[name]
    return {bool: not default, int: 3, str: "शब्द"}[type(default)]


def toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path


def write(site: Path, text: str) -> None:
    (site / FILE_NAME).write_text(text, encoding="utf-8")


def refusal(
    site: Path | None, environment: dict[str, str] | None = None, flags: dict[str, object] | None = None
) -> str:
    with pytest.raises(WrongUseError) as refused:
        read_settings(site, environment or {}, flags)
    return str(refused.value)


# where they come from


@pytest.mark.parametrize("where", ["no site", "no file"])
def test_nothing_set_is_the_defaults(where: str, site: Path) -> None:
    assert read_settings(None if where == "no site" else site, {}) == Settings()


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_can_stand_in_the_file(name: str, site: Path) -> None:
    write(site, f"{name} = {toml(other(name))}\n")
    assert read_settings(site, {}) == Settings(**{name: other(name)})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_can_stand_in_the_environment(name: str) -> None:
    environment = {ENVIRONMENT_PREFIX + name.upper(): str(other(name))}
    assert read_settings(None, environment) == Settings(**{name: other(name)})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_can_be_a_flag(name: str) -> None:
    assert read_settings(None, {}, {name: other(name)}) == Settings(**{name: other(name)})  # type: ignore[arg-type]


def test_the_environment_goes_over_the_file_and_flags_over_both(site: Path) -> None:
    write(site, 'site_name = "file"\ncontact = "file"\ndefault_language = "en"\n')
    read = read_settings(
        site, {"KAMGUIDE_SITE_NAME": "environment", "KAMGUIDE_CONTACT": "environment"}, {"contact": "flag"}
    )
    assert (read.default_language, read.site_name, read.contact) == ("en", "environment", "flag")


def test_a_flag_that_is_not_given_changes_nothing() -> None:
    assert read_settings(None, {"KAMGUIDE_SITE_NAME": "a"}, {"site_name": None}).site_name == "a"


def test_other_names_of_the_environment_are_not_read() -> None:
    assert (
        read_settings(None, {"PATH": "/bin", "SITE_NAME": "x", "kamguide_site_name": "x", "KAMGUIDE": "x"})
        == Settings()
    )


@pytest.mark.parametrize("text", ["true", "on", "1", "yes", "TRUE", " On "])
def test_a_switch_can_be_turned_on_in_words(text: str) -> None:
    assert read_settings(None, {"KAMGUIDE_SHOW_PROBLEMS": text}).show_problems is True


@pytest.mark.parametrize("text", ["false", "off", "0", "no", "False"])
def test_a_switch_can_be_turned_off_in_words(text: str, site: Path) -> None:
    write(site, "show_problems = true\n")
    assert read_settings(site, {"KAMGUIDE_SHOW_PROBLEMS": text}).show_problems is False


# what is refused


@pytest.mark.parametrize(
    ("origin", "told"), [("file", FILE_NAME), ("environment", "the environment"), ("flag", "the command line")]
)
def test_an_unknown_name_is_refused_with_its_origin_and_the_known_ones(origin: str, told: str, site: Path) -> None:
    if origin == "file":
        write(site, 'colour = "blue"\n')
    environment = {"KAMGUIDE_COLOUR": "blue"} if origin == "environment" else {}
    sentence = refusal(site, environment, {"colour": "blue"} if origin == "flag" else None)
    assert sentence.startswith(f"unknown setting 'colour' in {told}; known: ")
    assert sentence.partition("known: ")[2].split(", ") == sorted(FIELDS)


def test_an_empty_value_is_no_flag_left_out() -> None:
    assert read_settings(None, {}, {"site_name": ""}).site_name == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("show_problems = 1", "bool"),
        ('show_problems = "perhaps"', "bool"),
        ("trusted_proxies = true", "is not valid, expected "),
        ('trusted_proxies = "one"', "is not valid, expected "),
        ("trusted_proxies = 1.5", "is not valid, expected "),
        ("trusted_proxies = -1", "is not valid, expected "),
        ("site_name = 3", "str"),
        ("site_name = ['a']", "str"),
        ('default_language = "de"', "hi or en"),
        ('default_language = "HI"', "hi or en"),
        ('log_format = "xml"', "text or json"),
        ("[base_url]\na = 1", "is not valid, expected "),
        ('base_url = "guide.example.org"', "is not valid, expected "),
        ('base_url = "ftp://guide.example.org"', "is not valid, expected "),
        ('base_url = "https://"', "is not valid, expected "),
        ('base_url = "javascript:alert(1)"', "is not valid, expected "),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(line: str, told: str, site: Path) -> None:
    write(site, line + "\n")
    sentence = refusal(site)
    assert sentence.startswith(f"setting '{line.strip('[').split(' ')[0].split(']')[0]}' in {FILE_NAME}: ")
    assert told in sentence


@pytest.mark.parametrize("value", ["-1", "one", "", "1.5", "99999999999999999999999"])
def test_a_number_of_proxies_that_cannot_be_is_refused(value: str) -> None:
    assert "'trusted_proxies'" in refusal(None, {"KAMGUIDE_TRUSTED_PROXIES": value})


@pytest.mark.parametrize("content", [b"site_name = ", b"\xff\xfe", b"a = 1\na = 2", b"\x00"])
def test_a_file_that_is_no_toml_is_refused_by_name(content: bytes, site: Path) -> None:
    (site / FILE_NAME).write_bytes(content)
    assert refusal(site).startswith(f"{FILE_NAME} cannot be read: ")


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        Settings().site_name = "x"  # type: ignore[misc]
