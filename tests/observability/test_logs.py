"""What the log says of requests and tasks: one JSON object a line, with city and request, without persons."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from celery import shared_task, signals
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django_structlog.celery.receivers import CeleryReceiver

from colletta.observability import logs
from colletta.observability.scrubbing import scrub
from tests.observability.sealed import ADDRESS, PERSON, TOKEN, assert_sealed

SECRETS = " ".join(PERSON.values())


def speak(request: HttpRequest, token: str) -> HttpResponse:
    logging.getLogger("somebody").warning("a gift of %s", PERSON["donor_email"])
    structlog.get_logger("somebody").info("spoken", iban=PERSON["iban"], nested={"to": [PERSON["donor_email"]]})
    return HttpResponse()


def explode(request: HttpRequest, token: str) -> HttpResponse:
    hidden = SECRETS.replace(PERSON["donor_name"], "").replace(PERSON["donor_address"], "")
    raise RuntimeError(f"no {hidden}\nDETAIL:  Failing row contains ({SECRETS},\n{SECRETS}).")


urlpatterns = [path("donazioni/<str:token>/", speak), path("donazioni/<str:token>/via/", explode)]
handler500 = "colletta.theming.errors.server_error"


@shared_task(name="tests.speak")
def speak_in_a_task(fails: str = "") -> None:
    structlog.get_logger("somebody").info("spoken", to=PERSON["donor_email"])
    if fails:
        raise RuntimeError(fails)


@pytest.fixture
def lines(settings: Any) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is written from now on, line by line."""
    configuration = logs.json_lines()
    stream = io.StringIO()
    configuration["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(configuration)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def visit(milano: Any, client_of: Any, settings: Any) -> Callable[..., Any]:
    settings.ROOT_URLCONF = __name__
    client = client_of(milano, raise_request_exception=False)
    headers = {"User-Agent": SECRETS, "X-Forwarded-For": ADDRESS, "Authorization": PERSON["secret"]}
    return lambda address: client.get(address, headers=headers, REMOTE_ADDR=ADDRESS)


def test_every_line_of_a_request_carries_its_city_and_its_identifier(lines: Any, visit: Any) -> None:
    response = visit(f"/donazioni/{TOKEN}/?email={PERSON['donor_email']}")
    assert [line["event"] for line in lines()] == ["a gift of <email>", "spoken", "request_finished"]
    assert {line["city"] for line in lines()} == {"c_milano"}
    assert {line["request_id"] for line in lines()} == {response["X-Request-ID"]}
    assert lines()[-1]["request"] == "GET /donazioni/<token>/"
    assert lines()[-1]["code"] == 200
    assert_sealed(json.dumps(lines()))


def test_a_request_that_fails_leaves_its_place_and_nothing_of_the_donor(lines: Any, visit: Any) -> None:
    response = visit(f"/donazioni/{TOKEN}/via/")
    assert response.status_code == 500
    (line,) = [line for line in lines() if line["event"] == "request_failed"]
    assert (line["city"], line["request_id"]) == ("c_milano", response["X-Request-ID"])
    assert "in explode" in line["exception"]
    assert_sealed(json.dumps(lines()))


def test_a_page_that_does_not_exist_leaves_no_token(lines: Any, visit: Any) -> None:
    visit(f"/donazioni/{TOKEN}/altro/")
    assert lines()[-1]["request"] == "GET /donazioni/<token>/altro/"
    assert_sealed(json.dumps(lines()))


def test_two_requests_have_two_identifiers_and_nothing_is_left_between_them(lines: Any, visit: Any) -> None:
    first, second = (visit(f"/donazioni/{TOKEN}/")["X-Request-ID"] for _ in range(2))
    assert first != second
    assert structlog.contextvars.get_contextvars() == {}


def test_a_host_of_nobody_is_logged_without_a_city(lines: Any, visit: Any, client_of: Any, milano: Any) -> None:
    client_of(milano).get("/", HTTP_HOST="nobody.localhost")
    assert (lines()[-1]["city"], lines()[-1]["code"]) == ("public", 404)


@pytest.fixture
def worker() -> Iterator[None]:
    """The receivers that a worker has."""
    receiver = CeleryReceiver()
    receiver.connect_worker_signals()
    yield
    for name in [name.removeprefix("receiver_") for name in dir(receiver) if name.startswith("receiver_")]:
        getattr(signals, name).disconnect(getattr(receiver, f"receiver_{name}"))
    structlog.contextvars.clear_contextvars()


@pytest.mark.usefixtures("worker")
def test_every_line_of_a_task_carries_its_city(lines: Any, venezia: Any) -> None:
    speak_in_a_task.apply()
    assert [line["event"] for line in lines()] == ["spoken", "task_succeeded"]
    assert {line["city"] for line in lines()} == {"c_venezia"}
    assert_sealed(json.dumps(lines()))


@pytest.mark.usefixtures("worker")
def test_a_task_carries_the_identifier_of_the_request_that_sent_it(lines: Any, venezia: Any) -> None:
    headers: dict[str, Any] = {}
    with structlog.contextvars.bound_contextvars(request_id="asked-by-this"):
        signals.before_task_publish.send(sender="tests.speak", headers=headers, body={}, properties={})
    speak_in_a_task.push_request(**headers, _schema_name="c_venezia")
    signals.task_prerun.send(sender=speak_in_a_task, task_id="1", task=speak_in_a_task, args=[], kwargs={})
    structlog.get_logger("somebody").info("spoken")
    speak_in_a_task.pop_request()
    assert (lines()[-1]["request_id"], lines()[-1]["city"]) == ("asked-by-this", "c_venezia")


@pytest.mark.usefixtures("worker")
def test_a_task_that_fails_says_where_and_nothing_of_the_donor(lines: Any, venezia: Any) -> None:
    speak_in_a_task.apply(args=[f"no {PERSON['donor_email']}\nDETAIL:  Failing row contains ({SECRETS})."])
    (line,) = [line for line in lines() if line["event"] == "task_failed"]
    assert line["city"] == "c_venezia"
    assert_sealed(json.dumps(lines()))


def test_a_worker_names_the_request_in_its_steps() -> None:
    from colletta.celery import app

    assert any(step.__name__ == "DjangoStructLogInitStep" for step in app.steps["worker"])


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("IT60 X054 2811 1010 0000 0123 456", "<iban>"),
        ("DE89370400440532013000!", "<iban>!"),
        ("rssdaa80a41f205x", "<tax code>"),
        ("/api/v1/donations/12.a/", "/api/v1/donations/<token>/"),
        (f"link {TOKEN}", "link <token>"),
        ("GET /gestione/invito/MQ/c1x2-0123456789abcdef/ 200", "GET /gestione/invito/<token> 200"),
        ("/campagne/orto-per-tutti-nel-quartiere-di-lambrate/", "/campagne/orto-per-tutti-nel-quartiere-di-lambrate/"),
        ("2026-03-02T09:30:00Z took 12.5 ms", "2026-03-02T09:30:00Z took 12.5 ms"),
    ],
)
def test_what_is_personal_is_taken_out_and_the_rest_stays(text: str, clean: str) -> None:
    assert scrub(text) == clean
