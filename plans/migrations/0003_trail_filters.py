from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_consent'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['verb', '-id'], name='trail_by_verb'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['actor_id', '-id'], name='trail_by_person'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['target_type', '-id'], name='trail_by_type'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['agency_id', '-id'], name='trail_by_agency'),
        ),
    ]
