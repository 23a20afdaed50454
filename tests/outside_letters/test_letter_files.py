"""What may be handed in as a letter (H7): told by its first bytes, bounded, and never by its name."""

import pytest

from app.outside_letters.files import MOST_BYTES, Unfit, UnfitFile, handed_out_as, letter_file, media_type_of

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-2.0\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"II*\x00\x08\x00", "image/tiff"),
        (b"MM\x00*\x00\x08", "image/tiff"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (HEIC, "image/heic"),
        (b"<!DOCTYPE html>%PDF-1.4", None),
        (b"GIF89a", None),
        (b"<svg onload='alert(1)'/>", None),
        (b"PK\x03\x04", None),
        (b"\x7fELF%PDF-", None),
        (b"RIFF\x24\x00\x00\x00WAVE", None),
        (b"\x00\x00\x00\x18ftypisom", None),
    ],
)
def test_the_first_bytes_tell_the_type(content: bytes, media_type: str | None) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unfit.EMPTY),
        (b"%PDF-" + bytes(MOST_BYTES - 4), Unfit.TOO_LARGE),
        (b"hello", Unfit.OTHER_TYPE),
    ],
)
def test_a_file_is_refused_with_its_reason(content: bytes, why: Unfit) -> None:
    with pytest.raises(UnfitFile) as refused:
        letter_file("letter.pdf", content)
    assert refused.value.why is why


def test_the_largest_file_is_taken() -> None:
    assert letter_file("a.pdf", b"%PDF-" + bytes(MOST_BYTES - 5)).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\dan\\lettre.pdf", "lettre.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("gnp\u202e.fdp", "gnp.fdp"),
        ("x" * 500, "x" * 120),
        ("", ""),
    ],
)
def test_a_name_is_shown_in_one_line_and_is_no_path(name: str, shown: str) -> None:
    assert letter_file(name, b"%PDF-1.4").name == shown


def test_a_letter_leaves_under_a_name_of_ours() -> None:
    file = letter_file("../../<script>.html", b"%PDF-1.4")
    assert handed_out_as(file.media_type, file.digest) == f"letter-{file.digest.hex()[:12]}.pdf"
