"""What is right in the boxes that refuse a payload, so that the other boxes of their forms are taken."""

from io import BytesIO

from PIL import Image

from tests.injection.scene import IBAN

TAX_CODE, PASSWORD = "RSSDAA80A41F205L", "una-parola-lunga-42"
CONTACTS = {
    "owner_url": "https://www.example.org",
    "email": "comune@example.org",
    "pec": "comune@example.org",
    "phone": "02 1234567",
    "fiscal_code": "01199250158",
    "footer_links": "Sito | https://www.example.org",
    "accessibility_statement_url": "",
}
ACCOUNT = {"holder": "Ada Rossi", "iban": IBAN}
GIFT = {
    "is_anonymous": None,
    "amount": "altro",
    "other_amount": "25",
    "donor_tax_code": TAX_CODE,
    "donor_kind": "natural_person",
    "method": "online",
}


def picture() -> bytes:
    """Return a small photograph."""
    kept = BytesIO()
    Image.linear_gradient("L").resize((800, 600)).save(kept, "PNG")
    return kept.getvalue()
