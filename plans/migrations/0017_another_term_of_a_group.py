from django.db import migrations, models

import plans.models.fields

KINDS = [
    ("plan_adoption", "adoption of the plan"),
    ("amendment", "amendment of the plan"),
    ("correction", "correction of a slip"),
    ("closing", "closing of the year"),
    ("minutes", "minutes of the meeting"),
    ("decision_day", "another day for a decision"),
    ("group_set_up", "setting up the working group"),
    ("group_term", "another term of the working group"),
    ("group_end", "dissolving the working group"),
    ("agreement_in_force", "putting the agreement in force"),
    ("agreement_end", "ending the agreement"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0016_groups_end_once_they_began"),
    ]

    operations = [
        migrations.AlterField("proposal", "kind", models.CharField("kind", choices=KINDS, max_length=20)),
        migrations.AddField(
            "workinggroup",
            "next_ends_on",
            plans.models.fields.DayField("new last day", blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            "workinggroup",
            "next_term_because",
            plans.models.fields.ProseField(
                "why it works until another day", blank=True, default="", editable=False, max_length=2000
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "workinggroup",
            models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("next_ends_on", None),
                    ("next_ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="working_group_has_another_term_after_it_starts",
                violation_error_message="The last day can't be before the first.",
            ),
        ),
        migrations.AddConstraint(
            "workinggroup",
            models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    ("next_ends_on", None),
                    models.Q(("next_ends_on", models.F("ends_on")), _negated=True),
                    _connector="OR",
                ),
                name="another_term_has_another_last_day",
                violation_error_message="It is the last day already; write another one.",
            ),
        ),
    ]
