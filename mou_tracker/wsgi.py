"""The door through which the web server calls MOU Tracker."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_tracker.settings")

application = get_wsgi_application()
