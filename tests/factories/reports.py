"""What staff report and heads answer, through the actions of the product."""

from django.utils import timezone

from activities.actions.confirmations import confirm, differ
from activities.actions.entries import EntryParts, log_entry
from activities.models import Activity, Confirmation, Entry
from activities.reported import read_anew, report_text
from plans.models import User
from plans.models.consent import digest_of

WHY = "Бид өөр тоог мэдэж байна."


def log(line: Activity, person: User, progress: str = "finished", **fields) -> Entry:
    """An entry with a link beside it; «finished» unless told, which reports the line done."""
    plain = {"starts_on": timezone.localdate(), "division": "MN-041", "what_was_done": "Сургалт"}
    entry = Entry(activity=Activity.objects.get(pk=line.pk), progress=progress, **plain | fields)
    return log_entry(entry, by=person, parts=EntryParts(links=["https://example.org/news"]))


def digest(line: Activity) -> str:
    """The digest of what is reported now."""
    return digest_of(report_text(read_anew(line)))


def confirmed(line: Activity, person: User) -> Confirmation:
    return confirm(Activity.objects.get(pk=line.pk), by=person, digest=digest(line))


def differed(line: Activity, person: User, sentence: str = WHY) -> Confirmation:
    return differ(Activity.objects.get(pk=line.pk), by=person, digest=digest(line), sentence=sentence)
