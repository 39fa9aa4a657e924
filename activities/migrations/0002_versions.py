import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0001_work'),
        ('plans', '0002_consent'),
    ]

    operations = [
        migrations.CreateModel(
            name='LineVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.JSONField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='activities.activity')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.proposal')),
            ],
            options={
                'verbose_name': 'agreed text of a line',
                'verbose_name_plural': 'agreed texts of a line',
                'ordering': ['activity', 'number'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='one_text_of_a_line_per_number')],
            },
        ),
    ]
