"""A program of `tenancy_overhead`: answers a line "path times" with the milliseconds per request, clock and CPU."""

import logging
import sys
from io import BytesIO
from time import perf_counter, process_time
from typing import Any

import django

HOST = "milano.localhost"
ALWAYS_ANEW = "messages=none"
"""For whom a message may wait nothing is kept: each answer is made anew."""


def main() -> None:
    """Answer until the other side closes."""
    logging.disable(logging.INFO)
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler

    program = WSGIHandler()
    for order in sys.stdin:
        path, times = order.split()
        start, busy = perf_counter(), process_time()
        for _ in range(int(times)):
            _ask(program, path)
        took = (perf_counter() - start, process_time() - busy)
        print(*(seconds * 1000 / int(times) for seconds in took), flush=True)


def _ask(program: Any, path: str) -> None:
    statuses: list[str] = []
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": ALWAYS_ANEW,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    response = program(environment, lambda status, headers: statuses.append(status))
    list(response)
    response.close()
    if statuses != ["200 OK"]:
        raise RuntimeError(f"{path}: {statuses}")


if __name__ == "__main__":
    main()
