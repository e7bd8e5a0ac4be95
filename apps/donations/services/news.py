"""News of a campaign to its donors, with the whole text: those without an account read them only there."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.donations.selectors import payee
from apps.editorial import selectors as editorial
from apps.kernel.texts import for_message
from apps.notifications import services as notifications
from apps.notifications.rules import markup
from apps.notifications.states import Topic
from apps.people import selectors as people

if TYPE_CHECKING:
    from apps.editorial.models import Update


@transaction.atomic
def tell_update_to_donors(*, key: str, now: datetime) -> None:
    """Tell the donors of a campaign of its news `key`, each once; news withdrawn meanwhile are told to nobody.

    Who has heard of them as a follower, and gave only then, is not told again.
    """
    update = editorial.get_update(int(key))
    if update.withdrawn_at is not None:
        return
    data: dict[str, object] = {
        "campaign": update.campaign.title,
        "update": update.title,
        "text": markup.to_text(update.text),
        "path": f"/campagne/{update.campaign.slug}/#aggiornamento-{update.pk}",
        "translations": _translations(update),
    }
    for address, language in sorted(payee.languages_of_donors(update.campaign_id).items()):
        reader = people.reader_of(address)
        notifications.enqueue(
            kind="campaign_update",
            key=f"{update.pk}-{hashlib.sha256(address.encode()).hexdigest()[:32]}",
            to=address,
            data=data,
            now=now,
            user_id=reader.pk if reader else None,
            language=language,
            topic=Topic.CAMPAIGNS,
            once=notifications.once_per_reader(
                f"update-{update.pk}", address=address, user_id=reader.pk if reader else None
            ),
        )


def _translations(update: "Update") -> dict[str, dict[str, str]]:
    own = update.translations
    said = for_message(campaign=(update.campaign.translations, "title"), update=(own, "title"), text=(own, "text"))
    return {
        language: {name: markup.to_text(text) if name == "text" else text for name, text in each.items()}
        for language, each in said.items()
    }
