"""What people did with a nomination, in the words of its history."""

from collections.abc import Mapping

WROTE, PUT_BACK, COPIED = "answers saved", "older text put back", "answers copied"
RETURNED, SIGNED_AGAIN = "returned by the director", "nomination signed again"
SENTENCES: Mapping[str, str] = {
    "nomination started": "started the nomination",
    WROTE: "wrote",
    PUT_BACK: "put an older text back",
    COPIED: "copied answers of an earlier edition",
    "sign-off asked for": "asked the director to sign",
    RETURNED: "returned it with a comment",
    "nomination submitted": "signed and submitted it",
    SIGNED_AGAIN: "read what had changed and signed it again",
    "nomination withdrawn": "withdrew it",
    "withdrawal undone": "undid the withdrawal",
    "nomination returned": "returned it for changes",
    "nomination accepted": "accepted it",
    "nomination ruled out": "found that it cannot take part",
    "nomination reconsidered": "looked at it again",
    "person added": "named a person",
    "people added": "named people",
    "person changed": "changed what is told about a person",
    "person removed": "took a person off the list",
    "people put in order": "put people in another order",
    "photo set": "sent a photo",
    "photo described": "described the photo",
    "photo cropped": "cropped the photo",
    "photo confirmed": "confirmed who is not in the photo",
    "document added": "sent a document",
    "file removed": "removed a file",
    "finding explained": "explained why a passage identifies nobody",
    "passage masked": "masked a passage for everybody but you",
    "passage unmasked": "unmasked a passage",
    "team asked for consent": "asked the team what may be shown of them",
    "consent answered": "said what may be shown of them",
    "consent noted": "noted what somebody agreed to",
    "name corrected": "corrected how their name is written or said",
    "help begun": "began to write on your organisation’s behalf",
    "help ended": "stopped writing on your organisation’s behalf",
}


BESIDE_TEXTS = frozenset(
    {
        "person added",
        "people added",
        "person changed",
        "person removed",
        "people put in order",
        "photo set",
        "photo described",
        "photo cropped",
        "document added",
        "file removed",
        "finding explained",
    }
)
"""Acts that change what a director reads and leave no older text to compare."""

A_MEMBER, SOMEBODY = "A team member", "Somebody"
OF_MEMBERS = frozenset({"consent answered", "name corrected"})
"""What people of the team do by their own links, without an account."""


def who_did(action: str, name: str | None) -> str:
    """Who did it, where the record may know nobody."""
    return name or (A_MEMBER if action in OF_MEMBERS else SOMEBODY)


def in_words(action: str) -> str:
    """An act of the record as it follows a name; in the record's own words where there are no others."""
    return SENTENCES.get(action, action)
