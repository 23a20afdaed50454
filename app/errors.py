"""The one base of the errors that a person is meant to read."""


class AppError(Exception):
    """Something a person can act on; `str()` is a sentence that says what is wrong and where."""
