"""Reads the environment, so that an odd value stops the start with a sentence and not a traceback."""

from pathlib import Path

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


def email(name: str, default: str) -> dict:
    """How mail leaves, as settings: smtp+tls://user:password@host:587, or consolemail:// to print it."""
    try:
        return environ.Env.email_url_config(_env.str(name, default=default))
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} can't be read; write smtp+tls://user:password@host:587.") from error


def names(name: str, default: str = "") -> list[str]:
    """A list, written with commas between."""
    return [part.strip() for part in _env.str(name, default=default).split(",") if part.strip()]


def database(name: str = "DATABASE_URL") -> dict:
    """
    The database of `name`: sqlite:///path or postgres://user:password@host:port/name.

    SQLite: BEGIN IMMEDIATE and a write-ahead log, for six writers at once do not find it locked then;
    synchronous=FULL, for an acknowledged entry must outlive a power cut. PostgreSQL: no wait without an end.
    """
    url = _env.str(name, default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name} can't be read; write sqlite:///… or postgres://….")
    try:
        configuration = environ.Env.db_url_config(url)
        engine = configuration["ENGINE"]
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} can't be read; write sqlite:///… or postgres://….") from error
    if engine.endswith("sqlite3"):
        if configuration["NAME"] != ":memory:":
            configuration["NAME"] = BASE_DIR / configuration["NAME"]
        pragmas = ["journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000", "foreign_keys=ON"]
        configuration["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        }
    else:
        configuration.setdefault("CONN_MAX_AGE", 60)
        configuration["CONN_HEALTH_CHECKS"] = True
        configuration["OPTIONS"] = {
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 "
            "-c synchronous_commit=on",
        } | configuration.get("OPTIONS", {})
    return configuration
