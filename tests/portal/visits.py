"""What the tests of the pages share: the text of an answer, and the form of a gift as it is sent."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

NO_BREAK_SPACE = "\u00a0"


def text_of(response: Any, status: int = 200) -> str:
    """Return the body of an answer with plain spaces, whitespace joined."""
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).replace(NO_BREAK_SPACE, " ").split())


def refused(visitor: Any, address: str, form: dict[str, str]) -> Any:
    """Send a form that does not lead on; return the page that says why, which came by a redirect and keeps no words."""
    answer = visitor.post(address, form)
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert re.fullmatch(rf"{address}\?rivedi=[0-9a-f]{{16}}", answer.headers["Location"])
    return visitor.get(answer.headers["Location"])


def filled_form(**changed: str) -> dict[str, str]:
    """Return a valid form of a gift of 25 euro with a new key, changed as told."""
    values = {
        "amount": "2500",
        "other_amount": "",
        "donor_name": "Ada Rossi",
        "donor_email": "ada@example.org",
        "donor_kind": "natural_person",
        "request_key": str(uuid4()),
    }
    return {**values, **changed}


def key_in(response: Any) -> str:
    """Return the key that a page's form carries."""
    found = re.search(r'name="request_key" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]
