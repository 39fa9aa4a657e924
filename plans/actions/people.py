"""What administrators do with agencies, departments and people; what a person does with their own settings."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plans import trail
from plans.models import Agency, Department, FormerName, User
from plans.trail import Author
from plans.workflow import MoveRefused


def set_fields(thing: Any, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(thing, name, value)


def add_agency(agency: Agency, *, by: Author) -> Agency:
    with trail.record_added(agency, "agency.added", by=by):
        return agency


def edit_agency(agency: Agency, *, by: Author, version: int, changes: dict[str, Any]) -> Agency:
    with trail.recording(agency, "agency.changed", by=by, version=version):
        set_fields(agency, changes)
    return agency


def add_department(department: Department, *, by: Author) -> Department:
    with trail.record_added(department, "department.added", by=by):
        return department


def edit_department(
    department: Department,
    *,
    by: Author,
    version: int,
    changes: dict[str, Any],
    renamed_on: date | None = None,
) -> Department:
    """Change a department; a new name puts the old one among the former names, until `renamed_on` (today)."""
    before = Department.objects.get(pk=department.pk)
    renamed = any(changes.get(name, getattr(before, name)) != getattr(before, name) for name in ("name_mn", "name_en"))
    closed = before.closed_on is None and changes.get("closed_on") is not None
    verb = "department.renamed" if renamed else "department.closed" if closed else "department.changed"
    with trail.recording(department, verb, by=by, version=version):
        if renamed:
            FormerName.objects.create(
                department=department,
                name_mn=department.name_mn,
                name_en=department.name_en,
                until_on=renamed_on or timezone.localdate(),
            )
        set_fields(department, changes)
    return department


def add_person(person: User, *, by: Author) -> User:
    """Without a password: the person sets one by the link «forgot your password»."""
    if not person.password:
        person.set_unusable_password()
    with trail.record_added(person, "person.added", by=by):
        return person


def edit_person(person: User, *, by: Author, version: int, changes: dict[str, Any]) -> User:
    """Change a person's details, role or access. Raises MoveRefused where it is one's own role or access."""
    if by == person and any(
        changes.get(name, getattr(by, name)) != getattr(by, name) for name in ("role", "is_active")
    ):
        raise MoveRefused([_("Another administrator changes your own role or access.")])
    before = User.objects.get(pk=person.pk).is_active
    after = changes.get("is_active", before)
    verb = {(True, False): "person.deactivated", (False, True): "person.reactivated"}.get(
        (before, after), "person.changed"
    )
    with trail.recording(person, verb, by=by, version=version):
        set_fields(person, changes)
    return person


def choose_language(person: User, language: str) -> None:
    """The language of pages and mails from now on."""
    if person.language == language:
        return
    with trail.recording(person, "person.language_chosen", by=person):
        person.language = language
