import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.lookups
import plans.models.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0010_meeting_packs'),
        ('plans', '0009_one_person_one_party'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KnowledgeTest',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('before', 'before the course'), ('after', 'after the course'), ('round', 'test round')], max_length=6, verbose_name='when')),
                ('people', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000, 'Write a number up to one million.')], verbose_name='how many sat the test')),
                ('mean', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='mean')),
                ('maximum', models.DecimalField(decimal_places=2, default=100, max_digits=6, validators=[django.core.validators.MinValueValidator(1)], verbose_name='out of')),
                ('pass_mark', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='pass mark')),
                ('passed', plans.models.fields.CountField(blank=True, null=True, verbose_name='passed')),
            ],
            options={
                'verbose_name': 'test',
                'verbose_name_plural': 'tests',
                'ordering': ['-moment', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantGroup',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(blank=True, choices=[('investigator', 'investigators'), ('officer', 'police officers'), ('trainer', 'human-rights trainers'), ('leader', 'heads of units'), ('custody', 'custody staff'), ('commission', 'staff of the commission'), ('servant', 'other public servants'), ('teacher', 'teachers'), ('pupil', 'pupils and students'), ('citizen', 'citizens'), ('other', 'others')], max_length=12, verbose_name='category')),
                ('division', models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur'), ('UB-BK', 'Bagakhangai'), ('UB-BG', 'Bayangol'), ('UB-BZ', 'Bayanzurkh'), ('UB-NA', 'Nalaikh'), ('UB-SK', 'Songinokhairkhan'), ('UB-SB', 'Sukhbaatar'), ('UB-KU', 'Khan-Uul'), ('UB-CH', 'Chingeltei'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district')),
                ('women', plans.models.fields.CountField(blank=True, null=True, verbose_name='women')),
                ('men', plans.models.fields.CountField(blank=True, null=True, verbose_name='men')),
                ('sex_not_recorded', plans.models.fields.CountField(blank=True, null=True, verbose_name='not recorded')),
                ('salt', models.CharField(editable=False, max_length=32)),
                ('seal', plans.models.fields.SealField(editable=False, max_length=64, verbose_name='sealed counts')),
            ],
            options={
                'verbose_name': 'participants by category and province',
                'verbose_name_plural': 'participants by category and province',
                'ordering': ['category', 'division'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('held_on', plans.models.fields.DayField(verbose_name='date')),
                ('topic', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='topic')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5'), 'Write at least half an hour.')], verbose_name='academic hours')),
                ('people', plans.models.fields.CountField(blank=True, null=True, verbose_name='people')),
            ],
            options={
                'verbose_name': 'session of the course',
                'verbose_name_plural': 'sessions of the course',
                'ordering': ['held_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TrainerGroup',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(choices=[('internal', 'from the agencies'), ('cohort', 'from a cohort of trainers'), ('external', 'from outside')], max_length=8, verbose_name='trainers')),
                ('number', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000, 'Write a number up to one million.')], verbose_name='how many')),
            ],
            options={
                'verbose_name': 'trainers',
                'verbose_name_plural': 'trainers',
                'ordering': ['origin', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='activities.entry')),
                ('course_kind', models.CharField(blank=True, choices=[('basic', 'basic course'), ('trainers', 'training of trainers'), ('refresher', 'refresher course'), ('seminar', 'seminar'), ('test_round', 'test round'), ('follow_up', 'follow-up')], max_length=12, verbose_name='kind of course')),
                ('topics', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='topics')),
                ('mode', models.CharField(blank=True, choices=[('in_person', 'in person'), ('online', 'online'), ('both', 'both')], max_length=10, verbose_name='how it was held')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5'), 'Write at least half an hour.')], verbose_name='academic hours')),
                ('materials', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='materials handed out')),
                ('satisfaction', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100, 'Write a percentage up to 100.')], verbose_name='satisfied, %')),
                ('outcome', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='what they use at work')),
            ],
            options={
                'verbose_name': 'training',
                'verbose_name_plural': 'training',
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='head_count',
            field=plans.models.fields.CountField(blank=True, null=True, verbose_name='people in all, each counted once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('head_count', None), django.db.models.lookups.LessThanOrEqual(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Coalesce(models.F('women'), 0), '+', django.db.models.functions.comparison.Coalesce(models.F('men'), 0)), '+', django.db.models.functions.comparison.Coalesce(models.F('sex_not_recorded'), 0)), models.F('head_count')), _connector='OR'), name='no_more_women_and_men_than_heads', violation_error_message='Women, men and not recorded together are more than the people in all.'),
        ),
        migrations.AddField(
            model_name='knowledgetest',
            name='run_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='run by'),
        ),
        migrations.AddField(
            model_name='training',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='activities.training', verbose_name='follow-up of the course'),
        ),
        migrations.AddField(
            model_name='trainergroup',
            name='cohort',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gave', to='activities.training', verbose_name='prepared by the training of trainers'),
        ),
        migrations.AddField(
            model_name='trainergroup',
            name='training',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='activities.training'),
        ),
        migrations.AddField(
            model_name='session',
            name='training',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='activities.training'),
        ),
        migrations.AddField(
            model_name='participantgroup',
            name='training',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='activities.training'),
        ),
        migrations.AddField(
            model_name='knowledgetest',
            name='training',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tests', to='activities.training'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('follows', None), ('course_kind', 'follow_up'), _connector='OR'), name='follow_up_names_its_course', violation_error_message='Only a follow-up looks back on a course.'),
        ),
        migrations.AddConstraint(
            model_name='trainergroup',
            constraint=models.CheckConstraint(condition=models.Q(('origin', 'cohort'), ('cohort', None), _connector='XOR'), name='a_cohort_is_named_where_trainers_come_from_one', violation_error_message='Choose the training of trainers where they come from a cohort, else none.'),
        ),
        migrations.AddConstraint(
            model_name='participantgroup',
            constraint=models.UniqueConstraint(fields=('training', 'category', 'division'), name='one_group_of_each_kind'),
        ),
        migrations.AddConstraint(
            model_name='participantgroup',
            constraint=models.CheckConstraint(condition=models.Q(('category', ''), ('division', ''), _connector='XOR'), name='group_is_of_a_category_or_a_province', violation_error_message='Choose a category or a province.'),
        ),
        migrations.AddConstraint(
            model_name='participantgroup',
            constraint=models.CheckConstraint(condition=models.Q(('women__isnull', False), ('men__isnull', False), ('sex_not_recorded__isnull', False), _connector='OR'), name='group_says_how_many', violation_error_message='Write how many.'),
        ),
        migrations.AddConstraint(
            model_name='knowledgetest',
            constraint=models.UniqueConstraint(fields=('training', 'moment'), name='one_test_per_moment'),
        ),
        migrations.AddConstraint(
            model_name='knowledgetest',
            constraint=models.CheckConstraint(condition=models.Q(('mean', None), ('mean__lte', models.F('maximum')), _connector='OR'), name='test_mean_within_its_maximum', violation_error_message="The mean can't be over the most one can reach."),
        ),
        migrations.AddConstraint(
            model_name='knowledgetest',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark', None), ('pass_mark__lte', models.F('maximum')), _connector='OR'), name='test_pass_mark_within_its_maximum', violation_error_message="The pass mark can't be over the most one can reach."),
        ),
        migrations.AddConstraint(
            model_name='knowledgetest',
            constraint=models.CheckConstraint(condition=models.Q(('passed', None), ('passed__lte', models.F('people')), _connector='OR'), name='no_more_pass_than_sit', violation_error_message='No more can pass than sat the test.'),
        ),
    ]
