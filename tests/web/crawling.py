"""Looking at everything that somebody can reach by following links, and at every address that exists."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from pypdf import PdfReader

from awards.core.outbox import Message
from awards.web.guard import UNGUARDED
from tests.world import World

DRAWN = re.compile(
    r"""(nonce-|nonce="|name="csrf_token" value="|name="(?:item_id|once)" value="|"token":")[^'"]+"""
)
NOT_FOLLOWED = re.compile(r"^/(static|sign-out)|^/outbox/|^/people/|^/(account|sign-in)|[?&]page=")

NOT_COMPARED = ("Set-Cookie", "Date")


@dataclass(frozen=True)
class Seen:
    """An answer: where, its status, its headers, its bytes."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @cached_property
    def text(self) -> str:
        """All that can be read in it."""
        told = " ".join(self.headers.values())
        if self.body.startswith(b"%PDF"):
            return f"{told} {_printed(self.body)}"
        return f"{told} {unescape(self.body.decode('utf-8', 'replace'))}"

    @property
    def comparable(self) -> tuple[str, int, dict[str, str], bytes | str]:
        """The answer without what is drawn anew each time."""
        headers = {
            name: DRAWN.sub("", value) for name, value in self.headers.items() if name not in NOT_COMPARED
        }
        if re.search("html|json", headers.get("Content-Type", "")):
            return self.path, self.status, headers, DRAWN.sub("", self.body.decode())
        return self.path, self.status, headers, self.body


@cache
def _printed(document: bytes) -> str:
    """The words of a PDF and what it says of itself; the same document is met by many."""
    reader = PdfReader(io.BytesIO(document))
    return " ".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])


def addresses(world: World) -> list[str]:
    """An address of every page that can be asked for with GET."""
    rules = [rule for rule in world.app.url_map.iter_rules() if rule.endpoint not in UNGUARDED]
    return sorted({world.path(rule) for rule in rules if "GET" in (rule.methods or ())})


def crawl(world: World, role: str, *, most: int = 40) -> Iterator[Seen]:
    """Every address, then from the home page whatever is linked, ``most`` pages of it."""
    client = world.browser(role)
    waiting, known = [*addresses(world), "/"], set(addresses(world))
    follow = most
    while waiting:
        seen = seen_at(client, waiting.pop(0))
        yield seen
        for link in links(seen):
            if link not in known and follow:
                known.add(link)
                waiting.append(link)
                follow -= 1


def seen_at(client: FlaskClient, path: str, method: str = "GET") -> Seen:
    """What is answered when somebody asks for ``path``."""
    with client.open(path, method=method) as answer:
        return Seen(path, answer.status_code, dict(answer.headers), answer.data)


def links(seen: Seen) -> list[str]:
    """The addresses of this site that the page leads to, in order; not those that are every page's."""
    if seen.status != 200 or "html" not in seen.headers.get("Content-Type", ""):
        return []
    found = re.findall(r'(?:href|src)="([^"#]+)', seen.body.decode())
    joined = [urljoin(seen.path, unescape(link)) for link in found]
    here = [link for link in joined if not urlsplit(link).netloc and link.startswith("/")]
    return list(dict.fromkeys(link for link in here if not NOT_FOLLOWED.search(link)))


def letters(messages: list[Message]) -> str:
    """All that was ever written to anybody."""
    return " ".join(f"{message.recipient} {message.subject} {message.body}" for message in messages)
