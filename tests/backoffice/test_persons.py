"""The desk of people and roles: who may, who is never left out, and what one person should not hold together."""

import pytest

from apps.audit.models import AuditEvent
from apps.notifications.models import Message
from apps.people import selectors as people
from apps.people import services as people_services
from apps.people.models import User
from apps.people.roles import Role
from tests.factories.city import NOW


@pytest.fixture
def manager(signed_in):
    return signed_in(Role.PLATFORM_MANAGER)


def add(email: str, *roles: Role) -> User:
    return people_services.create_user(
        email=email, name="Bruno Bianchi", password=None, roles=list(roles), now=NOW, actor="test"
    )


def test_only_the_platform_manager_opens_the_desk(signed_in):
    for role in (Role.OFFICER, Role.ACCOUNTANT, Role.COMMUNICATIONS):
        client = signed_in(role)
        for path in (
            "/gestione/persone/",
            "/gestione/persone/invita/",
            "/gestione/persone/secondo-fattore/",
            "/gestione/persone/enti/",
        ):
            assert client.get(path).status_code == 403
        assert client.post("/gestione/persone/1/", {"role": "platform_manager"}).status_code == 403


def test_a_colleague_is_invited_and_the_link_proves_the_address(manager, client_of, milano):
    asked = {"name": "Bruno Bianchi", "email": "Bruno@Example.org", "role": "accountant"}
    assert manager.post("/gestione/persone/invita/", asked).status_code == 302
    user = User.objects.get(email="bruno@example.org")
    assert people.verified_addresses(user.pk) == []
    browser = client_of(milano)
    form = browser.get(Message.objects.get(kind="account_invitation").data["path"])
    browser.post(form["Location"], {"new_password1": "parola-di-bruno-1", "new_password2": "parola-di-bruno-1"})
    assert people.verified_addresses(user.pk) == ["bruno@example.org"]
    answer = browser.post("/gestione/accedi/", {"username": "bruno@example.org", "password": "parola-di-bruno-1"})
    assert answer["Location"] == "/gestione/"


def test_a_national_role_is_not_given_by_a_city(manager):
    user = add("bruno@example.org")
    for role in ("operator", "anci_editor", "nonsense"):
        assert manager.post(f"/gestione/persone/{user.pk}/", {"role": role}).status_code == 422
    assert not people.roles_of(user.pk)


def test_writing_rules_and_funding_them_is_given_to_one_person_only_on_purpose(manager):
    user = add("bruno@example.org", Role.OFFICER)
    path = f"/gestione/persone/{user.pk}/"
    answer = manager.post(path, {"role": "accountant"})
    assert answer.status_code == 422
    assert people.roles_of(user.pk) == {Role.OFFICER}
    assert manager.post(path, {"role": "accountant", "on_purpose": "on"}).status_code == 302
    assert people.roles_of(user.pk) == {Role.OFFICER, Role.ACCOUNTANT}
    assert AuditEvent.objects.filter(verb="role_given_knowingly", object_id=user.pk).exists()
    assert Message.objects.filter(kind="account_roles", to="bruno@example.org").exists()


def test_the_last_platform_manager_stays(manager):
    own = User.objects.get(email="platform_manager@example.org")
    User.objects.exclude(pk=own.pk).update(is_active=False)
    path = f"/gestione/persone/{own.pk}/"
    assert "ultimo gestore" in manager.post(path, {"take": "platform_manager"}, follow=True).content.decode()
    assert people.roles_of(own.pk) == {Role.PLATFORM_MANAGER}
    other = add("bruno@example.org", Role.PLATFORM_MANAGER)
    User.objects.filter(pk=other.pk).update(is_active=False)
    manager.post(path, {"take": "platform_manager"})
    assert people.roles_of(own.pk) == {Role.PLATFORM_MANAGER}
    User.objects.filter(pk=other.pk).update(is_active=True)
    manager.post(path, {"take": "platform_manager"})
    assert people.roles_of(own.pk) == frozenset()
    assert manager.get("/gestione/persone/").status_code == 403


def test_a_member_of_a_body_has_shown_to_read_the_address(manager):
    body = people_services.register_organisation(
        kind="third_sector", name="Orti Aperti", tax_code="", email="", is_demo=True, now=NOW
    )
    user = add("bruno@example.org")
    path = f"/gestione/persone/enti/{body.pk}/"
    assert manager.post(path, {"email": "bruno@example.org"}).status_code == 422
    people_services.verify_address(user_id=user.pk, email=user.email)
    assert manager.post(path, {"email": "BRUNO@example.org"}).status_code == 302
    assert people.organisations_of(user.pk) == [body]
    assert "bruno@example.org" in manager.get(path).content.decode()
    manager.post(path, {"remove": str(user.pk)})
    assert people.organisations_of(user.pk) == []


def test_the_page_of_a_person_tells_in_words_what_was_done_to_her_roles(manager):
    user = add("bruno@example.org", Role.OFFICER)
    manager.post(f"/gestione/persone/{user.pk}/", {"role": "communications"})
    page = manager.get(f"/gestione/persone/{user.pk}/").content.decode()
    assert "<strong>Ruolo dato</strong>" in page and "Ruolo: Comunicazione" in page
    assert "· platform_manager@example.org" in page
