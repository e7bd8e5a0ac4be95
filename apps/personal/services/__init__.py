"""Writes of the personal area: the profile, the copy of a person's data, the end of a profile."""

from apps.personal.services.deletions import (
    CannotDelete,
    ask_deletion,
    carry_out_deletion,
    forget_gifts,
    undo_deletion,
)
from apps.personal.services.exports import ask_export, forget_export, make_export
from apps.personal.services.profile import change_profile, end_session
from apps.personal.services.providers import register_provider

__all__ = [
    "CannotDelete",
    "ask_deletion",
    "ask_export",
    "carry_out_deletion",
    "change_profile",
    "end_session",
    "forget_export",
    "forget_gifts",
    "make_export",
    "register_provider",
    "undo_deletion",
]
