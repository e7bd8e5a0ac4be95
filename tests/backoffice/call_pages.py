"""What a browser sends to the pages of the calls, and what it reads there."""

import re

FORM = {
    "kind": "threshold",
    "threshold_bps": "50",
    "base": "remaining_cost",
    "match_share_bps": "50",
    "cap_per_project_cents": "50.000",
    "pool_cents": "400.000",
    "pool_owner": "municipality",
    "exhaustion": "first_come_partial",
    "counting_channels": ["online"],
    "counting_amounts": "gross",
    "counting_donor_kinds": ["natural_person", "legal_entity"],
    "counting_min_distinct_donors": "1",
    "judged": "on_crossing",
    "late_payments_days": "1",
    "collection": "charge_now",
    "on_failure": "refund_all",
    "fee_bearer": "beneficiary",
    **{
        f"{rows}-{name}": value
        for rows in ("caps_by_category", "boosts", "rounds", "articles")
        for name, value in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))
    },
}


def address(call, page: str = "") -> str:
    return f"/gestione/bandi/{call.pk}/{page}"


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def shown_document(page: str) -> str:
    found = re.search(r'name="document" value="([^"]*)"', page)
    assert found
    return found[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
