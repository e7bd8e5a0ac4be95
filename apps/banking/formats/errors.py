"""The one refusal of a file."""

from apps.kernel.errors import DomainError


class StatementRefused(DomainError):
    """The file is not a statement that can be read; the message says why, without what is in it."""

    code = "statement_refused"
    status = 422
