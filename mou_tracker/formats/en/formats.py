"""Pages in English write days and figures as the country does."""

from mou_tracker.formats.mn.formats import *  # noqa: F403
