"""One year of two agencies from the first day to the last, through the pages only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.year.beginning import begin
from tests.year.carrying_out import carry_out
from tests.year.ending import end
from tests.year.planning import plan
from tests.year.story import Year

CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def walked() -> Year:
    year = Year()
    begin(year)
    plan(year)
    carry_out(year)
    end(year)
    return year


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Year]:
    """The year is walked once; each test sees it as it ended, and leaves it so."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=CHEAP)
    with django_db_blocker.unblock(), files, transaction.atomic():
        yield walked()
        transaction.set_rollback(True)
