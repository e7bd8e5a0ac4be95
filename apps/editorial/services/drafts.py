"""A part of a draft is saved whole; one that somebody else changed meanwhile is refused, never overwritten unseen."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.editorial import selectors
from apps.editorial.models import Draft
from apps.editorial.rules import checks, parts
from apps.editorial.rules.content import Content
from apps.kernel import private_files
from apps.kernel.errors import DomainError
from apps.pictures import selectors as pictures

DOCUMENTS = "documents"


class StalePart(DomainError):
    """Somebody has changed this part since the page was opened; `seen` is what stands for it now."""

    code = "stale_part"
    status = 409


class PartRefused(DomainError):
    """The part names something that a page may not carry, or that is not this city's."""

    code = "part_refused"


@transaction.atomic
def save_part(
    *, campaign_id: int, part: str, values: dict[str, object], seen: str, actor: str, now: datetime
) -> Content:
    """Write the fields of one part of a campaign's draft and return the whole content.

    `seen` is the digest of the part that the writer read. Saving the same again changes nothing, nor is it stale.
    Raises StalePart, PartRefused, ContentInvalid.
    """
    campaigns.lock_campaign(campaign_id)
    before = selectors.draft(campaign_id)
    after = Content.from_document({**before.to_document(), **values})
    if parts.digest(after, part) == parts.digest(before, part):
        return before
    if parts.digest(before, part) != seen:
        raise StalePart(_stale_words(campaign_id), seen=parts.digest(before, part))
    _check(before, after)
    Draft.objects.update_or_create(
        campaign_id=campaign_id,
        defaults={"document": after.to_document(), "changed_at": now, "changed_by": actor},
    )
    data: dict[str, object] = {"part": part}
    audit.record(actor=actor, verb="edit", object_kind="campaign", object_id=campaign_id, now=now, data=data)
    return after


def _check(before: Content, after: Content) -> None:
    for url in checks.wrong_links(after):
        raise PartRefused(_("Questo indirizzo non si può pubblicare: %(url)s") % {"url": url}, value=url)
    for _key in checks.lost_pictures(after):
        raise PartRefused(
            _("Un'immagine è ancora usata da una persona, un partner o dal video: scegline prima un'altra.")
        )
    known = {picture.key for picture in before.pictures}
    new = {picture.key for picture in after.pictures} - known
    if new - set(pictures.views(new)):
        raise PartRefused(_("Un'immagine non è fra quelle caricate qui: caricala di nuovo."))
    for document in set(after.documents) - set(before.documents):
        private_files.read(DOCUMENTS, document.sha256)


def _stale_words(campaign_id: int) -> str:
    who, when = selectors.last_change(campaign_id) or ("", None)
    at = timezone.localtime(when).strftime("%H:%M") if when else ""
    return _(
        "Nel frattempo questa pagina è stata salvata altrove (%(who)s, ore %(at)s). Il tuo testo è ancora qui sotto e "
        "non è stato salvato: confrontalo con l'anteprima; se salvi di nuovo, vale il tuo."
    ) % {"who": who, "at": at}
