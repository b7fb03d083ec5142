"""A judge scores the sample nomination before any other, and then sees how the panel's points are spread."""

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.autosaving import not_saved, saved
from awards.core.errors import AwardsError, BrokenRule, Stale, WrongState
from awards.judging.forms import SampleSheetForm, sample_sheet_form
from awards.judging.marks import Marks
from awards.judging.models import CalibrationEntry, CalibrationSheet
from awards.judging.policy import JudgingPermission
from awards.judging.queries import get_sample, picture_of, rule_criteria, sample_sheet, standing_of
from awards.judging.rules import points_given, weighted_so_far
from awards.judging.services import hand_in_sample_sheet, save_sample_sheet
from awards.judging.states import CalibrationState
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int] | tuple[Response, int]


@judging.route("/judging/samples/<uuid:sample>", methods=["GET", "POST"])
@requires(JudgingPermission.SCORE_SAMPLE, sample=get_sample)
def sample(sample: CalibrationEntry) -> Page:
    """Read and score the sample; then wait for the others, then look at the spread."""
    sheet = sample_sheet(sample, signed_in_person())
    form = sample_sheet_form(sample, sheet)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            if _keep(sample, form):
                return redirect(url_for("judging.sample", sample=sample.id), 303)
        except AwardsError as error:
            form.refuse(error)
            status = error.status
            sheet = sample_sheet(sample, signed_in_person())
            if isinstance(error, Stale) and sheet:
                form.version.data = str(sheet.version)
    return _page(sample, sheet, form, stale=status == Stale.status), status


def _keep(sample: CalibrationEntry, form: SampleSheetForm) -> bool:
    """Save, or save and submit; whether it was done."""
    submits = request.form.get("then") == "submit"
    if submits and not form.is_complete(sample):
        return False
    person, at, version = signed_in_person(), clock.now(), form.seen_version
    if submits:
        address = current_app.config["BASE_URL"]
        hand_in_sample_sheet(sample, form.marks, by=person, at=at, version=version, base_url=address)
    else:
        save_sample_sheet(sample, form.marks, by=person, at=at, version=version)
    flash(
        "Thank you. Your scores of the sample are submitted." if submits else "Your draft is saved.",
        "success",
    )
    return True


def _page(
    sample: CalibrationEntry, sheet: CalibrationSheet | None, form: SampleSheetForm, *, stale: bool
) -> str:
    viewer, criteria = signed_in_person(), rule_criteria(sample.category, sample.round)
    kept = Marks(scores=sheet.points, comments=sheet.comments) if sheet else Marks()
    scores = (form.marks if form.is_submitted() else kept).scores
    submitted = sheet is not None and sheet.submitted_at is not None
    agreed = sample.state is CalibrationState.AGREED
    return render_template(
        "judging/sample.html",
        edition=sample.panel.edition,
        sample=sample,
        member=next(each for each in sample.panel.members if each.person_id == viewer.id),
        form=form,
        saved=kept,
        submitted=submitted,
        stale=stale,
        total=weighted_so_far(scores, criteria),
        given=points_given(scores, criteria),
        standing=standing_of(sample) if submitted else None,
        picture=picture_of(sample, viewer) if submitted and agreed else None,
    )


@judging.post("/judging/samples/<uuid:sample>/autosave")
@requires(JudgingPermission.SCORE_SAMPLE, sample=get_sample)
def autosave_sample(sample: CalibrationEntry) -> Page:
    """Keep a draft while the judge scores; the new version goes back in a header."""
    person, at = signed_in_person(), clock.now()
    form = sample_sheet_form(sample, None)
    if not form.validate():
        return not_saved(" ".join(sentence for sentence, _ in form.problems), 422)
    try:
        sheet = save_sample_sheet(sample, form.marks, by=person, at=at, version=form.seen_version)
    except Stale as stale:
        return not_saved(f"{stale.sentence} Both are safe: choose which to keep.", stale.status, ["sheet"])
    except (BrokenRule, WrongState) as refused:
        return not_saved(refused.sentence, refused.status)
    return saved(str(sheet.version), at)


def to_sample(sample: CalibrationEntry) -> Response:
    """Lead a judge to the sample that comes before the nomination they asked for."""
    flash("Score this sample first, as everybody on the panel does. Then your nominations open.", "important")
    return redirect(url_for("judging.sample", sample=sample.id), 303)
