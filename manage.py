#!/usr/bin/env python
"""Django's command line for MOU Tracker."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_tracker.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.SECRET_KEY  # noqa: B018 (a setting that is missing or odd stops the start with its sentence alone)
    except ImproperlyConfigured as error:
        sys.exit(f"MOU Tracker can't start. {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
