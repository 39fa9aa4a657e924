"""What an operator is given: nginx's limits, the settings on paper, backup and restore."""

import hashlib
import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from activities.forms.entries import MOST_FILES
from mou_tracker import environment
from plans import trail
from plans.actions.people import add_department
from plans.models import Department, StoredFile, TrailEntry

DEPLOY = environment.BASE_DIR / "deploy"
DOCUMENTED = (environment.BASE_DIR / "docs" / "operator.md").read_text()
NGINX = (DEPLOY / "nginx.conf").read_text()


def variables_read() -> set[str]:
    """Every variable the settings ask for."""
    source = (environment.BASE_DIR / "mou_tracker" / "settings.py").read_text()
    named = re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', source)
    unnamed = inspect.signature(environment.database).parameters["name"].default
    return {*named, unnamed}


def variables_exemplified() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (environment.BASE_DIR / ".env.example").read_text(), re.MULTILINE))


def test_nginx_takes_exactly_what_the_settings_take():
    [megabytes] = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    most = MOST_FILES * settings.UPLOAD_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert int(megabytes) * 1024 * 1024 == most


def test_nginx_reads_no_folder_but_its_own_pages():
    assert re.findall(r"^\s*(?:root|alias|try_files)\s.*;", NGINX, re.MULTILINE) == [
        "        alias /opt/mou-tracker/deploy/pages/;"
    ]


def test_nginx_has_a_page_for_each_answer_of_its_own():
    named = re.findall(r"error_page [^;]* /-/(\S+);", NGINX)
    assert sorted(named) == sorted(page.name for page in (DEPLOY / "pages").iterdir())


def test_every_variable_of_the_example_is_read():
    assert variables_exemplified() <= variables_read()


def test_every_variable_that_is_read_is_explained_to_the_operator():
    assert {name for name in variables_read() if f"`{name}`" not in DOCUMENTED} == set()


def test_the_example_installs_what_the_units_expect():
    example = (environment.BASE_DIR / ".env.example").read_text()
    [media] = re.findall(r"^MEDIA_ROOT=(.*)$", example, re.MULTILINE)
    assert f"ReadWritePaths={media}\n" in (DEPLOY / "mou-tracker.service").read_text()


