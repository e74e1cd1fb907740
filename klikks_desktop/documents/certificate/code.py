"""QR codes, level M."""

from __future__ import annotations

from klikks_desktop.domain.errors import UserError

# More would give modules below 0.3 mm in 22 mm, which office printers smear.
MOST_CHARACTERS = 300


def code_modules(text: str) -> list[list[bool]]:
    """The modules, row by row, dark is True, without quiet zone; ``K-422`` when the text is too long."""
    # reportlab.graphics takes long to import and most certificates have no code.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    size = len(text.encode())
    if size > MOST_CHARACTERS:
        raise UserError("K-422", {"size": size, "limit": MOST_CHARACTERS})
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]
