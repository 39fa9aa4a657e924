import django.db.models.deletion
import plans.databases
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_letters'),
    ]

    operations = [
        plans.databases.sequences_go_on('plans_storedfile'),
        migrations.AlterField(
            model_name='storedfile',
            name='id',
            field=plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False),
        ),
        migrations.CreateModel(
            name='Circle',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agreement', verbose_name='agreement')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who named them')),
            ],
            options={
                'verbose_name': 'named people',
                'verbose_name_plural': 'named people',
            },
        ),
        migrations.CreateModel(
            name='CircleMember',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='plans.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'named person',
                'verbose_name_plural': 'people',
                'constraints': [models.UniqueConstraint(fields=('circle', 'person'), name='a_person_is_named_once')],
            },
        ),
    ]
