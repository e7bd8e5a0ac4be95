"""Writes of messages: enqueue in the transaction of the fact, send from the agenda; wishes, wordings, resending."""

from apps.notifications.services.forgetting import forget_message, forget_person, forget_words
from apps.notifications.services.owing import enqueue, mark_digested, once_per_reader
from apps.notifications.services.reading import adopt_messages, mark_all_read, mark_read
from apps.notifications.services.resending import CannotResend, resend_message
from apps.notifications.services.sending import send_message
from apps.notifications.services.wishes import carry_wishes, set_wish, unsubscribe
from apps.notifications.services.wordings import BadWording, restore_wording, save_wording

__all__ = [
    "BadWording",
    "CannotResend",
    "adopt_messages",
    "carry_wishes",
    "enqueue",
    "forget_message",
    "forget_person",
    "forget_words",
    "mark_all_read",
    "mark_digested",
    "mark_read",
    "once_per_reader",
    "resend_message",
    "restore_wording",
    "save_wording",
    "send_message",
    "set_wish",
    "unsubscribe",
]
