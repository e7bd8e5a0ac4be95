"""Reads and locks of payouts: money that goes from the processor to a body's bank."""

from apps.payments.models import Payout


def get_payout(payout_pk: int) -> Payout:
    """Return a payout with its account; raises Payout.DoesNotExist."""
    return Payout.objects.select_related("account").get(pk=payout_pk)


def list_payouts(subject: str) -> list[Payout]:
    """Return the payouts of what a subject (kind:id) has collected, newest first."""
    return list(Payout.objects.filter(subject=subject).order_by("-pk"))


def lock_payout(payout_id: str, payout_pk: int | None) -> Payout | None:
    """Lock a payout by the processor's id, else by ours, for the rest of the transaction; or return None."""
    payouts = Payout.objects.select_for_update(no_key=True)
    return payouts.filter(payout_id=payout_id).first() or payouts.filter(pk=payout_pk or 0).first()
