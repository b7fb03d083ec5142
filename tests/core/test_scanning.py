"""The virus scanner's answers: only "OK" is clean, and no answer is no answer."""

import pytest

from awards.core.scanning import PIECE, Clamd, NotScanned, ScannerAway, clamd_at
from tests.core.scanners import EICAR, clamd


def test_a_harmless_file_is_clean_and_arrives_whole():
    content = bytes(range(256)) * (PIECE // 100)
    with clamd() as server:
        assert Clamd(server.server_address).scan(content).virus == ""
        assert server.seen == [content]


def test_a_virus_is_called_by_its_name_wherever_it_is_split():
    with clamd() as server:
        found = Clamd(server.server_address).scan(b" " * (PIECE - 30) + EICAR)
    assert found.virus == "Eicar-Test-Signature"


def test_the_scanner_may_listen_at_a_path(tmp_path):
    with clamd(tmp_path / "clamd.ctl"):
        assert Clamd(str(tmp_path / "clamd.ctl")).scan(b"x").virus == ""


@pytest.mark.parametrize("answer", [b"", b"stream: OK", b"stream: "])
def test_half_an_answer_is_none(answer):
    with clamd() as server:
        server.says = answer
        with pytest.raises(ScannerAway):
            Clamd(server.server_address).scan(b"x")


@pytest.mark.parametrize("answer", [b"COMMAND READ TIMED OUT\0", b"stream: OKAY\0", b"ERROR\0", b"\xff\0"])
def test_any_other_answer_says_nothing_of_the_file(answer):
    with clamd() as server:
        server.says = answer
        with pytest.raises(NotScanned):
            Clamd(server.server_address).scan(b"x")


def test_a_file_too_large_for_the_scanner_is_not_scanned():
    with clamd() as server:
        server.most = 1000
        with pytest.raises(NotScanned, match="size limit"):
            Clamd(server.server_address).scan(b"x" * 3_000_000)


def test_a_scanner_that_is_not_there_is_away(tmp_path):
    with clamd() as server:
        address = server.server_address
    for scanner in (Clamd(address), Clamd(str(tmp_path / "nothing"))):
        with pytest.raises(ScannerAway):
            scanner.scan(b"x")


@pytest.mark.parametrize(
    ("setting", "scanner"),
    [
        ("", None),
        ("127.0.0.1:3310", Clamd(("127.0.0.1", 3310))),
        ("[::1]:3310", Clamd(("::1", 3310))),
        ("/run/clamav/clamd.ctl", Clamd("/run/clamav/clamd.ctl")),
    ],
)
def test_the_setting_names_the_scanner(setting, scanner):
    assert clamd_at(setting) == scanner


@pytest.mark.parametrize("setting", ["clamd", "clamd:", ":3310", "clamd:0", "clamd:99999", "clamd:x"])
def test_a_setting_that_names_none_is_refused(setting):
    with pytest.raises(ValueError, match="AWARDS_CLAMD"):
        clamd_at(setting)
