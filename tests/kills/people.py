"""People at their browsers, and the process that serves them."""

from __future__ import annotations

import contextlib
import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from mou_tracker.environment import BASE_DIR
from plans.models import User
from tests.test_deploy import url_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST_SECONDS = 30


class NoAnswer(Exception):
    """The line broke before the whole answer had come."""


@dataclass(frozen=True)
class Answer:
    status: int
    led_to: str


@dataclass
class Form:
    """A form on a person's screen, with the key it is sent under, however often."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


class Browser:
    """In which a person has signed in."""

    def __init__(self, person: User, port: int):
        self.person, self.port, self.token = person, port, "t" * 32
        client = Client()
        client.force_login(person, backend=BACKEND)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self.token}"

    def send(self, form: Form, **headers: str) -> Answer:
        """Once. Raises NoAnswer."""
        body = urlencode(form.fields | {"form_key": form.key, "csrfmiddlewaretoken": self.token})
        headers |= {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=MOST_SECONDS)
        with contextlib.closing(line):
            try:
                line.request("POST", form.address, body, headers)
                came = line.getresponse()
                came.read()
            except (http.client.HTTPException, ConnectionError) as broken:
                raise NoAnswer from broken
        if "Content-Length" not in came.headers:
            raise NoAnswer  # it broke off in the headers, which http.client takes for their end
        return Answer(came.status, came.headers.get("Location", ""))

    def attempt(self, form: Form, **headers: str) -> Answer | None:
        """Once; None where no answer came."""
        with contextlib.suppress(NoAnswer):
            return self.send(form, **headers)
        return None

    def insist(self, form: Form) -> Answer:
        """The same form again until an answer comes."""
        until = time.monotonic() + MOST_SECONDS
        while time.monotonic() < until:
            if answer := self.attempt(form):
                return answer
        raise AssertionError(f"No answer to {form.address} in {MOST_SECONDS} seconds.")


def strike(moment: str, *, after: float = 0, how: str = "die") -> dict[str, str]:
    """The headers by which the server is struck."""
    return {"X-Strike": str(moment), "X-Strike-After": str(after), "X-Strike-How": how}


@dataclass
class Served:
    """The process that serves (tests/kills/server.py), and where it puts the mails."""

    process: subprocess.Popen[bytes]
    port: int
    mails: Path

    def died_of(self) -> int:
        """The signal that ended the child, once it has died."""
        ready, _, _ = select.select([self.process.stdout], [], [], MOST_SECONDS)
        assert ready, "The server was to be struck and lives."
        return int(self.process.stdout.readline())

    def seconds_until_up(self) -> float:
        """How long the health page takes to answer from now on."""
        began = time.monotonic()
        while time.monotonic() < began + MOST_SECONDS:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=MOST_SECONDS)
            with contextlib.closing(line), contextlib.suppress(http.client.HTTPException, ConnectionError):
                line.request("GET", "/healthz")
                if line.getresponse().status == 200:
                    break
        return time.monotonic() - began

    def mailed(self) -> str:
        return "".join(path.read_text() for path in self.mails.iterdir())


class Gunicorn(Served):
    """As deployed: two workers of four threads, on a socket that outlives them as systemd's does."""

    def __init__(self, folder: Path):
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.socket.set_inheritable(True)
        self.folder, self.variables, self.deaths = folder, environment(folder), 0
        self.start()
        super().__init__(self.process, self.socket.getsockname()[1], folder / "mails")

    def start(self) -> None:
        bind = f"fd://{self.socket.fileno()}"
        command = ["--config", "deploy/gunicorn.conf.py", "--bind", bind, "tests.kills.moments:application"]
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *command],
                cwd=BASE_DIR,
                env=self.variables,
                stdout=log,
                stderr=log,
                pass_fds=[self.socket.fileno()],
                start_new_session=True,
            )

    def died_of(self) -> int:
        """The signal its log names; the workers that follow write no such line."""
        until = time.monotonic() + MOST_SECONDS
        while time.monotonic() < until:
            died = (self.folder / "server.log").read_text().count("SIGKILL")
            if died > self.deaths:
                self.deaths = died
                return signal.SIGKILL
            time.sleep(0.01)
        raise AssertionError("A worker was to be struck and lives.")

    def kill_all(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def gunicorn(folder: Path) -> Iterator[Gunicorn]:
    server = Gunicorn(folder)
    try:
        server.seconds_until_up()
        yield server
    finally:
        server.kill_all()
        server.socket.close()


def environment(folder: Path, flaw: str = "") -> dict[str, str]:
    """The product's variables for a server on the database of the tests."""
    mails = folder / "mails"
    mails.mkdir(exist_ok=True)
    name = str(connection.settings_dict["NAME"])
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{name}" if connection.vendor == "sqlite" else url_of(name),
        "EMAIL_URL": f"filemail:///{mails}",
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "ERROR",
        "FLAW": flaw,
    }


@contextlib.contextmanager
def served(folder: Path, flaw: str = "") -> Iterator[Served]:
    variables = environment(folder, flaw)
    with (
        open(folder / "server.log", "ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "tests.kills.server"],
            cwd=BASE_DIR,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            bufsize=0,
        ) as process,
    ):
        try:
            yield Served(process, int(process.stdout.readline()), folder / "mails")
        finally:
            process.stdin.close()
            process.wait(MOST_SECONDS)
