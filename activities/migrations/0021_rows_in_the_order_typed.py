from django.db import migrations, models

ROWS = (
    "advocacyaudience",
    "channel",
    "event",
    "exclusion",
    "finding",
    "inquirymethod",
    "inquirysite",
    "knowledgetest",
    "material",
    "mediaitem",
    "participantgroup",
    "session",
    "teammember",
    "trainergroup",
)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0020_districts_are_named_as_districts"),
    ]

    operations = [
        *(
            migrations.AddField(name, "position", models.PositiveSmallIntegerField(default=0, editable=False))
            for name in ROWS
        ),
        migrations.AlterModelOptions(
            name="channel",
            options={
                "ordering": ["position", "channel_kind", "name", "pk"],
                "verbose_name": "channel",
                "verbose_name_plural": "channels",
            },
        ),
        migrations.AlterModelOptions(
            name="event",
            options={
                "ordering": ["position", "held_on", "name", "pk"],
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
        ),
        migrations.AlterModelOptions(
            name="exclusion",
            options={
                "ordering": ["position", "agency", "department", "pk"],
                "verbose_name": "who may not take part",
                "verbose_name_plural": "who may not take part",
            },
        ),
        migrations.AlterModelOptions(
            name="finding",
            options={
                "ordering": ["position", "theme", "-gravity", "place", "pk"],
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
            },
        ),
        migrations.AlterModelOptions(
            name="inquirysite",
            options={
                "ordering": ["position", "division", "place", "pk"],
                "verbose_name": "site",
                "verbose_name_plural": "sites",
            },
        ),
        migrations.AlterModelOptions(
            name="knowledgetest",
            options={"ordering": ["position", "-moment", "pk"], "verbose_name": "test", "verbose_name_plural": "tests"},
        ),
        migrations.AlterModelOptions(
            name="material",
            options={
                "ordering": ["position", "what", "pk"],
                "verbose_name": "material",
                "verbose_name_plural": "materials",
            },
        ),
        migrations.AlterModelOptions(
            name="mediaitem",
            options={
                "ordering": ["position", "published_on", "title", "pk"],
                "verbose_name": "media item",
                "verbose_name_plural": "media items",
            },
        ),
        migrations.AlterModelOptions(
            name="participantgroup",
            options={
                "ordering": ["position", "category", "division"],
                "verbose_name": "participants by category and province",
                "verbose_name_plural": "participants by category and province",
            },
        ),
        migrations.AlterModelOptions(
            name="session",
            options={
                "ordering": ["position", "held_on", "pk"],
                "verbose_name": "session of the course",
                "verbose_name_plural": "sessions of the course",
            },
        ),
        migrations.AlterModelOptions(
            name="teammember",
            options={
                "ordering": ["position", "agency", "team_role", "post", "pk"],
                "verbose_name": "member of the team",
                "verbose_name_plural": "team",
            },
        ),
        migrations.AlterModelOptions(
            name="trainergroup",
            options={
                "ordering": ["position", "origin", "pk"],
                "verbose_name": "trainers",
                "verbose_name_plural": "trainers",
            },
        ),
    ]
