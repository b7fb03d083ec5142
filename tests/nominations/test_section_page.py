"""The pages of the entry form: what is typed is never lost."""

import datetime as dt
import re

import pytest

from awards.core import clock
from awards.core.database import db
from awards.core.installation import start_sample_clock
from awards.editions.states import QuestionKind, Stage
from awards.nominations.answering import version_of
from awards.nominations.models import Answer, TeamMember
from awards.nominations.reading import plain_values
from awards.nominations.services import save_answers
from awards.nominations.states import NominationState
from tests.counting import counted_statements
from tests.factories import refreshed

HOSTILE = "<script>alert(1)</script>{{7*7}}${7}%s{0.__class__}"


def page(nomination, key="team"):
    return f"/nominations/{nomination.id}/sections/{key}"


def version(scene, nomination, section=0):
    """The version of a page that is opened now."""
    return version_of(kept(scene, nomination, section))


def kept(scene, nomination, section=0):
    return plain_values(refreshed(nomination), scene.category.sections[section])


def close(scene, session):
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    session.commit()


def test_the_page_counts_words_as_the_server_does(scene, browser_of):
    text = browser_of(scene.director).get(page(scene.nomination())).text
    assert 'data-maxwords="80"' in text and 'data-maxlength="80"' in text


def test_every_kind_of_question_is_asked_and_kept(scene, browser_of):
    nomination = scene.nomination()
    data = {"q-fruit": ["b", "a"], "q-staff": "12", "q-agrees": "y"}
    data |= {"q-since-day": "1", "q-since-month": "2", "q-since-year": "2022"}
    sent = browser_of(scene.delegate).post(page(nomination, "more"), data=data)
    assert sent.location == f"/nominations/{nomination.id}/check"
    assert kept(scene, nomination, 1) == {
        "fruit": ["a", "b"],
        "staff": 12,
        "since": "2022-02-01",
        "agrees": True,
    }


@pytest.mark.parametrize(
    ("key", "data", "sentence"),
    [
        ("team", {"q-why-this-team": "canary " * 81}, "use 80 words or fewer. Take out 1."),
        ("team", {"q-team-name": "canary " + "x" * 80}, "use 80 characters or fewer"),
        ("team", {"q-challenge": "canary" + "x" * 100_000}, "20000 characters or fewer"),
        ("team", {"q-field": "canary"}, "choose one of the answers shown"),
        ("more", {"q-fruit": ["a", "canary"]}, "choose one of the answers shown"),
        ("more", {"q-staff": "canary"}, "must be a whole number"),
        ("more", {"q-since-day": "30", "q-since-month": "2", "q-since-year": "2022"}, "must be a real date"),
    ],
)
def test_a_wrong_answer_gives_a_sentence_beside_it_and_keeps_what_was_typed(
    scene, browser_of, key, data, sentence
):
    nomination = scene.nomination()
    answer = browser_of(scene.delegate).post(page(nomination, key), data=data)
    assert answer.status_code == 422
    assert (
        sentence in answer.text
        and "govuk-error-message" in answer.text
        and "There is a problem" in answer.text
    )
    typed = next(iter(data.values()))
    if "q-field" not in data and "q-fruit" not in data:
        assert typed.strip()[:20] in answer.text
    assert "canary" not in str(kept(scene, nomination, 0 if key == "team" else 1))


def test_hostile_text_is_shown_as_text(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.director)
    browser.post(page(nomination), data={"q-challenge": HOSTILE, "q-team-name": HOSTILE[:60]})
    browser.post(
        f"/nominations/{nomination.id}/people/{scene.question('members').id}", data={"name": HOSTILE}
    )
    for address in ("", "/check", "/sections/team"):
        text = browser.get(f"/nominations/{nomination.id}{address}").text
        assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text
        assert "{{7*7}}" in text


@pytest.mark.parametrize(
    ("then", "target"),
    [("next", "/sections/more"), ("list", ""), ("", "/sections/more"), ("//evil.example", "/sections/more")],
)
def test_a_button_leads_on_or_back_to_the_list(scene, browser_of, then, target):
    nomination = scene.nomination()
    sent = browser_of(scene.delegate).post(page(nomination), data={"q-challenge": "x", "then": then})
    assert sent.location == f"/nominations/{nomination.id}{target}"


