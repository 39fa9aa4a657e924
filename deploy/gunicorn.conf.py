"""How gunicorn serves MOU Tracker behind nginx; mou-tracker.service starts it."""

import os

wsgi_app = "mou_tracker.wsgi"
bind = "127.0.0.1:8000"  # for a try by hand; under systemd the socket comes from mou-tracker.socket

# A sign-in takes 100 MiB while its password is hashed: two workers of four threads stay below 1 GiB.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60  # above the database's 30 seconds for a statement
graceful_timeout = 30
worker_tmp_dir = "/dev/shm"  # noqa: S108 (the workers' sign of life must not wait for a disk)
control_socket_disable = True

# nginx writes the access log; the rest goes to the journal in the form of mou_tracker/logs.py.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mou_tracker.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "INFO", "handlers": ["console"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}},
}
