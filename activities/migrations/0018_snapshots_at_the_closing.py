from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0017_what_an_assessment_read_stays'),
        ('plans', '0014_the_day_a_year_was_closed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='a_snapshot_is_not_frozen_before_its_day',
        ),
        migrations.AddField(
            model_name='snapshot',
            name='at_closing',
            field=models.BooleanField(default=False, verbose_name='frozen as the year was closed'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('set_on')), models.Q(('at_closing', True), ('period', 'year')), _connector='OR'), name='a_snapshot_is_not_frozen_before_its_day', violation_error_message='The day the plan sets has not come yet.'),
        ),
    ]
