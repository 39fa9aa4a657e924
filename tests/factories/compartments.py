"""Who sees what of each compartment, in the tests that ask it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from activities.actions import entries as actions
from activities.actions.entries import EntryParts
from plans.models import Compartment, TrailEntry

JOINT, AGENCY, CIRCLE = Compartment.JOINT, Compartment.AGENCY, Compartment.CIRCLE
PEOPLE = ("anu", "bold", "chimeg", "ganaa", "khulan", "saraa", "tuya", "dorj", "delger")
PDF = b"%PDF-1.4"
SECRET = "зөвхөнбид"
PARTIES = set(PEOPLE) - {"dorj"}
SEES = {
    JOINT: PARTIES,
    AGENCY: {"bold", "chimeg", "khulan", "tuya", "delger"},
    CIRCLE: {"bold", "khulan", "anu"},
}


def seen(queryset, people):
    return {name for name, person in people.items() if queryset.visible_to(person).exists()}


def chains():
    return list(TrailEntry.objects.order_by("pk").values_list("chain__kind", "verb"))


def add_own(entry):
    parts = EntryParts(files=[SimpleUploadedFile("own.pdf", PDF)])
    return actions.add_own_evidence(entry, by=entry.author, parts=parts)
