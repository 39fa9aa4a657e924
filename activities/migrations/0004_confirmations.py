import django.db.models.deletion
import plans.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0003_closing'),
        ('plans', '0004_acting_ends_early'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='reported_agency',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency that reported it done'),
        ),
        migrations.AddField(
            model_name='activity',
            name='reported_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who reported it done'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.CharField(choices=[('confirmed', 'confirms'), ('differs', 'reads it otherwise')], max_length=9, verbose_name='reading')),
                ('sentence', plans.models.fields.ProseField(blank=True, max_length=2000, verbose_name='how your side reads it')),
                ('reported_done_at', models.DateTimeField(verbose_name='reported done on')),
                ('reported', models.JSONField()),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('name_mn', models.CharField(max_length=300)),
                ('name_en', models.CharField(max_length=300)),
                ('post_mn', models.CharField(blank=True, max_length=300)),
                ('post_en', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_mn', models.CharField(blank=True, max_length=300)),
                ('acting_for_name_en', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('acting_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.actingauthority')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='activities.activity')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'reading of a side',
                'verbose_name_plural': 'readings of the sides',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'agency', 'reported_done_at', 'reading'), name='a_side_reads_a_report_once_in_each_way', violation_error_message='Your agency has said so already.'), models.CheckConstraint(condition=models.Q(('reading', 'confirmed'), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='who_differs_says_why', violation_error_message='Say in a sentence how your side reads it.'), models.CheckConstraint(condition=models.Q(('name_mn', ''), _negated=True), name='confirmation_names_its_person')],
            },
        ),
    ]
