from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0002_submission")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.FloatField()),
                ("out_of", models.FloatField()),
                ("detail", models.TextField()),
                ("revision", models.CharField(max_length=64)),
                ("cause", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("submission", models.ForeignKey(on_delete=CASCADE, related_name="marks", to="epm_registrar.submission")),
            ],
        ),
    ]
