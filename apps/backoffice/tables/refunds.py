"""The list of refunds by bank transfer."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.presenters.cases import BANK_REFUND_LABELS, BANK_REFUND_TONES
from apps.payments import selectors
from apps.payments.states import BankRefundState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.payments.models import BankRefund

BODY = "attempt__account__organisation__name"


class Filters(lists.Filters):
    """State."""

    stato = forms.ChoiceField(
        label="Stato", choices=[("", "Tutti"), *((str(each), BANK_REFUND_LABELS[each]) for each in BankRefundState)]
    )


def find(asked: dict[str, Any]) -> "QuerySet[BankRefund]":
    """Return the refunds that are asked for."""
    return selectors.find_bank_refunds(BankRefundState(asked["stato"]) if asked["stato"] else None)


def _refund(refund: "BankRefund") -> lists.Link:
    return lists.Link(f"Rimborso {refund.pk}", f"/gestione/rimborsi/{refund.pk}/")


def _state(refund: "BankRefund") -> lists.State:
    return lists.State(BANK_REFUND_LABELS[refund.state], BANK_REFUND_TONES[refund.state])


TABLE = lists.Table(
    file="rimborsi",
    title="Rimborsi con bonifico",
    columns=(
        lists.link("rimborso", "Rimborso", _refund, sort=("pk",)),
        lists.state("stato", "Stato", _state, sort=("state",)),
        lists.money("importo", "Importo", lambda each: each.amount_cents, sort=("amount_cents",)),
        lists.text("ente", "Ente", lambda each: each.attempt.account.organisation.name, sort=(BODY,)),
        lists.text("intestatario", "Intestatario", lambda each: each.holder, sort=("holder",)),
        lists.text("iban", "IBAN", lambda each: each.iban).exported(),
        lists.moment("chiesto", "Chiesto", lambda each: each.created_at, sort=("created_at",)),
        lists.text("file", "File", lambda each: each.batch.message_id if each.batch else "").exported(),
        lists.text("riferimento", "Riferimento", lambda each: each.reference).exported(),
        lists.day("pagato", "Pagato il", lambda each: each.paid_on, sort=("paid_on",)).exported(),
    ),
    filters=Filters,
    search=("holder", "iban", "reference", "batch__message_id", BODY),
    empty_title="Nessun rimborso con bonifico",
    empty_text="Qui compaiono le donazioni che non possono tornare sulla carta.",
)
