import django.db.models.deletion
import django.utils.timezone
import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0016_say_what_a_recommendation_lacks'),
        ('plans', '0012_how_lines_are_rated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='carryingout',
            name='a_line_carries_it_out_once',
        ),
        # of those that stand there, the moment was not kept: it is not known, and not the day of this migration
        migrations.AddField(
            model_name='carryingout',
            name='added_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='carryingout',
            name='added_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='carryingout',
            name='reason',
            field=plans.models.fields.ProseField(blank=True, max_length=500, verbose_name='why it is taken back'),
        ),
        migrations.AddField(
            model_name='carryingout',
            name='taken_back_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='when it was taken back'),
        ),
        migrations.AddField(
            model_name='proof',
            name='reason',
            field=plans.models.fields.ProseField(blank=True, max_length=500, verbose_name='why it is taken back'),
        ),
        migrations.AddField(
            model_name='proof',
            name='taken_back_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='when it was taken back'),
        ),
        migrations.AlterField(
            model_name='carryingout',
            name='activity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carries_out', to='activities.activity', verbose_name='line that carries it out'),
        ),
        migrations.AlterField(
            model_name='proof',
            name='agency',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.agency', verbose_name='agency'),
        ),
        migrations.AddConstraint(
            model_name='carryingout',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('recommendation', 'activity'), name='a_line_carries_it_out_once', violation_error_message='This line is named already.'),
        ),
        migrations.AddConstraint(
            model_name='carryingout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('taken_back_at', None)), models.Q(('taken_back_at__isnull', False), models.Q(models.Q(('reason', ''), _negated=True), ('activity', None), _connector='OR')), _connector='OR'), name='a_line_is_taken_back_with_a_reason', violation_error_message='Say why it is taken back.'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(('taken_back_at', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='proof_is_taken_back_with_a_reason', violation_error_message='Say why it is taken back.'),
        ),
    ]
