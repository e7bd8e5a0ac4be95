"""What the gifts of a campaign sum to, kept as they come and go."""

from django.db import models
from django.db.models import F, Q

from apps.calls.rules.vocabulary import Channel, Relation
from apps.donations.models.donation import WITHOUT_MONEY, Donation
from apps.donations.states import DonationState

TALLIED = [state for state in DonationState if state not in WITHOUT_MONEY or state == DonationState.PROMISED]


class GiftTally(models.Model):
    """Gifts that are alike in all that figures and rules look at: how many, their amounts, the fees of their money."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=20, choices=[(c, c) for c in Channel])
    donor_kind = models.CharField(max_length=20, choices=Donation.DonorKind.choices)
    relation = models.CharField(max_length=20, choices=[(r, r) for r in Relation])
    state = models.CharField(max_length=12, choices=[(s, s) for s in TALLIED])
    gifts = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField(help_text="Zero for what is promised: no money has moved.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "channel", "donor_kind", "relation", "state"], name="gift_tally_once"
            ),
            models.CheckConstraint(condition=Q(state__in=TALLIED), name="gift_tally_state_known"),
            models.CheckConstraint(
                condition=Q(gifts=0, amount_cents=0, fee_cents=0)
                | Q(gifts__gt=0, amount_cents__gte=F("gifts"), fee_cents__gte=0, fee_cents__lte=F("amount_cents")),
                name="gift_tally_sums_of_gifts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gifts} {self.state} of campaign {self.campaign_id}"
