"""What every form on a recorded thing has in common."""

from typing import Any

from django import forms


class VersionedForm(forms.ModelForm):
    """A form on a recorded thing that carries the version it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    @property
    def seen_version(self) -> int:
        """The version the form was opened on; 0, which no thing ever has, where the form does not say."""
        return self.cleaned_data["version"] or 0

    def changes(self) -> dict[str, Any]:
        """What the person wrote, for the fields of the thing itself; its parts go to the action apart."""
        parts = {field.name for field in self._meta.model._meta.many_to_many}
        return {
            name: value for name, value in self.cleaned_data.items() if name in self._meta.fields and name not in parts
        }
