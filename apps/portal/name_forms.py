"""The forms of a name beside a gift: chosen by its donor, reported by who reads it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.community.labels import REASONS
from apps.community.states import Reason
from apps.donations.states import NameFault
from apps.portal.community_forms import ReportForm
from apps.portal.gift_fields import PublicFields


class PublicNameForm(PublicFields):
    """What the public reads of a gift from now on."""

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why it was refused."""
        for name, reason in refusals.items():
            self.add_error(name, reason)


class ReportNameForm(ReportForm):
    """Why a name should not be there."""

    reason = forms.ChoiceField(
        label=_("Che cosa non va"),
        choices=[(str(fault), REASONS[Reason(fault)]) for fault in NameFault],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli che cosa non va.")},
    )
