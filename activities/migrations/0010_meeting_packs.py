import django.db.models.deletion
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0009_born_of_decisions'),
        ('plans', '0008_working_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('as_of', plans.models.fields.DayField(verbose_name='as of')),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('checkpoint', models.CharField(max_length=90, verbose_name='checkpoint')),
                ('frozen_at', models.DateTimeField(verbose_name='frozen')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='frozen by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='plans.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'meeting pack',
                'verbose_name_plural': 'meeting packs',
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='one_meeting_pack_per_number')],
            },
        ),
    ]
