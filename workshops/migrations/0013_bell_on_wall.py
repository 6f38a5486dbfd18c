from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0012_cancelled")]

    operations = [migrations.AddField("workshop", "bell_on_wall", models.BooleanField(default=True))]
