"""Coats of arms: whatever a town has becomes a plain PNG, and nothing hostile gets through."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from klikks_desktop.documents.arms import ArmsPicture, accent_suggestions, arms_size, read_arms
from klikks_desktop.documents.colour import contrast_on_white
from klikks_desktop.domain.errors import UserError

SHIELD = (40, 30, 239, 269)  # where the shield stands on a sheet of 300 × 300


def shield(mode: str = "RGB", background: object = "white") -> Image.Image:
    image = Image.new(mode, (300, 300), background)
    ImageDraw.Draw(image).rectangle(SHIELD, fill=(200, 20, 30, 255)[: len(mode)])
    return image


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def opened(arms: ArmsPicture) -> Image.Image:
    return Image.open(io.BytesIO(arms.png))


def refused(data: bytes, rasterise=None) -> UserError:
    with pytest.raises(UserError) as error:
        read_arms(data, rasterise)
    assert error.value.line.startswith(error.value.code)
    return error.value


def test_borders_are_trimmed_and_transparency_becomes_paper() -> None:
    for picture in (saved(shield()), saved(shield("RGBA", (0, 0, 0, 0)))):
        image = opened(read_arms(picture))
        assert image.size == (200, 240)
        assert image.mode == "RGB"
        assert image.getpixel((0, 0)) == (200, 20, 30)


def test_half_transparent_parts_are_mixed_with_white() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 128))
    assert opened(read_arms(saved(image))).getpixel((5, 5)) == (127, 127, 127)


@pytest.mark.parametrize("mode", ["P", "L", "LA", "1", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (60, 60), 20_000)
        expected = 20_000 // 256
    else:
        image = Image.new("RGBA", (60, 60), (78, 78, 78, 255)).convert("RGB" if mode == "P" else "L")
        image = image.convert(mode)
        expected = image.convert("L").getpixel((3, 3))
    if mode == "1":
        image.paste(0, (0, 0, 30, 60))
        expected = 0
    red = opened(read_arms(saved(image))).getpixel((2, 2))[0]
    assert abs(red - expected) <= 2


def test_palette_with_transparent_colour() -> None:
    image = shield().quantize(4)
    white = image.getpixel((0, 0))
    arms = read_arms(saved(image, transparency=white))
    assert opened(arms).size == (200, 240)


def test_cmyk_jpeg_is_converted() -> None:
    red = opened(read_arms(saved(shield().convert("CMYK"), "JPEG", quality=95))).getpixel((100, 100))
    assert red[0] > 150
    assert max(red[1:]) < 80


def test_a_photo_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    arms = read_arms(saved(shield(), "JPEG", quality=95, exif=exif))
    width, height = opened(arms).size
    assert abs(width - 240) <= 2
    assert abs(height - 200) <= 2


def test_a_colour_profile_is_used_and_a_broken_one_is_not_missed() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profile, b"no profile", profile[:200]):
        arms = read_arms(saved(shield(), icc_profile=icc))
        pixel = opened(arms).getpixel((9, 9))
        assert all(abs(one - other) <= 2 for one, other in zip(pixel, (200, 20, 30), strict=True))
        assert "icc_profile" not in opened(arms).info


def test_large_arms_are_reduced_to_print_size_and_small_ones_told() -> None:
    large = read_arms(saved(Image.new("RGB", (4000, 5000), "navy")))
    width, height = opened(large).size
    assert width < 700
    assert abs(width / height - 0.8) < 0.01
    assert not large.is_coarse
    assert read_arms(saved(shield())).is_coarse


def test_the_same_file_gives_the_same_bytes_and_reading_twice_changes_nothing() -> None:
    once = read_arms(saved(shield()))
    assert read_arms(saved(shield())).png == once.png
    assert read_arms(once.png).png == once.png
    assert once.picture.width, once.picture.height == (200, 240)


@pytest.mark.parametrize("ratio", [0.02, 0.36, 0.8, 1.0, 1.6, 1.61, 2.4, 9.0])
def test_arms_have_equal_area_within_their_limits(ratio: float) -> None:
    width, height = arms_size(ratio)
    assert height <= 38
    assert width <= 76.001
    assert abs(width / height - ratio) < 1e-9
    assert width * height <= 1144.001


def bomb(width: int, height: int) -> bytes:
    """A tiny PNG that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_000, 300), (9_000, 9_000), (100_000, 100_000), (12_000, 12_000)])
def test_huge_pictures_are_refused_before_they_are_unpacked(size: tuple[int, int]) -> None:
    assert refused(bomb(*size)).code == "K-411"


def test_huge_files_are_refused() -> None:
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(21_000_000)).code == "K-411"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just text",
        b"%PDF-1.7",
        b"GIF89a" + bytes(100),
        b"\xff\xd8\xff" + bytes(300),
        b"\x89PNG\r\n\x1a\n" + bytes(300),
        saved(shield())[:200],
        saved(shield(), "JPEG")[:500],
        saved(shield(), "GIF"),
        saved(shield(), "BMP"),
        bomb(0, 10),
        bomb(4000, 4000),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data).code == "K-410"


