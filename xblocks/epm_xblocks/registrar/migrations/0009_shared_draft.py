from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0008_team_seat")]

    operations = [
        migrations.CreateModel(
            name="SharedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64, unique=True)),
                ("answers", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
            ],
        ),
    ]
