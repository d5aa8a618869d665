from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("epm_registrar", "0006_assessment")]

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64, unique=True)),
                ("course", models.CharField(db_index=True, max_length=255)),
                ("topic", models.CharField(blank=True, default="", max_length=255)),
                ("name", models.CharField(max_length=255)),
            ],
        ),
    ]
