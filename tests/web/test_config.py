"""Settings: what is accepted, what is made, and the sentence for what is wrong."""

import re
import stat

import pytest

from awards.web.app import create_app
from awards.web.config import SHORTEST_KEY, read_settings, secret_key

KEY = "k" * SHORTEST_KEY


def test_without_any_variable_everything_is_in_the_data_folder(root):
    settings = read_settings({})
    assert settings.data_dir == root / "data"
    assert settings.database_url == f"sqlite:///{root / 'data' / 'awards.sqlite3'}"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.mail is None
    assert (settings.files, settings.scanner) == (root / "data" / "files", None)


def test_the_port_is_part_of_the_usual_address():
    assert read_settings({"PORT": "8123"}).base_url == "http://127.0.0.1:8123"


def test_an_empty_variable_is_like_none():
    names = ("AWARDS_DATA_DIR", "AWARDS_DATABASE_URL", "AWARDS_MAIL_URL", "AWARDS_BASE_URL", "PORT")
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_address_takes_our_driver(scheme):
    settings = read_settings({"AWARDS_DATABASE_URL": f"{scheme}://awards@db/awards"})
    assert settings.database_url == "postgresql+psycopg://awards@db/awards"


def test_hosts_are_the_named_ones_or_the_base_addresss_and_local_ones():
    named = read_settings({"AWARDS_TRUSTED_HOSTS": "a.example.org, b.example.org"})
    assert named.trusted_hosts == ("a.example.org", "b.example.org")
    usual = read_settings({"AWARDS_BASE_URL": "https://awards.example.org/"})
    assert usual.trusted_hosts == ("awards.example.org", "127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "-1"),
        ("PORT", "٨٠"),
        ("PORT", "65536"),
        ("AWARDS_PROXIES", "one"),
        ("AWARDS_BASE_URL", "awards.example.org"),
        ("AWARDS_BASE_URL", "ftp://awards.example.org"),
        ("AWARDS_BASE_URL", "https://awards.example.org:port"),
        ("AWARDS_BASE_URL", "https://awards.example.org/?a=b"),
        ("AWARDS_DATABASE_URL", "mysql://db/awards"),
        ("AWARDS_DATABASE_URL", "no address"),
        ("AWARDS_MAIL_URL", "mail.example.org"),
        ("AWARDS_FILES_URL", "https://store.example.org/bucket"),
        ("AWARDS_CLAMD", "clamd"),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence_that_names_its_variable(name, value):
    with pytest.raises(ValueError, match=rf"^{name} must .{{10,90}}$"):
        read_settings({name: value})


def test_a_short_key_is_refused(tmp_path):
    settings = read_settings({"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_SECRET_KEY": "changeme"})
    with pytest.raises(ValueError, match="AWARDS_SECRET_KEY must have at least 32 characters"):
        create_app(settings)


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    settings = read_settings({"AWARDS_DATA_DIR": str(tmp_path / "new")})
    made = secret_key(settings)
    assert len(made) > SHORTEST_KEY
    assert secret_key(settings) == made
    kept = tmp_path / "new/secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]


def test_every_variable_that_is_read_is_in_the_table(root):
    source = (root / "awards/web/config.py").read_text()
    table, code = source.split('"""', 2)[1:]
    named = set(re.findall(r'"(AWARDS_[A-Z_]+|PORT)"', code))
    assert named
    assert sorted(name for name in named if f"\n{name} " not in table) == []
