"""One line of a plan: what was agreed, what was achieved, and what was logged."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView

from activities import access, access_to_ratings, access_to_recommendations
from activities.details import bring_details
from activities.forms.comments import AnswerForm, CommentForm, ResolveForm
from activities.forms.confirmations import ConfirmForm, DifferForm
from activities.forms.ratings import DifferFromRatingForm
from activities.models import (
    PEOPLE,
    RATED_IN,
    Activity,
    ActivityState,
    CarryingOut,
    CommentedField,
    Confirmation,
    Entry,
    Evidence,
    Kind,
    LineFate,
    NextStep,
    Recommendation,
    known_sum,
)
from activities.models.indicators import Figure
from activities.reported import logged_after, report_text
from activities.reports import three_columns
from activities.reports.advocacy import given_out
from activities.reports.by_province import by_province
from activities.reports.comments import Thread, threads
from plans.access import Verdict
from plans.models import Department, PlanState

MOST_FORMS = 50
"""How many comments, the newest, have their forms on the page; the others lead to a page of their own."""


@dataclass(frozen=True)
class Side:
    """A side that is asked, its present reading (None while awaited), and how many entries came after that."""

    agency: Any
    reading: Confirmation | None
    later: int = 0


class ActivityDetail(DetailView):
    template_name = "activities/activity_detail.html"
    context_object_name = "line"

    def get_queryset(self) -> QuerySet[Activity]:
        entries = Entry.objects.visible_to(self.request.user).select_related("agency", "author")
        entries = entries.prefetch_related(
            Prefetch("evidence", Evidence.objects.in_reach_of(self.request.user).select_related("stored")),
            Prefetch("next_steps", NextStep.objects.select_related("agency")),
        )
        return (
            Activity.objects.visible_to(self.request.user)
            .select_related("plan__agreement", "objective", "lead__agency", "reported_agency", "reported_by")
            .select_related("carried_from__objective", "carried_from__plan", "decision")
            .prefetch_related(
                Prefetch("partners", Department.objects.select_related("agency")),
                "places",
                "versions",
                Prefetch("entries", entries),
            )
            .with_measures()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, line = self.request.user, self.object
        if line.reported_done_at:
            prefetch_related_objects([line], "confirmations__agency", "confirmations__acting_for")
        entries = list(line.entries.all())
        joint = [entry for entry in entries if entry.is_joint]
        prefetch_related_objects([entry for entry in entries if not entry.is_joint], "figures__indicator", "circle")
        measured: dict[int, list[Figure]] = defaultdict(list)
        for indicator in line.measures:
            for figure in indicator.recorded:
                measured[figure.entry_id].append(figure)
        for entry in entries:
            entry.activity = line
            entry.measured = measured[entry.pk] if entry.is_joint else entry.figures.all()
            entry.may_edit = access.may_edit_entry(user, entry)
            entry.may_open = access.may_open_entry(user, entry)
        bring_details(entries, line.kind)
        may_log = access.may_log(user, line)
        for entry in entries:
            if line.kind == Kind.INQUIRY:
                entry.may_reply_to_draft = access.may_reply_to_draft(user, entry, entry.details)
        return (
            super().get_context_data(**kwargs)
            | {
                "entries": entries,
                "people": people(joint),
                "given_out": given_out(joint),
                "by_province": by_province(joint, line.measures),
                "may_log": may_log,
                "may_edit_entries": self.may_edit_own(joint) if may_log else may_log,
                **self.changes_of_the_text(),
                "columns": [] if line.plan.is_draft else three_columns.rows(line, joint),
                "what_became": three_columns.what_became(line),
            }
            | self.recommendations(joint)
            | self.report(joint)
            | self.ratings()
            | self.comments()
            | self.at_the_closing()
        )

    def may_edit_own(self, entries: list[Entry]) -> Verdict:
        """Why one that the reader's agency logged, and where a way to correct it is looked for, can't be corrected."""
        own = (entry.may_edit for entry in entries if entry.agency_id == self.request.user.agency_id)
        return next((verdict for verdict in own if not verdict), access.ALLOWED)

    def changes_of_the_text(self) -> dict[str, Verdict]:
        """How what was agreed can be changed by the reader, and why not where it can't."""
        user, line = self.request.user, self.object
        may_edit, may_amend = access.may_edit_line(user, line), access.may_amend_line(user, line)
        may_correct = access.may_correct_line(user, line)
        if line.plan.state in {PlanState.DRAFT, PlanState.PROPOSED}:
            may_change = may_edit
        else:
            may_change = may_correct if may_amend else may_amend
        return {
            "may_edit": may_edit,
            "may_amend": may_amend,
            "may_correct": may_correct,
            "may_change": may_change,
        }

    def recommendations(self, entries: list[Entry]) -> dict[str, Any]:
        """What the line carries out; of an inquiry also what came of it, and of which entries more can come."""
        user, line = self.request.user, self.object
        named = CarryingOut.objects.standing().filter(recommendation=OuterRef("pk"), activity=line)
        asked = Recommendation.objects.visible_to(user).with_state().annotate(is_carried=Exists(named))
        asked = list(asked.filter(Q(is_carried=True) | Q(inquiry__activity=line)).newest_first())
        may_ask = line.kind == Kind.INQUIRY and access_to_recommendations.may_enter(user)
        for entry in entries:
            entry.may_ask = may_ask
        return {
            "carries_out": [one for one in asked if one.is_carried],
            "came_of_it": [one for one in asked if one.inquiry_id in {entry.pk for entry in entries}],
            "may_ask": bool(may_ask) and access.takes_part(user, line) and not entries,
        }

    @cached_property
    def threads(self) -> list[Thread]:
        return threads(self.object, self.request.user)

    def comments(self) -> dict[str, Any]:
        """What people say to each other about the line, as far as the reader may know, and what they may add."""
        user, line = self.request.user, self.object
        context = {
            "threads": [one for one in self.threads if not one.comment.is_resolved],
            "resolved_threads": [one for one in self.threads if one.comment.is_resolved],
            "may_comment": access.may_comment(user, line.plan),
        }
        if not context["may_comment"]:
            return context
        for one in context["threads"][-MOST_FORMS:]:
            one.answer_form = AnswerForm(comment=one.comment, others=one.others(user))
            one.resolve_form = ResolveForm(comment=one.comment)
        wanted = self.request.GET.get("field", "")
        return context | {
            "comment_form": CommentForm(line=line, user=user, initial={"field": wanted}),
            "comment_form_is_open": wanted in CommentedField.values,
        }

    def at_the_closing(self) -> dict[str, Any]:
        """What both sides decided of an unfinished line, and the line that goes on with it."""
        line = self.object
        if line.plan.state != PlanState.CLOSED:
            return {}
        fate = LineFate.objects.filter(activity=line).select_related("merged_into__objective").first()
        carried_to = line.carried_to.select_related("objective", "plan").first()
        return {"fate": fate, "carried_to": carried_to}

    def ratings(self) -> dict[str, Any]:
        """The rating that stands, how the other sides read it, the earlier ones, and what the reader may do."""
        user, line = self.request.user, self.object
        if line.plan.state not in RATED_IN or line.state == ActivityState.WITHDRAWN:
            return {}
        context: dict[str, Any] = {"is_rated": True, "may_rate": access_to_ratings.may_rate(user, line)}
        rating, *earlier = [*line.ratings.with_readings()] or [None]
        if rating is None:
            return context
        for one in (rating, *earlier):
            one.activity = line
        readings = rating.readings_of_sides
        others = [agency for agency in line.agencies_taking_part if agency.pk != rating.agency_id]
        may_confirm = access_to_ratings.may_confirm_rating(user, rating, rating)
        last_day = line.plan.closed_on or timezone.localdate()
        may_differ = access_to_ratings.may_differ_from_rating(user, rating, rating) if may_confirm else may_confirm
        return context | {
            "rating": rating,
            "earlier_ratings": earlier,
            "rating_sides": [Side(agency, readings.get(agency.pk)) for agency in others],
            "earlier_rating_readings": [one for one in rating.readings.all() if one not in readings.values()],
            "rating_lapsed": rating.grade is None and line.ends_on is not None and line.ends_on < last_day,
            "may_confirm_rating": may_confirm,
            "may_differ_from_rating": may_differ,
            "rating_differ_form": DifferFromRatingForm(),
        }

    def report(self, entries: list[Entry]) -> dict[str, Any]:
        """What was reported done, how each side reads it, and the answers open to the reader."""
        user, line = self.request.user, self.object
        if not line.reported_done_at:
            return {}
        readings = line.readings
        context = {
            "sides": [
                Side(agency, reading, logged_after(reading, entries) if reading else 0)
                for agency in line.asked_agencies
                for reading in [readings.get(agency.pk)]
            ],
            "earlier_readings": [one for one in line.confirmations.all() if one not in readings.values()],
            "may_confirm": access.may_confirm(user, line),
            "may_differ": access.may_differ(user, line),
        }
        if not context["may_confirm"]:
            return context
        report = report_text(line)
        forms = {"confirm_form": ConfirmForm(), "differ_form": DifferForm()}
        for form in forms.values():
            form.show(report)
        return context | forms


def people(entries: list[Entry]) -> dict[str, int | None]:
    """Women, men and not recorded over the entries; None where none of them recorded any."""
    sums = {name: known_sum(getattr(entry, name) for entry in entries) for name in PEOPLE}
    return sums | {"total": known_sum(sums.values())}
