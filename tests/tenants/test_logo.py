"""Pictures from strangers become logos: small, plain, and nothing of the file survives but what is seen (U5)."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from app.tenants.logo import HEIGHT, LARGEST, MOST_BYTES, WIDTH, BadPicture, Picture, picture_from


def drawn(size: tuple[int, int] = (900, 300), mode: str = "RGBA") -> Image.Image:
    image = Image.new(mode, size)
    ImageDraw.Draw(image).ellipse((10, 10, size[0] // 2, size[1] - 10), fill="navy")
    return image


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_a_picture_is_written_anew_small_enough_for_every_mail(form: str, mode: str) -> None:
    picture = picture_from(saved(drawn(mode=mode), form))
    assert len(picture.content) <= LARGEST
    assert picture.width <= WIDTH
    assert picture.height <= HEIGHT
    assert (opened(picture).width, opened(picture).height) == (2 * picture.width, 2 * picture.height)
    assert opened(picture).format == picture.subtype.upper()


def test_what_could_be_seen_through_is_white() -> None:
    """By night dark letters on nothing would be gone."""
    corner = opened(picture_from(saved(drawn()))).convert("RGB").getpixel((0, 0))
    assert corner == (255, 255, 255)


def test_a_white_margin_is_cut_so_that_the_logo_stands_flush_with_the_letter() -> None:
    picture = picture_from(saved(drawn((80, 40))))
    assert (picture.width, picture.height) == (31, 21)


def test_a_small_picture_is_not_blown_up() -> None:
    picture = picture_from(saved(Image.new("RGB", (80, 40), "navy")))
    assert (picture.width, picture.height) == (80, 40)
    assert opened(picture).size == (80, 40)


def test_what_a_file_says_besides_the_picture_is_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script> 53.5461 N")
    picture = picture_from(saved(drawn(), pnginfo=notes) + b"PK\x03\x04 and more behind the end")
    assert b"script" not in picture.content
    assert b"PK" not in picture.content


def test_a_photograph_is_made_small_enough() -> None:
    noise = Image.effect_noise((1200, 400), 90).convert("RGB")
    picture = picture_from(saved(noise, "JPEG", quality=95))
    assert len(picture.content) <= LARGEST
    assert picture.subtype == "jpeg"


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(200),
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        saved(drawn())[:400],
        b"\xff\xd8\xff\xe0 not a photograph",
        saved(drawn(mode="RGB"), "WEBP"),
    ],
)
def test_what_is_no_png_or_jpeg_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(BadPicture, match="PNG or a JPEG"):
        picture_from(raw)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadPicture, match="2 MB"):
        picture_from(bytes(MOST_BYTES + 1))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A kilobyte that would be ten thousand million pixels."""
    with pytest.raises(BadPicture, match=r"pixels|PNG or a JPEG"):
        picture_from(_bomb(100_000, 100_000))


def _bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
