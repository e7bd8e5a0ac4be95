"""Placeholder arms: a shield with a plain figure, unlike any real coat of arms."""

_SHIELD = "M3 2h58v38c0 17-12 28-29 35C15 68 3 57 3 40z"
_FIELD = "M7 6h50v33.600c0 14.500-10 24.200-25 30.700C17 63.800 7 54.100 7 39.600z"
_FIGURES = {
    "rings": '<circle cx="32" cy="34" r="20" fill="none" stroke="#fff" stroke-width="4"/>'
    '<circle cx="32" cy="34" r="11" fill="none" stroke="{second}" stroke-width="4"/>'
    '<circle cx="32" cy="34" r="3.500" fill="#fff"/>',
    "waves": '<g fill="none" stroke-width="4" stroke-linecap="round">'
    '<path stroke="#fff" d="M13 26c6-6 13-6 19 0s13 6 19 0"/>'
    '<path stroke="{second}" d="M13 37c6-6 13-6 19 0s13 6 19 0"/>'
    '<path stroke="#fff" d="M16 48c5-6 11-6 16 0s11 6 16 0"/></g>',
    "hills": '<path fill="{second}" d="M9 48c8-18 16-22 23-8 6-14 15-10 23 8-5 9-13 15-23 20-10-5-18-11-23-20z"/>'
    '<circle cx="32" cy="21" r="7" fill="#fff"/>',
    "peaks": '<path fill="#fff" d="M10 46 24 20l8 14 7-10 15 22c-4 8-12 15-22 20-10-5-18-12-22-20z"/>'
    '<path fill="{second}" d="m24 20 5 9-5 4-5-4zM39 24l5 8-5 3-4-4z"/>',
    "bridge": '<path fill="none" stroke="#fff" stroke-width="4" d="M11 38h42M16 38a16 14 0 0 1 32 0"/>'
    '<path fill="none" stroke="{second}" stroke-width="4" stroke-linecap="round" d="M16 48c5-5 11-5 16 0s11 5 16 0"/>',
    "columns": '<path fill="#fff" d="M14 20h36v5H14zM17 28h5v22h-5zM30 28h5v26h-5zM43 28h5v22h-5z"/>'
    '<path fill="{second}" d="m32 10 12 8H20z"/>',
}
_EMBLEMS = {
    "union": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path fill="#003399" d="M0 0h90v60H0z"/>'
    '<circle cx="45" cy="30" r="18" fill="none" stroke="#ffcc00" stroke-width="4" stroke-dasharray="4 5.420"/></svg>',
    "programme": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 60">'
    '<path fill="#17324d" d="M0 12h36v36H0z"/>'
    '<path fill="#5c6f82" d="M46 16h104v10H46zM46 34h72v10H46z"/></svg>',
}


def draw(figure: str, primary: str, second: str) -> str:
    """Return a shield in a city's colours with one of the figures."""
    inside = _FIGURES[figure].replace("{second}", second)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 76" width="64" height="76">'
        f'<path fill="#fff" d="{_SHIELD}"/><path fill="{primary}" d="{_FIELD}"/>{inside}</svg>'
    )


def emblem(kind: str) -> str:
    """Return a drawn stand-in for the emblem of a programme."""
    return _EMBLEMS[kind]
