"""The one place that talks to the mail server, and turns whatever it answers into a verdict."""

import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.validators import validate_email

from apps.notifications import links, writing
from apps.notifications.rules import markup, replies
from apps.notifications.rules.replies import Verdict
from apps.notifications.states import OPTIONAL, Topic
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.notifications.models import Message

UNREACHABLE = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
"""The platform cannot use its server at all, whatever the code: no fault of this message."""


@dataclass(frozen=True)
class Reply:
    """What came of an attempt, with the server's words."""

    verdict: Verdict
    words: str = ""


def deliver(message: "Message") -> Reply:
    """Hand a written message to the mail server; never raises what the server or the network does."""
    try:
        validate_email(message.to)
        _letter(message).send()
    except (ValidationError, BadHeaderError):
        return Reply(Verdict.REFUSED, "L'indirizzo non è un indirizzo di posta.")
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        text = _text(words)
        return Reply(replies.of_recipient(code, text), f"{code} {text}")
    except UNREACHABLE as error:
        return Reply(Verdict.LATER, f"{error.smtp_code} {_text(error.smtp_error)}")
    except smtplib.SMTPResponseException as error:
        return Reply(replies.of_message(error.smtp_code), f"{error.smtp_code} {_text(error.smtp_error)}")
    except (smtplib.SMTPException, OSError) as error:
        return Reply(Verdict.LATER, f"{type(error).__name__}: {error}")
    return Reply(Verdict.SENT)


def _letter(message: "Message") -> EmailMultiAlternatives:
    city = registry.current_tenant()
    origin = registry.portal_origin()
    contact = str((city.contacts or {}).get("email", ""))
    address = city.sender_address or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    if message.topic in OPTIONAL:
        path = writing.reader_of(message).path(links.unsubscribe_path(message.to, Topic(message.topic)))
        headers |= {
            "List-Unsubscribe": f"<{origin}{path}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((markup.one_line(markup.escape(f"Comune di {city.name}")), address)),
        to=[message.to],
        reply_to=[contact] if contact else None,
        headers=headers,
    )
    letter.attach_alternative(message.html, "text/html")
    return letter


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
