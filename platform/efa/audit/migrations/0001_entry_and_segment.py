# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries of the log, and what stands for those that have expired."""

import uuid

import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(verbose_name="Nummer")),
                ("at", models.DateTimeField(verbose_name="Zeitpunkt")),
                ("event", models.CharField(max_length=92, verbose_name="Ereignis")),
                ("actor", models.CharField(max_length=67, verbose_name="wer")),
                ("subject", models.CharField(blank=True, max_length=95, verbose_name="woran")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="Angaben")),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "Eintrag",
                "verbose_name_plural": "Einträge",
                "indexes": [
                    models.Index(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=["subject", "number"],
                        name="entry_by_subject",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="entry_number_once"),
                    models.UniqueConstraint(fields=("prev_hash",), name="entry_follows_each_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number", 1),
                                ("prev_hash", "0000000000000000000000000000000000000000000000000000000000000000"),
                            ),
                            models.Q(
                                ("number__gt", 1),
                                models.Q(
                                    ("prev_hash", "0000000000000000000000000000000000000000000000000000000000000000"),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="entry_first_has_none_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prev_hash__regex", "^[0-9a-f]{64}$")), name="entry_prev_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")), name="entry_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event__regex", "^[a-z][a-z0-9_]{0,29}([.][a-z][a-z0-9_]{0,29}){1,2}$")),
                        name="entry_event_is_a_dotted_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "actor__regex",
                                "^(operator|nobody|([a-z][a-z_]{0,29}:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$",
                            )
                        ),
                        name="entry_actor_is_an_opaque_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__regex", "^([a-z][a-z_]{0,29}:[a-z0-9][a-z0-9._-]{0,63})?$")),
                        name="entry_subject_is_type_and_id",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(models.F("facts"), function="jsonb_typeof", output_field=models.TextField()),
                            models.Value("object"),
                        ),
                        name="entry_facts_are_an_object",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("facts"),
                                models.Value('$.keyvalue().key ? (!(@ like_regex "^[a-z][a-z0-9_]{0,39}$"))'),
                                function="jsonb_path_exists",
                                output_field=models.BooleanField(),
                            ),
                            _negated=True,
                        ),
                        name="entry_facts_have_keys_of_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("facts"),
                                models.Value(
                                    '$.* ? (@.type() == "object" || @.type() == "array" || @.type() == "null" || (@.type() == "string" && !(@ like_regex "^([a-z0-9][a-z0-9._:-]{0,63}|[A-Z][A-Z0-9_]{0,63})$")))'
                                ),
                                function="jsonb_path_exists",
                                output_field=models.BooleanField(),
                            ),
                            _negated=True,
                        ),
                        name="entry_facts_are_no_text",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length(
                                django.db.models.functions.comparison.Cast("facts", models.TextField())
                            ),
                            models.Value(2048),
                        ),
                        name="entry_facts_are_short",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("first_number", models.BigIntegerField(verbose_name="erste Nummer")),
                ("last_number", models.BigIntegerField(verbose_name="letzte Nummer")),
                ("count", models.BigIntegerField(verbose_name="Anzahl")),
                ("prev_hash", models.CharField(max_length=64)),
                ("head_hash", models.CharField(max_length=64)),
                ("expired_at", models.DateTimeField(verbose_name="abgelaufen")),
                ("signature", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "abgelaufener Abschnitt",
                "verbose_name_plural": "abgelaufene Abschnitte",
                "constraints": [
                    models.UniqueConstraint(fields=("prev_hash",), name="segment_follows_each_segment_once"),
                    models.UniqueConstraint(fields=("first_number",), name="segment_first_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_number", 1),
                                ("prev_hash", "0000000000000000000000000000000000000000000000000000000000000000"),
                            ),
                            models.Q(
                                ("first_number__gt", 1),
                                models.Q(
                                    ("prev_hash", "0000000000000000000000000000000000000000000000000000000000000000"),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="segment_first_has_none_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "count",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("last_number"), "-", models.F("first_number")
                                    ),
                                    "+",
                                    models.Value(1),
                                ),
                            ),
                            ("count__gte", 1),
                        ),
                        name="segment_counts_its_entries",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prev_hash__regex", "^[0-9a-f]{64}$")), name="segment_prev_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("head_hash__regex", "^[0-9a-f]{64}$")), name="segment_head_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signature__regex", "^[0-9a-f]{64}$")), name="segment_signature_is_sha256"
                    ),
                ],
            },
        ),
    ]
