"""The characters that a receipt can print: Latin, Greek and Cyrillic letters with the usual signs.

PDF/UA refuses a character without a glyph, so what is not here is printed as U+FFFD, and the document says so.
"""

import re
import unicodedata

REPLACEMENT = "\ufffd"
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x1E00, 0x1FFF),
    (0x2010, 0x2027),
    (0x2030, 0x203E),
    (0x20A0, 0x20BF),
)
_UNPRINTED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp"})


def is_printable(character: str) -> bool:
    """Tell whether a receipt can print a character."""
    code = ord(character)
    return any(low <= code <= high for low, high in _RANGES) and unicodedata.category(character) not in _UNPRINTED


def line(text: str) -> str:
    """Return a text as one printable line: composed letters, single spaces, U+FFFD for what cannot be printed.

    >>> line("  Ada" + chr(9) + "Nguye\u0302\u0303n ")
    'Ada Nguyễn'
    """
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(character if is_printable(character) else REPLACEMENT for character in joined)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which empty lines divide, each as one printable line."""
    return [line(part) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
