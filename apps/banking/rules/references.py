"""References that a donor copies into a transfer, with check digits. Identifier: `creditor_reference@1`.

A reference is an ISO 11649 creditor reference whose body is twelve digits: `RF` + two check digits (ISO 7064
mod 97-10) + body. With digits alone, any single wrong digit and any two digits exchanged are caught: 97 is prime, and
10 has order 96 modulo 97, more than the length.

>>> reference = make("539007547034")
>>> reference, grouped(reference)
('RF18539007547034', 'RF18 5390 0754 7034')
>>> is_valid("RF18539007547034"), is_valid("RF18539007547043")
(True, False)
>>> find_in("Bonifico /RFB/rf18 5390-0754.7034 del 12/03/2026")
['RF18539007547034']
"""

import re

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

IDENTIFIER = "creditor_reference@1"
BODY_DIGITS = 12
_SHAPE = re.compile(r"RF\d{14}", re.ASCII)
_MARKED = re.compile(r"(?=RF(\d{14}))", re.ASCII)
_BARE = re.compile(r"(?=(\d{14}))", re.ASCII)
_NOISE = re.compile(r"[^0-9A-Z]")


def make(body: str) -> str:
    """Return the reference of a body of twelve digits, the first not zero; raises ValueError for another body."""
    if len(body) != BODY_DIGITS or not (body.isascii() and body.isdigit()) or body[0] == "0":
        raise ValueError("the body of a reference is twelve digits, the first not zero")
    return f"RF{mod_97_10.calc_check_digits(f'{body}RF')}{body}"


def is_valid(reference: str) -> bool:
    """Tell whether a reference, without spaces, has our shape and the right check digits."""
    return bool(_SHAPE.fullmatch(reference)) and iso11649.is_valid(reference)


def grouped(reference: str) -> str:
    """Return a reference in groups of four, as people read and copy it."""
    return str(iso11649.format(reference))


def find_in(text: str) -> list[str]:
    """Return the references in a text, in order, each once: spaces, signs and lower case do not matter.

    One whose `RF` was forgotten is found by its fourteen digits.
    """
    squeezed = _squeeze(text)
    found = [f"RF{match[1]}" for pattern in (_MARKED, _BARE) for match in pattern.finditer(squeezed)]
    return list(dict.fromkeys(reference for reference in found if is_valid(reference)))


def near(text: str) -> set[str]:
    """Return the references that a text may have meant: what stands after an `RF` with one digit wrong or two swapped.

    >>> make("539007547034") in near("RF18539007547043")
    True
    """
    found: set[str] = set()
    for match in _MARKED.finditer(_squeeze(text)):
        digits = match[1]
        if not is_valid(f"RF{digits}"):
            found |= {f"RF{meant}" for meant in _one_slip_from(digits) if is_valid(f"RF{meant}")}
    return found


def _squeeze(text: str) -> str:
    return _NOISE.sub("", text.upper())


def _one_slip_from(digits: str) -> set[str]:
    changed = {digits[:i] + other + digits[i + 1 :] for i in range(len(digits)) for other in "0123456789"}
    swapped = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    return changed | swapped
