"""Sending mail: Flask-Mail as transport, with a connection that checks certificates and never hangs."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_mail import Connection, Mail
from flask_mail import Message as Letter

from awards.core.outbox import Message

TIME_OUT = 20
"""Seconds; shorter than the lease of a message."""


@dataclass(frozen=True)
class MailServer:
    """Where mail goes, read from an address such as ``smtp+tls://user:password@mail.example.org:587``."""

    host: str
    port: int
    username: str
    password: str
    start_tls: bool
    tls: bool


def mail_server(address: str) -> MailServer | None:
    """The server at ``address``; None for an empty one. Raise ValueError with a sentence for a wrong one."""
    if not address:
        return None
    parts = urlsplit(address)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ValueError("AWARDS_MAIL_URL must look like smtp+tls://user:password@mail.example.org:587")
    return MailServer(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )


class SafeConnection(Connection):
    """Flask-Mail's own accepts any certificate and waits for ever."""

    def configure_host(self) -> smtplib.SMTP:
        """Connect, verified and with a time-out."""
        mail, context = self.mail, ssl.create_default_context()
        host: smtplib.SMTP
        if mail.use_ssl:
            host = smtplib.SMTP_SSL(mail.server, mail.port, timeout=TIME_OUT, context=context)
        else:
            host = smtplib.SMTP(mail.server, mail.port, timeout=TIME_OUT)
        if mail.use_tls:
            host.starttls(context=context)
        if mail.username and mail.password:
            host.login(mail.username, mail.password)
        return host


class SafeMail(Mail):
    """Mail by safe connections."""

    def connect(self) -> Connection:
        """A safe connection for the current application."""
        return SafeConnection(current_app.extensions["mail"])


mail = SafeMail()


def send(message: Message, sender: str) -> None:
    """Give ``message`` to the mail server; raise OSError or SMTPException when it does not take it."""
    letter = Letter(subject=message.subject, recipients=[message.recipient], body=message.body, sender=sender)
    letter.msgId = f"<{message.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail.send(letter)
