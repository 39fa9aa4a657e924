from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_trail_filters")]

    operations = [
        migrations.AddField(
            model_name="actingauthority",
            name="ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended early"),
        ),
    ]
