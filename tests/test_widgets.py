"""What the templates of templates/django/forms/ take over from Django says the same."""

from django import forms
from django.forms.renderers import DjangoTemplates
from pytest_django.asserts import assertHTMLEqual

CHOICES = [("", "—"), ("Гуравдугаар улирал", [("a&b", "А & Б"), (3, "<гурав>")]), (None, "хоосон"), ("x", 'х "х"')]


class OfAttributes(forms.Select):
    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"disabled": value == "x", "data-of": f"{value}&"}
        return option


def test_a_list_to_choose_from_says_what_djangos_own_would():
    for made, chosen in (
        (forms.Select, 3),
        (forms.Select, None),
        (forms.SelectMultiple, ["a&b", "x"]),
        (OfAttributes, "x"),
    ):
        widget = made(attrs={"id": "id_one", "required": True, "hidden": False}, choices=CHOICES)
        assertHTMLEqual(widget.render("one", chosen), widget.render("one", chosen, renderer=DjangoTemplates()))
