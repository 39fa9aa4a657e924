import django.core.validators
import django.db.models.deletion
import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0009_one_person_one_party'),
    ]

    operations = [
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('month', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Write a month from 1 to 12.'), django.core.validators.MaxValueValidator(12, 'Write a month from 1 to 12.')], verbose_name='month')),
                ('day', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Write a day from 1 to 31.'), django.core.validators.MaxValueValidator(31, 'Write a day from 1 to 31.')], verbose_name='day')),
                ('until_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1, 'Write a month from 1 to 12.'), django.core.validators.MaxValueValidator(12, 'Write a month from 1 to 12.')], verbose_name='until, month')),
                ('until_day', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1, 'Write a day from 1 to 31.'), django.core.validators.MaxValueValidator(31, 'Write a day from 1 to 31.')], verbose_name='until, day')),
                ('first_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900, 'Write a year from 1900 to 2100.'), django.core.validators.MaxValueValidator(2100, 'Write a year from 1900 to 2100.')], verbose_name='held since the year')),
                ('note', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='note')),
                ('retired_on', plans.models.fields.DayField(blank=True, editable=False, null=True, verbose_name='retired on')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occasions', to='plans.agreement', verbose_name='agreement')),
            ],
            options={
                'verbose_name': 'occasion',
                'verbose_name_plural': 'occasions',
                'ordering': ['month', 'day', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'name_mn'), name='one_occasion_of_a_name', violation_error_message='An occasion of this name is there already.'), models.CheckConstraint(condition=models.Q(models.Q(('day__range', (1, 31)), ('month__in', [1, 3, 5, 7, 8, 10, 12])), models.Q(('day__range', (1, 30)), ('month__in', [4, 6, 9, 11])), models.Q(('day__range', (1, 29)), ('month', 2)), _connector='OR'), name='occasion_on_a_day_of_its_month', violation_error_message='This month has no such day.'), models.CheckConstraint(condition=models.Q(('until_month', None), ('until_day', None), models.Q(('until_day__range', (1, 31)), ('until_month__in', [1, 3, 5, 7, 8, 10, 12])), models.Q(('until_day__range', (1, 30)), ('until_month__in', [4, 6, 9, 11])), models.Q(('until_day__range', (1, 29)), ('until_month', 2)), _connector='OR'), name='occasion_until_a_day_of_its_month', violation_error_message='This month has no such day.'), models.CheckConstraint(condition=models.Q(models.Q(('until_day', None), ('until_month', None)), models.Q(('until_day__isnull', False), ('until_month__isnull', False)), _connector='OR'), name='occasion_until_a_whole_day', violation_error_message='Write both the month and the day, or neither.')],
            },
        ),
    ]
