import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', "0007_comments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='amendmentchange',
            name='a_new_line_stands_nowhere_yet',
        ),
        migrations.RemoveConstraint(
            model_name='amendmentchange',
            name='a_change_is_explained',
        ),
        migrations.AddField(
            model_name='activity',
            name='decided_on',
            field=plans.models.fields.DayField(blank=True, editable=False, null=True, verbose_name='decided on'),
        ),
        migrations.AlterField(
            model_name='amendmentchange',
            name='kind',
            field=models.CharField(choices=[('change', 'changed'), ('postpone', 'postponed'), ('withdraw', 'withdrawn'), ('add', 'added'), ('beyond', 'added beyond the plan')], max_length=8, verbose_name='what becomes of the line'),
        ),
        migrations.AddConstraint(
            model_name='amendmentchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('kind__in', ('add', 'beyond'))), models.Q(models.Q(('kind__in', ('add', 'beyond')), _negated=True), ('activity__isnull', False)), _connector='OR'), name='a_new_line_stands_nowhere_yet'),
        ),
        migrations.AddConstraint(
            model_name='amendmentchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', 'slip'), ('kind', 'beyond'), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='a_change_is_explained', violation_error_message='Explain it in a sentence.'),
        ),
    ]
