from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0001_sitting")]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("receipt", models.CharField(max_length=16, unique=True)),
                ("answers", models.TextField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("seed", models.BigIntegerField()),
                ("revision", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("late", models.BooleanField(default=False)),
                ("sitting", models.ForeignKey(on_delete=CASCADE, related_name="submissions", to="epm_registrar.sitting")),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(fields=("sitting", "key"), name="epm_submission_key"),
                    models.UniqueConstraint(fields=("sitting", "number"), name="epm_submission_number"),
                ),
            },
        ),
    ]
