from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0019_replies_of_the_addressee'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activityplace',
            name='division',
            field=models.CharField(choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur district'), ('UB-BK', 'Bagakhangai district'), ('UB-BG', 'Bayangol district'), ('UB-BZ', 'Bayanzurkh district'), ('UB-NA', 'Nalaikh district'), ('UB-SK', 'Songinokhairkhan district'), ('UB-SB', 'Sukhbaatar district'), ('UB-KU', 'Khan-Uul district'), ('UB-CH', 'Chingeltei district'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='division',
            field=models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur district'), ('UB-BK', 'Bagakhangai district'), ('UB-BG', 'Bayangol district'), ('UB-BZ', 'Bayanzurkh district'), ('UB-NA', 'Nalaikh district'), ('UB-SK', 'Songinokhairkhan district'), ('UB-SB', 'Sukhbaatar district'), ('UB-KU', 'Khan-Uul district'), ('UB-CH', 'Chingeltei district'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='where'),
        ),
        migrations.AlterField(
            model_name='inquirysite',
            name='division',
            field=models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur district'), ('UB-BK', 'Bagakhangai district'), ('UB-BG', 'Bayangol district'), ('UB-BZ', 'Bayanzurkh district'), ('UB-NA', 'Nalaikh district'), ('UB-SK', 'Songinokhairkhan district'), ('UB-SB', 'Sukhbaatar district'), ('UB-KU', 'Khan-Uul district'), ('UB-CH', 'Chingeltei district'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district'),
        ),
        migrations.AlterField(
            model_name='participantgroup',
            name='division',
            field=models.CharField(blank=True, choices=[('MN-1', 'Ulaanbaatar'), ('MN-073', 'Arkhangai'), ('MN-069', 'Bayankhongor'), ('MN-071', 'Bayan-Ulgii'), ('MN-067', 'Bulgan'), ('MN-064', 'Govisumber'), ('MN-065', 'Govi-Altai'), ('MN-037', 'Darkhan-Uul'), ('MN-063', 'Dornogovi'), ('MN-061', 'Dornod'), ('MN-059', 'Dundgovi'), ('MN-057', 'Zavkhan'), ('MN-035', 'Orkhon'), ('MN-055', 'Uvurkhangai'), ('MN-053', 'Umnugovi'), ('MN-051', 'Sukhbaatar'), ('MN-049', 'Selenge'), ('MN-047', 'Tuv'), ('MN-046', 'Uvs'), ('MN-043', 'Khovd'), ('MN-041', 'Khuvsgul'), ('MN-039', 'Khentii'), ('UB-BN', 'Baganuur district'), ('UB-BK', 'Bagakhangai district'), ('UB-BG', 'Bayangol district'), ('UB-BZ', 'Bayanzurkh district'), ('UB-NA', 'Nalaikh district'), ('UB-SK', 'Songinokhairkhan district'), ('UB-SB', 'Sukhbaatar district'), ('UB-KU', 'Khan-Uul district'), ('UB-CH', 'Chingeltei district'), ('nationwide', 'nationwide'), ('online', 'online')], max_length=12, verbose_name='province or district'),
        ),
    ]
