"""Whatever is typed into any box of any form: nothing of it comes to life on any page, and nothing of it is lost."""

import pytest

from apps.kernel import clock
from apps.notifications import services as notifications
from apps.notifications.models import Message
from tests.harness.smtp import MailServer
from tests.injection.attack import attack
from tests.injection.elsewhere import ELSEWHERE, NOT_SHOWN
from tests.injection.forms import every_form, typed_in
from tests.injection.oracle import wrong_with_page
from tests.injection.payloads import PACKS, PLAIN
from tests.injection.scene import Scene
from tests.injection.table import PAGES, ROWS, page_of
from tests.injection.walk import Walk
from tests.injection.witness import Witness


def test_every_form_has_its_row() -> None:
    assert set(every_form()) == set(ROWS) | set(ELSEWHERE)
    assert not set(ROWS) & set(ELSEWHERE)


def test_nothing_that_is_typed_comes_to_life_and_nothing_is_lost(
    scene: Scene, post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness, wrong, taken, read = Witness(monkeypatch), [], {}, ""
    for row in PAGES.values():
        if row.files:
            assert attack(scene, row, PLAIN, witness).wrong == []
    for pack in PACKS:
        for name, row in PAGES.items():
            outcome = attack(scene, row, pack, witness)
            wrong += [f"{name} {pack.name}: {each}" for each in outcome.wrong]
            read += outcome.read
            taken |= {(name, box): text for box, text in outcome.taken.items() if pack.name == "markup"}
    assert wrong == []
    owed = {
        (name, box, pack.name)
        for name in ROWS
        for box in typed_in(every_form()[name]) - set(page_of(name).beside)
        for pack in PACKS
    }
    assert sorted(owed - witness.reached) == []
    published = scene.member.post(
        f"/proponenti/campagne/{scene.campaign.pk}/pubblica/", {"reason": PACKS[-1].cut(400, 0)}
    )
    assert published.status_code == 302
    _every_letter_is_what_it_says(post)
    shown = " ".join(f"{read} {_every_page_is_inert(scene)}".split())
    unseen = {f"{name}.{box}" for (name, box), text in taken.items() if " ".join(text.split()) not in shown}
    assert unseen - set(NOT_SHOWN) == set()


def _every_letter_is_what_it_says(post: MailServer) -> None:
    for message in Message.objects.filter(state="queued").order_by("pk"):
        notifications.send_message(key=str(message.pk), now=clock.now())
    assert len(post.delivered) > len(PACKS)
    for letter in post.delivered:
        assert {"bcc", "x-zqx", "cc"}.isdisjoint(name.lower() for name in letter)
        html = letter.get_body(("html",))
        assert html is not None
        assert [each for each in wrong_with_page(html.get_content()) if not each.startswith("style on")] == []


def _every_page_is_inert(scene: Scene) -> str:
    city, starts = "colletta.urls_tenant", ["/", "/mappa-del-sito/", f"/campagne/{scene.campaign.slug}/"]
    walks = [
        Walk(scene.visitor, city).through([*starts, f"/campagne/{scene.campaign.slug}/riquadro/"]),
        Walk(scene.member, city).through(["/area/", "/proponenti/", "/partecipa/", *starts]),
        Walk(scene.office, city).through(["/gestione/"]),
        Walk(scene.operator, "colletta.urls_public").through(["/operatore/"]),
    ]
    for walk in walks:
        assert walk.wrong == []
        assert walk.with_evil_questions().wrong == []
    return " ".join(walk.text for walk in walks)
