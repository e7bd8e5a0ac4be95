"""A person's data of every app, as a ZIP of JSON and CSV files. Reads only."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from apps.community import selectors as community
from apps.donations import selectors as donations
from apps.feedback import selectors as feedback
from apps.kernel.spreadsheets import write_csv
from apps.notifications import selectors as notifications
from apps.payments import selectors as payments
from apps.people import selectors as people
from apps.receipts import selectors as receipts

Rows = list[dict[str, object]]
Reader = Callable[[int, list[str]], Rows]
READ_ME = """I tuoi dati sul portale del crowdfunding civico del Comune di {city}
Preparati il {day}.

Ogni argomento c'è due volte: in JSON, per i programmi, e in CSV, per i fogli di calcolo.
Gli importi sono in centesimi di euro, gli istanti in tempo universale (UTC).
"""


def archive(user_id: int, *, city: str, now: datetime) -> bytes:
    """Return the ZIP of one person's data, and of nobody else's: of her verified addresses, never of the others."""
    addresses = people.verified_addresses(user_id)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("LEGGIMI.txt", READ_ME.format(city=city, day=f"{now.astimezone(UTC):%d/%m/%Y}"))
        for name, read in READERS.items():
            rows = read(user_id, addresses)
            packed.writestr(f"{name}.json", json.dumps(rows, default=_plain, ensure_ascii=False, indent=2))
            packed.writestr(f"{name}.csv", table(rows))
    return file.getvalue()


def table(rows: Rows) -> str:
    """Return rows as CSV in which no spreadsheet finds a formula."""
    text = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    write_csv(text, [columns or ["vuoto"], *([_cell(row.get(name)) for name in columns] for row in rows)])
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> str | None:
    if isinstance(value, dict | list):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return None if value is None else _plain(value)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _receipts(_user_id: int, addresses: list[str]) -> Rows:
    return receipts.data_of([gift.pk for gift in donations.list_of_person(addresses)])


def _sessions(user_id: int, _addresses: list[str]) -> Rows:
    rows = UserSession.objects.filter(user_id=user_id).order_by("pk")
    return [{"iniziata": row.created_at, "rete": row.ip, "programma": row.user_agent} for row in rows]


def _identities(user_id: int, _addresses: list[str]) -> Rows:
    rows = SocialAccount.objects.filter(user_id=user_id).order_by("pk")
    return [{"servizio": row.provider, "codice": row.uid, "collegata": row.date_joined} for row in rows]


def _refunds(_user_id: int, addresses: list[str]) -> Rows:
    return payments.data_of([gift.attempt_id for gift in donations.list_of_person(addresses)])


def _wishes(user_id: int, addresses: list[str]) -> Rows:
    mine = sorted({people.address_of(user_id).lower(), *addresses})
    return [
        {"indirizzo": each, "argomento": topic, "scelta": wish}
        for each in mine
        for topic, wish in notifications.wishes_of(each).items()
    ]


READERS: dict[str, Reader] = {
    "profilo": lambda user_id, _addresses: people.data_of(user_id),
    "donazioni": lambda _user_id, addresses: donations.data_of(addresses),
    "rimborsi": _refunds,
    "ricevute": _receipts,
    "comunita": lambda user_id, _addresses: community.data_of(user_id),
    "segnalazioni": lambda _user_id, addresses: feedback.data_of(addresses),
    "messaggi": notifications.data_of,
    "preferenze": _wishes,
    "sessioni": _sessions,
    "identita": _identities,
}
"""What is taken along, by file name. An app that keeps more of a person adds a line."""
