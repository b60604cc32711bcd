import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import TruncMonth


def month_of(apps, schema_editor):
    """Until now only questions without a result were kept, by the day on which they were last asked."""
    asked = apps.get_model('search', 'AskedQuestion')
    asked.objects.update(month=TruncMonth('last_asked'))


class Migration(migrations.Migration):

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('search', '0004_synonyms'),
    ]

    operations = [
        migrations.RenameModel('MissedQuestion', 'AskedQuestion'),
        migrations.AlterModelOptions(
            name='askedquestion',
            options={'default_permissions': (), 'verbose_name': 'vraag van bezoekers', 'verbose_name_plural': 'vragen van bezoekers'},
        ),
        migrations.AlterField(
            model_name='askedquestion',
            name='question',
            field=models.CharField(max_length=120, verbose_name='vraag'),
        ),
        migrations.AddField(
            model_name='askedquestion',
            name='month',
            field=models.DateField(null=True, verbose_name='maand'),
        ),
        migrations.AddField(
            model_name='askedquestion',
            name='days',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='dagen'),
        ),
        migrations.AddField(
            model_name='askedquestion',
            name='found',
            field=models.PositiveIntegerField(default=0, verbose_name='gevonden'),
        ),
        migrations.AddField(
            model_name='askedquestion',
            name='near',
            field=models.PositiveIntegerField(default=0, verbose_name='bijna gevonden'),
        ),
        migrations.RunPython(month_of, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='askedquestion',
            name='month',
            field=models.DateField(verbose_name='maand'),
        ),
        migrations.AddConstraint(
            model_name='askedquestion',
            constraint=models.UniqueConstraint(fields=('question', 'month'), name='asked_once_a_month'),
        ),
        migrations.CreateModel(
            name='OpenedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.PositiveIntegerField(verbose_name='pagina')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='keren')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='search.askedquestion')),
            ],
            options={
                'verbose_name': 'geopend resultaat',
                'verbose_name_plural': 'geopende resultaten',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('asked', 'page'), name='opened_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=120, verbose_name='vraag')),
                ('words', models.CharField(max_length=240, verbose_name='woorden')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='item')),
            ],
            options={
                'verbose_name': 'aanbevolen resultaat',
                'verbose_name_plural': 'aanbevolen resultaten',
                'ordering': ['id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('words', 'page'), name='promoted_once')],
            },
        ),
    ]
