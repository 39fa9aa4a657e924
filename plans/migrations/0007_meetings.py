import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
import plans.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0006_compartments'),
    ]

    operations = [
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('plan_adoption', 'adoption of the plan'), ('amendment', 'amendment of the plan'), ('correction', 'correction of a slip'), ('closing', 'closing of the year'), ('minutes', 'minutes of the meeting'), ('agreement_in_force', 'putting the agreement in force'), ('agreement_end', 'ending the agreement')], max_length=20, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('locked', models.BooleanField(default=False, editable=False)),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(32767)], verbose_name='number')),
                ('title_mn', plans.models.fields.LineField(max_length=300, verbose_name='title in Mongolian')),
                ('title_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='title in English')),
                ('begins', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('minutes_mn', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='minutes in Mongolian')),
                ('minutes_en', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='minutes in English')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'item of the agenda',
                'verbose_name_plural': 'agenda',
                'ordering': ['meeting', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('heads', 'meeting of the heads'), ('coordinators', 'meeting of the coordinators')], default='heads', max_length=14, verbose_name='kind')),
                ('meets_on', plans.models.fields.DayField(verbose_name='day')),
                ('begins', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('place', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='place')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('sent', 'minutes sent'), ('confirmed', 'minutes confirmed'), ('called_off', 'called off')], db_index=True, default='planned', editable=False, max_length=10, verbose_name='state')),
                ('called_off_because', plans.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='why it was called off')),
                ('source_url', models.URLField(blank=True, editable=False, max_length=500, verbose_name='public source')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='plans.agreement', verbose_name='agreement')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['-meets_on', '-pk'],
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('locked', models.BooleanField(default=False, editable=False)),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('text_mn', plans.models.fields.ProseField(max_length=2000, verbose_name='decision in Mongolian')),
                ('text_en', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='decision in English')),
                ('due_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='due')),
                ('state', models.CharField(choices=[('open', 'open'), ('done', 'done'), ('dropped', 'dropped')], db_index=True, default='open', editable=False, max_length=8, verbose_name='state')),
                ('outcome', plans.models.fields.ProseField(blank=True, editable=False, max_length=2000, verbose_name='what was said of it last')),
                ('resolved_on', plans.models.fields.DayField(blank=True, editable=False, null=True, verbose_name='resolved on')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='responsible agency')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.department', verbose_name='responsible department')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='plans.agendaitem', verbose_name='item of the agenda')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible person')),
                ('resolved_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='plans.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'decision of a meeting',
                'verbose_name_plural': 'decisions',
                'ordering': ['meeting', 'number'],
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('locked', models.BooleanField(default=False, editable=False)),
                ('name_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('post_mn', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post on the day, in Mongolian')),
                ('post_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='post on the day, in English')),
                ('unit_mn', plans.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='unit on the day, in Mongolian')),
                ('unit_en', plans.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='unit on the day, in English')),
                ('was_present', models.BooleanField(blank=True, null=True, verbose_name='was there')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.department', verbose_name='department')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person of a party')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='plans.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'attendee',
                'verbose_name_plural': 'attendance',
                'ordering': ['agency', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='plans.meeting', verbose_name='meeting'),
        ),
        migrations.CreateModel(
            name='MeetingNote',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('compartment', models.CharField(choices=[('joint', 'joint'), ('agency', 'own agency'), ('circle', 'named people')], default='joint', editable=False, max_length=6, verbose_name='who may know of it')),
                ('text', plans.models.fields.ProseField(max_length=10000, verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('author', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('circle', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.circle', verbose_name='named people')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='plans.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'own note for a meeting',
                'verbose_name_plural': 'own notes for meetings',
                'ordering': ['-written_at'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['agreement', 'kind', 'meets_on'], name='meeting_by_agreement'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'called_off'), _negated=True), models.Q(('called_off_because', ''), _negated=True), _connector='OR'), name='a_meeting_is_called_off_with_its_reason', violation_error_message='Say in a sentence why it is called off.'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['state', 'due_on'], name='decision_by_due_day'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_decision_per_number'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(models.Q(('outcome', ''), _negated=True), ('resolved_on__isnull', False)), _connector='OR'), name='a_resolved_decision_says_how', violation_error_message='Say in a sentence what became of it.'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('department__isnull', False), models.Q(('name_en', ''), ('name_mn', ''), _negated=True), _connector='OR'), name='an_attendee_is_somebody', violation_error_message='Choose a person or a department, or write a name.'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='a_person_attends_once', violation_error_message='This person stands in the attendance already.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_agenda_item_per_number', violation_error_message='The agenda has an item of this number.'),
        ),
        migrations.AddConstraint(
            model_name='meetingnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('circle__isnull', False), ('compartment', 'circle')), models.Q(('compartment__in', ['joint', 'agency']), ('circle', None)), _connector='OR'), name='meetingnote_names_people_or_none', violation_error_message='Choose the people who may know of it.'),
        ),
        migrations.AddConstraint(
            model_name='meetingnote',
            constraint=models.CheckConstraint(condition=models.Q(('compartment', 'joint'), _negated=True), name='a_note_for_a_meeting_is_never_joint'),
        ),
    ]
