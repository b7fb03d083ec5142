"""Rules of signing in, as tables of cases."""

import unicodedata

import pytest

from awards.accounts.passwords import hash_password, is_outdated, password_fits
from awards.accounts.rules import network_of, password_problem, post_in_words, safe_next
from awards.organisations.roles import Role

GOOD = [
    "correct horse battery",
    "Tromsø-kveld-7-lys",
    "x9!kPz0Lq-Rw",
    "🫖 tea at half past four",
    "a\x00bcdefghijk-lm",
]
GUESSED = [
    "teaawards2022",
    "Teaawards2026!",
    "council20261234",
    "Council-2026-!!",
    "P@ssw0rd1234!",
    "passwordpassword",
    "WestMidlands22",
    "aaaaaaaaaaaa",
    "abababababab",
    "            ",
    "123456789012",
    "qwertyuiop12",
    "qwertyuiopasdf",
    "jo.bloggs1234",
]


@pytest.mark.parametrize("password", GOOD)
def test_a_long_and_odd_password_is_good(password):
    assert password_problem(password, "Jo Bloggs", "jo.bloggs@example.org") is None


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_that_everybody_would_try_is_refused(password):
    problem = password_problem(password, "Jo Bloggs", "jo.bloggs@example.org", "jo.bloggs")
    assert problem == "Password is too easy to guess. Three or four unrelated words make a good one"


@pytest.mark.parametrize("password", ["", "council2026", "Xk9!mQ2-zR7"])
def test_a_password_has_twelve_characters(password):
    assert password_problem(password) == "Password must be 12 characters or more"


def test_a_password_has_at_most_128_characters():
    assert password_problem("horse battery " * 9 + "ab") is None
    assert password_problem("horse battery " * 9 + "abc") == "Password must be 128 characters or fewer"


def test_the_end_of_a_long_password_counts():
    kept = hash_password("horse battery " * 8)
    assert password_fits(kept, "horse battery " * 8)
    assert not password_fits(kept, "horse battery " * 8 + "!")


def test_nobodys_password_never_fits():
    assert not password_fits(None, "nobody has this password")


def test_a_broken_hash_fits_nothing():
    assert not password_fits("not a hash", "correct horse battery")


def test_a_hash_of_other_parameters_is_outdated():
    old = "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$S0/5PWRbgPPbpYpcm2mLKnMzYAiF1nS4o2P2EMYGkDE"
    assert is_outdated(old)
    assert not is_outdated(hash_password("correct horse battery"))


@pytest.mark.parametrize(
    "wanted",
    ["/", "/account", "/nominations/1?section=team&x=%20y", "/editions/tea-2022/results#top", "/%2f%2fe"],
)
def test_one_goes_on_to_a_page_of_this_site(wanted):
    assert safe_next(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "//e",
        "///e",
        "/\\e",
        "\\\\e",
        "http:e",
        "https://e.example",
        "%2f%2fe",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/\t/e",
        " /e",
        "/a b",
        "/é",
        "/a\\b",
        "\ud800",
        "/" + "a" * 10_000,
        "account",
    ],
)
def test_one_does_not_go_on_to_another_site(wanted):
    assert safe_next(wanted) is None


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_tries_of_one_household_count_together(address, network):
    assert network_of(address) == network


def test_a_post_is_said_in_words():
    assert post_in_words(Role.DIRECTOR, "Walsall Council") == "a director, for Walsall Council"
    assert post_in_words(Role.CHAIR, None) == "chair of the panel"


def test_every_role_has_its_words():
    assert all(post_in_words(role, None) for role in Role)


def test_the_same_password_typed_on_another_keyboard_is_the_same():
    twins = {unicodedata.normalize(form, "Tromsø-é-kveld-7") for form in ("NFC", "NFD")}
    assert len(twins) == 2
