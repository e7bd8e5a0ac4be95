"""Error reports to Sentry: what failed, where and in which city; of persons, nothing.

An event is made anew from what is known to be harmless: a new member of Sentry's is left out until it is named here.
"""

from typing import TYPE_CHECKING, Any

import sentry_sdk
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

from colletta.observability.scrubbing import scrub, scrub_path

if TYPE_CHECKING:
    from sentry_sdk._types import DataCollectionUserOptions

_KEPT = ("event_id", "timestamp", "level", "platform", "release", "environment", "server_name", "sdk", "modules")
_KEPT_CONTEXTS = ("runtime", "os")
_KEPT_OF_TRACE = ("trace_id", "span_id", "op")
_KEPT_OF_FRAME = ("filename", "function", "module", "lineno", "pre_context", "context_line", "post_context", "in_app")
_KEPT_OF_CRUMB = ("timestamp", "type", "category", "level")

_NOTHING: "DataCollectionUserOptions" = {
    "user_info": False,
    "cookies": {"mode": "off"},
    "http_headers": {"request": {"mode": "off"}},
    "http_bodies": [],
    "url_query_params": {"mode": "off"},
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
}


def start(dsn: str, **options: Any) -> None:
    """Send unexpected failures of requests and tasks to Sentry; nothing else, and no performance data."""
    sentry_sdk.init(
        dsn=dsn,
        integrations=[
            DjangoIntegration(transaction_style="url", middleware_spans=False, signals_spans=False),
            CeleryIntegration(propagate_traces=False),
            LoggingIntegration(level=None, event_level=None, sentry_logs_level=None),
        ],
        auto_enabling_integrations=False,
        data_collection=_NOTHING,
        max_request_body_size="never",
        before_send=without_persons,
        before_breadcrumb=bare_breadcrumb,
        **options,
    )


def without_persons(event: Event, hint: Hint) -> Event | None:
    """Return the event that may leave the house: the city as a tag, exceptions by type and place, no texts."""
    source: dict[str, Any] = dict(event)
    clean = {name: source[name] for name in _KEPT if name in source}
    clean["tags"] = _tags()
    clean["transaction"] = scrub_path(str(source.get("transaction") or ""))
    clean["contexts"] = _contexts(source.get("contexts") or {})
    clean["exception"] = {"values": [_exception(each) for each in _values(source.get("exception"))]}
    clean["breadcrumbs"] = {"values": [_crumb(each) for each in _values(source.get("breadcrumbs"))]}
    request = source.get("request")
    if request:
        path = "/" + str(request.get("url", "")).partition("://")[2].partition("/")[2]
        clean["request"] = {"method": request.get("method"), "url": scrub_path(path)}
    if "logentry" in source:
        clean["message"] = scrub(str(source["logentry"].get("message", "")))
    return clean  # type: ignore[return-value]


def bare_breadcrumb(crumb: dict[str, Any], hint: Hint) -> dict[str, Any]:
    """Return a breadcrumb that says that something happened, not with what."""
    return _crumb(crumb)


def _tags() -> dict[str, str]:
    import structlog
    from django.db import connection

    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    return {"city": getattr(connection, "schema_name", None) or "public", "request_id": str(request_id)}


def _contexts(contexts: dict[str, Any]) -> dict[str, Any]:
    trace = contexts.get("trace") or {}
    kept = {name: contexts[name] for name in _KEPT_CONTEXTS if name in contexts}
    return {**kept, "trace": {name: trace[name] for name in _KEPT_OF_TRACE if name in trace}}


def _exception(exception: dict[str, Any]) -> dict[str, Any]:
    frames = _values(exception.get("stacktrace"), "frames")
    mechanism = exception.get("mechanism") or {}
    return {
        "type": exception.get("type"),
        "module": exception.get("module"),
        "mechanism": {"type": mechanism.get("type", "generic"), "handled": mechanism.get("handled", False)},
        "stacktrace": {"frames": [{name: frame[name] for name in _KEPT_OF_FRAME if name in frame} for frame in frames]},
    }


def _crumb(crumb: dict[str, Any]) -> dict[str, Any]:
    return {name: crumb[name] for name in _KEPT_OF_CRUMB if name in crumb}


def _values(container: Any, name: str = "values") -> list[dict[str, Any]]:
    found = container.get(name) if isinstance(container, dict) else container
    return list(found or [])
