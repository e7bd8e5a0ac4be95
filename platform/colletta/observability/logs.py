"""Where log lines go and what each carries: JSON for machines, plain lines for the demo's console."""

from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from colletta.observability.scrubbing import scrub


def add_city(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """Say which schema the line was written in, unless the line says it."""
    from django.db import connection

    line.setdefault("city", getattr(connection, "schema_name", None) or "public")
    return line


def remove_personal_data(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """Scrub every value of a line, tracebacks included."""
    return {name: _clean(value) for name, value in line.items()}


_EVERY_LINE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    add_city,
]


def start() -> None:
    """Make structlog write through the standard library's logging."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_EVERY_LINE,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def json_lines() -> dict[str, Any]:
    """Return the configuration of logging that writes one JSON object a line."""
    return _configuration(structlog.processors.JSONRenderer(ensure_ascii=False), "INFO")


def readable(level: str) -> dict[str, Any]:
    """Return the configuration of logging that writes for people, from a level (`INFO`, `WARNING`) up."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    return _configuration(renderer, level)


def _configuration(renderer: Processor, level: str) -> dict[str, Any]:
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _EVERY_LINE,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            remove_personal_data,
            renderer,
        ],
    }
    to_root: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": to_root,
            "django.server": to_root,
            "django.request": {**to_root, "level": "CRITICAL"},
            "gunicorn.error": to_root,
            "celery.app.trace": {**to_root, "level": "CRITICAL"},
            "celery.worker.strategy": {**to_root, "level": "WARNING"},
            "stripe": {**to_root, "level": "WARNING"},
        },
    }


def _clean(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return scrub(value if isinstance(value, str) else repr(value))
