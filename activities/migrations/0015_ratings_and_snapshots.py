import django.db.models.deletion
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0014_advocacy_in_depth'),
        ('plans', '0012_how_lines_are_rated'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('explanation', plans.models.fields.ProseField(max_length=2000, verbose_name='explanation')),
                ('because', models.CharField(choices=[('not_begun', 'its last day lies ahead and nothing is logged'), ('done', 'it is reported done'), ('reached', 'every target is reached'), ('overdue', 'its last day has passed and nothing is logged'), ('measured', 'by the share of its targets that is reached'), ('under_way', 'work is logged and nothing measures it')], max_length=9, verbose_name='suggested because')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('acting_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority', verbose_name='acting for')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='activities.activity', verbose_name='activity')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('grade', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='plans.grade', verbose_name='grade')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('suggested', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.grade', verbose_name='suggested then')),
            ],
            options={
                'verbose_name': 'rating',
                'verbose_name_plural': 'ratings',
                'ordering': ['activity', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RatingReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('reading', models.CharField(choices=[('confirmed', 'confirms'), ('differs', 'reads it otherwise')], max_length=9, verbose_name='reading')),
                ('sentence', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='how your side reads it')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('acting_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority', verbose_name='acting for')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='activities.rating', verbose_name='rating')),
            ],
            options={
                'verbose_name': 'reading of a rating',
                'verbose_name_plural': 'readings of ratings',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('period', models.CharField(choices=[('half-year', 'half-year'), ('year', 'year')], max_length=9, verbose_name='period')),
                ('set_on', plans.models.fields.DayField(verbose_name='day the plan sets')),
                ('as_of', plans.models.fields.DayField(verbose_name='as of')),
                ('mean', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='mean rating')),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('checkpoint', models.CharField(max_length=90, verbose_name='checkpoint')),
                ('frozen_at', models.DateTimeField(verbose_name='frozen')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='plans.annualplan', verbose_name='annual plan')),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
                'ordering': ['plan', 'as_of'],
            },
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(fields=['activity', '-id'], name='rating_by_line'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='rating_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='ratingreading',
            constraint=models.UniqueConstraint(fields=('rating', 'agency', 'reading'), name='a_side_reads_a_rating_once_in_each_way', violation_error_message='Your agency has said so already.'),
        ),
        migrations.AddConstraint(
            model_name='ratingreading',
            constraint=models.CheckConstraint(condition=models.Q(('reading', 'confirmed'), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='who_differs_from_a_rating_says_why', violation_error_message='Say in a sentence how your side reads it.'),
        ),
        migrations.AddConstraint(
            model_name='ratingreading',
            constraint=models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='rating_reading_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('plan', 'period'), name='a_period_is_frozen_once', violation_error_message='It is frozen already.'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('set_on'))), name='a_snapshot_is_not_frozen_before_its_day', violation_error_message='The day the plan sets has not come yet.'),
        ),
    ]
