"""An invented receipt, to look at a text before it is in force."""

from datetime import datetime

from apps.receipts.rules.calendar import day_of
from apps.receipts.rules.eligibility import deductible_cents
from apps.receipts.rules.snapshot import Contents, Donor, Issuer, Payment, Wording, freeze
from apps.receipts.states import Regime

_AMOUNT_CENTS = 100_00
_REWARD_CENTS = 20_00


def snapshot(*, regime: Regime, text: str, city: str, now: datetime) -> dict[str, object]:
    """Return the contents of an invented receipt with a text; it is marked as a demonstration."""
    day = day_of(now)
    counts_cents = deductible_cents(amount_cents=_AMOUNT_CENTS, reward_value_cents=_REWARD_CENTS, regime=regime)
    contents = Contents(
        issuer=Issuer("Ente di esempio", "", "12345", "Piazza del Comune 1", is_demo=True),
        donor=Donor("natural_person", "Maria Esempio", "RSSMRA80A41F205B", "Via Prova 2"),
        payment=Payment(
            amount_cents=_AMOUNT_CENTS,
            reward_value_cents=_REWARD_CENTS,
            deductible_cents=counts_cents,
            paid_on=day,
            means="Carta di pagamento, online",
            reference="esempio",
        ),
        campaign="Campagna di esempio",
        city=city,
        regime=regime,
        wording=Wording(1, text),
        issued_on=day,
        is_demo=True,
    )
    return freeze(contents, number=1, year=day.year)
