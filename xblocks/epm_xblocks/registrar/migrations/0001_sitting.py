from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64, unique=True)),
                ("learner", models.CharField(db_index=True, max_length=64)),
                ("course", models.CharField(db_index=True, max_length=255)),
                ("block", models.CharField(db_index=True, max_length=255)),
                ("seed", models.BigIntegerField()),
                ("used", models.PositiveIntegerField(default=0)),
                ("created", models.DateTimeField()),
                ("cleared", models.DateTimeField(blank=True, null=True)),
                ("cleared_by", models.CharField(blank=True, default="", max_length=64)),
            ],
        ),
    ]