def test_a_buttons_way_to_a_person_saves_the_section_first(scene, browser_of):
    nomination = scene.nomination()
    sent = browser_of(scene.delegate).post(
        page(nomination), data={"q-challenge": "x", "then": "people:members"}
    )
    assert sent.location.endswith(f"/people/{scene.question('members').id}")
    assert kept(scene, nomination)["challenge"] == "x"


@pytest.fixture
def clash(scene, browser_of, session):
    """Both wrote in one answer, and the delegate has pressed the button: nomination, browser, page."""
    nomination = scene.complete()
    version = version_of(plain_values(nomination, scene.section))
    save_answers(
        nomination,
        scene.section,
        {"challenge": "There was their soup.", "why-this-team": "Their words."},
        by=scene.director,
        at=dt.datetime.now(dt.UTC),
    )
    session.commit()
    data = {"q-challenge": "There was my soup.", "q-why-this-team": "They are kind.", "version": version}
    browser = browser_of(scene.delegate)
    shown = browser.post(page(nomination), data=data | {"q-field": "early-help", "then": "list"})
    return nomination, browser, shown


def choose(nomination, browser, shown, **chosen):
    """Send the page of two texts with this choice."""
    sent = dict(re.findall(r'type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', shown.text))
    sent |= {f"c-challenge-{key}": value for key, value in chosen.items()}
    return browser.post(page(nomination), data=sent | {"then": "list"})


def test_of_two_writers_the_second_sees_both_texts_and_chooses(scene, clash):
    nomination, _browser, shown = clash
    assert shown.status_code == 409
    text = re.sub("</?mark[^>]*>", "", shown.text)
    assert "There was their soup." in text and "There was my soup." in text
    assert f"Saved now, by {scene.director.name}" in text
    assert kept(scene, nomination)["challenge"] == "There was their soup."


def test_words_that_only_one_wrote_are_marked(clash):
    _nomination, _browser, shown = clash
    assert re.findall("<mark[^>]*>([^<]*)</mark>", shown.text) == ["my", "their"]


def test_only_answers_that_both_wrote_are_shown_twice(clash):
    _nomination, _browser, shown = clash
    assert shown.text.count("Yours, not saved yet") == 1 and "Why this team" not in shown.text


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ({"keep": "mine"}, "There was my soup."),
        ({"keep": "theirs"}, "There was their soup."),
        ({"keep": "both", "text": "There was soup of both."}, "There was soup of both."),
    ],
)
def test_what_is_chosen_is_kept_with_all_else_that_either_wrote(scene, clash, chosen, text):
    sent = choose(*clash, **chosen)
    assert sent.status_code == 303 and sent.location == f"/nominations/{clash[0].id}"
    answers = kept(scene, clash[0])
    assert (answers["challenge"], answers["why-this-team"]) == (text, "Their words.")
    assert answers["field"] == "early-help"


def test_who_does_not_choose_is_asked_again(scene, clash):
    again = choose(*clash)
    assert again.status_code == 409 and "Challenge: choose which to keep" in again.text
    assert kept(scene, clash[0])["challenge"] == "There was their soup."


def test_what_changed_once_more_is_shown_before_it_is_overwritten(scene, clash, session):
    nomination = clash[0]
    newest = {"challenge": "There was newest soup."}
    save_answers(nomination, scene.section, newest, by=scene.director, at=dt.datetime.now(dt.UTC))
    session.commit()
    again = choose(*clash, keep="both", text="There was soup of both.")
    assert again.status_code == 409 and "newest" in again.text and "soup of both" in again.text
    assert choose(nomination, clash[1], again, keep="mine").status_code == 303
    assert kept(scene, nomination)["challenge"] == "There was my soup."


