"""Terms of a person's data, why a profile cannot be closed yet, and what a session is called."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(days=7)
"""How long a person may undo the deletion of her profile."""
EXPORT_LIFETIME = timedelta(days=7)
EXPORT_PAUSE = timedelta(hours=1)
"""How long the same copy of the data answers one more request."""
YEARS_OF_BOOKS = 10
"""How long the books of a gift are kept: art. 2220 of the civil code, art. 22 d.P.R. 600/1973."""
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""By what they write of themselves; the first that is found: most name others as well."""


class Obstacle(StrEnum):
    """What a person has to do before her profile can be closed."""

    ROLE = "role"
    MEMBERSHIP = "membership"
    OPEN_GIFT = "open_gift"


def obstacles(*, roles: Collection[object], bodies: Collection[object], open_gifts: int) -> list[Obstacle]:
    """Return why a profile cannot be closed now, in the order in which a person is told.

    >>> obstacles(roles=[], bodies=[], open_gifts=0)
    []
    >>> obstacles(roles=["officer"], bodies=[], open_gifts=1)
    [<Obstacle.ROLE: 'role'>, <Obstacle.OPEN_GIFT: 'open_gift'>]
    """
    found = ((Obstacle.ROLE, bool(roles)), (Obstacle.MEMBERSHIP, bool(bodies)), (Obstacle.OPEN_GIFT, open_gifts > 0))
    return [obstacle for obstacle, stands in found if stands]


def end_of_term(last: datetime) -> datetime:
    """Return from when the books of a gift need not name anyone: the end of the tenth year after."""
    return last.replace(year=last.year + YEARS_OF_BOOKS + 1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def device_of(user_agent: str) -> tuple[str, str]:
    """Return the browser and the system that a program says it is, empty where it says nothing known.

    >>> device_of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile")
    ('Chrome', 'Android')
    """
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    return browser, next((name for sign, name in _SYSTEMS if sign in user_agent), "")
