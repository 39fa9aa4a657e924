from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0015_days_of_decisions"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="workinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None), ("ended_on", None), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="working_group_ends_once_it_began",
                violation_error_message="It can't be dissolved before it began.",
            ),
        ),
    ]
