import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0014_the_day_a_year_was_closed'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='asked_because',
            field=plans.models.fields.ProseField(blank=True, editable=False, max_length=2000, verbose_name='why another day'),
        ),
        migrations.AddField(
            model_name='decision',
            name='asked_to',
            field=plans.models.fields.DayField(blank=True, null=True, verbose_name='another day'),
        ),
        migrations.AddField(
            model_name='decision',
            name='moved_to',
            field=plans.models.fields.DayField(blank=True, editable=False, null=True, verbose_name='due by what was agreed since'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('plan_adoption', 'adoption of the plan'), ('amendment', 'amendment of the plan'), ('correction', 'correction of a slip'), ('closing', 'closing of the year'), ('minutes', 'minutes of the meeting'), ('decision_day', 'another day for a decision'), ('group_set_up', 'setting up the working group'), ('group_end', 'dissolving the working group'), ('agreement_in_force', 'putting the agreement in force'), ('agreement_end', 'ending the agreement')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_because', ''), ('asked_to', None)), models.Q(('asked_to__isnull', False), models.Q(('asked_because', ''), _negated=True)), _connector='OR'), name='another_day_is_asked_for_with_its_reason'),
        ),
    ]
