"""What a person types from paper to hold it against the trail."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.verification import Checkpoint, NoCheckpoint, parse_heads

MOST = 50


class KeptHeadsForm(forms.Form):
    """Checkpoints kept on paper, in a mail or in a file, one a line."""

    kept = forms.CharField(
        label=_("checkpoints you kept, one a line"),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text=_("As printed on an adopted text or in a receipt, or the whole of a file of heads."),
    )

    def clean_kept(self) -> list[Checkpoint]:
        try:
            found = parse_heads(self.cleaned_data["kept"])
        except NoCheckpoint as error:
            raise forms.ValidationError(
                gettext("«%(line)s» is no checkpoint; it reads «agreement:1 312» and 64 letters and figures.")
                % {"line": str(error)[:120]}
            ) from error
        if not found:
            raise forms.ValidationError(gettext("There is no checkpoint in it."))
        if len(found) > MOST:
            raise forms.ValidationError(gettext("At most %(most)d at once.") % {"most": MOST})
        return found
