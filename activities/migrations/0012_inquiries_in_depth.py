import django.core.validators
import django.db.models.deletion
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0011_trainings_in_depth'),
        ('plans', '0009_one_person_one_party'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='activities.entry')),
                ('inquiry_kind', models.CharField(blank=True, choices=[('study', 'study'), ('thematic', 'thematic inquiry'), ('visit', 'monitoring visit'), ('survey', 'survey')], max_length=10, verbose_name='form of inquiry')),
                ('legal_basis', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='legal basis')),
                ('guideline_number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='guideline number')),
                ('guideline_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='date of the guideline')),
                ('question', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='question of the inquiry')),
                ('announcement', models.CharField(blank=True, choices=[('announced', 'announced'), ('unannounced', 'not announced')], max_length=12, verbose_name='announced beforehand')),
                ('women_interviewed', plans.models.fields.CountField(blank=True, null=True, verbose_name='women interviewed')),
                ('men_interviewed', plans.models.fields.CountField(blank=True, null=True, verbose_name='men interviewed')),
                ('interviewed_not_recorded', plans.models.fields.CountField(blank=True, null=True, verbose_name='interviewed, sex not recorded')),
                ('draft_sent_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='draft sent for factual correction on')),
                ('reply_due_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='reply due')),
                ('replied_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='reply received on')),
                ('reply', models.CharField(blank=True, choices=[('corrected', 'corrected'), ('no_remarks', 'no remarks'), ('disagrees', 'disagrees')], max_length=10, verbose_name='reply')),
                ('reply_text', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='reply in their words')),
                ('draft_sent_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='draft sent to')),
            ],
            options={
                'verbose_name': 'inquiry',
                'verbose_name_plural': 'inquiry',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('theme', models.CharField(choices=[('conditions', 'material conditions'), ('safeguards', 'safeguards on arrest'), ('treatment', 'ill-treatment'), ('complaints', 'complaints'), ('labour', 'labour rights'), ('violence', 'domestic violence'), ('vulnerable', 'vulnerable groups'), ('other', 'other theme')], max_length=10, verbose_name='theme')),
                ('gravity', models.CharField(choices=[('serious', 'serious'), ('mend', 'to be remedied'), ('good', 'good practice')], max_length=7, verbose_name='gravity')),
                ('place', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='where')),
                ('text', plans.models.fields.ProseField(max_length=2000, verbose_name='what was found')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='activities.inquiry')),
            ],
            options={
                'verbose_name': 'finding',
                'verbose_name_plural': 'findings',
                'ordering': ['theme', '-gravity', 'place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('reason', plans.models.fields.LineField(max_length=300, verbose_name='why')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.department', verbose_name='department')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='activities.inquiry')),
            ],
            options={
                'verbose_name': 'who may not take part',
                'verbose_name_plural': 'who may not take part',
                'ordering': ['agency', 'department', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryMethod',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('interviews', 'interviews'), ('documents', 'reading of documents'), ('observation', 'observation on the spot'), ('questionnaire', 'questionnaire'), ('statistics', 'statistics')], max_length=14, verbose_name='method')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='methods', to='activities.inquiry')),
            ],
            options={
                'verbose_name': 'method',
                'verbose_name_plural': 'methods',
                'ordering': ['method'],
            },
        ),
        migrations.CreateModel(
            name='InquirySite',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('site_kind', models.CharField(choices=[('police', 'police unit'), ('holding', 'holding room'), ('workplace', 'workplace'), ('school', 'school or dormitory'), ('health', 'hospital or shelter'), ('store', 'store of hazardous materials'), ('households', 'households'), ('other', 'other place')], max_length=10, verbose_name='kind of place')),
                ('division', models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur'), ('UB-BK', 'Bagakhangai'), ('UB-BG', 'Bayangol'), ('UB-BZ', 'Bayanzurkh'), ('UB-NA', 'Nalaikh'), ('UB-SK', 'Songinokhairkhan'), ('UB-SB', 'Sukhbaatar'), ('UB-KU', 'Khan-Uul'), ('UB-CH', 'Chingeltei'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district')),
                ('place', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='soum or place')),
                ('note', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='note')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='activities.inquiry')),
            ],
            options={
                'verbose_name': 'site',
                'verbose_name_plural': 'sites',
                'ordering': ['division', 'place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('post', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post')),
                ('number', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1, 'Write at least one, or leave it empty where it is not known.'), django.core.validators.MaxValueValidator(1000000, 'Write a number up to one million.')], verbose_name='how many')),
                ('team_role', models.CharField(choices=[('lead', 'leads the team'), ('member', 'member'), ('expert', 'expert')], default='member', max_length=6, verbose_name='on the team')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.department', verbose_name='department')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='activities.inquiry')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'member of the team',
                'verbose_name_plural': 'team',
                'ordering': ['agency', 'team_role', 'post', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('draft_sent_on', None), ('draft_sent_to__isnull', False), _connector='OR'), name='a_draft_that_was_sent_names_to_whom', violation_error_message='Choose the agency the draft was sent to.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('draft_sent_to', None), ('draft_sent_on__isnull', False), _connector='OR'), name='a_draft_that_was_sent_has_its_day', violation_error_message='Write the day on which the draft was sent.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('reply_due_on', None), models.Q(('draft_sent_on__isnull', False), ('reply_due_on__gte', models.F('draft_sent_on'))), _connector='OR'), name='reply_due_after_the_draft_was_sent', violation_error_message='A reply is due on or after the day on which the draft was sent.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('replied_on', None), models.Q(('draft_sent_on__isnull', False), ('replied_on__gte', models.F('draft_sent_on'))), _connector='OR'), name='reply_came_after_the_draft_was_sent', violation_error_message="A reply can't come before the draft was sent."),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('reply', ''), ('replied_on__isnull', False), _connector='OR'), name='a_reply_has_its_day', violation_error_message='Write the day on which the reply came.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replied_on', None), ('reply_text', '')), models.Q(('reply', ''), _negated=True), _connector='OR'), name='a_reply_says_what_it_is', violation_error_message='Choose what they replied.'),
        ),
        migrations.AddConstraint(
            model_name='inquirymethod',
            constraint=models.UniqueConstraint(fields=('inquiry', 'method'), name='each_method_once'),
        ),
        migrations.AddConstraint(
            model_name='inquirysite',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('division', ''), _negated=True), models.Q(('place', ''), _negated=True), _connector='OR'), name='a_site_says_where_it_is', violation_error_message='Say where it was: a province or district, or the place in words.'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('number', None), _connector='OR'), name='a_named_person_is_one', violation_error_message='A named person is one; leave the number empty.'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(fields=('inquiry', 'person'), name='a_person_is_on_the_team_once', violation_error_message='Somebody is on the team twice.'),
        ),
    ]
