from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0008_working_groups'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='consentact',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('proposal', 'person'), name='a_person_acts_for_one_party_on_a_text', violation_error_message='You have acted on this text for another agency.'),
        ),
    ]
