"""The form of a gift. Checks what is typed; what a gift may be is decided by `apps.donations.rules`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Channel
from apps.donations import amounts, checks
from apps.donations.promises import MandateText
from apps.donations.rules import Gift
from apps.donations.selectors import Offer
from apps.kernel.formats import euro_short
from apps.portal.gift_fields import GiftFields

OTHER = "altro"
_FIELD_OF = {"amount_cents": "amount", "reward_id": "reward"}
_AMOUNT_FIELDS = ("amount", "other_amount")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a campaign asks of a gift at this moment: limits and amounts offered in cents, rewards, ways to pay.

    `mandate` is what a donor accepts where the card is charged only on success.
    """

    min_cents: int
    max_cents: int
    suggested_cents: Sequence[int]
    offers: Sequence[Offer] = ()
    mandate: MandateText | None = None
    takes_transfers: bool = False


class DonationForm(GiftFields):
    """A gift as one campaign asks for it."""

    def __init__(self, data: QueryDict | None = None, *, asked: Asked, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.asked = asked
        self.asks_for_code = bool(self.data.get("code"))
        self.mandate_text = asked.mandate
        self._offer_amounts()
        self._leave_out()

    @property
    def amount_cents(self) -> int | None:
        """What was typed or chosen, in cents; None where it is missing or wrong. The form was checked."""
        return self.cleaned_data.get("amount_cents") if self.is_bound and hasattr(self, "cleaned_data") else None

    @property
    def pays_by_transfer(self) -> bool:
        """Whether the donor of a valid form pays by bank transfer."""
        return self.cleaned_data.get("method") == Channel.BANK_TRANSFER

    def clean_donor_tax_code(self) -> str:
        """Return the code without spaces, in capitals."""
        return "".join(str(self.cleaned_data["donor_tax_code"]).split()).upper()

    def clean(self) -> dict[str, object]:
        """Join the two ways to say an amount, of which one is needed; refuse what does not go together."""
        values = super().clean() or {}
        self.fields["amount"].required = True
        if "amount" in values and "other_amount" in values:
            self._read_amount(values)
        if not values.get("wants_receipt") and (values.get("donor_tax_code") or values.get("donor_address")):
            said = _("Spunta la casella se vuoi la ricevuta, altrimenti cancella i dati sotto.")
            self.add_error("wants_receipt", said)
        self._read_details(values)
        return values

    def look_at_amount(self) -> None:
        """Check the form, and keep quiet about everything but the amount: its donor is still writing."""
        self.full_clean()
        for name in [name for name in self.errors if name not in _AMOUNT_FIELDS]:
            del self.errors[name]

    def say_again(self, said: dict[str, list[str]]) -> None:
        """Check the form, and show beside each field what else was said of it when it was sent."""
        self.full_clean()
        self.asks_for_code = self.asks_for_code or "code" in said
        for name, reasons in said.items():
            for reason in reasons:
                if reason not in self.errors.get(name, []):
                    self.add_error(name if name in self.fields else None, reason)

    def gift(self) -> Gift:
        """Return what a valid form asks for, in the language of its page; without a receipt no tax data are kept."""
        values = self.cleaned_data
        return Gift(
            amount_cents=values["amount_cents"],
            donor_name=values["donor_name"],
            donor_email=values["donor_email"],
            donor_kind=values["donor_kind"],
            **asdict(self.shown()),
            wants_receipt=values["wants_receipt"],
            donor_tax_code=values["donor_tax_code"] if values["wants_receipt"] else "",
            donor_address=values["donor_address"] if values["wants_receipt"] else "",
            declares_relation=values["declares_relation"],
            reward_id=int(values["reward"]) if values.get("reward") else None,
            language=get_language() or "",
        )

    def ask_for_code(self, reason: str) -> None:
        """Show the field of the code, with why it is asked for."""
        self.asks_for_code = True
        self.add_error("code", reason)

    def ask_for_mandate(self, reason: str) -> None:
        """Ask again for what the donor accepts, not ticked: it is another text now."""
        self.add_error("mandate", reason)
        self.data = {name: value for name, value in self.data.items() if name != "mandate"}

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why the gift was refused."""
        for name, reason in refusals.items():
            field = _FIELD_OF.get(name, name)
            self.add_error(field if field in self.fields else None, reason)

    def _offer_amounts(self) -> None:
        offered = [(str(cents), euro_short(cents)) for cents in self.asked.suggested_cents]
        self.fields["amount"].choices = [*offered, (OTHER, _("Altro importo"))]  # type: ignore[attr-defined]
        self.fields["amount"].required = not self.data.get("other_amount", "").strip()
        said = _("Scrivilo qui se non è fra quelli proposti. Per esempio 35 oppure 12,50. Si dona da %(least)s in su.")
        self.fields["other_amount"].help_text = said % {"least": euro_short(self.asked.min_cents)}

    def _leave_out(self) -> None:
        if self.asked.mandate is not None:
            self.fields["mandate_sha256"].initial = self.asked.mandate.sha256
        else:
            del self.fields["mandate"], self.fields["mandate_sha256"]
        if self.asked.offers:
            titles = [(str(offer.id), offer.told_title) for offer in self.asked.offers]
            self.fields["reward"].choices = [("", _("Nessuna ricompensa")), *titles]  # type: ignore[attr-defined]
        else:
            del self.fields["reward"]
        if self.asked.takes_transfers:
            self.fields["method"].required = not self.is_bound or "method" in self.data
        else:
            del self.fields["method"]

    def _read_amount(self, values: dict[str, object]) -> None:
        choice, typed = str(values["amount"]), str(values["other_amount"])
        limits = {"min_cents": self.asked.min_cents, "max_cents": self.asked.max_cents}
        if choice not in ("", OTHER):
            if typed:
                said = _("Hai scelto un importo qui sopra: cancella questo, o scegli «Altro importo».")
                self.add_error("other_amount", said)
            else:
                values["amount_cents"] = int(choice)
            return
        try:
            values["amount_cents"] = amounts.read(typed, **limits)
        except amounts.AmountRefusedError as error:
            self.add_error("other_amount", str(error))

    def _read_details(self, values: dict[str, Any]) -> None:
        """Say at once what the gift would be refused for, so that nobody is sent back twice."""
        if "public_name" in values:
            self.add_refusals(checks.public_name_refusals(self.shown()))
        if values.get("wants_receipt") and "donor_tax_code" in values and "donor_address" in values:
            tax_code, address = values["donor_tax_code"], values["donor_address"]
            self.add_refusals(checks.receipt_refusals(tax_code=tax_code, address=address))
        chosen = next((offer for offer in self.asked.offers if str(offer.id) == values.get("reward")), None)
        if chosen is not None and "amount_cents" in values:
            least, title, amount_cents = chosen.minimum_cents, chosen.told_title, values["amount_cents"]
            self.add_refusals(checks.too_small_for_reward(amount_cents, minimum_cents=least, title=title))


def with_key(data: QueryDict) -> QueryDict:
    """Return the data with a new key where the key was lost or spoilt on the way."""
    try:
        UUID(data.get("request_key", ""))
    except ValueError:
        return with_new_key(data)
    return data


def with_new_key(data: QueryDict) -> QueryDict:
    """Return the data with a new key, for another gift."""
    renewed = data.copy()
    renewed["request_key"] = str(uuid4())
    return renewed
