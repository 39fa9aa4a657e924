import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0006_compartments"),
        ("plans", "0006_compartments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "id",
                    plans.models.fields.RandomKeyField(
                        blank=True,
                        default=plans.models.fields.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[("joint", "joint"), ("agency", "own agency"), ("circle", "named people")],
                        default="joint",
                        editable=False,
                        max_length=6,
                        verbose_name="who may know of it",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("title", "title"),
                            ("kind", "kind"),
                            ("objective", "objective"),
                            ("lead", "lead department"),
                            ("partners", "partner departments"),
                            ("period", "period"),
                            ("places", "places"),
                            ("indicator", "indicators"),
                            ("budget", "budget"),
                        ],
                        max_length=10,
                        verbose_name="on",
                    ),
                ),
                ("value_mn", models.TextField(blank=True, editable=False, verbose_name="as it read, in Mongolian")),
                ("value_en", models.TextField(blank=True, editable=False, verbose_name="as it read, in English")),
                ("text", plans.models.fields.ProseField(max_length=4000, verbose_name="what it says")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="when")),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="resolved on"),
                ),
                (
                    "resolution",
                    plans.models.fields.LineField(blank=True, max_length=500, verbose_name="how it was settled"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="activities.activity",
                        verbose_name="activity",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.comment",
                        verbose_name="answers the comment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.circle",
                        verbose_name="named people",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.annualplan",
                        verbose_name="annual plan",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a line",
                "verbose_name_plural": "comments on lines",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    plans.models.fields.RandomKeyField(
                        blank=True,
                        default=plans.models.fields.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="activities.comment"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["plan", "resolved_at"], name="comment_by_plan"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("circle__isnull", False), ("compartment", "circle")),
                    models.Q(("compartment__in", ["joint", "agency"]), ("circle", None)),
                    _connector="OR",
                ),
                name="comment_names_people_or_none",
                violation_error_message="Choose the people who may know of it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("field", ""), _negated=True),
                    models.Q(("value_en", ""), ("value_mn", "")),
                    _connector="OR",
                ),
                name="comment_keeps_a_value_of_its_field_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers", None), models.Q(("field", ""), ("resolved_at", None)), _connector="OR"),
                name="an_answer_has_no_field_and_is_not_resolved",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolution", ""), ("resolved_at", None), ("resolved_by", None)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="comment_is_resolved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="a_person_is_mentioned_once"),
        ),
    ]