def test_a_choice_that_is_too_long_comes_back_in_its_box(scene, clash):
    long = choose(*clash, keep="both", text="w " * 151)
    assert long.status_code == 422 and "Take out 1" in long.text and long.text.count("w w w") > 0
    version = re.findall(r'name="version" value="([^"]*)"', long.text)[0]
    data = {"version": version, "q-challenge": "Short."}
    assert clash[1].post(page(clash[0]), data=data).status_code == 303
    assert kept(scene, clash[0])["challenge"] == "Short."


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_answers_of_every_kind_can_be_chosen(scene, browser_of, session, keep):
    nomination, browser, at = scene.nomination(), browser_of(scene.delegate), dt.datetime.now(dt.UTC)
    theirs = {"fruit": ["b"], "staff": 3, "since": "2020-02-29", "agrees": True}
    mine = {"q-fruit": ["a", "b"], "q-staff": "4", "version": ""}
    mine |= {"q-since-day": "1", "q-since-month": "2", "q-since-year": "2022"}
    save_answers(nomination, scene.category.sections[1], theirs, by=scene.director, at=at)
    session.commit()
    shown = browser.post(page(nomination, "more"), data=mine)
    assert shown.status_code == 409 and "29 February 2020" in shown.text and "1 February 2022" in shown.text
    signs = dict(re.findall(r'type="hidden" name="(c-[^"]+-seen)" value="([^"]*)"', shown.text))
    chosen = {name.replace("-seen", "-keep"): keep for name in signs}
    assert browser.post(page(nomination, "more"), data=mine | signs | chosen).status_code == 303
    own = {"fruit": ["a", "b"], "staff": 4, "since": "2022-02-01", "agrees": True}
    assert kept(scene, nomination, 1) == (own if keep == "mine" else theirs)


