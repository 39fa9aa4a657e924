import django.core.validators
import django.db.models.deletion
import plans.models.fields
from django.db import migrations, models

SCALES = [
    # names, then value and names of each grade
    (
        ("Төрийн байгууллагын нийтлэг шатлал", "The usual scale of public bodies"),
        [
            (100, "бүрэн хэрэгжсэн", "fully carried out"),
            (70, "хэрэгжих шатандаа", "under way"),
            (30, "хэрэгжилт хангалтгүй", "insufficient"),
            (0, "хэрэгжээгүй", "not carried out"),
        ],
    ),
    (
        ("Найман түвшинтэй шатлал", "A scale of eight grades"),
        [
            (100, "бүрэн хэрэгжсэн", "fully carried out"),
            (90, "үндсэндээ хэрэгжсэн", "carried out but for little"),
            (80, "үр дүн гарсан", "the main result is there"),
            (70, "хэрэгжиж байгаа", "being carried out"),
            (50, "бэлтгэл хангасан", "prepared"),
            (30, "хэрэгжилт хангалтгүй", "insufficient"),
            (10, "эхлэлийн шатанд", "barely begun"),
            (0, "хэрэгжээгүй", "not carried out"),
        ],
    ),
]


def seed(apps, schema_editor):
    RatingScale, Grade = apps.get_model("plans", "RatingScale"), apps.get_model("plans", "Grade")
    for (name_mn, name_en), grades in SCALES:
        scale = RatingScale.objects.create(name_mn=name_mn, name_en=name_en)
        Grade.objects.bulk_create(
            Grade(scale=scale, value=value, name_mn=mn, name_en=en) for value, mn, en in grades
        )


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0010_occasions_of_the_year'),
    ]

    operations = [
        migrations.CreateModel(
            name='RatingScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
            ],
            options={
                'verbose_name': 'rating scale',
                'verbose_name_plural': 'rating scales',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='counts as')),
                ('name_mn', plans.models.fields.LineField(max_length=300, verbose_name='name in Mongolian')),
                ('name_en', plans.models.fields.LineField(blank=True, max_length=300, verbose_name='name in English')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='plans.ratingscale', verbose_name='rating scale')),
            ],
            options={
                'verbose_name': 'grade',
                'verbose_name_plural': 'grades',
                'ordering': ['scale', '-value'],
                'constraints': [
                    models.UniqueConstraint(fields=('scale', 'value'), name='a_grade_stands_once_in_a_scale', violation_error_message='The scale has this grade.'),
                    models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', 100)), name='a_grade_is_from_0_to_100', violation_error_message='A grade counts from 0 to 100.'),
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
