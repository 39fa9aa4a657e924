"""What an entry of advocacy asks for beside its core."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.actions.details import WrittenDetails
from activities.forms.details import DetailsForm, RowForm, rows_of
from activities.models import (
    PEOPLE,
    Advocacy,
    AdvocacyAudience,
    AudienceKind,
    Channel,
    Entry,
    Event,
    Material,
    MediaItem,
)
from activities.models.advocacy import OUTSIDE_THE_ENTRY
from plans.models import Occasion


class ChannelForm(RowForm):
    class Meta:
        model = Channel
        fields = ["channel_kind", "name", "reach"]


class EventForm(RowForm):
    class Meta:
        model = Event
        fields = ["name", "held_on", *PEOPLE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("held_on") and self.entry.starts_on:
            self.instance.held_on = cleaned["held_on"]
            if not self.instance.lies_within(self.entry):
                self.add_error("held_on", OUTSIDE_THE_ENTRY)
        return cleaned


class MaterialForm(RowForm):
    class Meta:
        model = Material
        fields = ["what", "printed", "handed_out"]


class MediaItemForm(RowForm):
    url = forms.URLField(label=_("link"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = MediaItem
        fields = ["title", "outlet", "published_on", "url"]


class AdvocacyForm(DetailsForm):
    """The advocacy in short; its message, channels, events and materials; what people know; what was proposed."""

    fold = _("The advocacy: message, audiences, channels, events, materials, media, awareness, proposal")
    SHORT = ("advocacy_kind", "occasion")
    BEFORE_THE_ROWS = (("message",), ("audiences",))
    AFTER_THE_ROWS = (
        ("aware_before", "asked_before"),
        ("aware_after", "asked_after"),
        ("proposed",),
        ("proposed_to",),
        ("outcome", "outcome_on"),
        ("outcome_text",),
    )
    """Fields that stand side by side."""
    ROWS = {
        "channels": rows_of(ChannelForm, title=_("channels"), more=_("Add a channel")),
        "events": rows_of(EventForm, title=_("events"), more=_("Add an event")),
        "materials": rows_of(MaterialForm, title=_("materials"), more=_("Add a material")),
        "media": rows_of(MediaItemForm, title=_("media items"), more=_("Add a media item")),
    }
    hint = _("The reach of a channel is not people met; it is added to no participants.")
    audiences = forms.MultipleChoiceField(
        label=_("audiences"), choices=AudienceKind, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Advocacy
        fields = [
            "advocacy_kind",
            "occasion",
            "message",
            "aware_before",
            "asked_before",
            "aware_after",
            "asked_after",
            "proposed",
            "proposed_to",
            "outcome",
            "outcome_on",
            "outcome_text",
        ]
        widgets = {
            "message": forms.Textarea(attrs={"rows": 2}),
            "proposed": forms.Textarea(attrs={"rows": 3}),
            "outcome_text": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"occasion": {"invalid_choice": _("Choose an occasion of this agreement's calendar.")}}

    def __init__(self, *args: Any, like: Entry | None = None, **kwargs: Any):
        super().__init__(*args, like=like, **kwargs)
        self.instance.entry = self.entry
        shown = self.standing.pk if self.standing else like.pk if like else None
        told = AdvocacyAudience.objects.filter(advocacy=shown)
        self.initial["audiences"] = list(told.values_list("audience", flat=True))
        standing = Q(pk=self.standing.occasion_id) if self.standing and self.standing.occasion_id else Q()
        calendar = Occasion.objects.filter(agreement=self.entry.activity.plan.agreement_id)
        self.fields["occasion"].queryset = calendar.filter(Q(retired_on=None) | standing)

    def written(self) -> WrittenDetails | None:
        details = super().written()
        if details:
            details.rows["audiences"] = [
                AdvocacyAudience(audience=audience) for audience in self.cleaned_data["audiences"]
            ]
        return details
