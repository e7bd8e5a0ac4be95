"""Who reads the news of a campaign."""

from enum import StrEnum


class Audience(StrEnum):
    """`donors`: those whose gift the campaign has, or promised one; others see that there is news and its title."""

    EVERYONE = "everyone"
    DONORS = "donors"
