from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0005_revisions")]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=255)),
                ("seat", models.CharField(default="trainer", max_length=16)),
                ("marker", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=16)),
                ("levels", models.TextField()),
                ("comments", models.TextField()),
                ("points", models.FloatField()),
                ("out_of", models.FloatField()),
                ("revision", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="assessments", to="epm_registrar.submission"
                    ),
                ),
            ],
        ),
    ]
