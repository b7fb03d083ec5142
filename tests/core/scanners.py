"""A virus scanner for tests: it speaks clamd's INSTREAM, and behaves as it is told."""

import io
import socket
import socketserver
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for a virus; in two halves, so that none takes this file for one."""


class _Answering(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        """Read the pieces and answer."""
        server: _Server = self.server  # type: ignore[assignment]  # nobody else makes this handler
        if self._take(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack(">I", self._take(4))[0]:
            content += self._take(length)
            if len(content) > server.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        server.seen.append(content)
        self.request.sendall(server.answer_to(content))

    def _take(self, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            more = self.request.recv(length - len(taken))
            if not more:
                break
            taken += more
        return taken


class _Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, _Answering)
        self.seen: list[bytes] = []
        self.most = 10**8
        self.says: bytes | None = None

    def answer_to(self, content: bytes) -> bytes:
        """What clamd would say; or what the test wants it to say."""
        if self.says is not None:
            return self.says
        looked_at = [content]
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                looked_at += [package.read(part) for part in package.infolist()]
        found = any(EICAR in each for each in looked_at)
        return b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0"


class _LocalServer(_Server):
    address_family = socket.AF_UNIX


@contextmanager
def clamd(path: Path | None = None) -> Iterator[_Server]:
    """A running scanner, on a port or on a socket at ``path``."""
    server = _LocalServer(str(path)) if path else _Server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
