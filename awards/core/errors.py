"""Errors a user can cause; each knows the status it deserves and says what to do in plain words."""


class AwardsError(Exception):
    """A request that the rules of the awards refuse."""

    status = 409

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class BrokenRule(AwardsError):
    """What was asked breaks a rule; the form is shown again with the sentence."""

    status = 422


class NotAllowed(AwardsError):
    """The actor may not do this."""

    status = 403

    def __init__(self, sentence: str = "You do not have permission to see this page.") -> None:
        super().__init__(sentence)


class NotFound(AwardsError):
    """There is no such thing, or the actor may not know of it: both look the same."""

    status = 404

    def __init__(self) -> None:
        super().__init__("We could not find that page.")


class SignInNeeded(AwardsError):
    """Nobody is signed in."""

    status = 401


class Stale(AwardsError):
    """Somebody else changed the thing in the meantime."""


class WrongState(AwardsError):
    """The thing is not in a state in which this can be done."""


class TooManyTries(AwardsError):
    """Slow down."""

    status = 429


class Unavailable(AwardsError):
    """Something that this site needs cannot be reached now; nothing was changed."""

    status = 503


class LinkUsed(AwardsError):
    """A link that worked once, or whose time is over."""

    status = 410
