"""An amount of euro in Italian words, as a receipt repeats it."""

from num2words import num2words  # type: ignore[import-untyped]

_MILLION = 1_000_000


def amount_in_words(amount_cents: int) -> str:
    """Return an amount in words; cents are left out when they are zero. Raises ValueError below zero.

    >>> amount_in_words(100_000_021)
    'un milione di euro e ventuno centesimi'
    >>> amount_in_words(1)
    'un centesimo'
    >>> amount_in_words(12_150)
    'centoventuno euro e cinquanta centesimi'
    """
    if amount_cents < 0:
        raise ValueError("an amount is not negative")
    euro, cents = divmod(amount_cents, 100)
    parts = []
    if euro or not cents:
        parts.append(f"{_number(euro)} {'di euro' if euro and euro % _MILLION == 0 else 'euro'}")
    if cents:
        parts.append(f"{_number(cents)} {'centesimo' if cents == 1 else 'centesimi'}")
    return " e ".join(parts)


def _number(value: int) -> str:
    """num2words writes `duemilaventitre`: every number that ends in three, but three, has an accent."""
    words = [_accented(word) for word in num2words(value, lang="it").split(" ")]
    if words[-1] == "uno":
        words[-1] = "un"
    return " ".join(words)


def _accented(word: str) -> str:
    return f"{word[:-1]}é" if word.endswith("tre") and word != "tre" else word
