import django.db.models.deletion
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_frame'),
    ]

    operations = [
        migrations.AddField(
            model_name='annualplan',
            name='turn',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='whose move it is'),
        ),
        migrations.AddField(
            model_name='annualplan',
            name='turn_note',
            field=plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='note to the other side'),
        ),
        migrations.CreateModel(
            name='ActingAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('from_on', plans.models.fields.DayField(verbose_name='from')),
                ('until_on', plans.models.fields.DayField(verbose_name='until')),
                ('order_number', plans.models.fields.LineField(max_length=60, verbose_name='order number')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='for whom')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acting', to=settings.AUTH_USER_MODEL, verbose_name='who acts')),
            ],
            options={
                'verbose_name': 'acting head',
                'verbose_name_plural': 'acting heads',
                'ordering': ['-from_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('plan_adoption', 'adoption of the plan'), ('amendment', 'amendment of the plan'), ('correction', 'correction of a slip'), ('closing', 'closing of the year'), ('agreement_in_force', 'putting the agreement in force'), ('agreement_end', 'ending the agreement')], max_length=20, verbose_name='kind')),
                ('target_type', models.CharField(max_length=60)),
                ('target_id', models.BigIntegerField()),
                ('target_name_mn', models.CharField(max_length=1000)),
                ('target_name_en', models.CharField(max_length=1000)),
                ('text', models.JSONField()),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('state', models.CharField(choices=[('open', 'awaiting consent'), ('taken_effect', 'in effect'), ('returned', 'returned'), ('withdrawn', 'taken back')], default='open', max_length=14, verbose_name='state')),
                ('proposed_at', models.DateTimeField(verbose_name='put forward')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('checkpoint', models.CharField(blank=True, max_length=90, verbose_name='checkpoint')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='plans.agreement', verbose_name='agreement')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put forward by')),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsentAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('consent', 'consents'), ('return', 'returns it')], max_length=8, verbose_name='decision')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('comment', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='comment')),
                ('order_number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='order number')),
                ('order_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='date of the order')),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('signatures', models.JSONField(null=True, verbose_name='signatures on the paper')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('acting_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.storedfile', verbose_name='signed scan')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='plans.proposal')),
            ],
            options={
                'verbose_name': 'act of a party',
                'verbose_name_plural': 'acts of the parties',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='actingauthority',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='acting_authority_ends_after_it_starts', violation_error_message="The last day can't be before the first."),
        ),
        migrations.AddConstraint(
            model_name='actingauthority',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('head')), _negated=True), name='nobody_acts_for_themselves', violation_error_message='Choose somebody other than the head.'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['target_type', 'target_id', '-id'], name='proposal_by_target'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'target_type', 'target_id'), name='one_open_proposal_about_a_thing', violation_error_message='It has been put forward already.'),
        ),
        migrations.AddConstraint(
            model_name='consentact',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('proposal', 'agency'), name='a_party_acts_once_on_a_text', violation_error_message='Your agency has acted on this text already.'),
        ),
        migrations.AddConstraint(
            model_name='consentact',
            constraint=models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='act_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='consentact',
            constraint=models.CheckConstraint(condition=models.Q(('decision', 'consent'), models.Q(('comment', ''), _negated=True), _connector='OR'), name='a_return_says_why', violation_error_message='Say in a sentence why you return it.'),
        ),
    ]
