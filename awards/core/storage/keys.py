"""The names of kept files: random, and able to tell whether what comes back is what was kept."""

import hashlib
import re
import secrets

RANDOM = 32
"""Random digits a key begins with. The first files had no other."""

_KEY = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?")


def key_for(content: bytes) -> str:
    """A new key: a random number, and a hash of the content that only that number makes sense of."""
    number = secrets.token_hex(RANDOM // 2)
    return number + _hash(number, content)


def is_key(name: str) -> bool:
    """Whether ``name`` could be one of ours."""
    return _KEY.fullmatch(name) is not None


def tells_content(key: str) -> bool:
    """Whether the key says what was kept under it."""
    return len(key) > RANDOM


def belongs_to(key: str, content: bytes) -> bool:
    """Whether ``content`` is what the key was made for. A key that does not tell believes anything."""
    number, expected = key[:RANDOM], key[RANDOM:]
    return not expected or _hash(number, content) == expected


def _hash(number: str, content: bytes) -> str:
    return hashlib.blake2b(content, key=bytes.fromhex(number), digest_size=RANDOM // 2).hexdigest()
