"""Documents that a campaign shows: PDFs, looked at before they are kept, only ever given back as attachments."""

import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.editorial.rules.content import Document
from apps.editorial.services.drafts import DOCUMENTS
from apps.kernel import private_files
from apps.kernel.errors import DomainError

MOST_BYTES = 10_000_000
_START, _END = b"%PDF-", b"%%EOF"
_UNSAFE = re.compile(r"[^\w. ()-]+")


class DocumentRefused(DomainError):
    """The file is no PDF that can be published."""

    code = "document_refused"


def add_document(*, campaign_id: int, file: BinaryIO, name: str, title: str, actor: str, now: datetime) -> Document:
    """Keep a PDF and return what the campaign's content says of it; raises DocumentRefused."""
    data = file.read(MOST_BYTES + 1)
    if not data or len(data) > MOST_BYTES:
        raise DocumentRefused(_("Il file è vuoto o supera 10 MB."))
    if not data.startswith(_START) or _END not in data[-2048:]:
        raise DocumentRefused(_("Il file non è un PDF completo: esportalo di nuovo come PDF."))
    sha256 = private_files.keep(DOCUMENTS, data)
    audit.record(actor=actor, verb="add_document", object_kind="campaign", object_id=campaign_id, now=now)
    return Document(sha256=sha256, title=" ".join(title.split())[:160], name=safe_name(name), size=len(data))


def safe_name(name: str) -> str:
    """Return a file's name with only letters, digits and a few marks, ending in `.pdf`.

    >>> safe_name('../<b>Piano "2026"</b>.exe'), safe_name("")
    ('b.pdf', 'documento.pdf')
    """
    stem = PurePosixPath(name.replace("\\\\", "/").rpartition("/")[2]).stem
    plain = _UNSAFE.sub(" ", stem)
    return f"{' '.join(plain.split()).strip('. ')[:100] or 'documento'}.pdf"
