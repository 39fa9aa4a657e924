"""
`python -m tests.kills.server` serves the product in a child process, and in the next one when that is killed.

The parent holds the imported product and the listening socket, as gunicorn's does under systemd: to come back takes a
fork, and who asks meanwhile waits. It writes its port, then the signal that each child died of, line by line; it ends
with its standard input.
"""

from __future__ import annotations

import io
import os
import select
import signal
import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

import django
from django.db import connections


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_tracker.settings")
    django.setup()
    from tests.kills import moments

    class Answer(ServerHandler):
        """Struck while it is sent, and after."""

        def struck(self, moment: str) -> None:
            if self.environ.get(moments.HEADER) == moment:
                moments.HOWS[self.environ.get(moments.HOW, "die")]()

        def send_preamble(self) -> None:
            super().send_preamble()
            self.stdout.flush()
            self.struck(moments.Moment.HALF_SENT)

        def close(self) -> None:
            self.struck(moments.Moment.SENT)
            super().close()

    class Request(WSGIRequestHandler):
        def handle(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.parse_request():
                return
            answer = Answer(self.rfile, self.wfile, self.get_stderr(), self.get_environ(), multithread=True)
            answer.request_handler = self
            answer.run(self.server.get_app())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Request)
    server.set_app(moments.application)
    warm(moments.product)
    say(server.server_port)
    while True:
        alive, held_by_the_child = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(alive)
            server.serve_forever()
        os.close(held_by_the_child)
        ready, _, _ = select.select([alive, sys.stdin], [], [])
        if sys.stdin in ready:
            os.kill(child, signal.SIGKILL)
            return
        os.close(alive)
        _, status = os.waitpid(child, 0)
        say(os.WTERMSIG(status))


def warm(product: Any) -> None:
    """Load what the first request would, so that a child has it."""
    environ = {"REQUEST_METHOD": "GET", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.input": io.BytesIO()}
    for path in ("/healthz", "/accounts/login/"):
        product(environ | {"PATH_INFO": path, "wsgi.url_scheme": "http"}, lambda *answer: None).close()
    connections.close_all()


def say(word: object) -> None:
    print(word, flush=True)


if __name__ == "__main__":
    main()