def test_an_empty_picture_is_refused() -> None:
    assert refused(saved(Image.new("RGB", (50, 50), "white"))).code == "K-413"
    assert refused(saved(Image.new("RGBA", (50, 50), (9, 9, 9, 0)))).code == "K-413"


@given(st.binary(max_size=400), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg>"]))
@settings(max_examples=150)
def test_no_bytes_end_in_anything_but_a_refusal(data: bytes, start: bytes) -> None:
    with pytest.raises(UserError):
        read_arms(start + data, lambda _svg, _width: b"")


@given(st.data())
@settings(max_examples=100)
def test_a_damaged_picture_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(saved(shield(), data.draw(st.sampled_from(["PNG", "JPEG"]))))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert opened(read_arms(bytes(whole))).mode == "RGB"
    except UserError as error:
        assert error.code in {"K-410", "K-411", "K-413"}


NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str = '<rect width="8" height="9" fill="red"/>', root: str = 'viewBox="0 0 8 9"') -> bytes:
    return f"<svg {NAMESPACES} {root}>{body}</svg>".encode()


def drawn(calls: list[tuple[bytes, int]]):
    def rasterise(data: bytes, width: int) -> bytes:
        calls.append((data, width))
        return saved(shield("RGBA", (0, 0, 0, 0)))

    return rasterise


def test_a_plain_svg_is_drawn_by_the_function_given() -> None:
    calls: list[tuple[bytes, int]] = []
    doctype = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    body = '<defs><g id="a"><path d="M0 0h8v9z" style="fill:url(#b)"/></g></defs><use xlink:href="#a"/>'
    arms = read_arms(b'<?xml version="1.0"?>' + doctype + svg(body), drawn(calls))
    assert opened(arms).size == (200, 240)
    data, width = calls[0]
    assert b"DOCTYPE" not in data
    assert width == round(1795 * 8 / 9)


def test_a_wide_svg_is_drawn_as_wide_as_it_prints() -> None:
    calls: list[tuple[bytes, int]] = []
    read_arms(svg(root='width="24cm" height="10cm"'), drawn(calls))
    assert calls[0][1] == 1795


@pytest.mark.parametrize(
    "data",
    [
        svg("<script>alert(1)</script>"),
        svg('<rect onclick="alert(1)"/>'),
        svg("<foreignObject/>"),
        svg('<image href="http://example.org/a.png"/>'),
        svg('<image xlink:href="data:image/png;base64,AAAA"/>'),
        svg('<use xlink:href="file:///etc/passwd#a"/>'),
        svg('<a xlink:href="javascript:alert(1)"><rect/></a>'),
        svg('<rect style="fill:url(http://example.org/x)"/>'),
        svg("<style>@import 'http://example.org/x.css';</style>"),
        svg("<style>rect { fill: url( 'http://example.org/x' ) }</style>"),
        b'<?xml-stylesheet href="http://example.org/x.css"?>' + svg(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
        svg("<g>" * 150 + "</g>" * 150),
        svg("<rect/>" * 60_000),
        svg('<g id="a"><use href="#a"/></g><use href="#a"/>'),
        svg(
            '<rect id="a0"/>'
            + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(12))
            + '<use href="#a12"/>'
        ),
    ],
    ids=range(17),
)
def test_an_svg_that_could_do_harm_is_refused(data: bytes) -> None:
    assert refused(data, drawn([])).code == "K-412"


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<svg",
        svg()[:-4],
        b"<svg>&undefined;</svg>",
        svg(root='viewBox="0 0 9000 1"'),
        b'<?xml version="1.0" encoding="strange"?><svg/>',
    ],
)
def test_what_is_no_svg_is_refused(data: bytes) -> None:
    assert refused(data, drawn([])).code == "K-410"


def test_an_svg_that_cannot_be_drawn_is_refused() -> None:
    def fails(_data: bytes, _width: int) -> bytes:
        raise ValueError

    assert refused(svg(), fails).code == "K-410"
    assert refused(svg()).code == "K-410"


def test_a_large_svg_is_refused() -> None:
    assert refused(svg(" " * 6_000_000), drawn([])).code == "K-411"


def test_accents_are_colours_of_the_arms_dark_enough_for_text() -> None:
    image = Image.new("RGB", (300, 300), "white")
    for number, colour in enumerate(["#E0A91F", "#14532F", "#1C5A9A", "#888888"]):
        image.paste(colour, (0, number * 75, 100 + number * 40, number * 75 + 75))
    accents = accent_suggestions(read_arms(saved(image)))
    assert 1 <= len(accents) <= 3
    assert "#14532F" in accents
    assert "#1C5A9A" in accents
    for accent in accents:
        value = int(accent[1:], 16)
        assert contrast_on_white((value >> 16, value >> 8 & 255, value & 255)) >= 4.4
    assert accent_suggestions(read_arms(saved(Image.new("L", (50, 50), 90)))) == []
