"""Comparisons of what we wrote with what a recomputation says. Pure; tolerance zero cents."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that does not agree; `code` for programs, `message` for people."""

    code: str
    subject: str
    message: str


def compare_grants(granted: Mapping[int, int], posted: Mapping[int, int]) -> list[Finding]:
    """Return the campaigns whose last definitive decision and whose ledger disagree. Cents by campaign id.

    A rollover decision says the whole grant of its campaign, not what was added.
    """
    return [
        Finding(
            "grant_not_in_ledger",
            f"campaign:{campaign_id}",
            f"La campagna {campaign_id} ha {posted.get(campaign_id, 0)} centesimi impegnati nel registro, "
            f"l'ultima decisione ne concede {granted.get(campaign_id, 0)}.",
        )
        for campaign_id in sorted({*granted, *posted})
        if granted.get(campaign_id, 0) != posted.get(campaign_id, 0)
    ]
