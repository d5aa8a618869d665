from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0007_team")]

    operations = [
        migrations.CreateModel(
            name="TeamSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64, unique=True)),
                ("username", models.CharField(max_length=150)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="seats", to="epm_registrar.team"
                    ),
                ),
            ],
        ),
    ]
