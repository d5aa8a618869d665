from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0003_mark")]

    operations = [
        migrations.AddField("sitting", "case", models.CharField(max_length=255, default="", blank=True)),
    ]
