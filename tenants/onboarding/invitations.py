"""The link with which an officer chooses a password: signed, for one use, valid for PASSWORD_RESET_TIMEOUT."""

from apps.people.invitations import path_for

__all__ = ["path_for"]
