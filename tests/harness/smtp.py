"""A mail server on loopback for tests: keeps what it takes, and answers what it is told to, stage by stage."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

STAGES = ("MAIL", "RCPT", "DATA", ".")
"""Where an answer can be scripted; `.` is the answer to the content."""


class MailServer(socketserver.ThreadingTCPServer):
    """What was delivered, and the answers by stage: `{"RCPT": "550 5.1.1 No such user"}`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.answers: dict[str, str] = {}
        self.delivered: list[EmailMessage] = []
        self.is_deaf_after_content = False

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 loopback")
        while line := self.rfile.readline():
            verb = line.decode().strip().upper().partition(" ")[0]
            if verb == "QUIT":
                self._say("221 bye")
                return
            answer = self.server.answers.get(verb)
            if verb == "DATA" and answer is None:
                self._say("354 go on")
                if not self._content():
                    return
            else:
                self._say(answer or "250 ok")

    def _content(self) -> bool:
        stuffed = iter(self.rfile.readline, b".\r\n")
        lines = [line[1:] if line.startswith(b".") else line for line in stuffed]
        answer = self.server.answers.get(".", "250 kept")
        if answer.startswith("250"):
            letter = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.server.delivered.append(letter)
        if self.server.is_deaf_after_content:
            return False
        self._say(answer)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def serving() -> Iterator[MailServer]:
    """Run a server for the length of a block."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
