"""The panel's samples, for organisers who write them and for who leads the panel and settles the answer."""

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from awards.accounts.session import signed_in_person
from awards.core import clock
from awards.core.access import requires
from awards.core.autosaving import not_saved, saved
from awards.core.errors import AwardsError, BrokenRule, Stale, WrongState
from awards.editions.models import Category
from awards.judging.calibrating import passages
from awards.judging.forms import AgreeForm, SampleForm, ShowForm, agree_form, sample_form
from awards.judging.models import CalibrationEntry, Panel
from awards.judging.policy import JudgingPermission
from awards.judging.queries import (
    find_sample,
    get_category,
    get_panel,
    get_sample,
    picture_of,
    pictures_of,
    samples_of,
    standing_of,
    standings_of,
)
from awards.judging.services import (
    agree_on_sample,
    check_spread,
    remove_sample,
    show_sample,
    show_spread,
    take_sample_back,
    write_sample,
)
from awards.judging.states import CalibrationState
from awards.judging.views.blueprint import judging

Page = str | Response | tuple[str, int] | tuple[Response, int]


def _to_samples(panel: Panel) -> Response:
    return redirect(url_for("judging.samples", panel=panel.id), 303)


@judging.get("/judging/panels/<uuid:panel>/sample")
@requires(JudgingPermission.READ_SAMPLE, panel=get_panel)
def samples(panel: Panel) -> Page:
    """The panel's samples, who has scored them and, once the panel agreed, how the points are spread."""
    viewer, found = signed_in_person(), samples_of(panel)
    agreed = [each for each in found.values() if each.state is CalibrationState.AGREED]
    return render_template(
        "judging/samples.html",
        edition=panel.edition,
        panel=panel,
        samples=found,
        standings=standings_of(panel, found.values()),
        found={each.id: passages(each.title, each.parts) for each in found.values()},
        pictures=pictures_of(agreed, viewer),
        seat=next((member for member in panel.members if member.person_id == viewer.id), None),
    )


@judging.route("/judging/panels/<uuid:panel>/samples/<uuid:category>", methods=["GET", "POST"])
@requires(JudgingPermission.WRITE_SAMPLE, panel=get_panel, category=get_category)
def edit_sample(panel: Panel, category: Category) -> Page:
    """Write a sample for a category."""
    sample = find_sample(panel, category)
    if request.method == "GET" and sample and sample.state is not CalibrationState.DRAFT:
        return _to_samples(panel)  # there the page says why it stays as it is
    form = sample_form(category, sample)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            _write(panel, category, form)
            flash("The draft of the sample is saved.", "success")
            return _to_samples(panel)
        except AwardsError as error:
            form.refuse(error)
            status = error.status
            if isinstance(error, Stale) and sample:
                form.version.data = str(sample.version)
    page = render_template(
        "judging/sample-form.html", edition=panel.edition, panel=panel, category=category, form=form
    )
    return page, status


def _write(panel: Panel, category: Category, form: SampleForm) -> CalibrationEntry:
    return write_sample(
        panel,
        category,
        form.title.data,
        form.texts,
        by=signed_in_person(),
        at=clock.now(),
        version=form.seen_version,
    )


@judging.post("/judging/panels/<uuid:panel>/samples/<uuid:category>/autosave")
@requires(JudgingPermission.WRITE_SAMPLE, panel=get_panel, category=get_category)
def autosave_sample_text(panel: Panel, category: Category) -> Page:
    """Keep the draft while the organiser writes."""
    form = sample_form(category, None)
    if not form.validate():
        return not_saved(" ".join(sentence for sentence, _ in form.problems), 422)
    try:
        sample = _write(panel, category, form)
    except (Stale, BrokenRule, WrongState) as refused:
        clashes = ["sample"] if isinstance(refused, Stale) else []
        return not_saved(refused.sentence, refused.status, clashes)
    return saved(str(sample.version), clock.now())


@judging.route("/judging/samples/<uuid:sample>/show", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_SAMPLE, sample=get_sample)
def show(sample: CalibrationEntry) -> Page:
    """Show the sample to the panel, after a look at what may identify a child."""
    found = passages(sample.title, sample.parts)
    form = ShowForm(found)
    if form.validate_on_submit():
        try:
            address = current_app.config["BASE_URL"]
            show_sample(sample, by=signed_in_person(), at=clock.now(), base_url=address)
            flash("The panel can score the sample now.", "success")
            return _to_samples(sample.panel)
        except BrokenRule as error:
            form.refuse(error)
    page = render_template(
        "judging/sample-show.html",
        edition=sample.panel.edition,
        sample=sample,
        form=form,
        found=found,
        standing=standing_of(sample),
    )
    return page, 422 if form.is_submitted() else 200


@judging.post("/judging/samples/<uuid:sample>/back")
@requires(JudgingPermission.CHANGE_SAMPLE, sample=get_sample)
def take_back(sample: CalibrationEntry) -> Page:
    """Make it a draft again, while nobody has begun."""
    take_sample_back(sample, by=signed_in_person(), at=clock.now())
    flash("The sample is a draft again. The panel does not see it.", "success")
    return _to_samples(sample.panel)


@judging.route("/judging/samples/<uuid:sample>/remove", methods=["GET", "POST"])
@requires(JudgingPermission.CHANGE_SAMPLE, sample=get_sample)
def remove_sample_text(sample: CalibrationEntry) -> Page:
    """Do without it, after asking."""
    if request.method == "POST":
        remove_sample(sample, by=signed_in_person(), at=clock.now())
        flash("The sample is removed.", "success")
        return _to_samples(sample.panel)
    return render_template("judging/sample-remove.html", edition=sample.panel.edition, sample=sample)


@judging.post("/judging/samples/<uuid:sample>/spread")
@requires(JudgingPermission.AGREE_ON_SAMPLE, sample=get_sample)
def open_spread(sample: CalibrationEntry) -> Page:
    """Who leads the panel asks for the spread; that they did is on the record."""
    show_spread(sample, by=signed_in_person(), at=clock.now())
    return redirect(url_for("judging.agree", sample=sample.id), 303)


@judging.route("/judging/samples/<uuid:sample>/agree", methods=["GET", "POST"])
@requires(JudgingPermission.AGREE_ON_SAMPLE, sample=get_sample)
def agree(sample: CalibrationEntry) -> Page:
    """The spread, and what the panel agrees the sample is worth."""
    check_spread(sample, signed_in_person())
    if sample.shown_at is None:
        return _to_samples(sample.panel)
    form = agree_form(sample)
    if form.validate_on_submit():
        try:
            _settle(sample, form)
            flash("The panel sees the spread and the agreed answer now.", "success")
            return _to_samples(sample.panel)
        except (BrokenRule, Stale) as error:
            form.refuse(error)
            form.version.data = str(sample.version)
    page = render_template(
        "judging/sample-agree.html",
        edition=sample.panel.edition,
        sample=sample,
        form=form,
        picture=picture_of(sample, signed_in_person()),
        standing=standing_of(sample),
    )
    return page, 422 if form.is_submitted() else 200


def _settle(sample: CalibrationEntry, form: AgreeForm) -> None:
    agree_on_sample(
        sample,
        form.agreed,
        form.words.data,
        by=signed_in_person(),
        at=clock.now(),
        base_url=current_app.config["BASE_URL"],
        version=form.seen_version,
    )
