"""A small object store for tests: it speaks enough of S3, and fails in the ways that object stores fail."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Fault(StrEnum):
    """How the store behaves."""

    NONE = "none"
    BUSY = "answers 503 to everything"
    BUSY_ONCE = "answers 503 to the first request of each kind"
    REPLY_LOST = "keeps what is sent and hangs up"
    FORGETS = "says yes and keeps nothing"
    SPOILS = "says yes and keeps something else"
    CUTS = "hangs up in the middle of every answer"
    CUTS_ONCE = "hangs up in the middle of the first answer"
    REFUSES = "answers 403"


class Store(ThreadingHTTPServer):
    """What was kept, when, and which requests came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.fault = Fault.NONE
        self.kept: dict[str, tuple[bytes, dt.datetime]] = {}
        self.requests: list[str] = []
        self.checksums: list[str | None] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def age(self, by: dt.timedelta) -> None:
        """Everything was kept so much earlier."""
        self.kept = {name: (content, at - by) for name, (content, at) in self.kept.items()}

    def first(self, method: str) -> bool:
        """Whether this is the first request of its kind."""
        return self.requests.count(method) == 1


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Store

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def _begin(self) -> bool:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.name = unquote(urlsplit(self.path).path)
        self.server.requests.append(self.command)
        busy = self.server.fault is Fault.BUSY
        if busy or (self.server.fault is Fault.BUSY_ONCE and self.server.first(self.command)):
            self._answer(503, b"<Error><Code>SlowDown</Code></Error>")
        elif self.server.fault is Fault.REFUSES:
            self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        else:
            return True
        return False

    def do_PUT(self) -> None:
        """Keep an object."""
        if not self._begin():
            return
        self.server.checksums.append(self.headers.get("x-amz-checksum-sha256"))
        fault, now = self.server.fault, dt.datetime.now(dt.UTC)
        if fault is not Fault.FORGETS:
            content = b"spoilt" + self.body[6:] if fault is Fault.SPOILS else self.body
            self.server.kept[self.name] = (content, now)
        if fault is Fault.REPLY_LOST:
            self._hang_up()
        else:
            self._answer(200, b"", ETag='"e"')

    def do_GET(self) -> None:
        """Give an object, or the list of all."""
        if not self._begin():
            return
        if "list-type" in parse_qs(urlsplit(self.path).query):
            self._answer(200, self._list())
        elif self.name not in self.server.kept:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            content, at = self.server.kept[self.name]
            cut = self.server.fault is Fault.CUTS
            cut = cut or (self.server.fault is Fault.CUTS_ONCE and self.server.first("GET"))
            self._give(content, at, cut)

    def do_DELETE(self) -> None:
        """Delete an object."""
        if self._begin():
            self.server.kept.pop(self.name, None)
            self._answer(204, b"")

    def _give(self, content: bytes, at: dt.datetime, cut: bool) -> None:
        asked = self.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0
        part = content[start:]
        ranged = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if asked else {}
        self.send_response(206 if asked else 200)
        headers = {
            "Content-Length": str(len(part)),
            "ETag": '"e"',
            "Last-Modified": format_datetime(at, True),
        }
        for name, value in (headers | ranged).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(part[: len(part) // 2] if cut else part)
        if cut:
            self._hang_up()

    def _list(self) -> bytes:
        bucket = self.name.strip("/")
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        rows = [
            f"<Contents><Key>{escape(name.removeprefix(f'/{bucket}/'))}</Key><Size>{len(content)}</Size>"
            f"<LastModified>{at.isoformat()}</LastModified><ETag>e</ETag></Contents>"
            for name, (content, at) in self.server.kept.items()
            if name.startswith(f"/{bucket}/{prefix}")
        ]
        listed = "".join(rows)
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{listed}</ListBucketResult>".encode()

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True


@contextmanager
def object_store() -> Iterator[Store]:
    """A running store, empty."""
    store = Store()
    thread = threading.Thread(target=store.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        store.shutdown()
        store.server_close()
        thread.join(timeout=5)
