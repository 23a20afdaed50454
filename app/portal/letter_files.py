"""Letters of other organisations on their way through the browser: taken in, and handed out again (H7)."""

from flask import Response, make_response, request

from app.language import mark as _
from app.outside_letters.files import MOST_BYTES, LetterFile, Unfit, UnfitFile, handed_out_as, letter_file
from app.outside_letters.models import OutsideLetter

SENTENCES: dict[Unfit, str] = {
    Unfit.EMPTY: _("Choose the file with the letter."),
    Unfit.TOO_LARGE: _("The file has more than 15 MB. Please make it smaller."),
    Unfit.OTHER_TYPE: _("Only a PDF or a picture of the letter can be taken (PNG, JPEG, TIFF, WebP or HEIC)."),
}
"""Why a file is not taken, as its reader understands it."""


def taken_in(field: str) -> LetterFile:
    """The file of a form's field.

    Raises:
        UnfitFile: when there is none, or it can be no letter.

    """
    handed = request.files.get(field)
    if handed is None:
        raise UnfitFile(Unfit.EMPTY)
    return letter_file(handed.filename or "", handed.stream.read(MOST_BYTES + 1))


def handed_out(letter: OutsideLetter) -> Response:
    """The very bytes, to be saved: no browser shows them on a page of ours, for they came from outside."""
    response = make_response(letter.content)
    name = handed_out_as(letter.media_type, letter.digest)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
