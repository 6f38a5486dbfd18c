from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vision", "0002_drawing_on_screens")]

    operations = [
        migrations.AddField(
            model_name="stroke",
            name="taken_down_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
