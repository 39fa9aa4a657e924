"""Every word of the product in both languages, and Django's wrong Mongolian put right."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "mou_tracker" / "locale" / "mn" / "LC_MESSAGES" / "django.po"
GATHERED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_nothing_is_left_untranslated_or_doubtful(catalogue):
    assert [entry.msgid for entry in catalogue if not all(translations(entry)) or "fuzzy" in entry.flags] == []


def test_every_placeholder_stands_in_the_translation(catalogue):
    odd = [
        entry.msgid
        for entry in catalogue
        for text in translations(entry)
        if set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)) != set(PLACEHOLDER.findall(text))
    ]
    assert odd == []


def test_the_compiled_catalogue_is_the_written_one(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    def said(entries):
        return {(entry.msgctxt, entry.msgid): translations(entry) for entry in entries}

    assert said(compiled) == said(catalogue)


def test_no_string_hides_from_the_gathering():
    """makemessages knows the function by its own names alone, and reads none inside an f-string."""
    hidden = []
    for path in sorted(one for app in ("mou_tracker", "plans", "activities") for one in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.ImportFrom(module="django.utils.translation"):
                    hidden += [f"{path}: {name.asname}" for name in node.names if name.asname not in {None, "_"}]
                case ast.FormattedValue():
                    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
                    names = {one.id for one in calls if isinstance(one, ast.Name)}
                    hidden += [f"{path}: {name} in an f-string" for name in names & GATHERED]
    assert hidden == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed")
def test_every_string_of_the_sources_is_in_the_catalogue(catalogue, tmp_path):
    for name in ("mou_tracker", "plans", "activities", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = [sys.executable, "manage.py", "makemessages", "-l", "mn", "--no-obsolete", "--no-wrap"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    gathered = polib.pofile(str(tmp_path / "mou_tracker/locale/mn/LC_MESSAGES/django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    assert [entry.msgid for entry in gathered if (entry.msgctxt, entry.msgid) not in known] == []
