from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0015_ratings_and_snapshots"),
        ("plans", "0012_how_lines_are_rated"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="recommendation",
            name="recommendation_is_asked_of_a_party_or_of_others",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("addressee", None), models.Q(("addressee_en", ""), ("addressee_mn", "")), _connector="XOR"
                ),
                name="recommendation_is_asked_of_a_party_or_of_others",
                violation_error_message="Choose a party, or write below of whom else it is asked.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="recommendation",
            name="nobody_asks_themselves",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issuer", None),
                    ("addressee", None),
                    models.Q(("issuer", models.F("addressee")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_asks_themselves",
                violation_error_message="Who issued it is not asked by itself.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="recommendation",
            name="recommendation_is_replied_to_after_it_is_issued",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on", None),
                    ("reply_due_on", None),
                    ("reply_due_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="recommendation_is_replied_to_after_it_is_issued",
                violation_error_message="A reply can't be due before the day it was issued.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="recommendation",
            name="only_an_inquiry_has_an_entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("inquiry", None), ("source", "inquiry"), _connector="OR"),
                name="only_an_inquiry_has_an_entry",
                violation_error_message="Only what came of an inquiry names one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reply",
            name="who_does_not_accept_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="who_does_not_accept_says_why",
                violation_error_message="Say why it is not accepted in full.",
            ),
        ),
    ]
