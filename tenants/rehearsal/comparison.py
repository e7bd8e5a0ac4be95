"""Two outcomes side by side: a replay and what was reported, or a replay under other rules. Pure."""

from typing import Any

_PER_CAMPAIGN = ("state", "gifts", "raised_cents", "refunded_cents", "matched_cents", "total_cents")


def with_reported(outcome: dict[str, Any], totals: dict[str, int]) -> dict[str, dict[str, Any]]:
    """Return each reported figure that a replay computes too, with both values and their difference.

    Nothing when the figures are of several editions together (`editions` in the outcome names them).

    >>> with_reported({"raised_cents": 100, "visits": 7}, {"raised_cents": 90})
    {'raised_cents': {'reported': 100, 'replayed': 90, 'difference': -10}}
    """
    if len(outcome.get("editions", ())) > 1:
        return {}
    return {
        name: {"reported": value, "replayed": totals[name], "difference": totals[name] - value}
        for name, value in outcome.items()
        if name in totals and isinstance(value, int)
    }


def between(published: dict[str, Any], alternative: dict[str, Any]) -> dict[str, Any]:
    """Return what differs under the other rules, alternative minus published: per campaign, and in the totals."""
    others = {row["key"]: row for row in alternative["campaigns"]}
    rows = [_of_campaign(row, others[row["key"]]) for row in published["campaigns"]]
    totals = {
        name: {"published": value, "alternative": alternative["totals"][name]}
        for name, value in published["totals"].items()
        if alternative["totals"][name] != value
    }
    return {
        "campaigns": [row for row in rows if row["changed"]],
        "totals": {
            name: {**pair, "difference": pair["alternative"] - pair["published"]} for name, pair in totals.items()
        },
    }


def _of_campaign(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    changed = {
        name: {"published": one[name], "alternative": other[name]} for name in _PER_CAMPAIGN if one[name] != other[name]
    }
    for name, pair in changed.items():
        if name != "state":
            pair["difference"] = pair["alternative"] - pair["published"]
    return {"key": one["key"], "changed": changed}
