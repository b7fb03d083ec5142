"""What a WSGI server serves: ``gunicorn wsgi:app``."""

from awards.web.app import create_app

app = create_app()
