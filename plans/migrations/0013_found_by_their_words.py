from django.db import migrations, models

from plans.calendar import long_date
from plans.models import guards
from plans.text import search_text

SEARCHED = {
    "agreement": ("number", "title_mn", "title_en", "purpose_mn", "purpose_en"),
    "clause": ("number", "text_mn", "text_en"),
    "meeting": ("place",),
    "agendaitem": ("title_mn", "title_en", "minutes_mn", "minutes_en"),
    "decision": ("text_mn", "text_en", "outcome"),
    "workinggroup": ("name_mn", "name_en", "mandate_mn", "mandate_en", "basis", "order_number", "report"),
}


def lift_guards(apps, schema_editor):
    """What is locked takes its words too; the guards are laid again after the migration."""
    guards.lift(schema_editor.connection)


def days_of(thing):
    """The day of a meeting in the ways people write one."""
    if (day := getattr(thing, "meets_on", None)) is None:
        return ()
    return f"{day:%Y.%m.%d}", long_date(day, "mn"), long_date(day, "en")


def take_words(apps, schema_editor):
    for name, fields in SEARCHED.items():
        model = apps.get_model("plans", name)
        for thing in model._base_manager.iterator():
            words = search_text(*(getattr(thing, field) for field in fields), *days_of(thing))
            model._base_manager.filter(pk=thing.pk).update(search_text=words)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0012_how_lines_are_rated"),
    ]

    operations = [
        migrations.RunPython(lift_guards, lift_guards),
        *(
            migrations.AddField(name, "search_text", models.TextField(default="", editable=False))
            for name in SEARCHED
        ),
        migrations.RunPython(take_words, migrations.RunPython.noop),
    ]
