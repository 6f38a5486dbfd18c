from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0014_own_words_and_fixed_breaks")]

    operations = [migrations.AddField("workshop", "draws_on_screens", models.BooleanField(default=False))]
