"""Rules of the seal."""

import json
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.results.seal import NONCE_BYTES, canonical, opens, seal_record

NONCE = bytes(range(32))
RECORD: dict[str, object] = {
    "award": "team-of-the-year",
    "winner": "Équipe \U0001f642",
    "scores": [3, 5],
    "tie": None,
}

nonces = st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
records = st.dictionaries(texts, values, max_size=5)


def test_a_record_is_written_in_one_way() -> None:
    assert canonical({"b": [1, True, None], "a": "Zoë"}) == '{"a":"Zoë","b":[1,true,null]}'.encode()


def test_the_seal_is_plain_sha_256_that_anyone_can_check() -> None:
    expected = sha256(NONCE + b'{"winner":"a"}').hexdigest()
    assert seal_record({"winner": "a"}, NONCE) == expected


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"mean": 0.5}, "record.mean: a float"),
        ({"awards": [{"mean": float("nan")}]}, r"record.awards\[0\].mean: a float"),
        ({"mean": Fraction(1, 2)}, "record.mean: a Fraction"),
        ({"keys": {1: "a"}}, "record.keys: the key 1"),
        ({"data": b"x"}, "record.data: a bytes"),
    ],
)
def test_what_programs_write_differently_is_refused_with_its_place(
    record: dict[str, object], place: str
) -> None:
    with pytest.raises(TypeError, match=place):
        seal_record(record, NONCE)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_the_nonce_has_256_bits(length: int) -> None:
    with pytest.raises(ValueError, match=f"32 bytes; this one has {length}"):
        seal_record(RECORD, bytes(length))
    assert not opens(RECORD, bytes(length), seal_record(RECORD, NONCE))


@given(records, nonces)
def test_a_seal_opens_with_its_record_and_nonce(record: dict[str, object], nonce: bytes) -> None:
    assert opens(record, nonce, seal_record(record, nonce))


@given(records, nonces)
def test_the_seal_survives_being_stored_and_loaded(record: dict[str, object], nonce: bytes) -> None:
    loaded = json.loads(json.dumps(record))
    assert opens(loaded, nonce, seal_record(record, nonce))


@given(records)
def test_the_order_of_keys_does_not_matter(record: dict[str, object]) -> None:
    assert canonical(dict(reversed(record.items()))) == canonical(record)


@given(records, records, nonces)
def test_another_record_does_not_open_it(
    record: dict[str, object], other: dict[str, object], nonce: bytes
) -> None:
    assert opens(other, nonce, seal_record(record, nonce)) == (canonical(other) == canonical(record))


@given(records, nonces, nonces)
def test_another_nonce_does_not_open_it(record: dict[str, object], nonce: bytes, other: bytes) -> None:
    assert opens(record, other, seal_record(record, nonce)) == (other == nonce)


def test_a_seal_typed_in_capitals_with_spaces_opens() -> None:
    assert opens(RECORD, NONCE, f"  {seal_record(RECORD, NONCE).upper()}\n")


@pytest.mark.parametrize("root", ["", "0" * 64, "é"])
def test_another_seal_does_not_open(root: str) -> None:
    assert not opens(RECORD, NONCE, root)
