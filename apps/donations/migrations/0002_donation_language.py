from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('donations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='donation',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text="Of the page it was made on; blank: the city's own.", max_length=5),
        ),
    ]
