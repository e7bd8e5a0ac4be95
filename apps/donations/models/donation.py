"""Gifts of citizens and bodies."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from apps.calls.rules.vocabulary import Channel, Relation
from apps.donations.states import DonationState

WITHOUT_MONEY = [
    DonationState.STARTED,
    DonationState.AWAITING,
    DonationState.TO_CONFIRM,
    DonationState.PROMISED,
    DonationState.LAPSED,
    DonationState.WITHDRAWN,
]


class Donation(models.Model):
    """One gift to one campaign; anonymous to the public is never anonymous to the payee."""

    class DonorKind(models.TextChoices):
        NATURAL_PERSON = "natural_person", "Persona fisica"
        LEGAL_ENTITY = "legal_entity", "Ente o impresa"

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    reward = models.ForeignKey("campaigns.Reward", on_delete=models.PROTECT, related_name="+", null=True)
    mandate = models.ForeignKey("payments.Mandate", on_delete=models.PROTECT, related_name="+", null=True)
    request_key = models.UUIDField(help_text="One key per intention: the same key is the same gift.")
    channel = models.CharField(max_length=20, choices=[(c, c) for c in Channel], default=Channel.ONLINE)
    amount_cents = models.BigIntegerField()
    announced_cents = models.BigIntegerField(null=True, help_text="What was announced, where what came differs.")
    reward_value_cents = models.BigIntegerField(default=0, help_text="Worth of the reward: not deductible.")
    state = models.CharField(max_length=12, default=DonationState.STARTED, choices=[(s, s) for s in DonationState])
    donor_kind = models.CharField(max_length=20, choices=DonorKind.choices, default=DonorKind.NATURAL_PERSON)
    donor_name = models.CharField(max_length=120)
    public_name = models.CharField(max_length=120, blank=True, help_text="Shown instead of the donor's name.")
    donor_email = models.EmailField()
    donor_key = models.CharField(max_length=64, help_text="Keyed hash of the donor, for rules that count persons.")
    declares_relation = models.BooleanField(default=False, help_text="The donor says to belong to the proponent.")
    relation = models.CharField(max_length=20, choices=[(r, r) for r in Relation], default=Relation.NONE)
    relation_reason = models.CharField(max_length=40, blank=True, help_text="Why the relation was concluded.")
    is_anonymous = models.BooleanField(default=False)
    hides_amount = models.BooleanField(default=False, help_text="The public does not see how much was given.")
    wants_receipt = models.BooleanField(default=False)
    donor_tax_code = models.CharField(max_length=16, blank=True)
    donor_address = models.CharField(max_length=200, blank=True)
    language = models.CharField(
        max_length=5,
        blank=True,
        default="",
        db_default="",
        help_text="Of the page it was made on; blank: the city's own.",
    )
    origin_key = models.CharField(max_length=32, blank=True, help_text="Stands for the caller's address for one day.")
    is_demo = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True)
    collected_at = models.DateTimeField(null=True)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request_key"], name="donation_request_once"),
            models.UniqueConstraint(fields=["attempt"], name="donation_attempt_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="donation_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=list(DonationState)), name="donation_state_known"),
            models.CheckConstraint(
                condition=Q(donor_kind__in=["natural_person", "legal_entity"]), name="donation_donor_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITHOUT_MONEY) | Q(collected_at__isnull=False),
                name="donation_collected_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state=DonationState.PROMISED) | Q(promised_at__isnull=False, mandate__isnull=False),
                name="donation_promised_has_an_instant_and_a_mandate",
            ),
            models.CheckConstraint(condition=Q(channel__in=list(Channel)), name="donation_channel_known"),
            models.CheckConstraint(condition=Q(relation__in=list(Relation)), name="donation_relation_known"),
            models.CheckConstraint(
                condition=Q(announced_cents__isnull=True) | Q(announced_cents__gt=0), name="donation_announced_positive"
            ),
            models.CheckConstraint(
                condition=Q(reward_value_cents__gte=0) & Q(reward_value_cents__lte=F("amount_cents")),
                name="donation_reward_within_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state="refunded") | Q(refunded_at__isnull=False), name="donation_refunded_has_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(wants_receipt=False) | (~Q(donor_tax_code="") & ~Q(donor_address="")),
                name="donation_receipt_needs_tax_data",
            ),
        ]
        indexes = [
            models.Index(Lower("donor_email"), name="donation_of_donor"),
            models.Index(fields=["started_at"], name="donation_begun"),
            models.Index(fields=["campaign", "state"], name="donation_of_campaign"),
            models.Index(fields=["campaign", "donor_key"], name="donation_of_person"),
            models.Index(fields=["campaign", "collected_at"], name="donation_latest"),
            models.Index(fields=["reward", "state"], condition=Q(reward__isnull=False), name="donation_of_reward"),
        ]

    def __str__(self) -> str:
        return f"donation {self.pk} {self.state}"