def test_what_was_typed_for_one_person_is_not_saved_in_the_name_of_another(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    data = {"q-challenge": "typed by the director", "writer": str(scene.director.id)}
    answer = browser.post(page(nomination), data=data)
    assert answer.status_code == 409 and "typed by the director" in answer.text
    assert autosave(browser, scene, nomination, **data).status_code == 409
    assert kept(scene, nomination)["challenge"] is None


def test_after_the_deadline_the_page_says_so_and_shows_what_was_typed(scene, browser_of, session):
    nomination = scene.nomination(answers={"challenge": "kept before"})
    close(scene, session)
    browser = browser_of(scene.delegate)
    shown = browser.get(page(nomination))
    assert shown.status_code == 200
    assert (
        "Nominations closed at" in shown.text
        and "kept before" in shown.text
        and "<textarea" not in shown.text
    )
    answer = browser.post(page(nomination), data={"q-challenge": "typed too late"})
    assert answer.status_code == 409
    assert "typed too late" in answer.text and "This was not saved" in answer.text
    assert kept(scene, nomination)["challenge"] == "kept before"


def test_a_text_both_late_and_too_long_is_shown_back(scene, browser_of, session):
    nomination = scene.nomination()
    close(scene, session)
    answer = browser_of(scene.delegate).post(page(nomination), data={"q-why-this-team": "canary " * 81})
    assert answer.status_code == 409 and answer.text.count("canary") == 81


def test_after_the_deadline_everything_stays_readable(scene, browser_of, session):
    nomination = scene.complete()
    close(scene, session)
    browser = browser_of(scene.director)
    home, check = browser.get("/nominations").text, browser.get(f"/nominations/{nomination.id}/check").text
    assert "NOT SUBMITTED. Nominations closed at" in home
    assert "They are kind." in check and "Sign and submit" not in check and "Change<" not in check


def keep_unread(scene, session, value):
    """A nomination with answers of one kind to questions of every other kind."""
    nomination = scene.nomination()
    for key in ("since", "staff", "fruit", "agrees"):
        nomination.answers.append(Answer(question=scene.question(key), value=value))
    session.commit()
    return nomination


@pytest.mark.parametrize("value", ["next summer", "2022-02-30", ["x", "y"], 5, True])
def test_a_kept_answer_that_cannot_be_read_is_no_error(scene, browser_of, session, value):
    nomination, browser = keep_unread(scene, session, value), browser_of(scene.delegate)
    for path in (page(nomination, "more"), f"/nominations/{nomination.id}/check"):
        assert browser.get(path).status_code == 200
    assert browser.post(page(nomination, "more"), data={"q-staff": "3"}).status_code < 500


def test_a_kept_answer_that_cannot_be_read_is_shown_as_text_to_be_mended(scene, browser_of, session):
    nomination, browser = keep_unread(scene, session, "next summer"), browser_of(scene.delegate)
    shown = browser.get(page(nomination, "more")).text
    assert shown.count("what was answered is “next summer”") == 2 * 3
    day = {"q-since-day": "1", "q-since-month": "2", "q-since-year": "2022", "q-staff": "3", "q-fruit": "a"}
    seen = {"version": version(scene, nomination, 1)}
    assert browser.post(page(nomination, "more"), data=day | seen).status_code == 303
    assert kept(scene, nomination, 1)["since"] == "2022-02-01"


def test_a_kept_answer_that_cannot_be_read_stays_readable_after_the_deadline(scene, browser_of, session):
    nomination = keep_unread(scene, session, "next summer")
    close(scene, session)
    assert "next summer" in browser_of(scene.delegate).get(page(nomination, "more")).text


def test_a_day_that_cannot_be_read_and_comes_late_is_shown_back(scene, browser_of, session):
    nomination = scene.nomination()
    close(scene, session)
    data = {"q-since-day": "30", "q-since-month": "February", "q-since-year": "2022"}
    answer = browser_of(scene.delegate).post(page(nomination, "more"), data=data)
    assert answer.status_code == 409 and "30 February 2022" in answer.text


@pytest.mark.parametrize("version", [None, "", "unreadable", "challenge"])
def test_who_has_seen_nothing_overwrites_nothing(scene, browser_of, version):
    nomination, browser = scene.complete(), browser_of(scene.delegate)
    data = {"q-challenge": "Mine."} | ({} if version is None else {"version": version})
    answer = browser.post(page(nomination), data=data)
    assert answer.status_code == 409
    assert "There was no soup." in answer.text and "Mine." in answer.text
    assert autosave(browser, scene, nomination, **data).status_code == 409
    assert kept(scene, nomination)["challenge"] == "There was no soup."


def test_words_for_a_question_that_became_a_day_are_not_called_saved(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    scene.question("challenge").kind = QuestionKind.DATE
    session.commit()
    answer = autosave(browser, scene, nomination, **{"q-challenge": "canary", "only": "challenge"})
    assert (answer.status_code, answer.json["wrong"]) == (409, ["challenge"])
    answer = browser.post(page(nomination), data={"q-challenge": "Words about soup."})
    assert answer.status_code == 422 and "You had written: “Words about soup.”" in answer.text


def test_a_section_that_is_not_there_is_not_found(scene, browser_of):
    assert browser_of(scene.director).get(page(scene.nomination(), "nowhere")).status_code == 404


def autosave(browser, scene, nomination, **data):
    return browser.post(f"/nominations/{nomination.id}/sections/{scene.section.id}/autosave", data=data)


def test_a_draft_saves_by_itself_again_and_again(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    version = version_of(plain_values(nomination, scene.section))
    for text in ("a", "a b", "a b c"):
        answer = autosave(browser, scene, nomination, **{"q-challenge": text, "version": version})
        assert answer.status_code == 204
        version = answer.headers["X-Version"]
    assert kept(scene, nomination)["challenge"] == "a b c"


def test_a_draft_beyond_a_limit_saves_by_itself_and_is_called_too_long(scene, browser_of):
    nomination, browser = scene.complete(), browser_of(scene.delegate)
    too_long = {"q-why-this-team": "w " * 81, "version": version(scene, nomination)}
    assert autosave(browser, scene, nomination, **too_long).status_code == 204
    assert kept(scene, nomination)["why-this-team"].count("w") == 81
    assert "Too long" in browser.get(f"/nominations/{nomination.id}/check").text


def test_a_draft_beyond_all_measure_does_not_save_by_itself(scene, browser_of):
    answer = autosave(browser_of(scene.delegate), scene, scene.nomination(), **{"q-challenge": "w" * 20_001})
    assert answer.status_code == 422


def test_a_draft_behind_says_which_answer_somebody_else_changed(scene, browser_of):
    nomination = scene.complete()
    answer = autosave(browser_of(scene.delegate), scene, nomination, **{"q-challenge": "x", "version": "old"})
    assert (answer.status_code, answer.json["clashes"]) == (409, ["challenge"])
    assert "also changed “Challenge”" in answer.json["sentence"]
    assert kept(scene, nomination)["challenge"] == "There was no soup."


def test_a_draft_behind_says_that_the_other_window_is_ones_own(scene, browser_of):
    nomination, browser = scene.complete(), browser_of(scene.delegate)
    mine = {"q-challenge": "Mine.", "version": version(scene, nomination)}
    assert autosave(browser, scene, nomination, **mine).status_code == 204
    answer = autosave(browser, scene, nomination, **{"q-challenge": "x", "version": "old"})
    assert "In another window you also changed “Challenge”" in answer.json["sentence"]


def test_who_has_no_password_is_not_asked_for_one_to_sign_in_again(scene, browser_of):
    nomination = scene.nomination()
    assert "Sign in and save" not in browser_of(scene.delegate).get(page(nomination)).text


def test_while_one_answer_waits_for_a_choice_the_others_save_by_themselves(scene, browser_of):
    nomination = scene.complete()
    data = {"q-challenge": "x", "q-why-this-team": "Mine.", "only": "why-this-team"}
    version = version_of({"why-this-team": "They are kind.", "challenge": "older"})
    answer = autosave(browser_of(scene.delegate), scene, nomination, **data, version=version)
    assert answer.status_code == 204
    assert answer.headers["X-Changed"].split() == ["team-name", "field", "challenge"]
    known = version_of({"why-this-team": "Mine.", "challenge": "older"})
    assert answer.headers["X-Version"] == known
    answers = kept(scene, nomination)
    assert (answers["challenge"], answers["why-this-team"]) == ("There was no soup.", "Mine.")


def test_a_mistake_elsewhere_on_the_page_does_not_keep_an_answer_from_saving(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    address = f"/nominations/{nomination.id}/sections/{scene.category.sections[1].id}/autosave"
    data = {"q-staff": "many", "q-fruit": "a"}
    refused = browser.post(address, data=data)
    assert (refused.status_code, refused.json["wrong"]) == (422, ["staff"])
    assert browser.post(address, data=data | {"only": "fruit"}).status_code == 204
    assert kept(scene, nomination, 1)["fruit"] == ["a"]


def test_an_answer_that_is_not_asked_for_any_more_is_not_called_saved(scene, browser_of):
    data = {"q-gone": "canary", "only": "gone"}
    answer = autosave(browser_of(scene.delegate), scene, scene.nomination(), **data)
    assert answer.status_code == 409 and "not asked like that any more" in answer.json["sentence"]


def test_the_time_of_saving_is_that_of_the_servers_clock(scene, browser_of, session):
    start_sample_clock(dt.datetime(2022, 9, 12, 13, 5, tzinfo=dt.UTC))
    session.commit()
    answer = autosave(browser_of(scene.delegate), scene, scene.nomination(), **{"q-challenge": "x"})
    assert answer.headers["X-Saved-At"] == "2:05pm"


def test_who_changed_an_answer_is_told_to_a_page_that_freshens_itself(scene, browser_of, clash):
    nomination, browser, _shown = clash
    fresh = browser.get(page(nomination), headers={"X-Requested-With": "autosave"}).text
    assert f'data-label="Challenge" data-by="{scene.director.name}"' in fresh
    assert "data-by" not in browser.get(page(nomination)).text


def test_a_draft_does_not_save_by_itself_after_the_deadline(scene, browser_of, session):
    nomination = scene.nomination()
    close(scene, session)
    assert autosave(browser_of(scene.delegate), scene, nomination, **{"q-challenge": "x"}).status_code == 409


def test_a_submitted_nomination_is_only_saved_by_a_button(scene, browser_of):
    nomination, browser = scene.complete(NominationState.SUBMITTED), browser_of(scene.delegate)
    assert "data-pressed" in browser.get(page(nomination)).text
    assert autosave(browser, scene, nomination, **{"q-challenge": "x"}).status_code == 409
    pressed = {"q-challenge": "y", "pressed": "y", "version": version(scene, nomination)}
    assert autosave(browser, scene, nomination, **pressed).status_code == 204
    assert kept(scene, nomination)["challenge"] == "y"
    too_long = {"q-why-this-team": "w " * 81, "pressed": "y", "version": version(scene, nomination)}
    assert autosave(browser, scene, nomination, **too_long).status_code == 422


def test_a_returned_nomination_says_what_to_change(scene, browser_of, session):
    nomination = scene.complete(NominationState.RETURNED, note="Please say more about soup.")
    scene.edition.state = Stage.CHECKING
    session.commit()
    browser = browser_of(scene.director)
    for address in ("/nominations", f"/nominations/{nomination.id}", page(nomination)):
        assert "Please say more about soup." in browser.get(address).text
    data = {"version": str(nomination.version)}
    assert browser.post(f"/nominations/{nomination.id}/submit", data=data).status_code == 303


def test_a_person_is_added_changed_moved_and_removed_on_their_pages(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    add = f"/nominations/{nomination.id}/people/{scene.question('members').id}"
    assert "may be printed" in browser.get(add).text
    for name in ("Ann", "Bo"):
        assert browser.post(add, data={"name": name, "in_programme": "y", "then": "another"}).location == add
    ann, bo = refreshed(nomination).members
    assert 'Programme<span class="govuk-visually-hidden">: yes' in browser.get(page(nomination)).text
    assert browser.post(f"/nominations/people/{bo.id}/move", data={"to": "1"}).status_code == 303
    assert browser.get(f"/nominations/people/{ann.id}").status_code == 200
    assert browser.post(f"/nominations/people/{ann.id}", data={"name": "Anna"}).status_code == 303
    assert browser.get(f"/nominations/people/{bo.id}/remove").status_code == 200
    assert browser.post(f"/nominations/people/{bo.id}/remove").status_code == 303
    assert [(each.name, each.in_programme) for each in refreshed(nomination).members] == [("Anna", False)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "role": "canary"}, "Enter the person’s name"),
        ({"name": "\u200b", "role": "canary"}, "Enter the person’s name"),
        ({"name": "canary", "email": "nobody"}, "email address in the correct format"),
        ({"name": "canary" * 40}, "200 characters or fewer"),
    ],
)
def test_a_wrong_person_gives_a_sentence_and_keeps_what_was_typed(scene, browser_of, data, sentence):
    address = f"/nominations/{scene.nomination().id}/people/{scene.question('members').id}"
    answer = browser_of(scene.delegate).post(address, data=data)
    assert answer.status_code == 422 and sentence in answer.text and "canary" in answer.text


def test_a_person_typed_too_late_is_shown_back(scene, browser_of, session):
    address = f"/nominations/{scene.nomination().id}/people/{scene.question('members').id}"
    close(scene, session)
    answer = browser_of(scene.delegate).post(address, data={"name": "canary"})
    assert answer.status_code == 409 and "Nominations closed" in answer.text and "canary" in answer.text


@pytest.mark.parametrize(
    ("people", "sentence"),
    [("", "Write or paste at least one name"), ("canary\n" + "x" * 201, "Line 2 is too long")],
)
def test_a_wrong_list_gives_a_sentence_and_keeps_what_was_typed(scene, browser_of, people, sentence):
    address = f"/nominations/{scene.nomination().id}/people/{scene.question('members').id}/paste"
    answer = browser_of(scene.delegate).post(address, data={"people": people})
    assert answer.status_code == 422 and sentence in answer.text and people[:6] in answer.text


def test_a_pasted_list_names_everybody_once(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    address = f"/nominations/{nomination.id}/people/{scene.question('members').id}/paste"
    assert browser.get(address).status_code == 200
    for _ in range(2):
        data = {"people": "Ann, cook\nBo", "on_stage": "y", "then": "add"}
        assert browser.post(address, data=data).status_code == 303
    assert [(each.name, each.role, each.on_stage) for each in refreshed(nomination).members] == [
        ("Ann", "cook", True),
        ("Bo", "", True),
    ]


@pytest.mark.parametrize("members", [0, 12])
def test_a_section_is_saved_with_the_same_few_statements(scene, browser_of, members):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    for position in range(members):
        question = scene.question("members")
        nomination.members.append(TeamMember(question=question, position=position, name="Ann"))
    save_answers(nomination, scene.section, {"challenge": "a"}, by=scene.delegate, at=clock.now())
    db.session.commit()
    version = version_of(kept(scene, nomination))
    data = {"q-challenge": "b", "q-why-this-team": "c", "q-field": "education", "version": version}
    with counted_statements() as statements:
        assert autosave(browser, scene, nomination, **data).status_code == 204
    assert len(statements) <= 15
