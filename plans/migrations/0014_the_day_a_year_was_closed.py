import plans.models.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0013_found_by_their_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='annualplan',
            name='closed_on',
            field=plans.models.fields.DayField(blank=True, null=True, verbose_name='day the year was closed'),
        ),
    ]
