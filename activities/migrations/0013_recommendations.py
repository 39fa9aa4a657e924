import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0012_inquiries_in_depth'),
        ('plans', '0009_one_person_one_party'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('recommendation', 'recommendation'), ('demand', 'demand')], default='recommendation', max_length=14, verbose_name='kind')),
                ('text_mn', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='what is asked, in Mongolian')),
                ('text_en', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='what is asked, in English')),
                ('addressee_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='of whom else, in Mongolian')),
                ('addressee_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='of whom else, in English')),
                ('source', models.CharField(choices=[('inquiry', 'inquiry'), ('report', 'report of the commission'), ('treaty_body', 'treaty body'), ('review', 'universal periodic review'), ('procedure', 'special procedure'), ('parliament', 'parliament'), ('other', 'other')], max_length=12, verbose_name='source')),
                ('document_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='document, in Mongolian')),
                ('document_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='document, in English')),
                ('paragraph_mn', plans.models.fields.LineField(blank=True, max_length=120, verbose_name='paragraph, in Mongolian')),
                ('paragraph_en', plans.models.fields.LineField(blank=True, max_length=120, verbose_name='paragraph, in English')),
                ('reference', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='reference')),
                ('theme_mn', plans.models.fields.LineField(blank=True, max_length=120, verbose_name='theme, in Mongolian')),
                ('theme_en', plans.models.fields.LineField(blank=True, max_length=120, verbose_name='theme, in English')),
                ('force', models.CharField(blank=True, choices=[('commitment', 'commitment of the State'), ('treaty_body', 'view of a treaty body'), ('procedure', 'view of a special procedure'), ('national_binding', 'national, binding'), ('national', 'national'), ('advice', 'advice, binds nobody')], max_length=16, verbose_name='how far it binds')),
                ('issued_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='issued on')),
                ('year', models.PositiveSmallIntegerField(blank=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year between 1990 and 2100.'), django.core.validators.MaxValueValidator(2100, 'Write a year between 1990 and 2100.')], verbose_name='year')),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year between 1990 and 2100.'), django.core.validators.MaxValueValidator(2100, 'Write a year between 1990 and 2100.')], verbose_name='last year, if it spans several')),
                ('reply_due_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='reply due')),
                ('note_mn', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='why it concerns the parties, in Mongolian')),
                ('note_en', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='why it concerns the parties, in English')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='public source')),
                ('source_note', plans.models.fields.LineField(blank=True, max_length=500, verbose_name='public source, in words')),
                ('text_read', models.CharField(blank=True, choices=[('yes', 'in full'), ('partly', 'in part'), ('heading', 'the heading only'), ('no', 'not read; open the document before use')], max_length=8, verbose_name='how far the text was read')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('locked', models.BooleanField(default=False, editable=False)),
                ('search_text', models.TextField(default='', editable=False)),
                ('addressee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='of which party it is asked')),
                ('agency', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency that entered it')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='plans.agreement', verbose_name='agreement')),
                ('inquiry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='activities.entry', verbose_name='inquiry it came of')),
                ('issuer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='party that issued it')),
                ('repeats', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='activities.recommendation', verbose_name='repeats')),
            ],
            options={
                'verbose_name': 'recommendation or demand',
                'verbose_name_plural': 'recommendations and demands',
                'ordering': ['-year', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('stored', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.storedfile', verbose_name='file')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='activities.recommendation', verbose_name='recommendation or demand')),
            ],
            options={
                'verbose_name': 'evidence of a recommendation',
                'verbose_name_plural': 'evidence of recommendations',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CarryingOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carries_out', to='activities.activity', verbose_name='line that carries it out')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('recommendation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='activities.recommendation')),
            ],
            options={
                'verbose_name': 'line that carries it out',
                'verbose_name_plural': 'lines that carry it out',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('letter_number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='number of the letter')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('outcome', models.CharField(choices=[('carried_out', 'carried out'), ('partly_carried_out', 'carried out in part'), ('not_carried_out', 'not carried out')], max_length=18, verbose_name='assessment')),
                ('sentence', plans.models.fields.ProseField(max_length=2000, verbose_name='what was found, in a sentence')),
                ('assessed_on', plans.models.fields.DayField(verbose_name='date of the assessment')),
                ('acting_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('recommendation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='activities.recommendation')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('letter_number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='number of the letter')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('answer', models.CharField(choices=[('accepted', 'accepted'), ('partly_accepted', 'accepted in part'), ('rejected', 'rejected')], max_length=16, verbose_name='reply')),
                ('reason', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='reason')),
                ('replied_on', plans.models.fields.DayField(verbose_name='date of the reply')),
                ('carry_out_by', plans.models.fields.DayField(blank=True, null=True, verbose_name='to be carried out by')),
                ('acting_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('recommendation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='activities.recommendation')),
            ],
            options={
                'verbose_name': 'reply',
                'verbose_name_plural': 'replies',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(fields=['addressee', 'reply_due_on'], name='recommendation_by_addressee'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('text_en', ''), ('text_mn', ''), _negated=True), name='recommendation_says_what_is_asked', violation_error_message='Write what is asked, in at least one language.'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('addressee', None), models.Q(('addressee_en', ''), ('addressee_mn', '')), _connector='XOR'), name='recommendation_is_asked_of_a_party_or_of_others'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('issuer', None), ('addressee', None), models.Q(('issuer', models.F('addressee')), _negated=True), _connector='OR'), name='nobody_asks_themselves'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('issued_on', None), ('reply_due_on', None), ('reply_due_on__gte', models.F('issued_on')), _connector='OR'), name='recommendation_is_replied_to_after_it_is_issued'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('inquiry', None), ('source', 'inquiry'), _connector='OR'), name='only_an_inquiry_has_an_entry'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(('stored__isnull', False), models.Q(('url', ''), _negated=True), _connector='XOR'), name='proof_is_a_file_or_a_link', violation_error_message='Give either a file or a link.'),
        ),
        migrations.AddConstraint(
            model_name='carryingout',
            constraint=models.UniqueConstraint(fields=('recommendation', 'activity'), name='a_line_carries_it_out_once', violation_error_message='This line is named already.'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='assessment_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'accepted'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='who_does_not_accept_says_why'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='reply_names_its_person'),
        ),
    ]
