import django.db.models.deletion
import plans.models.fields
import plans.workflow
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0002_versions'),
        ('plans', '0002_consent'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='carried_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='activities.activity', verbose_name='carried over from'),
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('closed', 'closed')], default='draft', max_length=8, verbose_name='state')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='plans.annualplan', verbose_name='annual plan')),
            ],
            options={
                'verbose_name': 'closing of the year',
                'verbose_name_plural': 'closings of years',
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='LineFate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fate', models.CharField(choices=[('carry_over', 'carry over to next year'), ('drop', 'drop'), ('merge', 'merge into another line')], max_length=10, verbose_name='what becomes of it')),
                ('reason', plans.models.fields.LineField(max_length=500, verbose_name='why')),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fate', to='activities.activity', verbose_name='activity')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fates', to='activities.closing')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'what becomes of a line',
                'verbose_name_plural': 'what becomes of the lines',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fate', 'merge'), ('merged_into__isnull', False)), models.Q(models.Q(('fate', 'merge'), _negated=True), ('merged_into', None)), _connector='OR'), name='a_merged_line_names_the_other', violation_error_message='Choose the line it is merged into, and only then.')],
            },
        ),
    ]
