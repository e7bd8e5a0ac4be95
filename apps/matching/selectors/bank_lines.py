"""What a line of a bank statement may pay, from what stands in the database now."""

from typing import TYPE_CHECKING

from apps.banking.rules import references
from apps.banking.rules.lines import begun_on
from apps.donations import selectors as donations
from apps.matching.rules import bank_lines
from apps.matching.rules.bank_lines import Awaited, Seen, Verdict

if TYPE_CHECKING:
    from apps.banking.models import StatementLine


def judge_line(line: "StatementLine") -> Verdict:
    """Return what a line that arrived pays, by the rules of `bank_lines`."""
    text = f"{line.remittance} {line.end_to_end}"
    organisation_id = line.account.organisation_id
    seen = Seen(
        organisation_id=organisation_id,
        amount_cents=line.amount_cents,
        name=line.counterparty_name,
        begun_on=begun_on(line.ordered_on, line.booked_on, line.value_on),
        is_reversal=line.is_reversal,
    )
    named = donations.list_announced(set(references.find_in(text)))
    if named:
        return bank_lines.judge(seen, named=_seen(named), resembling=[])
    near = donations.list_announced(references.near(text))
    if near:
        return bank_lines.judge(seen, named=[], resembling=_seen(near), mistyped=True)
    alike = donations.list_awaited(organisation_id, amount_cents=line.amount_cents)
    return bank_lines.judge(seen, named=[], resembling=_seen(alike))


def _seen(gifts: list[donations.Awaited]) -> list[Awaited]:
    fields = Awaited.__dataclass_fields__
    return [Awaited(**{name: getattr(gift, name) for name in fields}) for gift in gifts]