def test_the_pages_may_only_read_and_add_to_the_trail(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles")
    role, entries = "pages_of_a_test", TrailEntry._meta.db_table
    grants = (DEPLOY / "grants.sql").read_text().replace("BEGIN;", "").replace("COMMIT;", "")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(re.sub(r"\bmou_tracker\b", role, grants))
        held = {}
        for table in (entries, "plans_chain"):
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
                cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
                if cursor.fetchone()[0]:
                    held.setdefault(table, []).append(right)
    assert held == {entries: ["SELECT", "INSERT"], "plans_chain": ["SELECT", "INSERT", "UPDATE", "DELETE"]}


# backup and restore


def url_of(name: str) -> str:
    at = connection.settings_dict
    person = quote(at["USER"], safe="") + (f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else "")
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgres://{person}@{at['HOST']}{port}/{name}"


@pytest.fixture
def needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("backup.sh and restore.sh are for PostgreSQL; these tests run on another database")
    missing = [tool for tool in ("pg_dump", "pg_restore", "psql", "rsync") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture
def restored(needs_postgresql, transactional_db) -> Iterator[str]:
    """The name of an empty database beside the one of the tests."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def script(tmp_path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs a script of deploy/ on a database and a folder."""

    def run(name: str, *arguments: str | Path, database: str, media: Path) -> subprocess.CompletedProcess:
        variables = {
            "DATABASE_URL": url_of(database),
            "MEDIA_ROOT": str(media),
            "BACKUP_DIR": str(tmp_path / "backups"),
            "PYTHON": sys.executable,
        }
        return subprocess.run(
            [DEPLOY / name, *arguments], env=os.environ | variables, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def backup(restored, script, nhrcm, tmp_path) -> Path:
    """A backup of an agency with a department, its entry in the trail, and a file."""
    content = b"%PDF-1.4 " + b"x" * 1000
    stored = StoredFile(digest=hashlib.sha256(content).hexdigest(), name="тайлан.pdf", size=len(content))
    stored.content.save("тайлан.pdf", ContentFile(content))
    add_department(Department(agency=nhrcm, name_mn="Хяналтын хэлтэс"), by=trail.Command("test"))
    made = script("backup.sh", database=connection.settings_dict["NAME"], media=settings.MEDIA_ROOT)
    assert made.returncode == 0, made.stderr
    [folder] = (tmp_path / "backups").iterdir()
    return folder


def rows_of(database: str) -> dict[str, str]:
    """Each table with the digest of all its rows."""
    query = (
        "SELECT relname, md5(query_to_xml(format('SELECT * FROM %I t ORDER BY t', relname), true, false, '')::text) "
        "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    asked = subprocess.run(
        ["psql", "-XAt", "--dbname", url_of(database), "--command", query],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split("|") for line in asked.stdout.splitlines())


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_backed_up_comes_back_equal(backup, restored, script, tmp_path):
    done = script("restore.sh", backup, database=restored, media=tmp_path / "media-restored")
    assert done.returncode == 0, done.stderr
    rows = rows_of(restored)
    assert rows == rows_of(connection.settings_dict["NAME"])
    assert "plans_trailentry" in rows
    assert files_below(tmp_path / "media-restored") == files_below(settings.MEDIA_ROOT) != {}


def test_restore_touches_nothing_that_holds_something_unless_told(backup, restored, script, tmp_path):
    place = {"database": restored, "media": tmp_path / "media-restored"}
    script("restore.sh", backup, **place)
    again = script("restore.sh", backup, **place)
    assert again.returncode == 1
    assert "--overwrite" in again.stderr
    assert script("restore.sh", "--overwrite", backup, **place).returncode == 0
    assert rows_of(restored) == rows_of(connection.settings_dict["NAME"])


def test_the_restored_trail_refuses_changes(backup, restored, script, tmp_path):
    script("restore.sh", backup, database=restored, media=tmp_path / "media-restored")
    asked = subprocess.run(
        ["psql", "-X", "--dbname", url_of(restored), "--command", "DELETE FROM plans_trailentry"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The trail is append-only." in asked.stderr


@pytest.mark.parametrize("act", ["a changed file", "a file too many", "a missing file"])
def test_a_backup_that_does_not_fit_its_sums_is_refused(backup, restored, script, tmp_path, act):
    [kept] = [path for path in (backup / "media").rglob("*") if path.is_file()]
    if act == "a changed file":
        kept.write_bytes(b"other")
    elif act == "a file too many":
        (backup / "media" / "more").write_bytes(b"more")
    else:
        kept.unlink()
    done = script("restore.sh", backup, database=restored, media=tmp_path / "media-restored")
    assert done.returncode == 1
    assert rows_of(restored) == {}
    assert not (tmp_path / "media-restored").exists()


def test_a_dump_that_breaks_off_leaves_the_database_as_it_was(backup, restored, script, tmp_path):
    place = {"database": restored, "media": tmp_path / "media-restored"}
    script("restore.sh", backup, **place)
    before = rows_of(restored)
    dump = backup / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-2000])
    sums = backup / "SHA256SUMS"
    others = [line for line in sums.read_text().splitlines() if not line.endswith("database.dump")]
    sums.write_text("\n".join([*others, f"{hashlib.sha256(dump.read_bytes()).hexdigest()}  ./database.dump", ""]))
    done = script("restore.sh", "--overwrite", backup, **place)
    assert done.returncode == 1
    assert rows_of(restored) == before != {}


def test_a_backup_says_which_file_is_missing(backup, script):
    stored = StoredFile.objects.get()
    os.unlink(stored.content.path)
    shutil.rmtree(backup)
    made = script("backup.sh", database=connection.settings_dict["NAME"], media=settings.MEDIA_ROOT)
    assert made.returncode == 1
    assert stored.content.name in made.stderr
