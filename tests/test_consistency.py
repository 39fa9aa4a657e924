"""Conventions that hold over the whole tree, so that nobody has to remember them."""

import ast
import hashlib
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from plans.models import Compartmented, Recorded, guards
from plans.models.fields import RandomKeyField
from plans.trail import VERBS

ROOT = Path(__file__).resolve().parent.parent
APPS = ("mou_tracker", "plans", "activities")
TEMPLATES = ROOT / "templates"
MODULES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
ACTIONS = [path for path in MODULES if "actions" in path.parts and path.name != "__init__.py"]
OF_PACKAGES = ("admin", "allauth", "account", "mfa", "usersessions", "django")
"""Template folders whose names Django and allauth look up themselves."""


def source(paths):
    return "\n".join(path.read_text() for path in paths)


def test_every_template_is_used():
    text = source(MODULES) + source(TEMPLATES.rglob("*.html"))
    unused = [
        name
        for path in TEMPLATES.rglob("*.html")
        if (name := path.relative_to(TEMPLATES).as_posix()).split("/")[0] not in OF_PACKAGES
        and name not in {"404.html", "500.html"}
        and f'"{name}"' not in text
    ]
    assert unused == []


def test_every_template_says_what_it_shows():
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in {"elements", "layouts"}
        and "{% comment %}" not in path.read_text()
        and len(path.read_text().splitlines()) > 12
    ]
    assert silent == []


def test_no_template_holds_a_style_or_a_script_of_its_own():
    inline = [
        path.relative_to(ROOT).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*(\ssrc=|application/json))", path.read_text())
    ]
    assert inline == []


def test_every_verb_is_used_and_every_verb_used_is_known():
    used = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', source(ACTIONS)))
    commands = {"operator.added"}
    assert {verb for verb in VERBS if verb not in used} - commands == set()


def test_every_public_action_writes_through_the_trail():
    """A function of actions/ that takes `by` reaches the trail, itself or through another action."""
    bodies = {}
    for path in ACTIONS:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                bodies[node.name] = (
                    {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
                    | {name.attr for name in ast.walk(node) if isinstance(name, ast.Attribute)},
                    any(argument.arg == "by" for argument in node.args.kwonlyargs),
                )
    recording = {"recording", "record_added", "record_removed", "opening", "append", "append_all"}
    reached = {name for name, (names, _by) in bodies.items() if names & recording}
    while more := {name for name, (names, _by) in bodies.items() if names & reached} - reached:
        reached |= more
    called_inside = {"store_file"}
    assert {name for name, (_names, by) in bodies.items() if by} - reached - called_inside == set()


def test_views_and_administration_never_save_or_delete_themselves():
    doors = [path for path in MODULES if {"views", "admin"} & set(path.relative_to(ROOT).parts)]
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in doors
        for match in re.findall(r"\w+\.(?:objects\.create|objects\.update|bulk_create|delete)\(", path.read_text())
    ]
    assert found == []


def test_every_recorded_model_names_its_audience():
    silent = [
        model.__name__
        for model in apps.get_models()
        if issubclass(model, Recorded) and model.audience is Recorded.audience
    ]
    assert silent == []


def test_no_module_asks_to_be_two():
    long = [
        path.relative_to(ROOT).as_posix()
        for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]
        if len(path.read_text().splitlines()) > 400
    ]
    assert long == []


@pytest.mark.parametrize(
    "path",
    [*ACTIONS, ROOT / "plans/access.py", ROOT / "plans/access_to_meetings.py", ROOT / "activities/access.py"],
    ids=str,
)
def test_every_module_of_the_rules_says_what_it_is(path):
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert inspect.getdoc(module)


def test_vendored_files_are_those_that_were_taken():
    vendor = ROOT / "static" / "vendor"
    listed = dict(line.split("  ")[::-1] for line in (vendor / "VENDORED.sha256").read_text().splitlines())
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendor.iterdir()
        if path.name != "VENDORED.sha256"
    }
    assert found == listed


def test_every_icon_asked_for_is_in_the_sprite():
    sprite = (ROOT / "static/vendor/icons.svg").read_text()
    text = source(TEMPLATES.rglob("*.html"))
    asked = set(re.findall(r'\{% icon "([a-z0-9-]+)"', text))
    assert {name for name in asked if f'id="{name}"' not in sprite} == set()


def test_the_top_level_is_the_one_that_was_asked_for():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    known = {"mou_tracker", "plans", "activities", "templates", "static", "tests", "docs", "deploy"}
    assert folders - known <= {"staticfiles", "media"}


def test_no_door_starts_from_what_not_everybody_may_know():
    """Of a compartmented thing a door asks for what the reader may see, or for what is joint."""
    doors = {"views", "reports", "forms", "admin", "templatetags"}
    doors |= {f"{name}.py" for name in ("exports", "filters", "reported")}
    names = "|".join(model.__name__ for model in apps.get_models() if issubclass(model, Compartmented))
    narrowed = r"(?!\s*\.(?:visible_to|joint|in_reach_of)\b)"
    bare = re.compile(rf"\b(?:{names})\.(?:_default_manager|_base_manager|objects)\b{narrowed}")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in MODULES
        if doors & set(path.relative_to(ROOT).parts)
        for match in bare.finditer(path.read_text())
    ]
    assert found == []


def test_every_thing_with_a_compartment_narrows_what_is_seen_by_it(db, django_user_model):
    for model in apps.get_models():
        if issubclass(model, Compartmented):
            seen = str(model.objects.visible_to(django_user_model(pk=1, agency_id=1)).query)
            assert f'"{model._meta.db_table}"."compartment"' in seen, model
            assert isinstance(model._meta.pk, RandomKeyField), model
            assert guards.only_opens(model) in guards.GUARDS, model


@pytest.mark.xdist_group("a group")
def test_tests_that_name_a_group_share_a_worker(request, worker_id):
    """What a module keeps for its tests is made once, not by every worker."""
    assert worker_id == "master" or request.node.nodeid.endswith("@a group")
