"""Every component on one page, for whoever builds pages; only when DEBUG is on."""

from typing import Any

from django.views.generic import TemplateView

from plans.access import denied
from plans.templatetags.components import TONES


class ComponentGallery(TemplateView):
    template_name = "plans/component_gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = [
            {"name": "done", "label": "confirmed", "count": 6, "href": "#bars"},
            {"name": "reported", "label": "reported done", "count": 3, "href": "#bars"},
            {"name": "going", "label": "in progress", "count": 2, "href": "#bars"},
            {"name": "late", "label": "overdue", "count": 1, "href": "#bars"},
        ]
        states = [{"state": state, "tone": tone, "icon": icon} for state, (tone, icon) in TONES.items()]
        return super().get_context_data(**kwargs) | {
            "parts": parts,
            "states": states,
            "refused": denied("The year is closed."),
        }
