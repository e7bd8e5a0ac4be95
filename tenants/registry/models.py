"""Tables of the public schema that say who the tenants are and what is due for them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django_tenants.models import DomainMixin, TenantMixin

from tenants.registry.states import TenantState


class Tenant(TenantMixin):
    """A municipality, or the national layer (schema `public`): a row, a schema and a dozen tokens."""

    auto_create_schema = False

    schema_name = models.CharField(max_length=63)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40, db_index=False)
    istat_code = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=20, default=TenantState.REQUESTED, choices=[(s, s) for s in TenantState])
    tagline = models.CharField(max_length=200, blank=True)
    primary_colour = models.CharField(max_length=7, default="#0066cc")
    secondary_colour = models.CharField(max_length=7, blank=True)
    arms = models.CharField(max_length=64, blank=True, help_text="SHA-256 of an SVG; empty draws a neutral shield.")
    photograph = models.JSONField(default=dict, blank=True, help_text="sources: [[sha256, width]], alt, width, height")
    contacts = models.JSONField(
        default=dict, blank=True, help_text="address, phone, email, pec, fiscal_code, owner_name, owner_url"
    )
    footer_links = models.JSONField(default=list, blank=True, help_text="[{label, url}]")
    cofunding = models.JSONField(default=dict, blank=True, help_text="wording, logos: [{sha256, alt, width, height}]")
    usual_cents = models.JSONField(default=list, blank=True, help_text="Offered to donors; empty: the platform's.")
    language = models.CharField(max_length=5, default="it", help_text="In which pages and e-mails are, by default.")
    sender_address = models.EmailField(blank=True)
    accessibility_statement_url = models.URLField(blank=True)
    accessibility_statement_date = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Rome")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schema_name"], name="tenant_schema_name_once"),
            models.UniqueConstraint(fields=["slug"], name="tenant_slug_once"),
            models.CheckConstraint(condition=Q(state__in=list(TenantState)), name="tenant_state_known"),
            models.CheckConstraint(
                condition=Q(istat_code="") | Q(istat_code__regex=r"^[0-9]{6}$"), name="tenant_istat_six_digits"
            ),
            models.CheckConstraint(
                condition=Q(primary_colour__regex=r"^#[0-9a-f]{6}$"), name="tenant_primary_colour_hex"
            ),
            models.CheckConstraint(
                condition=Q(secondary_colour="") | Q(secondary_colour__regex=r"^#[0-9a-f]{6}$"),
                name="tenant_secondary_colour_hex",
            ),
            models.CheckConstraint(condition=Q(arms="") | Q(arms__regex=r"^[0-9a-f]{64}$"), name="tenant_arms_sha256"),
        ]

    def __str__(self) -> str:
        return self.name


class Domain(DomainMixin):
    """A host name on which a tenant answers, lower case, without port and without `www.`."""

    domain = models.CharField(max_length=253)
    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], name="domain_once"),
            models.UniqueConstraint(fields=["tenant"], condition=Q(is_primary=True), name="domain_one_primary"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="domain_lower_case"),
        ]

    def __str__(self) -> str:
        return str(self.domain)


class PaymentAccount(models.Model):
    """Which tenant a connected Stripe account belongs to: the map a webhook is routed by."""

    account_id = models.CharField(max_length=64)
    schema_name = models.CharField(max_length=63)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id"], name="payment_account_once")]

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.schema_name}"


class AgendaItem(models.Model):
    """Something owed in one schema at one instant; deleted when done, back after its lease when not."""

    schema_name = models.CharField(max_length=63)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    stamp = models.PositiveIntegerField(default=1, help_text="Grows each time the item is put again.")
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schema_name", "kind", "key"], name="agenda_item_once")]
        indexes = [models.Index(fields=["due_at"], name="agenda_due_at")]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.kind} {self.key}"
