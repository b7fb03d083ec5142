"""Who may do what: permissions, the policies that grant them, and how a view asks for one."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar, overload

V = TypeVar("V", bound=Callable[..., Any])
Policy = Callable[..., bool]
Loader = Callable[[Any], object]


class Actor(Protocol):
    """Whoever makes the request."""

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody is signed in."""

    @property
    def id(self) -> uuid.UUID:
        """The person's identity."""

    def holds(self, *roles: StrEnum) -> bool:
        """Whether the person holds a post with one of ``roles`` today."""


@dataclass(frozen=True)
class Access:
    """What a view asks of its visitor, and how to load the things in its address."""

    permission: StrEnum | None
    loaders: Mapping[str, Loader] = field(default_factory=dict)


policies: dict[StrEnum, Policy] = {}


def grants(permission: StrEnum) -> Callable[[Policy], Policy]:
    """Register a predicate of the actor and the things in the address as the policy for ``permission``."""

    def register(policy: Policy) -> Policy:
        if permission in policies:
            raise RuntimeError(f"two policies grant {permission}")
        policies[permission] = policy
        return policy

    return register


def can(actor: Actor, permission: StrEnum, *things: object) -> bool:
    """Whether a policy grants ``permission`` on ``things``; nobody may do anything unless one does."""
    return actor.is_authenticated and policies[permission](actor, *things)


def requires(permission: StrEnum, **loaders: Loader) -> Callable[[V], V]:
    """Declare what a view needs and how the things in its address are loaded; the guard enforces it."""
    return _declare(Access(permission, loaders))


@overload
def public(view: V) -> V: ...
@overload
def public(**loaders: Loader) -> Callable[[V], V]: ...
def public(view: V | None = None, **loaders: Loader) -> V | Callable[[V], V]:
    """Declare that a view is open to everyone. With loaders: ``@public(edition=get_edition)``."""
    declare: Callable[[V], V] = _declare(Access(None, loaders))
    return declare if view is None else declare(view)


def _declare(access: Access) -> Callable[[V], V]:
    def declare(view: V) -> V:
        view.access = access  # type: ignore[attr-defined]  # read by the guard
        return view

    return declare
