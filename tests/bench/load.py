"""Requests per second of one address: wrk where it is installed, else a few processes of our own.

Each request opens a connection of its own: kept-alive ones would all land on one worker of the server.
"""

import http.client
import re
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

CONNECTIONS = 4
LOOPBACK = "127.0.0.1"
NO_COOKIE = "none=none"
ALWAYS_ANEW = "messages=none"
"""For whom a message may wait nothing is kept: each answer is made anew."""
_RATE = re.compile(r"^Requests/sec:\s+([0-9.]+)", re.MULTILINE)


def tool() -> str:
    """Return the name of what makes the requests."""
    return "wrk" if shutil.which("wrk") else "http.client"


def per_second(port: int, host: str, path: str, seconds: int, cookie: str = NO_COOKIE) -> float:
    """Ask an address as fast as it answers; raises RuntimeError when an answer is not 200."""
    if tool() == "wrk":
        return _wrk(port, host, path, seconds, cookie)
    with ProcessPoolExecutor(CONNECTIONS) as pool:
        counts = pool.map(_ask, *zip(*[(port, host, path, seconds, cookie)] * CONNECTIONS, strict=True))
        return sum(counts) / seconds


def _wrk(port: int, host: str, path: str, seconds: int, cookie: str) -> float:
    headers = ["-H", f"Host: {host}:{port}", "-H", "Connection: close", "-H", f"Cookie: {cookie}"]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *headers, f"http://{LOOPBACK}:{port}{path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = _RATE.search(done.stdout)
    if found is None or "Non-2xx" in done.stdout:
        raise RuntimeError(f"{host}{path}: {done.stdout}")
    return float(found[1])


def _ask(port: int, host: str, path: str, seconds: int, cookie: str) -> int:
    deadline, count = monotonic() + seconds, 0
    while monotonic() < deadline:
        ask(port, host, path, cookie)
        count += 1
    return count


def requests(port: int, host: str, path: str, count: int) -> None:
    """Have an answer made so many times, one after the other; raises RuntimeError when one is not 200."""
    for _ in range(count):
        ask(port, host, path, ALWAYS_ANEW)


def ask(port: int, host: str, path: str, cookie: str) -> None:
    """Ask an address once, on a connection of its own; raises RuntimeError when the answer is not 200."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    connection.request("GET", path, headers={"Host": f"{host}:{port}", "Connection": "close", "Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{host}{path}: {answer.status}")
