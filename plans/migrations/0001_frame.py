import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import plans.models.documents
import plans.models.fields
import plans.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='short code')),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(max_length=300, verbose_name='name in English')),
                ('short_name_mn', plans.models.fields.LineField(max_length=30, verbose_name='short name in Mongolian')),
                ('short_name_en', plans.models.fields.LineField(max_length=30, verbose_name='short name in English')),
            ],
            options={
                'verbose_name': 'agency',
                'verbose_name_plural': 'agencies',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('email', plans.models.fields.SmallLettersEmailField(error_messages={'unique': 'Somebody with this e-mail is already here.'}, max_length=254, unique=True, verbose_name='e-mail')),
                ('family_name', plans.models.fields.LineField(blank=True, max_length=100, verbose_name="father's name")),
                ('given_name', plans.models.fields.LineField(max_length=100, verbose_name='name')),
                ('family_name_en', plans.models.fields.LineField(blank=True, max_length=100, verbose_name="father's name in Latin letters")),
                ('given_name_en', plans.models.fields.LineField(blank=True, max_length=100, verbose_name='name in Latin letters')),
                ('post_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post in Mongolian')),
                ('post_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post in English')),
                ('role', models.CharField(choices=[('staff', 'staff'), ('head', 'head'), ('administrator', 'administrator'), ('observer', 'observer')], default='staff', max_length=20, verbose_name='role')),
                ('language', models.CharField(blank=True, choices=[('mn', 'Mongolian'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('is_superuser', models.BooleanField(default=False, editable=False, verbose_name='system operator')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='plans.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['agency', 'given_name'],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='number')),
                ('title_mn', plans.models.fields.LineField(max_length=300, verbose_name='title in Mongolian')),
                ('title_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in English')),
                ('purpose_mn', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='purpose in Mongolian')),
                ('purpose_en', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='purpose in English')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_force', 'in force'), ('ended', 'ended')], db_index=True, default='draft', max_length=12, verbose_name='state')),
                ('starts_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='in force from')),
                ('ends_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='in force until')),
                ('signed_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(32767)], verbose_name='year of signature')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='public source')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='plans.agreement', verbose_name='renews')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['-signed_year', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2001, 'Write a year between 2001 and 2100.'), django.core.validators.MaxValueValidator(2100, 'Write a year between 2001 and 2100.')], verbose_name='year')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('adopted', 'adopted'), ('closed', 'closed')], db_index=True, default='draft', max_length=12, verbose_name='state')),
                ('adopted_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='adopted on')),
                ('note_mn', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='note in Mongolian')),
                ('note_en', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='note in English')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='public source')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.agreement', verbose_name='agreement')),
            ],
            options={
                'verbose_name': 'annual plan',
                'verbose_name_plural': 'annual plans',
                'ordering': ['-year', 'agreement'],
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('agreement', 'joint chain of an agreement'), ('agency', 'chain of one agency'), ('circle', 'chain of named people')], max_length=10)),
                ('key', models.PositiveBigIntegerField()),
                ('length', models.PositiveBigIntegerField(default=0)),
                ('head', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='one_chain_per_audience')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', plans.models.fields.LineField(max_length=20, verbose_name='number')),
                ('text_mn', plans.models.fields.ProseField(max_length=10000, verbose_name='text in Mongolian')),
                ('text_en', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='text in English')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='plans.agreement')),
            ],
            options={
                'verbose_name': 'clause',
                'verbose_name_plural': 'clauses',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Coordinator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='from')),
                ('until_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='until')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coordinators', to='plans.agreement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coordinates', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'coordinator',
                'verbose_name_plural': 'coordinators',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('division', models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur'), ('UB-BK', 'Bagakhangai'), ('UB-BG', 'Bayangol'), ('UB-BZ', 'Bayanzurkh'), ('UB-NA', 'Nalaikh'), ('UB-SK', 'Songinokhairkhan'), ('UB-SB', 'Sukhbaatar'), ('UB-KU', 'Khan-Uul'), ('UB-CH', 'Chingeltei'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district')),
                ('closed_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='closed on')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='plans.agency', verbose_name='agency')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plans.department', verbose_name='part of')),
            ],
            options={
                'verbose_name': 'department',
                'verbose_name_plural': 'departments',
                'ordering': ['agency', 'name_mn'],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='plans.department', verbose_name='department'),
        ),
        migrations.CreateModel(
            name='FieldOfCooperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(32767)], verbose_name='number')),
                ('title_mn', plans.models.fields.LineField(max_length=300, verbose_name='title in Mongolian')),
                ('title_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in English')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields_of_cooperation', to='plans.agreement')),
            ],
            options={
                'verbose_name': 'field of cooperation',
                'verbose_name_plural': 'fields of cooperation',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('until_on', plans.models.fields.DayField(verbose_name='until')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='plans.department')),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['-until_on'],
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(32767)], verbose_name='number')),
                ('title_mn', plans.models.fields.LineField(max_length=300, verbose_name='title in Mongolian')),
                ('title_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in English')),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='plans.fieldofcooperation', verbose_name='field of cooperation')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='plans.annualplan', verbose_name='annual plan')),
            ],
            options={
                'verbose_name': 'objective',
                'verbose_name_plural': 'objectives',
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signatory', plans.models.fields.LineField(blank=True, max_length=200, verbose_name='signatory')),
                ('signatory_post_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post in Mongolian')),
                ('signatory_post_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post in English')),
                ('signed_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='signed on')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='plans.agency', verbose_name='agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='plans.agreement')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('name', plans.models.fields.LineField(max_length=255, verbose_name='file name')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('content', models.FileField(max_length=200, upload_to=plans.models.documents.path_by_digest)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', plans.models.fields.LineField(max_length=300, verbose_name='title')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='plans.agreement')),
                ('stored', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='plans.storedfile')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TrailEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name_mn', models.CharField(max_length=300)),
                ('actor_name_en', models.CharField(max_length=300)),
                ('actor_post_mn', models.CharField(blank=True, max_length=300)),
                ('actor_post_en', models.CharField(blank=True, max_length=300)),
                ('agency_id', models.BigIntegerField(null=True)),
                ('agency_name_mn', models.CharField(blank=True, max_length=300)),
                ('agency_name_en', models.CharField(blank=True, max_length=300)),
                ('verb', models.CharField(max_length=60)),
                ('target_type', models.CharField(max_length=60)),
                ('target_id', models.BigIntegerField()),
                ('within_type', models.CharField(blank=True, max_length=60)),
                ('within_id', models.BigIntegerField(null=True)),
                ('target_name_mn', models.CharField(max_length=1000)),
                ('target_name_en', models.CharField(max_length=1000)),
                ('changes', models.JSONField()),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='plans.chain')),
            ],
            options={
                'verbose_name': 'trail entry',
                'verbose_name_plural': 'trail entries',
            },
        ),
        migrations.CreateModel(
            name='UsedFormKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('led_to', models.CharField(blank=True, max_length=500)),
                ('used_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='agreement_ends_after_it_starts', violation_error_message='An agreement must end after it starts.'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.UniqueConstraint(fields=('agreement', 'year'), name='one_plan_per_year', violation_error_message='The agreement has a plan for this year.'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='one_clause_per_number', violation_error_message='This number is taken.'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('agency', 'name_mn'), name='one_open_department_of_a_name', violation_error_message='The agency has a department of this name.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('is_superuser', True), ('agency__isnull', False), _connector='OR'), name='person_has_an_agency', violation_error_message='Choose the agency this person works for.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='address_is_in_small_letters'),
        ),
        migrations.AddConstraint(
            model_name='fieldofcooperation',
            constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='one_field_of_cooperation_per_number', violation_error_message='This number is taken.'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_objective_per_number', violation_error_message='The plan has an objective of this number.'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('agreement', 'agency'), name='agency_is_party_once', violation_error_message='This agency is already a party.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('stored__isnull', False), models.Q(('url', ''), _negated=True), _connector='XOR'), name='document_is_a_file_or_a_link', violation_error_message='Give either a file or a link.'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['target_type', 'target_id', '-id'], name='trail_by_target'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['within_type', 'within_id', '-id'], name='trail_by_what_it_is_within'),
        ),
        migrations.AddIndex(
            model_name='trailentry',
            index=models.Index(fields=['chain', '-id'], name='trail_by_chain'),
        ),
        migrations.AddConstraint(
            model_name='trailentry',
            constraint=models.UniqueConstraint(fields=('chain', 'sequence'), name='one_trail_entry_per_place'),
        ),
        migrations.AddConstraint(
            model_name='trailentry',
            constraint=models.CheckConstraint(condition=models.Q(('actor_name_mn', ''), _negated=True), name='trail_entry_names_its_actor'),
        ),
        migrations.AddConstraint(
            model_name='usedformkey',
            constraint=models.UniqueConstraint(fields=('user', 'key'), name='form_key_is_used_once'),
        ),
    ]
