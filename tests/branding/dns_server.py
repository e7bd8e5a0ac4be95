"""A real DNS server on loopback, over UDP, that knows the TXT records it is told."""

from socketserver import BaseRequestHandler, ThreadingUDPServer
from threading import Thread
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class DnsServer:
    """Answers from `records`; `silent` names are not answered at all, `broken` ones with a failure."""

    def __init__(self) -> None:
        self.records: dict[str, list[str]] = {}
        self.silent: set[str] = set()
        self.broken: set[str] = set()
        self.asked: list[str] = []
        self._server = ThreadingUDPServer(("127.0.0.1", 0), self._handler())

    @property
    def address(self) -> str:
        """Address and port, as the settings want them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "DnsServer":
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, data: bytes) -> bytes | None:
        """Return the answer to one question."""
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        if name in self.silent:
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA | dns.flags.RA
        values = self.records.get(name)
        if name in self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif values is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        else:
            rows = [f'"{value}"' for value in values]
            response.answer.append(dns.rrset.from_text(query.question[0].name, 60, "IN", "TXT", *rows))
        return response.to_wire()

    def _handler(server: "DnsServer") -> Any:  # noqa: N805
        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                data, socket = self.request
                answer = server.answer(data)
                if answer:
                    socket.sendto(answer, self.client_address)

        return Handler
