"""The icon of a campaign, from the words of its area and summary."""

_ICONS = (
    ("cultur", "it-video"),
    ("cinema", "it-video"),
    ("accessib", "it-hearing"),
    ("digital", "it-wifi"),
    ("connettiv", "it-wifi"),
    ("mobilit", "it-map-marker-circle"),
    ("climat", "it-refresh"),
    ("ambient", "it-refresh"),
    ("spesa", "it-cart"),
    ("educ", "it-pencil"),
    ("formativ", "it-pencil"),
    ("laborator", "it-tool"),
    ("fabbric", "it-tool"),
    ("famiglia", "it-user"),
    ("cura", "it-user"),
    ("reti", "it-share"),
)


def icon_of(text: str) -> str:
    """Return the icon of the first known word in a text."""
    lower = text.lower()
    return next((icon for word, icon in _ICONS if word in lower), "it-pa")
