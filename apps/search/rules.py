"""Words as a person types them: without accents and little words, compared with those that are known."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

MAX_WORDS = 8
MAX_LENGTH = 100
OPENS, CLOSES = "\ue000", "\ue001"
"""Stand for the marks around a found word until the text is escaped: no text that is indexed holds them."""

_ALIKE = 0.7
_SHORTEST, _SHORT, _HYPHENATED = 3, 5, 6
_ENDINGS = "aeio"
_WORD = re.compile(r"[^\W_]+")
_LITTLE = frozenset(
    {
        "a",
        "ad",
        "ai",
        "al",
        "alla",
        "alle",
        "allo",
        "c",
        "che",
        "chi",
        "ci",
        "con",
        "d",
        "da",
        "dai",
        "dal",
        "dalla",
        "dalle",
        "dallo",
        "de",
        "degli",
        "dei",
        "del",
        "dell",
        "della",
        "delle",
        "dello",
        "di",
        "e",
        "ed",
        "gli",
        "i",
        "il",
        "in",
        "l",
        "la",
        "le",
        "lo",
        "nei",
        "nel",
        "nell",
        "nella",
        "nelle",
        "nello",
        "o",
        "per",
        "un",
        "una",
        "uno",
        "su",
        "sui",
        "sul",
        "sull",
        "sulla",
        "sulle",
        "tra",
        "fra",
    }
)


def plain(text: str) -> str:
    """Return a text in lower case, without accents, apostrophes and signs: words with one space between.

    >>> plain("L’università  dell'Età")
    'l universita dell eta'
    """
    return " ".join(_WORD.findall(bare(text)))


def bare(text: str) -> str:
    """Return a text in lower case without accents.

    >>> bare("CITTÀ, 1°")
    'citta, 1o'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words_of(query: str) -> list[str]:
    """Return the words of a query that are worth looking for; the little ones only when there is nothing else.

    >>> words_of("gli orti dell'Isola")
    ['orti', 'isola']
    >>> words_of("il")
    ['il']
    """
    every = [word[:40] for word in plain(query[:MAX_LENGTH]).split()]
    return ([word for word in every if word not in _LITTLE] or every)[:MAX_WORDS]


def endings(word: str) -> list[str]:
    """Return a short word with each ending of the plural and the singular; Italian stems leave such words as they are.

    >>> endings("orto")
    ['orta', 'orte', 'orti', 'orto']
    >>> endings("biblioteca")
    []
    """
    is_short = _SHORTEST < len(word) <= _SHORT and word[-1] in _ENDINGS
    return [word[:-1] + ending for ending in _ENDINGS] if is_short else []


def hyphenated(word: str) -> list[str]:
    """Return a short word with a hyphen inside: who looks for `wifi` means `Wi-Fi` too.

    >>> hyphenated("email")
    ['e-mail', 'em-ail', 'ema-il', 'emai-l']
    >>> hyphenated("biblioteca")
    []
    """
    is_short = len(word) <= _HYPHENATED
    return [f"{word[:place]}-{word[place:]}" for place in range(1, len(word))] if is_short else []


def corrected(words: Iterable[str], known: Iterable[str]) -> str:
    """Return the query with each word replaced by the known one that is most alike; empty when nothing changes.

    >>> corrected(["giradino"], ["giardino", "scuola"])
    'giardino'
    """
    vocabulary, asked = sorted(set(known)), list(words)
    found = [_closest(word, vocabulary) for word in asked]
    return " ".join(found) if found != asked else ""


def without_marks(text: str) -> str:
    """Return a text without the characters that stand for marks."""
    return text.replace(OPENS, "").replace(CLOSES, "").replace("\0", "")


def _closest(word: str, vocabulary: list[str]) -> str:
    if word in vocabulary:
        return word
    scored = [(SequenceMatcher(None, word, each).ratio(), each) for each in vocabulary if len(each) >= _SHORTEST]
    score, best = max(scored, default=(0.0, word))
    return best if score >= _ALIKE else word
