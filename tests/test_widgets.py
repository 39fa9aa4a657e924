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


def test_a_number_is_typed_as_text_for_a_browser_changes_what_it_takes_for_a_number():
    whole = forms.IntegerField(min_value=0, max_value=9).widget
    assertHTMLEqual(
        whole.render("one", "5e", attrs={"id": "id_one", "required": True}),
        '<input type="text" inputmode="numeric" name="one" value="5e" id="id_one" required>',
    )
    with_decimals = forms.DecimalField(decimal_places=1).widget
    assertHTMLEqual(with_decimals.render("one", None), '<input type="text" inputmode="decimal" name="one">')
