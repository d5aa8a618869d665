from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0004_case")]

    operations = [
        migrations.AddField("sitting", "revisions", models.PositiveIntegerField(default=0)),
    ]
