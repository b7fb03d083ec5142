"""The application factory."""

from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from awards.accounts.session import init_sessions
from awards.accounts.views import accounts
from awards.ceremony.views import ceremony
from awards.core.database import db, prepare_engine
from awards.core.mail import mail
from awards.core.storage import init_storage
from awards.editions.views import editions
from awards.judging.views import judging
from awards.nominations.views import nominations
from awards.nominations.views.consent import answer_consent
from awards.organisations.views import organisations
from awards.results.views import results
from awards.web.config import ROOT, Settings, flask_config, read_settings
from awards.web.errors import init_errors
from awards.web.guard import begin, end, guard_views
from awards.web.headers import init_headers
from awards.web.logs import init_logs
from awards.web.pages import init_pages
from awards.web.types import render_item
from awards.web.views import web

BLUEPRINTS = (organisations, accounts, editions, nominations, judging, results, ceremony, web)
A_YEAR = 365 * 24 * 3600
NO_SNIFFING = ("X-Content-Type-Options", "nosniff")


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The application; ``overrides`` win over the settings of the environment."""
    settings = settings or read_settings()
    app = Flask("awards", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(flask_config(settings) | overrides)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    init_logs(app)
    app.before_request(begin)  # before the extensions look at the request
    app.teardown_request(end)
    _init_extensions(app)
    for part in (init_storage, init_sessions, init_headers, init_errors, init_pages):
        part(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    guard_views(app)
    _serve_through(app, settings.proxies)
    return app


def _init_extensions(app: Flask) -> None:
    db.init_app(app)
    mail.init_app(app)
    # who knows the address of somebody's own consent may answer: a token would add a cookie, and no safety
    CSRFProtect(app).exempt(answer_consent)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, render_item=render_item)
    with app.app_context():
        prepare_engine(db.engine)


def _serve_through(app: Flask, proxies: int) -> None:
    static = WhiteNoise(
        app.wsgi_app,
        root=str(ROOT / "static"),
        prefix="static/",
        max_age=A_YEAR,
        allow_all_origins=False,
        add_headers_function=lambda headers, _path, _url: headers.add_header(*NO_SNIFFING),
    )
    app.wsgi_app = static  # type: ignore[method-assign]  # the way Flask documents for middleware
    if proxies:
        app.wsgi_app = ProxyFix(static, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
