"""Reads the environment, so that an odd value stops the start with a sentence and not a traceback."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it must be set."""
    value = _env.str(name, default=default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set; write it in the environment or in .env.")
    return value


def flag(name: str, default: bool) -> bool:
    """A switch, written 0 or 1."""
    value = _env.str(name, default="1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 0 or 1.")
    return value == "1"


def number(name: str, default: int) -> int:
    """A whole number of zero or more."""
    value = _env.str(name, default=str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number of zero or more.")
    return int(value)


def choice(name: str, default: str, known: tuple[str, ...]) -> str:
    """One of a few words."""
    value = _env.str(name, default=default)
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(known)}.")
    return value


def email(name: str, default: str) -> dict[str, Any]:
    """How mail leaves, as settings: smtp+tls://user:password@host:587, or consolemail:// to print it."""
    try:
        return environ.Env.email_url_config(_env.str(name, default=default))
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} can't be read; write smtp+tls://user:password@host:587.") from error


def names(name: str, default: str = "") -> list[str]:
    """A list, written with commas between."""
    return [part.strip() for part in _env.str(name, default=default).split(",") if part.strip()]


def database(name: str = "DATABASE_URL") -> dict[str, Any]:
    """The database of `name`: sqlite:///path or postgres://user:password@host:port/name; SQLite where it is empty."""
    url = _env.str(name, default="") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
    unreadable = ImproperlyConfigured(f"{name} can't be read; write sqlite:///… or postgres://….")
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise unreadable
    try:
        configuration = environ.Env.db_url_config(url)
        engine = configuration["ENGINE"]
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise unreadable from error
    return configuration | (_sqlite(configuration) if engine.endswith("sqlite3") else _postgresql(configuration))


def _sqlite(configuration: dict[str, Any]) -> dict[str, Any]:
    """
    BEGIN IMMEDIATE and a write-ahead log, so that six writers at once do not find it locked.

    synchronous=FULL, for an acknowledged entry must outlive a power cut.
    """
    path = configuration["NAME"]
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000", "foreign_keys=ON"]
    return {
        "NAME": path if path == ":memory:" else BASE_DIR / path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


def _postgresql(configuration: dict[str, Any]) -> dict[str, Any]:
    """No wait without an end; what the address itself says goes before this."""
    return {
        "CONN_MAX_AGE": configuration.get("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 "
            "-c synchronous_commit=on",
        }
        | configuration.get("OPTIONS", {}),
    }
