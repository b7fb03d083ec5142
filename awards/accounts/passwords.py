"""Passwords are kept as Argon2id hashes (OWASP's parameters: 19 MiB, two passes, one lane)."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The hash to keep. Slow by intent: hold no transaction."""
    return _hasher.hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one whose hash is ``kept``; just as slow where nothing is kept."""
    try:
        _hasher.verify(kept or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@functools.cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")
