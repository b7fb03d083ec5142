"""An object store that speaks the language of S3, through obstore."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from obstore.exceptions import BaseError
from obstore.store import S3Store

from awards.core.storage.keys import is_key
from awards.core.storage.places import Away, Bucket, Gone

if TYPE_CHECKING:
    from obstore.store import S3Config

CONNECT = dt.timedelta(seconds=3)
ANSWER = dt.timedelta(seconds=20)
PATIENCE = dt.timedelta(seconds=30)
"""So long may one call take with all its tries: somebody waits for it."""
TRIES_AGAIN = 3


class ObjectStore:
    """One bucket, or a folder of it. Busy answers and lost connections are tried again by the library."""

    def __init__(self, bucket: Bucket, *, pause: dt.timedelta = dt.timedelta(milliseconds=200)) -> None:
        known: S3Config = {"region": bucket.region}
        if bucket.endpoint:
            known["endpoint"] = bucket.endpoint
        if bucket.access_key:
            known["access_key_id"], known["secret_access_key"] = bucket.access_key, bucket.secret_key
        if bucket.session_token:
            known["session_token"] = bucket.session_token
        self._store = S3Store(
            bucket.name,
            prefix=bucket.folder or None,
            config=known,
            virtual_hosted_style_request=False,
            checksum_algorithm="sha256",
            disable_bulk_delete=True,  # not every store knows it
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "connect_timeout": CONNECT,
                "timeout": ANSWER,
            },
            retry_config={
                "max_retries": TRIES_AGAIN,
                "retry_timeout": PATIENCE,
                "backoff": {"init_backoff": pause, "max_backoff": pause * 20, "base": 2},
            },
        )

    def put(self, name: str, content: bytes) -> None:
        """Send it and read it back: an answer that was lost does no harm, and a wrong one is found out."""
        refused: BaseError | None = None
        try:
            self._store.put(name, content, use_multipart=False)
        except BaseError as problem:
            refused = problem
        try:
            kept = self.get(name) == content
        except Gone:
            kept = False
        if not kept:
            raise Away(
                _reason(refused) if refused else "what was read back is not what was sent"
            ) from refused

    def get(self, name: str) -> bytes:
        """Read it whole; the library asks for the rest of an answer that was cut."""
        try:
            return bytes(self._store.get(name).bytes())
        except FileNotFoundError:
            raise Gone from None
        except BaseError as problem:
            raise Away(_reason(problem)) from problem

    def remove(self, name: str) -> None:
        """Delete it; S3 does not mind when there is nothing."""
        try:
            self._store.delete(name)
        except FileNotFoundError:
            return
        except BaseError as problem:
            raise Away(_reason(problem)) from problem

    def older_than(self, moment: dt.datetime) -> Iterator[str]:
        """Only what has a name of ours: the bucket may hold other things."""
        try:
            for portion in self._store.list():
                for found in portion:
                    if found["last_modified"] < moment and is_key(found["path"]):
                        yield found["path"]
        except BaseError as problem:
            raise Away(_reason(problem)) from problem


def _reason(problem: BaseException) -> str:
    """One line, without the library's inner workings."""
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0][:300]
