import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
import plans.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('plans', '0001_frame'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('position', models.PositiveSmallIntegerField(editable=False, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number')),
                ('kind', models.CharField(choices=[('training', 'training'), ('inquiry', 'inquiry'), ('advocacy', 'advocacy')], max_length=12, verbose_name='kind')),
                ('title_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in Mongolian')),
                ('title_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in English')),
                ('starts_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='from')),
                ('ends_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='until')),
                ('origin', models.CharField(choices=[('plan', 'in the adopted plan'), ('amendment', 'added by amendment'), ('beyond', 'beyond the plan'), ('carried_over', 'carried over from last year')], default='plan', editable=False, max_length=14, verbose_name='origin')),
                ('origin_note_mn', plans.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='how it came to be, in Mongolian')),
                ('origin_note_en', plans.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='how it came to be, in English')),
                ('budget_note', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='source of funding')),
                ('budget_amount', plans.models.fields.AmountField(blank=True, null=True, verbose_name='budget, MNT')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='public source')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('in_progress', 'in progress'), ('reported_done', 'reported done'), ('confirmed', 'confirmed'), ('differs', 'differs'), ('postponed', 'postponed'), ('withdrawn', 'withdrawn')], default='planned', editable=False, max_length=14, verbose_name='state')),
                ('reported_done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='reported done on')),
                ('search_text', models.TextField(default='', editable=False)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='plans.department', verbose_name='lead department')),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='plans.objective', verbose_name='objective')),
                ('partners', models.ManyToManyField(blank=True, related_name='joins', to='plans.department', verbose_name='partner departments')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='plans.annualplan', verbose_name='annual plan')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='ActivityPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division', models.CharField(choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur'), ('UB-BK', 'Bagakhangai'), ('UB-BG', 'Bayangol'), ('UB-BZ', 'Bayanzurkh'), ('UB-NA', 'Nalaikh'), ('UB-SK', 'Songinokhairkhan'), ('UB-SB', 'Sukhbaatar'), ('UB-KU', 'Khan-Uul'), ('UB-CH', 'Chingeltei'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district')),
                ('detail', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='soum or place')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='activities.activity')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('starts_on', plans.models.fields.DayField(verbose_name='date')),
                ('ends_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='last day, if it took several')),
                ('division', models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur'), ('UB-BK', 'Bagakhangai'), ('UB-BG', 'Bayangol'), ('UB-BZ', 'Bayanzurkh'), ('UB-NA', 'Nalaikh'), ('UB-SK', 'Songinokhairkhan'), ('UB-SB', 'Sukhbaatar'), ('UB-KU', 'Khan-Uul'), ('UB-CH', 'Chingeltei'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='where')),
                ('place', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='soum or place')),
                ('women', plans.models.fields.CountField(blank=True, null=True, verbose_name='women')),
                ('men', plans.models.fields.CountField(blank=True, null=True, verbose_name='men')),
                ('sex_not_recorded', plans.models.fields.CountField(blank=True, null=True, verbose_name='not recorded')),
                ('what_was_done', plans.models.fields.ProseField(max_length=10000, verbose_name='what was done')),
                ('obstacles', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='what stood in the way')),
                ('progress', models.CharField(choices=[('started', 'started'), ('going_on', 'going on'), ('finished', 'finished')], default='going_on', max_length=10, verbose_name='this work is')),
                ('source_url', models.URLField(blank=True, editable=False, max_length=500, verbose_name='public source')),
                ('logged_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='logged')),
                ('search_text', models.TextField(default='', editable=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='activities.activity', verbose_name='activity')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('author', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to=settings.AUTH_USER_MODEL, verbose_name='author')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='activities.entry')),
                ('stored', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='plans.storedfile')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='indicator in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='indicator in English')),
                ('unit', plans.models.fields.LineField(max_length=60, verbose_name='unit')),
                ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='baseline')),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='target')),
                ('reading', models.CharField(choices=[('sum', 'sum of the entries'), ('latest', 'latest entry')], default='sum', max_length=6, verbose_name='achieved is the')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='activities.activity')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='activities.entry')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='activities.indicator')),
            ],
            options={
                'verbose_name': 'indicator figure',
                'verbose_name_plural': 'indicator figures',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NextStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', plans.models.fields.LineField(max_length=500, verbose_name='next step')),
                ('due_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='by')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='next_steps', to='activities.entry')),
            ],
            options={
                'verbose_name': 'next step',
                'verbose_name_plural': 'next steps',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['plan', 'state', 'ends_on'], name='activity_by_plan_and_state'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['lead', 'state', 'ends_on'], name='activity_by_lead_and_state'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['state', 'ends_on'], name='activity_by_due_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_mn', ''), _negated=True), name='activity_has_a_title', violation_error_message='Write the title in at least one language.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='activity_ends_after_it_starts', violation_error_message="The last day can't be before the first."),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('reported_done_at__isnull', False), models.Q(('state__in', ['reported_done', 'confirmed', 'differs']), _negated=True), _connector='OR'), name='activity_reported_done_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('plan', 'objective', 'position'), name='one_line_per_number'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(condition=models.Q(('objective', None)), fields=('plan', 'position'), name='one_line_per_number_without_objective'),
        ),
        migrations.AddIndex(
            model_name='activityplace',
            index=models.Index(fields=['division', 'activity'], name='activity_by_division'),
        ),
        migrations.AddConstraint(
            model_name='activityplace',
            constraint=models.UniqueConstraint(fields=('activity', 'division'), name='one_place_per_division'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['activity', '-starts_on'], name='entry_by_activity'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='entry_ends_after_it_starts', violation_error_message="The last day can't be before the first."),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('stored__isnull', False), models.Q(('url', ''), _negated=True), _connector='XOR'), name='evidence_is_a_file_or_a_link', violation_error_message='Give either a file or a link.'),
        ),
        migrations.AddConstraint(
            model_name='indicatorfigure',
            constraint=models.UniqueConstraint(fields=('entry', 'indicator'), name='one_figure_per_indicator'),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.UniqueConstraint(fields=('entry', 'agency'), name='one_next_step_per_side'),
        ),
    ]
