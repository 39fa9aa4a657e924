import django.db.models.deletion
import plans.models.fields
import plans.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0007_meetings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='meeting',
            name='kind',
            field=models.CharField(choices=[('heads', 'meeting of the heads'), ('coordinators', 'meeting of the coordinators'), ('working_group', 'meeting of the working group')], default='heads', max_length=14, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('plan_adoption', 'adoption of the plan'), ('amendment', 'amendment of the plan'), ('correction', 'correction of a slip'), ('closing', 'closing of the year'), ('minutes', 'minutes of the meeting'), ('group_set_up', 'setting up the working group'), ('group_end', 'dissolving the working group'), ('agreement_in_force', 'putting the agreement in force'), ('agreement_end', 'ending the agreement')], max_length=20, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='WorkingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('mandate_mn', plans.models.fields.ProseField(max_length=10000, verbose_name='mandate in Mongolian')),
                ('mandate_en', plans.models.fields.ProseField(blank=True, max_length=10000, verbose_name='mandate in English')),
                ('basis', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='other basis, in words')),
                ('order_number', plans.models.fields.LineField(blank=True, max_length=60, verbose_name='order number')),
                ('order_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='date of the order')),
                ('starts_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='from')),
                ('ends_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='until')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('active', 'active'), ('ended', 'dissolved')], db_index=True, default='draft', editable=False, max_length=8, verbose_name='state')),
                ('report', plans.models.fields.ProseField(blank=True, editable=False, max_length=10000, verbose_name='final report')),
                ('ended_on', plans.models.fields.DayField(blank=True, editable=False, null=True, verbose_name='dissolved on')),
                ('ended_because', plans.models.fields.ProseField(blank=True, editable=False, max_length=2000, verbose_name='why it is dissolved')),
                ('source_url', models.URLField(blank=True, editable=False, max_length=500, verbose_name='public source')),
                ('is_example', models.BooleanField(default=False, editable=False, verbose_name='example')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='plans.agreement', verbose_name='agreement')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='plans.decision', verbose_name='decision it is based on')),
                ('report_file', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.storedfile', verbose_name='final report as a file')),
            ],
            options={
                'verbose_name': 'working group',
                'verbose_name_plural': 'working groups',
                'ordering': ['-starts_on', '-pk'],
            },
            bases=(plans.workflow.Workflow, models.Model),
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('is_chair', models.BooleanField(default=False, verbose_name='chairs for their side')),
                ('from_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='from')),
                ('until_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='until')),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='plans.workinggroup', verbose_name='working group')),
            ],
            options={
                'verbose_name': 'member of a working group',
                'verbose_name_plural': 'members',
                'ordering': ['agency', '-is_chair', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='plans.workinggroup', verbose_name='working group'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('kind', 'working_group')), models.Q(models.Q(('kind', 'working_group'), _negated=True), ('group', None)), _connector='OR'), name='a_meeting_of_a_group_names_it', violation_error_message='Choose the group where a working group meets, and only there.'),
        ),
        migrations.AddConstraint(
            model_name='workinggroup',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='working_group_ends_after_it_starts', violation_error_message="The last day can't be before the first."),
        ),
        migrations.AddConstraint(
            model_name='workinggroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), models.Q(models.Q(('ended_because', ''), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='a_dissolved_group_says_why'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('group', 'person'), name='a_person_is_member_once', violation_error_message='This person is a member already.'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='membership_ends_after_it_starts', violation_error_message="The last day can't be before the first."),
        ),
    ]
