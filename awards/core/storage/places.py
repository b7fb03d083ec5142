"""Where files can lie: what any such place can do, the setting that names it, a folder of this machine."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from awards.core.storage.keys import is_key

PART = ".part"
WRONG_URL = "AWARDS_FILES_URL must look like s3://bucket/folder?region=eu-west-2&endpoint=https://host"


class Gone(Exception):  # a state of things, not a fault of ours
    """There is nothing under this name."""


class Away(Exception):
    """The place cannot be reached, is full, or does not do what it says."""


class Place(Protocol):
    """Keeps bytes under names. Whatever goes wrong is Gone or Away."""

    def put(self, name: str, content: bytes) -> None:
        """Keep ``content``; on return it is durable."""

    def get(self, name: str) -> bytes:
        """What is kept under the name."""

    def remove(self, name: str) -> None:
        """Delete it; nothing happens when it is gone."""

    def older_than(self, moment: dt.datetime) -> Iterator[str]:
        """The names of what was last written before that moment on the world's clock."""


@dataclass(frozen=True)
class Bucket:
    """An object store as the setting names it. The secrets come from the environment and are never shown."""

    name: str
    folder: str
    region: str
    endpoint: str
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    session_token: str = field(default="", repr=False)


def files_place(url: str, folder: Path, environment: Mapping[str, str]) -> Path | Bucket:
    """The place that AWARDS_FILES_URL names, or the local ``folder``; ValueError for what is no place."""
    if not url:
        return folder
    try:
        parts = urlsplit(url)
        asked = (
            {key: values[0] for key, values in parse_qs(parts.query, strict_parsing=True).items()}
            if parts.query
            else {}
        )
        host, secret = parts.hostname, parts.username or parts.password
    except ValueError:
        raise ValueError(WRONG_URL) from None
    if parts.scheme != "s3" or not host or not set(asked) <= {"region", "endpoint"}:
        raise ValueError(WRONG_URL)
    if secret:
        raise ValueError("AWARDS_FILES_URL holds no keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    endpoint = asked.get("endpoint", "")
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise ValueError(WRONG_URL)
    return Bucket(
        name=host,
        folder=parts.path.strip("/"),
        region=asked.get("region") or environment.get("AWS_REGION") or "eu-west-2",
        endpoint=endpoint,
        access_key=environment.get("AWS_ACCESS_KEY_ID", ""),
        secret_key=environment.get("AWS_SECRET_ACCESS_KEY", ""),
        session_token=environment.get("AWS_SESSION_TOKEN", ""),
    )


class LocalFolder:
    """A folder, with a folder in it for each beginning of a name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, content: bytes) -> None:
        """Write beside, make durable, then rename: nobody ever sees half a file."""
        path = self._path(name)
        unfinished = path.with_name(f"{name}{PART}")
        try:
            self._make_folder(path.parent)
            try:
                with unfinished.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                unfinished.replace(path)
            except BaseException:
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
                raise
            _make_durable(path.parent)
        except OSError as problem:
            raise Away(_reason(problem)) from problem

    def _make_folder(self, folder: Path) -> None:
        """A new folder is durable once the one above it is."""
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            _make_durable(folder.parent)
            _make_durable(folder.parent.parent)

    def get(self, name: str) -> bytes:
        """Read it whole."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise Gone from None
        except OSError as problem:
            raise Away(_reason(problem)) from problem

    def remove(self, name: str) -> None:
        """Unlink it."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as problem:
            raise Away(_reason(problem)) from problem

    def older_than(self, moment: dt.datetime) -> Iterator[str]:
        """Only what has a name of ours; also what was begun and never finished."""
        for path in self.root.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):
                ours = is_key(path.name.removesuffix(PART))
                if ours and path.stat().st_mtime < moment.timestamp():
                    yield path.name

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name


def _make_durable(folder: Path) -> None:
    """A new name is durable once its folder is. Windows has no such call, and no need of it."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__
