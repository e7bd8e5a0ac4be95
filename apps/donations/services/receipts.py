"""The tax data of a gift, which its donor may give later."""

from apps.donations import checks
from apps.donations.models import Donation
from apps.donations.services.start import GiftRefused


def record_receipt_data(*, donation: Donation, tax_code: str, address: str) -> None:
    """Keep what a receipt says of the donor of a locked gift, and that one is wanted. Raises GiftRefused."""
    tax_code, address = "".join(tax_code.split()).upper(), address.strip()
    found = checks.receipt_refusals(tax_code=tax_code, address=address)
    if found:
        raise GiftRefused(" ".join(found.values()), fields=found)
    donation.wants_receipt = True
    donation.donor_tax_code, donation.donor_address = tax_code, address
    donation.save(update_fields=["wants_receipt", "donor_tax_code", "donor_address"])
