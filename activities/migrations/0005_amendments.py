import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
import plans.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_confirmations'),
        ('plans', '0004_acting_ends_early'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='lineversion',
            name='data',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('in_force', 'in force'), ('dropped', 'dropped')], default='draft', max_length=10, verbose_name='state')),
                ('is_correction', models.BooleanField(default=False, verbose_name='correction of a slip')),
                ('note', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='what it is for')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opened')),
                ('in_force_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='in force since')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='plans.annualplan', verbose_name='annual plan')),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
                'ordering': ['plan', 'number'],
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='AmendmentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('change', 'changed'), ('postpone', 'postponed'), ('withdraw', 'withdrawn'), ('add', 'added')], max_length=8, verbose_name='what becomes of the line')),
                ('reason', models.CharField(choices=[('law', 'the law or a policy changed'), ('funding', 'the funding changed'), ('organisation', 'units or their tasks changed'), ('circumstance', 'emergency or weather'), ('decision', 'decision of a meeting'), ('need', 'a new need or recommendation'), ('joined', 'joined with other work'), ('slip', 'typing error'), ('other', 'another reason')], max_length=12, verbose_name='reason')),
                ('explanation', plans.models.fields.ProseField(blank=True, max_length=1000, verbose_name='explanation')),
                ('after', models.JSONField(blank=True, default=dict, verbose_name='how the line will read')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='activities.activity', verbose_name='line')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='activities.amendment', verbose_name='amendment')),
            ],
            options={
                'verbose_name': 'change of a line',
                'verbose_name_plural': 'changes of lines',
                'ordering': ['amendment', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_amendment_per_number'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'proposed'))), fields=('plan',), name='one_open_amendment_of_a_plan', violation_error_message='One amendment of the plan is open already; finish or drop it first.'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_force'), _negated=True), ('in_force_on__isnull', False), _connector='OR'), name='amendment_in_force_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='amendmentchange',
            constraint=models.UniqueConstraint(fields=('amendment', 'activity'), name='one_change_of_a_line_per_amendment', violation_error_message='The amendment says already what becomes of this line.'),
        ),
        migrations.AddConstraint(
            model_name='amendmentchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('kind', 'add')), models.Q(models.Q(('kind', 'add'), _negated=True), ('activity__isnull', False)), _connector='OR'), name='a_new_line_stands_nowhere_yet'),
        ),
        migrations.AddConstraint(
            model_name='amendmentchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', 'slip'), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='a_change_is_explained', violation_error_message='Explain it in a sentence.'),
        ),
    ]
