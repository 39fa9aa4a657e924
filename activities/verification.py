"""What the work keeps beside the trail, held against what the parties consented to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from activities.models import LineVersion, ParticipantGroup
from activities.models.versions import AS_ADOPTED
from plans.models import Proposal, ProposalKind
from plans.verification.records import CHANGED, RecordFault


def changed_baselines() -> Iterator[RecordFault]:
    """The text of every line as adopted stands word for word in the text that was adopted."""
    adopted = Proposal.objects.filter(kind=ProposalKind.PLAN_ADOPTION, pk__in=LineVersion.objects.values("proposal"))
    for proposal in adopted.order_by("pk").iterator(20):
        parts = {part["key"]: part for part in proposal.text["parts"]}
        for version in LineVersion.objects.filter(proposal=proposal, number=AS_ADOPTED).order_by("pk"):
            if version.text != parts.get(f"line-{version.activity_id}"):
                name = f"{version._meta.label_lower} {version.pk}"
                yield RecordFault(CHANGED, name, _("it is not what the parties adopted."))


def broken_seals() -> Iterator[RecordFault]:
    """The counts of participants, which the trail doesn't tell, are those its seal was made of."""
    for group in ParticipantGroup.objects.order_by("pk").iterator(1_000):
        if group.seal != group.sealed():
            yield RecordFault(CHANGED, f"{group._meta.label_lower} {group.pk}", _("its counts are not those sealed."))
