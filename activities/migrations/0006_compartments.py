import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import plans.databases
import plans.models.fields
from plans.models import guards

TABLES = ["activities_entry", "activities_evidence", "activities_indicatorfigure", "activities_nextstep"]


def evidence_as_its_entry(apps, schema_editor):
    """Evidence is of the agency that logged its entry, and came with it."""
    entry = apps.get_model("activities", "Entry").objects.filter(pk=OuterRef("entry"))
    apps.get_model("activities", "Evidence").objects.update(
        agency=Subquery(entry.values("agency")), added_at=Subquery(entry.values("logged_at"))
    )
    if schema_editor.connection.vendor == "postgresql":
        # what the update left to be checked at the end would stop the change of the column
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def lift_guards(apps, schema_editor):
    """No column goes while a trigger names it; those that are left are laid after the migration."""
    guards.lift(schema_editor.connection)


def random_key():
    return plans.models.fields.RandomKeyField(
        blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False
    )


def compartment():
    return models.CharField(
        choices=[("joint", "joint"), ("agency", "own agency"), ("circle", "named people")],
        default="joint",
        editable=False,
        max_length=6,
        verbose_name="who may know of it",
    )


def circle():
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="plans.circle",
        verbose_name="named people",
    )


def agency(**kwargs):
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="plans.agency",
        verbose_name="agency",
        **kwargs,
    )


def names_people_or_none(name):
    return models.CheckConstraint(
        condition=models.Q(("circle__isnull", False), ("compartment", "circle"))
        | models.Q(("compartment__in", ["joint", "agency"]), ("circle", None)),
        name=name,
        violation_error_message="Choose the people who may know of it.",
    )


class Migration(migrations.Migration):

    dependencies = [
        ("activities", "0005_amendments"),
        ("plans", "0006_compartments"),
    ]

    operations = [
        plans.databases.sequences_go_on(*TABLES),
        migrations.AlterModelOptions(
            "entry",
            {
                "ordering": ["-starts_on", "-logged_at", "-pk"],
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
            },
        ),
        migrations.AlterModelOptions(
            "evidence",
            {"ordering": ["added_at", "pk"], "verbose_name": "evidence", "verbose_name_plural": "evidence"},
        ),
        migrations.AlterModelOptions(
            "indicatorfigure",
            {
                "ordering": ["indicator"],
                "verbose_name": "indicator figure",
                "verbose_name_plural": "indicator figures",
            },
        ),
        migrations.AlterModelOptions(
            "nextstep", {"ordering": ["agency"], "verbose_name": "next step", "verbose_name_plural": "next steps"}
        ),
        migrations.AlterField("entry", "id", random_key()),
        migrations.AlterField("evidence", "id", random_key()),
        migrations.AlterField("indicatorfigure", "id", random_key()),
        migrations.AlterField("nextstep", "id", random_key()),
        migrations.AddField("entry", "circle", circle()),
        migrations.AddField("entry", "compartment", compartment()),
        migrations.AddField("evidence", "circle", circle()),
        migrations.AddField("evidence", "compartment", compartment()),
        migrations.AddField("evidence", "version", models.PositiveIntegerField(default=1, editable=False)),
        migrations.AddField(
            "evidence", "added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)
        ),
        migrations.AddField("evidence", "agency", agency(null=True)),
        migrations.RunPython(evidence_as_its_entry, migrations.RunPython.noop),
        migrations.AlterField("evidence", "agency", agency()),
        migrations.AlterField(
            "evidence",
            "entry",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="activities.entry",
                verbose_name="entry",
            ),
        ),
        migrations.AlterField(
            "evidence",
            "stored",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="plans.storedfile",
                verbose_name="file",
            ),
        ),
        migrations.AddConstraint("entry", names_people_or_none("entry_names_people_or_none")),
        migrations.AddConstraint("evidence", names_people_or_none("evidence_names_people_or_none")),
        migrations.RunPython(migrations.RunPython.noop, lift_guards),
    ]
