"""The choices of a recommendation: what it is, where it comes from, how far it binds, where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

DUE_SOON_DAYS = 14


class RecommendationKind(models.TextChoices):
    """The two legal instruments of a commissioner (art. 26.1.1 of the law on the commission)."""

    RECOMMENDATION = "recommendation", _("recommendation")
    DEMAND = "demand", _("demand")


class RecommendationSource(models.TextChoices):
    INQUIRY = "inquiry", _("inquiry")
    REPORT = "report", _("report of the commission")
    TREATY_BODY = "treaty_body", _("treaty body")
    REVIEW = "review", _("universal periodic review")
    PROCEDURE = "procedure", _("special procedure")
    PARLIAMENT = "parliament", _("parliament")
    OTHER = "other", _("other")


class Force(models.TextChoices):
    """How far a text binds whom it is addressed to."""

    COMMITMENT = "commitment", _("commitment of the State")
    TREATY_BODY = "treaty_body", _("view of a treaty body")
    PROCEDURE = "procedure", _("view of a special procedure")
    NATIONAL_BINDING = "national_binding", _("national, binding")
    NATIONAL = "national", _("national")
    ADVICE = "advice", _("advice, binds nobody")


class TextRead(models.TextChoices):
    """How far whoever entered it had read the text itself."""

    YES = "yes", _("in full")
    PARTLY = "partly", _("in part")
    HEADING = "heading", _("the heading only")
    NO = "no", _("not read; open the document before use")


class RecommendationState(models.TextChoices):
    """Where it stands: never stored, told by the reply, the lines and the assessments that stand."""

    REPLY_OVERDUE = "reply_overdue", _("reply overdue")
    REPLY_DUE = "reply_due", _("reply due soon")
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted")
    PARTLY_ACCEPTED = "partly_accepted", _("accepted in part")
    REJECTED = "rejected", _("rejected")
    UNDER_WAY = "under_way", _("being carried out")  # lines carry it out
    DIFFERS = "differs", _("the parties differ")  # in how far it was carried out
    CARRIED_OUT = "carried_out", _("carried out")  # as all who assess it found, like the two below
    PARTLY_CARRIED_OUT = "partly_carried_out", _("carried out in part")
    NOT_CARRIED_OUT = "not_carried_out", _("not carried out")
