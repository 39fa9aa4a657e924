import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_acting_ends_early'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=1000)),
                ('body', models.TextField()),
                ('about', models.CharField(max_length=100)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tried_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(fields=['tried_at'], name='letter_by_last_try')],
            },
        ),
    ]
