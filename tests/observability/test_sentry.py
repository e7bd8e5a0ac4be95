"""What leaves the house when something fails: the city and the place, and nothing of a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from celery import shared_task
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.observability.sealed import ADDRESS, PERSON, TOKEN, Kept, assert_sealed, listening

SECRETS = " ".join(PERSON.values())


@csrf_exempt
def explode(request: HttpRequest, token: str) -> HttpResponse:
    import logging

    import sentry_sdk

    person = dict(PERSON)
    sentry_sdk.set_user({"email": person["donor_email"], "ip_address": ADDRESS, "username": person["donor_name"]})
    sentry_sdk.set_tag("donor", person["donor_name"])
    sentry_sdk.set_extra("donor", person)
    sentry_sdk.set_context("donor", person)
    sentry_sdk.add_breadcrumb(category="note", message=SECRETS, data=person)
    logging.getLogger("somebody").error("failed for %s", person["donor_name"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [person["donor_name"]])
    try:
        raise ValueError(f"no {SECRETS} {token}")
    except ValueError as error:
        raise RuntimeError(f"could not take {SECRETS} {request.body!r}") from error


urlpatterns = [path("donazioni/<str:token>/", explode)]
handler500 = "colletta.theming.errors.server_error"


@shared_task(name="tests.explode")
def explode_in_a_task(donor: str, email: str) -> None:
    raise RuntimeError(f"no message for {donor} {email} {SECRETS}")


@contextmanager
def the_test_s_connection_kept() -> Iterator[None]:
    """The signals of a request close connections; the test's must live on, as in Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def events(city: Any, settings: Any, rf: RequestFactory) -> Kept:
    """What is sent for a request that fails, through the product's own WSGI entry."""
    settings.ROOT_URLCONF = __name__
    rf.cookies["sessionid"] = PERSON["secret"]
    request = rf.post(
        f"/donazioni/{TOKEN}/?email={PERSON['donor_email']}",
        PERSON,
        headers={"Authorization": f"Bearer {PERSON['secret']}", "X-Forwarded-For": ADDRESS, "User-Agent": SECRETS},
        HTTP_HOST=city("milano").domains.get().domain,
        REMOTE_ADDR=ADDRESS,
    )
    statuses = []
    with listening() as kept, the_test_s_connection_kept():
        answer = WSGIHandler()(request.environ, lambda status, headers: statuses.append(status))
        answer.close()
    assert statuses == ["500 Internal Server Error"]
    return kept


def test_a_request_that_fails_is_reported_with_its_city_and_place(events: Kept) -> None:
    (event,) = events.events()
    assert event["tags"]["city"] == "c_milano"
    assert len(event["tags"]["request_id"]) == 36
    assert event["request"] == {"method": "POST", "url": "/donazioni/<token>/"}
    assert [each["type"] for each in event["exception"]["values"]] == ["ValueError", "RuntimeError"]
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "explode"


def test_nothing_of_the_donor_leaves_with_a_request_that_fails(events: Kept) -> None:
    assert_sealed(events.everything())


def test_a_task_that_fails_is_reported_with_its_city_and_nothing_of_the_donor(venezia: Any) -> None:
    with listening() as kept:
        explode_in_a_task.apply(args=[PERSON["donor_name"]], kwargs={"email": PERSON["donor_email"]})
    (event,) = kept.events()
    assert event["tags"]["city"] == "c_venezia"
    assert event["exception"]["values"][0]["type"] == "RuntimeError"
    assert_sealed(kept.everything())


def test_what_the_database_says_of_a_refused_row_stays_at_home(milano: Any) -> None:
    import sentry_sdk

    from apps.notifications.models import Message
    from tests.factories.city import NOW

    with listening() as kept:
        try:
            with transaction.atomic():
                Message.objects.create(
                    kind=PERSON["donor_name"], key="1", to=PERSON["donor_email"], state="lost", created_at=NOW
                )
        except IntegrityError as error:
            assert PERSON["donor_name"] in str(error)
            sentry_sdk.capture_exception(error)
    assert len(kept.events()) == 1
    assert_sealed(kept.everything())


def test_a_message_of_ours_is_scrubbed(milano: Any) -> None:
    import sentry_sdk

    with listening() as kept:
        sentry_sdk.capture_message(f"quarantined for {PERSON['donor_email']} {PERSON['iban']} at /donazioni/{TOKEN}/")
    assert_sealed(kept.everything())


def test_without_an_address_nothing_is_sent(settings: Any) -> None:
    import sentry_sdk

    assert not sentry_sdk.get_client().is_active()
