"""What a head writes when acting on a text, and an administrator from the signed paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.actions.consent import Order, Paper
from plans.models import ConsentAct, Proposal
from plans.models.fields import DayField, LineField
from plans.uploads import ACCEPTED_SUFFIXES, kind_of


class ActForm(forms.Form):
    """Every act names the digest of the text that was on the screen."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ConsentForm(ActForm):
    order_number = LineField(_("order number"), max_length=60, blank=True).formfield()
    order_on = DayField(_("date of the order"), null=True, blank=True).formfield()

    def order(self) -> Order:
        return Order(number=self.cleaned_data["order_number"] or "", on=self.cleaned_data["order_on"])


class ReturnForm(ActForm):
    comment = ConsentAct._meta.get_field("comment").formfield(
        label=_("why it is returned"), required=True, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperForm(ActForm):
    """Both signatures with the signed scan; a name and a post for each party."""

    scan = forms.FileField(
        label=_("signed scan"), widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_SUFFIXES)})
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parties = list(proposal.agreement.parties.select_related("agency"))
        for party in self.parties:
            key, agency = f"party_{party.agency_id}", party.agency
            self.fields[f"{key}_name"] = LineField(max_length=200).formfield(
                label=_("%(agency)s: who signed") % {"agency": agency}
            )
            self.fields[f"{key}_post"] = LineField(max_length=200).formfield(
                label=_("%(agency)s: post") % {"agency": agency}
            )
            self.fields[f"{key}_signed_on"] = DayField().formfield(
                label=_("%(agency)s: signed on") % {"agency": agency}
            )

    def clean_scan(self) -> Any:
        kind_of(self.cleaned_data["scan"])
        return self.cleaned_data["scan"]

    def paper(self) -> Paper:
        return Paper(
            scan=self.cleaned_data["scan"],
            signatures=[
                {
                    "agency": {
                        "id": party.agency_id,
                        "mn": party.agency.short_name_mn,
                        "en": party.agency.short_name_en,
                    },
                    "name": self.cleaned_data[f"party_{party.agency_id}_name"],
                    "post": self.cleaned_data[f"party_{party.agency_id}_post"],
                    "signed_on": self.cleaned_data[f"party_{party.agency_id}_signed_on"].isoformat(),
                }
                for party in self.parties
            ],
        )
