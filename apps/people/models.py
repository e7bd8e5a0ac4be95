"""Users, role assignments and organisations."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from apps.people.roles import Role


class User(AbstractBaseUser):
    """A person who signs in on one city's portal, or on the national one."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    language = models.CharField(max_length=5, blank=True, help_text="What the person reads; blank: the city's own.")
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = BaseUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], name="user_email_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A role that a user holds in this schema."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(r, r) for r in Role])
    granted_by = models.CharField(max_length=120)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="role_assignment_once"),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="role_assignment_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Organisation(models.Model):
    """A body that applies to a call, runs a campaign or collects its donations."""

    class Kind(models.TextChoices):
        THIRD_SECTOR = "third_sector", "Ente del Terzo settore"
        ENTERPRISE = "enterprise", "Impresa"
        MUNICIPALITY = "municipality", "Comune"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    tax_code = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    iban = models.CharField(max_length=34, blank=True, help_text="Where bank transfers of donors arrive.")
    is_demo = models.BooleanField(default=False, help_text="Invented for the demo, and shown as such.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tax_code"], condition=~Q(tax_code=""), name="organisation_tax_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["third_sector", "enterprise", "municipality"]), name="organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person who acts for a body: runs its campaigns and answers for it."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    granted_by = models.CharField(max_length=120)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.organisation_id}"
