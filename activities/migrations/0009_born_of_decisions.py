import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0008_lines_beyond_the_plan'),
        ('plans', '0007_meetings'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='decision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='plans.decision', verbose_name='born of the decision'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='plans.decision', verbose_name='born of the decision'),
        ),
    ]
