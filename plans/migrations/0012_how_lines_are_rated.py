import django.db.models.deletion
import plans.models.fields
import plans.models.rating_scales
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0011_rating_scales'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='rating_scale',
            field=models.ForeignKey(default=plans.models.rating_scales.usual_scale, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='plans.ratingscale', verbose_name='rating scale'),
        ),
        migrations.AddField(
            model_name='annualplan',
            name='half_year_on',
            field=plans.models.fields.DayField(blank=True, null=True, verbose_name='half-year snapshot on'),
        ),
        migrations.AddField(
            model_name='annualplan',
            name='year_on',
            field=plans.models.fields.DayField(blank=True, null=True, verbose_name='year snapshot on'),
        ),
    ]
