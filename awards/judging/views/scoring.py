"""The score page: a nomination beside its score sheet."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.addresses import base_url
from awards.core.autosaving import not_saved, saved
from awards.core.errors import AwardsError, BrokenRule, NotFound, Stale, WrongState
from awards.editions.states import QuestionKind, Stage
from awards.judging.forms import SheetForm, TellForm, sheet_form
from awards.judging.marks import may_read, writing_problem
from awards.judging.models import Assignment
from awards.judging.policy import READ_BY_JUDGES, JudgingPermission
from awards.judging.queries import (
    Around,
    Calibration,
    around,
    calibration_of,
    get_assignment,
    get_upload,
    marks_on,
    rule_criteria,
)
from awards.judging.rules import points_given, weighted_so_far
from awards.judging.services import hand_in, save_sheet, tell_chair
from awards.judging.views.blueprint import judging
from awards.judging.views.samples import to_sample
from awards.nominations.downloads import upload_response
from awards.nominations.models import Upload
from awards.nominations.reading import entries, veil_of

Page = str | Response | tuple[str, int] | tuple[Response, int]
SUBMIT, SKIP = "submit", "next"


@judging.route("/judging/assignments/<uuid:assignment>", methods=["GET", "POST"])
@requires(JudgingPermission.SCORE, assignment=get_assignment)
def score(assignment: Assignment) -> Page:
    """Read and score; save or submit and go on to the next."""
    _check_open(assignment)
    calibration = calibration_of(assignment)
    if calibration.first and request.method == "GET":
        return to_sample(calibration.first)
    here = around(assignment)
    form = sheet_form(assignment)
    status, stale = 422 if form.is_submitted() else 200, False
    if form.validate_on_submit():
        try:
            if _keep(assignment, form):
                return _go_on(assignment, here)
        except NotFound:
            raise  # recused while they wrote: there is no page to show any more
        except AwardsError as error:
            form.refuse(error)
            status, stale = error.status, isinstance(error, Stale)
            if stale and assignment.sheet:
                form.version.data = str(assignment.sheet.version)
    return _page(assignment, here, form, stale=stale, calibration=calibration), status


def _check_open(assignment: Assignment) -> None:
    if not assignment.nomination.edition.state.is_at_least(Stage.JUDGING):
        raise WrongState("Judging has not opened yet.")


def _keep(assignment: Assignment, form: SheetForm) -> bool:
    """Save, or save and submit; whether it was done."""
    then, by, at, seen = request.form.get("then"), signed_in_person(), clock.now(), form.seen_version
    if then != SUBMIT:
        save_sheet(assignment, form.marks, by=by, at=at, version=seen, skip=then == SKIP)
        return True
    if not form.is_complete(assignment):
        return False
    hand_in(assignment, form.marks, by=by, at=at, version=seen, base_url=base_url())
    return True


def _go_on(assignment: Assignment, here: Around) -> Response:
    """Where the button leads: the next nomination that waits, else the list; or the same page."""
    then = request.form.get("then")
    if then not in {SUBMIT, SKIP}:
        flash("Your draft is saved.", "success")
        return redirect(url_for("judging.score", assignment=assignment.id), 303)
    title, left = assignment.nomination.title, f" {here.left} to go." if here.left else ""
    flash(f"{title}: submitted.{left}" if then == SUBMIT else f"{title}: saved for later.", "success")
    if here.waiting is None:
        return redirect(url_for("judging.home"), 303)
    return redirect(url_for("judging.score", assignment=here.waiting), 303)


def _page(
    assignment: Assignment, here: Around, form: SheetForm, *, stale: bool, calibration: Calibration
) -> str:
    nomination, sheet = assignment.nomination, assignment.sheet
    edition = nomination.edition
    state = sheet.state if sheet else None
    saved = marks_on(sheet)
    criteria = rule_criteria(nomination.category, assignment.round)
    scores = (form.marks if form.is_submitted() else saved).scores
    return render_template(
        "judging/score.html",
        edition=edition,
        assignment=assignment,
        around=here,
        form=form,
        closed=writing_problem(
            edition.state, edition.judging_closes_at, clock.now(), state, assignment.panel_round
        ),
        sections=[]
        if calibration.first or not may_read(edition.state)
        else entries(nomination, READ_BY_JUDGES),
        saved=saved,
        stale=stale,
        total=weighted_so_far(scores, criteria),
        given=points_given(scores, criteria),
        agreed=calibration.agreed,
    )


@judging.post("/judging/assignments/<uuid:assignment>/autosave")
@requires(JudgingPermission.SCORE, assignment=get_assignment)
def autosave(assignment: Assignment) -> Page:
    """Keep a draft while the judge writes; the new version goes back in a header."""
    form, at = sheet_form(assignment), clock.now()
    if not form.validate():
        return not_saved(" ".join(sentence for sentence, _ in form.problems), 422)
    try:
        by, seen = signed_in_person(), form.seen_version
        sheet = save_sheet(assignment, form.marks, by=by, at=at, version=seen, by_itself=True)
    except Stale as stale:
        return not_saved(f"{stale.sentence} Both are safe: choose which to keep.", stale.status, ["sheet"])
    except (BrokenRule, WrongState) as refused:
        return not_saved(refused.sentence, refused.status)
    return saved(str(sheet.version), at)


@judging.route("/judging/assignments/<uuid:assignment>/tell", methods=["GET", "POST"])
@requires(JudgingPermission.SCORE, assignment=get_assignment)
def tell(assignment: Assignment) -> Page:
    """Words for the chair, also where the sheet is submitted and should come back."""
    _check_open(assignment)
    calibration = calibration_of(assignment)
    if calibration.first and request.method == "GET":
        return to_sample(calibration.first)
    form = TellForm()
    if form.validate_on_submit():
        try:
            by, words = signed_in_person(), form.words.data
            tell_chair(assignment, words, by=by, at=clock.now(), base_url=base_url())
            flash(
                "It can be read now. The answer will stand on this page, and we write to you.",
                "success",
            )
            return redirect(url_for("judging.score", assignment=assignment.id), 303)
        except (BrokenRule, WrongState) as error:
            form.refuse(error)
    edition = assignment.nomination.edition
    page = render_template("judging/tell.html", edition=edition, assignment=assignment, form=form)
    return page, 422 if form.is_submitted() else 200


@judging.get("/judging/assignments/<uuid:assignment>/files/<uuid:upload>")
@requires(JudgingPermission.OPEN_FILE, assignment=get_assignment, upload=get_upload)
def file(assignment: Assignment, upload: Upload) -> Response:
    """A photo to look at, or a document to download."""
    if not may_read(assignment.nomination.edition.state) or calibration_of(assignment).first:
        raise NotFound
    # what a photo's file was called is nobody's business
    photo = upload.question.kind is QuestionKind.PHOTO
    name = "photo" if photo else veil_of(assignment.nomination).over(upload.question_id, upload.name)
    return upload_response(upload, name=name)
