"""Every text of the citizens' pages goes through the catalogues, or says that it is Italian."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import trans_real

from apps.calls.rules.vocabulary import Exhaustion
from apps.matching.rules import capped_remaining, fixed_share, per_donation, remaining_cost, wording
from apps.matching.rules.exhaustion import rule_of
from apps.matching.rules.wording import it
from apps.notifications import catalogue, writing
from apps.notifications.states import Topic
from apps.notifications.writing import Reader
from apps.people.models import User
from tests.browser import names
from tests.language import world as worlds
from tests.language.pseudo import CODE, Pseudo, untranslated
from tests.language.world import NAMES, WORDS, World

NOT_HERE = re.compile(
    r"backoffice:|demo_mail:|theming:style_page|portal:donate_transfer|account_set_password|\w+_login_error"
)
"""Not for citizens, or opened apart: one only leads to another page, one is for who has no password, one is a 401."""
TO_THE_OFFICE = {"onboarding/invitation"}
"""About somebody's own account, and still to who works for a city: in Italian."""
SECOND_FACTOR = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate"}
"""Pages that there are once an app is added, when the page that adds it is no more."""


@pytest.fixture
def pseudo(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pseudo language, offered in the place of a real one."""
    settings.MEDIA_ROOT = tmp_path
    settings.OFFERED_LANGUAGES = ["it", CODE]
    kept = trans_real._translations.get(CODE)
    _say_rules_in_it(monkeypatch)
    yield
    trans_real._translations.pop(CODE, None)
    if kept is not None:
        trans_real._translations[CODE] = kept


def _say_rules_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the language the rules of calls, which have a table a language instead of a catalogue."""
    said = Pseudo().gettext
    phrases = {thing: said(phrase) for thing, phrase in it.LANGUAGE.phrases.items()}
    monkeypatch.setitem(wording.LANGUAGES, CODE, replace(it.LANGUAGE, code=CODE, phrases=phrases))
    bases = (per_donation, remaining_cost, fixed_share, capped_remaining)
    for words in (*(rule.WORDING for rule in bases), *(rule_of(kind).WORDING for kind in Exhaustion)):
        monkeypatch.setitem(words, CODE, said(words["it"]))  # type: ignore[arg-type]


def _addresses(world: World) -> dict[str, list[str]]:
    """Return an address of each citizens' page of the URL table; one without parameters is asked of the table."""
    found = {}
    for name in sorted(names.named("colletta.urls_tenant")):
        if not NOT_HERE.match(name):
            found[name] = world.pages.get(name) or [_plain(name)]
    return found


def _plain(name: str) -> str:
    try:
        return reverse(name, urlconf="colletta.urls_tenant")
    except NoReverseMatch:
        pytest.fail(f"no example of {name}: add one to tests/language/world.py")


def _visit(client: Client, path: str, offenders: dict[str, str]) -> int:
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = CODE
    answer = client.get(path)
    if answer.status_code not in (301, 302):
        for text in untranslated(answer.content.decode(), NAMES, WORDS):
            offenders.setdefault(text, path)
    return int(answer.status_code)


@pytest.mark.django_db
def test_every_text_of_a_citizens_page_is_translated_or_says_its_language(
    pseudo: None, milano: Any, client_of: Any
) -> None:
    world = worlds.build(milano, client_of)
    trans_real._translations[CODE] = Pseudo()
    world.citizen.post("/area/conferma/", {"password": "una-parola-lunga-42"})
    offenders: dict[str, str] = {}
    unseen = []
    addresses = _addresses(world)
    second = {name: addresses.pop(name) for name in SECOND_FACTOR}
    (code_page,) = addresses.pop("mfa_authenticate")
    for name, paths in addresses.items():
        statuses = [_visit(client, path, offenders) for path in paths for client in (world.citizen, world.visitor)]
        unseen += [] if 200 in statuses else [name]
    newcomer = client_of(milano)
    newcomer.force_login(worlds.newcomer(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert _visit(newcomer, "/area/password/prima/", offenders) == 200
    user = User.objects.get(email="ada@example.org")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    for name, paths in second.items():
        unseen += [] if _visit(world.citizen, paths[0], offenders) == 200 else [name]
    world.visitor.post("/area/accedi/", {"login": user.email, "password": "una-parola-lunga-42"})
    assert _visit(world.visitor, code_page, offenders) == 200
    for path in ("/questa-pagina-non-esiste/", "/area/identita/errore/"):
        _visit(world.visitor, path, offenders)
    listed = "\n".join(f"{path}: {text}" for text, path in sorted(offenders.items(), key=lambda each: each[::-1]))
    assert (unseen, listed) == ([], ""), f"never opened: {unseen}\n{len(offenders)} untranslated texts:\n{listed}"


def test_the_national_page_is_translated(pseudo: None, public: Any, client_of: Any) -> None:
    trans_real._translations[CODE] = Pseudo()
    offenders: dict[str, str] = {}
    assert _visit(client_of(public), "/", offenders) == 200
    _visit(client_of(public), "/questa-pagina-non-esiste/", offenders)
    assert offenders == {}


def test_every_letter_to_a_citizen_is_translated(pseudo: None, milano: Any) -> None:
    trans_real._translations[CODE] = Pseudo()
    offenders: dict[str, str] = {}
    for kind, each in catalogue.KINDS.items():
        if each.topic != Topic.OFFICE and each.sample and kind not in TO_THE_OFFICE:
            letter = writing.write(kind, each.sample, Reader("ada@example.org", each.topic, CODE))
            names = re.compile("|".join([NAMES.pattern, *map(re.escape, _words_in(each.sample))]))
            offenders |= dict.fromkeys(untranslated(letter.html, names, WORDS), kind)
    assert offenders == {}


def test_a_reason_chosen_from_a_list_is_said_in_the_letters_language(pseudo: None, milano: Any) -> None:
    trans_real._translations[CODE] = Pseudo()
    data = {**catalogue.KINDS["community_hidden"].sample, "reason": "Offende o minaccia"}
    letter = writing.write("community_hidden", data, Reader("ada@example.org", Topic.ACCOUNT, CODE))
    assert Pseudo().gettext("Offende o minaccia") in letter.text


def _words_in(sample: Any) -> list[str]:
    """Return what people wrote in the sample of a letter, longest first."""
    if isinstance(sample, dict | list):
        inside = sample.values() if isinstance(sample, dict) else sample
        return sorted({word for each in inside for word in _words_in(each)}, key=len, reverse=True)
    return [sample] if isinstance(sample, str) and sample else []
