from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("swot", "0001_initial"),
        ("workshops", "0017_read_out_and_dark_room"),
    ]

    operations = [migrations.DeleteModel(name="Spotlight")]
