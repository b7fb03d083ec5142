"""Sending mail: Flask-Mail as transport, with a connection that checks certificates and never hangs."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_mail import BadHeaderError, Connection, Mail
from flask_mail import Message as Letter

from awards.core.outbox import Message

TIME_OUT = 20
"""Seconds; shorter than the lease of a message."""

CANNOT_SEND = (OSError, BadHeaderError, ValueError, LookupError)
"""All that sending can raise, mail servers' refusals and addresses that cannot be written included."""


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
    """Flask-Mail's own accepts any certificate, waits for ever, and takes a lost farewell for a lost mail."""

    def configure_host(self) -> smtplib.SMTP:
        """Connect, verified and with a time-out; leave no open connection behind when that fails."""
        mail, context = self.mail, ssl.create_default_context()
        time_out = current_app.config.get("MAIL_TIME_OUT", TIME_OUT)
        host: smtplib.SMTP
        if mail.use_ssl:
            host = smtplib.SMTP_SSL(mail.server, mail.port, timeout=time_out, context=context)
        else:
            host = smtplib.SMTP(mail.server, mail.port, timeout=time_out)
        try:
            if mail.use_tls:
                host.starttls(context=context)
            if mail.username and mail.password:
                host.login(mail.username, mail.password)
        except BaseException:
            host.close()
            raise
        return host

    def __exit__(self, *_error: object) -> None:
        """Say goodbye. The server has answered for the mail by now, so a lost farewell changes nothing."""
        if self.host is not None:
            with contextlib.suppress(OSError):
                self.host.quit()
            self.host.close()


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


def explain(error: Exception) -> str:
    """Why a message was not taken, in a sentence without addresses or passwords."""
    sentences: tuple[tuple[type[Exception], str], ...] = (
        (smtplib.SMTPRecipientsRefused, "The mail server refused the recipient's address."),
        (smtplib.SMTPSenderRefused, "The mail server refused our own address."),
        (smtplib.SMTPAuthenticationError, "The mail server refused our user name or password."),
        (smtplib.SMTPServerDisconnected, "The mail server did not answer in time, or hung up."),
        (smtplib.SMTPException, "The mail server refused the message."),
        (ssl.SSLCertVerificationError, "The mail server's certificate cannot be trusted."),
        (ssl.SSLError, "No secure connection to the mail server could be made."),
        (TimeoutError, "The mail server did not answer in time."),
        (OSError, "The mail server could not be reached."),
    )
    sentence = next(
        (text for kind, text in sentences if isinstance(error, kind)), "It cannot be written as a mail."
    )
    code = _code(error)
    return f"{sentence} ({code})" if code else sentence


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        return int(next(iter(error.recipients.values()))[0])
    return None
