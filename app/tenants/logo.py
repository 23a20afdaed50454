"""A picture from a stranger becomes a logo: taken apart, laid on white, and written anew, small. Pure.

Run it in a process that may be killed (`app.inbound.bounded`): decoders have faults.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, UnidentifiedImageError

from app.errors import AppError
from app.language import mark as _

MOST_BYTES: Final = 2_000_000
"""Of the file that is handed in."""
MOST_PIXELS: Final = 16_000_000
LARGEST: Final = 30_000
"""Bytes of the logo as it goes with every mail."""
WIDTH, HEIGHT = 200, 56
"""The most that it takes of a mail, in CSS pixels; the picture has up to twice as many."""
_FORMATS: Final = ("PNG", "JPEG")
_PAPER: Final = "white"
_SHRINKING: Final = (1.0, 0.75, 0.5)
_COLOURS_OF_A_DRAWING: Final = 4096
_QUALITIES: Final = (85, 70, 50)


class BadPicture(AppError):
    """The file is no picture that can be a logo; the message is a marked sentence for who handed it in."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as it goes out: its bytes, `png` or `jpeg`, and its size as shown in CSS pixels."""

    content: bytes
    subtype: str
    width: int
    height: int


def picture_from(raw: bytes) -> Picture:
    """The logo in a PNG or JPEG file, without what else the file holds.

    Raises:
        BadPicture: when it is none, or too large.

    """
    if len(raw) > MOST_BYTES:
        raise BadPicture(_("The picture is too large. Take one of 2 MB at most."))
    flat = _without_margin(_on_white(_opened(raw)))
    shown = min(1.0, WIDTH / flat.width, HEIGHT / flat.height)
    width, height = max(1, round(flat.width * shown)), max(1, round(flat.height * shown))
    sharp = min(flat.width, 2 * width), min(flat.height, 2 * height)
    content, subtype = next(_small(flat.resize(sharp, Image.Resampling.LANCZOS)))
    return Picture(content, subtype, width, height)


def _opened(raw: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(raw), formats=_FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise BadPicture(_("The picture has too many pixels. Take one of 4000 by 4000 at most."))
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise BadPicture(_("This is no picture that we can read. Take a PNG or a JPEG file.")) from problem
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: dark letters on a dark page would be gone."""
    layer = image.convert("RGBA")
    flat = Image.new("RGB", layer.size, _PAPER)
    flat.paste(layer, mask=layer.getchannel("A"))
    return flat


def _without_margin(flat: Image.Image) -> Image.Image:
    """Cut to what is drawn, so that it stands flush with the letter below."""
    drawn = ImageChops.difference(flat, Image.new("RGB", flat.size, _PAPER)).getbbox()
    return flat.crop(drawn) if drawn else flat


def _small(image: Image.Image) -> Iterator[tuple[bytes, str]]:
    """The best that is small enough: sharp letters as PNG, photographs as JPEG, then with fewer pixels."""
    for share in _SHRINKING:
        size = max(1, int(image.width * share)), max(1, int(image.height * share))
        smaller = image if share == 1 else image.resize(size, Image.Resampling.LANCZOS)
        yield from (made for made in _written(smaller) if len(made[0]) <= LARGEST)
    raise BadPicture(_("The picture could not be made small enough. Take a simpler one."))


def _written(image: Image.Image) -> Iterator[tuple[bytes, str]]:
    with_palette = image.quantize(256, Image.Quantize.MEDIANCUT)
    drawn = image.getcolors(_COLOURS_OF_A_DRAWING) is not None
    for flat in (with_palette, image) if drawn else (image, with_palette):
        yield _saved(flat, "PNG", optimize=True), "png"
    for quality in _QUALITIES:
        yield _saved(image, "JPEG", quality=quality, optimize=True), "jpeg"


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
