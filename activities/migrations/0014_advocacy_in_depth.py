import django.db.models.deletion
import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0013_recommendations'),
        ('plans', '0010_occasions_of_the_year'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advocacy',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='activities.entry')),
                ('advocacy_kind', models.CharField(blank=True, choices=[('campaign', 'campaign'), ('event', 'public event'), ('media', 'media'), ('materials', 'materials'), ('proposal', 'policy proposal')], max_length=10, verbose_name='form of advocacy')),
                ('message', plans.models.fields.ProseField(blank=True, max_length=1000, verbose_name='message')),
                ('aware_before', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='knew it before, %')),
                ('asked_before', plans.models.fields.CountField(blank=True, null=True, verbose_name='asked before')),
                ('aware_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='know it afterwards, %')),
                ('asked_after', plans.models.fields.CountField(blank=True, null=True, verbose_name='asked afterwards')),
                ('proposed', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='what was proposed')),
                ('proposed_to', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='to whom')),
                ('outcome', models.CharField(blank=True, choices=[('waiting', 'waiting for an answer'), ('taken_up', 'taken up'), ('partly', 'taken up in part'), ('rejected', 'rejected')], max_length=8, verbose_name='what came of it')),
                ('outcome_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='day of the answer')),
                ('outcome_text', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='the answer in their words')),
                ('occasion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advocacy', to='plans.occasion', verbose_name='occasion')),
            ],
            options={
                'verbose_name': 'advocacy',
                'verbose_name_plural': 'advocacy',
            },
        ),
        migrations.CreateModel(
            name='AdvocacyAudience',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('public', 'the general public'), ('women', 'women'), ('children', 'children and youth'), ('parents', 'parents'), ('elderly', 'older people'), ('disabled', 'people with disabilities'), ('lgbt', 'sexual minorities'), ('herders', 'herders'), ('migrants', 'migrants'), ('detained', 'people in detention'), ('victims', 'victims of crime'), ('teachers', 'teachers and social workers'), ('employers', 'employers and business'), ('police', 'police officers'), ('servants', 'public servants'), ('lawmakers', 'lawmakers and decision makers'), ('media', 'journalists'), ('other', 'others')], max_length=10, verbose_name='audience')),
                ('advocacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to='activities.advocacy')),
            ],
            options={
                'verbose_name': 'audience',
                'verbose_name_plural': 'audiences',
                'ordering': ['audience'],
            },
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('channel_kind', models.CharField(choices=[('radio', 'radio'), ('television', 'television'), ('newspaper', 'newspaper'), ('social', 'social media'), ('website', 'website'), ('poster', 'poster'), ('meeting', 'meeting'), ('sms', 'text message (SMS)'), ('other', 'other')], max_length=10, verbose_name='channel')),
                ('name', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='which one')),
                ('reach', plans.models.fields.CountField(blank=True, null=True, verbose_name='reach, people')),
                ('advocacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='activities.advocacy')),
            ],
            options={
                'verbose_name': 'channel',
                'verbose_name_plural': 'channels',
                'ordering': ['channel_kind', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('name', plans.models.fields.LineField(max_length=300, verbose_name='event')),
                ('held_on', plans.models.fields.DayField(verbose_name='date')),
                ('women', plans.models.fields.CountField(blank=True, null=True, verbose_name='women')),
                ('men', plans.models.fields.CountField(blank=True, null=True, verbose_name='men')),
                ('sex_not_recorded', plans.models.fields.CountField(blank=True, null=True, verbose_name='not recorded')),
                ('advocacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='activities.advocacy')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['held_on', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('what', plans.models.fields.LineField(max_length=300, verbose_name='material')),
                ('printed', plans.models.fields.CountField(blank=True, null=True, verbose_name='printed')),
                ('handed_out', plans.models.fields.CountField(blank=True, null=True, verbose_name='handed out')),
                ('advocacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='activities.advocacy')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['what', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MediaItem',
            fields=[
                ('id', plans.models.fields.RandomKeyField(blank=True, default=plans.models.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('title', plans.models.fields.LineField(max_length=300, verbose_name='title of the item')),
                ('outlet', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='outlet')),
                ('published_on', plans.models.fields.DayField(blank=True, null=True, verbose_name='published on')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('advocacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media', to='activities.advocacy')),
            ],
            options={
                'verbose_name': 'media item',
                'verbose_name_plural': 'media items',
                'ordering': ['published_on', 'title', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='advocacy',
            constraint=models.CheckConstraint(condition=models.Q(('aware_before', None), ('aware_before__lte', 100), _connector='OR'), name='aware_before_at_most_all', violation_error_message='Write a percentage up to 100.'),
        ),
        migrations.AddConstraint(
            model_name='advocacy',
            constraint=models.CheckConstraint(condition=models.Q(('aware_after', None), ('aware_after__lte', 100), _connector='OR'), name='aware_after_at_most_all', violation_error_message='Write a percentage up to 100.'),
        ),
        migrations.AddConstraint(
            model_name='advocacy',
            constraint=models.CheckConstraint(condition=models.Q(('advocacy_kind', 'proposal'), models.Q(('outcome', ''), ('outcome_on', None), ('outcome_text', ''), ('proposed', ''), ('proposed_to', '')), _connector='OR'), name='only_a_proposal_proposes', violation_error_message='Choose «policy proposal» where something was proposed.'),
        ),
        migrations.AddConstraint(
            model_name='advocacy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome_on', None), ('outcome_text', '')), ('outcome__in', ('taken_up', 'partly', 'rejected')), _connector='OR'), name='an_answer_says_what_it_is', violation_error_message='Choose what they answered.'),
        ),
        migrations.AddConstraint(
            model_name='advocacy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ('taken_up', 'partly', 'rejected')), _negated=True), ('outcome_on__isnull', False), _connector='OR'), name='an_answer_has_its_day', violation_error_message='Write the day of the answer.'),
        ),
        migrations.AddConstraint(
            model_name='advocacyaudience',
            constraint=models.UniqueConstraint(fields=('advocacy', 'audience'), name='each_audience_once'),
        ),
        migrations.AddConstraint(
            model_name='material',
            constraint=models.CheckConstraint(condition=models.Q(('printed', None), ('handed_out', None), ('handed_out__lte', models.F('printed')), _connector='OR'), name='no_more_handed_out_than_printed', violation_error_message='No more can be handed out than was printed.'),
        ),
    ]
