"""Settings come from environment variables; this list is their only home. In brackets: what holds unless set.

AWARDS_DATA_DIR       folder of the database, the files and the kept key [data]
AWARDS_DATABASE_URL   SQLAlchemy address of the database [SQLite in that folder]
AWARDS_SECRET_KEY     signs cookies, 32 characters or more [made once and kept]
AWARDS_FILES_URL      s3://bucket/folder?region=eu-west-2&endpoint=https://host keeps photos and documents
                      in an object store; its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
                      [in that folder]
AWARDS_CLAMD          a virus scanner, clamd, that looks at files before anybody is given them:
                      host:port or the path of its socket [files are not scanned]
AWARDS_MAIL_URL       smtp+tls://user:password@host:587 [mail stays in the outbox]
AWARDS_MAIL_SENDER    the From address of every message [awards@localhost]
AWARDS_BASE_URL       address in messages and documents [http://127.0.0.1:PORT]
AWARDS_TRUSTED_HOSTS  host names that requests may name, with commas between
                      [that of the base address, and this machine]
AWARDS_PROXIES        how many reverse proxies stand before the server [0]
PORT                  port of "awards serve" [8000]
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from awards.core.mail import MailServer, mail_server
from awards.core.scanning import Clamd, clamd_at
from awards.core.storage.places import Bucket, files_place

ROOT = Path(__file__).resolve().parents[2]
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
SHORTEST_KEY = 32


@dataclass(frozen=True)
class Settings:
    """What the environment asks for, checked."""

    data_dir: Path
    database_url: str
    secret_key: str
    files: Path | Bucket
    scanner: Clamd | None
    mail: MailServer | None
    mail_sender: str
    base_url: str
    trusted_hosts: tuple[str, ...]
    proxies: int
    port: int


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings; raise ValueError with a sentence that names the wrong variable."""
    data_dir = Path(environment.get("AWARDS_DATA_DIR") or ROOT / "data").resolve()
    port = _number(environment, "PORT", 8000, most=65535)
    base_url = (environment.get("AWARDS_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    host = _host(base_url)
    named = [name.strip() for name in environment.get("AWARDS_TRUSTED_HOSTS", "").split(",") if name.strip()]
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(environment.get("AWARDS_DATABASE_URL", ""), data_dir),
        secret_key=environment.get("AWARDS_SECRET_KEY", ""),
        files=files_place(environment.get("AWARDS_FILES_URL", ""), data_dir / "files", environment),
        scanner=clamd_at(environment.get("AWARDS_CLAMD", "")),
        mail=mail_server(environment.get("AWARDS_MAIL_URL", "")),
        mail_sender=environment.get("AWARDS_MAIL_SENDER") or "awards@localhost",
        base_url=base_url,
        trusted_hosts=tuple(named or [host, *LOCAL_HOSTS]),
        proxies=_number(environment, "AWARDS_PROXIES", 0),
        port=port,
    )


def secret_key(settings: Settings) -> str:
    """The given key, or one made on the first run and kept for its owner only."""
    if settings.secret_key:
        if len(settings.secret_key) < SHORTEST_KEY:
            raise ValueError(f"AWARDS_SECRET_KEY must have at least {SHORTEST_KEY} characters")
        return settings.secret_key
    kept = settings.data_dir / "secret-key"
    if not kept.exists():
        _make_key(kept)
    return kept.read_text()


def _make_key(kept: Path) -> None:
    """Server and worker may start together: whoever is first makes the key, and nobody reads half of one."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(draft, kept)
    draft.unlink()


def flask_config(settings: Settings) -> dict[str, object]:
    """The same for Flask and its extensions."""
    config: dict[str, object] = {
        "SECRET_KEY": secret_key(settings),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # a logged error names nobody
        "FILES": settings.files,
        "SCANNER": settings.scanner,
        "DATA_DIR": str(settings.data_dir),
        "BASE_URL": settings.base_url,
        "PORT": settings.port,
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAIL_SENDER": settings.mail_sender,
        "SENDS_MAIL": settings.mail is not None,
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https:"),
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "awards",
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "MAX_FORM_PARTS": 500,
    }
    if settings.mail:
        server = settings.mail
        config |= {"MAIL_SERVER": server.host, "MAIL_PORT": server.port, "MAIL_USE_TLS": server.start_tls}
        config |= {
            "MAIL_USE_SSL": server.tls,
            "MAIL_USERNAME": server.username,
            "MAIL_PASSWORD": server.password,
        }
    return config


def _host(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ValueError("AWARDS_BASE_URL must look like https://awards.example.org")
    return host


def _database_url(given: str, data_dir: Path) -> str:
    for scheme in ("postgres://", "postgresql://"):
        if given.startswith(scheme):
            return "postgresql+psycopg://" + given.removeprefix(scheme)
    if given and not given.startswith(("postgresql+psycopg://", "sqlite:///")):
        raise ValueError("AWARDS_DATABASE_URL must look like postgresql://user:password@host/name")
    return given or f"sqlite:///{data_dir / 'awards.sqlite3'}"


def _number(environment: Mapping[str, str], name: str, otherwise: int, *, most: int = 100) -> int:
    value = environment.get(name) or str(otherwise)
    if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= most):
        raise ValueError(f"{name} must be a whole number up to {most}")
    return int(value)
