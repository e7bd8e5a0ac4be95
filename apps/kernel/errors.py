"""The one family of errors that a person can be told about."""


class DomainError(Exception):
    """A refusal with a stable `code` for programs and an Italian sentence for people.

    Subclasses stand beside the function that raises them and set `code`; `status` is the HTTP status of the refusal.
    """

    code = "error"
    status = 422

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details
