"""What administrators do with agencies, departments and people; what a person does with their own settings."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plans import trail
from plans.models import Agency, Department, FormerName, Recorded, User
from plans.trail import Author
from plans.workflow import MoveRefused


def add_agency(agency: Agency, *, by: Author) -> Agency:
    with trail.record_added(agency, "agency.added", by=by):
        return agency


def edit_agency(agency: Agency, *, by: Author, version: int, changes: dict[str, Any]) -> Agency:
    with trail.recording(agency, "agency.changed", by=by, version=version):
        agency.assign(changes)
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
    renamed = would_change(before, changes, "name_mn", "name_en")
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
        department.assign(changes)
    return department


def add_person(person: User, *, by: Author) -> User:
    """Without a password: the person sets one by the link «forgot your password»."""
    if not person.password:
        person.set_unusable_password()
    with trail.record_added(person, "person.added", by=by):
        return person


def edit_person(person: User, *, by: Author, version: int, changes: dict[str, Any]) -> User:
    """Change a person's details, role or access. Raises MoveRefused where it is one's own role or access."""
    if isinstance(by, User) and by == person and would_change(by, changes, "role", "is_active"):
        raise MoveRefused([_("Another administrator changes your own role or access.")])
    verb = "person.changed"
    if would_change(User.objects.get(pk=person.pk), changes, "is_active"):
        verb = "person.reactivated" if changes["is_active"] else "person.deactivated"
    with trail.recording(person, verb, by=by, version=version):
        person.assign(changes)
    return person


def would_change(thing: Recorded, changes: dict[str, Any], *names: str) -> bool:
    """Whether any of these fields would say something else."""
    return any(name in changes and changes[name] != getattr(thing, name) for name in names)


def choose_language(person: User, language: str) -> None:
    """The language of pages and mails from now on."""
    if person.language == language:
        return
    with trail.recording(person, "person.language_chosen", by=person):
        person.language = language
