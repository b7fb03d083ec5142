"""Logs as JSON, one line an event, without personal data: no names, addresses, queries or cookies."""

import logging
import time
import uuid

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def init_logs(app: Flask) -> None:
    """Write one line for each request: what was asked, how it ended, how long it took."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])


def _finish(response: Response) -> Response:
    took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    log.info(
        "request", method=request.method, endpoint=request.endpoint, status=response.status_code, ms=took
    )
    return response
