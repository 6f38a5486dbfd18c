import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0013_bell_on_wall")]

    operations = [
        migrations.AddField(
            model_name="rest",
            name="fixed_at",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="OwnWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=20)),
                ("step", models.CharField(max_length=20)),
                ("say_en", models.CharField(blank=True, max_length=2400)),
                ("say_zh", models.CharField(blank=True, max_length=2400)),
                ("ask_en", models.CharField(blank=True, max_length=640)),
                ("ask_zh", models.CharField(blank=True, max_length=640)),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_words",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "stage", "step"), name="own_words_once_a_step")
                ],
            },
        ),
    ]
