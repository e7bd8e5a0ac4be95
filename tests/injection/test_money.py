"""Forms of money under rough hands: pressed twice, odd amounts, another city; books never move twice or break."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.donations import links
from apps.kernel import clock
from apps.ledger import selectors as ledger
from apps.ledger.models import Entry
from tests.banking import bank
from tests.injection.robot import form_of, parsed, send, upload
from tests.injection.scene import Scene

NO_AMOUNTS = (
    "-1",
    "\u22125",
    "1,-",
    "0",
    "0,00",
    "1e3",
    "NaN",
    "\u0661\u0660",
    "\U0001f355",
    "10,001",
    "1,000.00",
    "0x10",
    "10 000 000 000 000",
    "999.999.999.999.999",
    "99999999999999999999",
    "10;20",
    "+5",
    "   ",
)
Pressed = tuple[Client, str, dict[str, Any]]


def _offline(scene: Scene, **changed: str) -> Pressed:
    form = form_of(parsed(scene.office.get("/gestione/donazioni-offline/nuova/").content.decode()), "", None)
    typed = {"amount_cents": "50,00", "donor_name": "Ada", "donor_email": "ada@example.org", **changed}
    today = clock.now().date().isoformat()
    del form.data["wants_receipt"]
    data = {**form.data, **typed, "received_on": today, "evidence": upload("a.pdf", b"%PDF-1.7", "application/pdf")}
    return scene.office, "/gestione/donazioni-offline/nuova/", data


def _fund(scene: Scene, amount: str = "10,00") -> Pressed:
    path = f"/gestione/bandi/{scene.call.pk}/dotazione/"
    scene.act()
    form = form_of(parsed(scene.office.get(path).content.decode()), path, None)
    return scene.office, path, {**form.data, "amount_cents": amount}


def _give(scene: Scene, amount: str = "25") -> Pressed:
    path = f"/campagne/{scene.campaign.slug}/dona/"
    form = form_of(parsed(scene.visitor.get(f"{path}?nuova=1").content.decode()), path, None)
    typed = {"amount": "altro", "other_amount": amount, "donor_name": "Ada", "donor_email": "ada@example.org"}
    del form.data["wants_receipt"]
    return scene.visitor, path, {**form.data, **typed}


def _transfer(scene: Scene) -> Pressed:
    client, path, data = _give(scene)
    return client, path, {**data, "method": "bank_transfer"}


def _reward(scene: Scene, amount: str = "5") -> Pressed:
    path = f"/proponenti/campagne/{scene.campaign.pk}/ricompense/nuova/"
    return scene.member, path, {"title": "Semi", "minimum_cents": amount, "value_cents": "", "quantity": ""}


def _match(scene: Scene) -> Pressed:
    gift = bank.announce(scene.campaign, 50_00)
    bank.bring(scene.account, bank.movement(bank.reference_of(gift), 45_00))
    return scene.office, f"/gestione/banca/movimenti/{bank.lines()[-1].pk}/abbina/{gift.pk}/", {"ordered_on": ""}


def _undo(scene: Scene) -> Pressed:
    scene.transfer()
    return scene.office, f"/gestione/banca/movimenti/{bank.lines()[-1].pk}/annulla/", {"reason": "Sbaglio"}


def _double(action: str) -> Callable[[Scene], Pressed]:
    def begin(scene: Scene) -> Pressed:
        gift = bank.announce(scene.campaign, 50_00)
        bank.bring(scene.account, *(bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)))
        return scene.office, f"/gestione/banca/movimenti/{bank.lines()[-1].pk}/{action}/", {}

    return begin


def _take_back(scene: Scene) -> Pressed:
    return scene.visitor, f"/donazioni/{links.token_of(scene.transfer().pk)}/ritira/", {}


def _pay_refund(scene: Scene) -> Pressed:
    today = clock.now().date().isoformat()
    path = f"/gestione/rimborsi/{scene.ready_refund()}/"
    return scene.office, path, {"azione": "pagato", "reference": "C1", "paid_on": today}


def _return_refund(scene: Scene) -> Pressed:
    return scene.office, f"/gestione/rimborsi/{scene.paid_refund()}/", {"azione": "respinto", "reason": "Estinto"}


def _export(scene: Scene) -> Pressed:
    scene.bank_refund()
    return scene.office, f"/gestione/rimborsi/file/{scene.campaign.beneficiary_id}/prepara/", {}


def _cancel(scene: Scene) -> Pressed:
    path = f"/gestione/campagne/{scene.campaign.pk}/annulla/"
    scene.transfer()
    form = form_of(parsed(scene.office.get(path).content.decode()), path, None)
    return scene.office, path, {**form.data, "reason": "Non si fa più"}


BUTTONS: dict[str, Callable[[Scene], Pressed]] = {
    "gift": _give,
    "transfer": _transfer,
    "offline gift": _offline,
    "fund": _fund,
    "match": _match,
    "undo a match": _undo,
    "one more gift": _double("altra-donazione"),
    "give a double back": _double("restituisci"),
    "take back": _take_back,
    "pay a refund": _pay_refund,
    "return a refund": _return_refund,
    "file of refunds": _export,
    "cancel": _cancel,
}


ONLY_OWED = ("gift", "transfer", "offline gift", "file of refunds", "take back", "cancel")
"""What moves no money by itself: it is paid, confirmed or transferred afterwards."""


def _files_again(data: dict[str, Any]) -> None:
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_pressed_three_times_moves_money_once(scene: Scene, name: str) -> None:
    client, path, data = BUTTONS[name](scene)
    before = Entry.objects.count()
    first = send(client, path, data)
    assert first.status_code in (302, 303), first.content.decode()[-3000:]
    moved = Entry.objects.count()
    assert moved > before or name in ONLY_OWED
    for _ in range(2):
        _files_again(data)
        assert send(client, path, data).status_code in (200, 302, 303, 404, 409, 422)
    assert (Entry.objects.count(), ledger.verify()) == (moved, [])


@pytest.mark.parametrize("form", [_give, _fund, _reward, lambda scene, amount: _offline(scene, amount_cents=amount)])
def test_what_is_no_amount_is_refused_in_words_and_begins_nothing(scene: Scene, form: Callable[..., Pressed]) -> None:
    for amount in NO_AMOUNTS:
        client, path, data = form(scene, amount)
        before = Entry.objects.count()
        answer = send(client, path, data)
        assert answer.status_code in (200, 422), amount
        assert 'aria-invalid="true"' in answer.content.decode(), amount
        assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["gift", "take back", "pay a refund", "match", "fund", "cancel"])
def test_another_city_knows_nothing_of_the_form(
    scene: Scene, client_of: Callable[..., Client], venezia: Any, name: str
) -> None:
    from django_tenants.utils import tenant_context

    with tenant_context(scene.city):
        client, path, data = BUTTONS[name](scene)
        before = Entry.objects.count()
    other = client_of(venezia)
    other.cookies.update(client.cookies)
    assert send(other, path, data).status_code in (302, 403, 404)
    with tenant_context(scene.city):
        assert Entry.objects.count() == before
