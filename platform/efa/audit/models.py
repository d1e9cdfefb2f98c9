# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries of the log, and what stands for those that have expired."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Cast, Length
from django.db.models.lookups import Exact, LessThanOrEqual

from efa.audit.chain import GENESIS
from efa.audit.content import ACTOR, EVENT, KEY, SIZE, SUBJECT, TEXT
from efa.wall.models import TenantModel
from efa.wall.rights import Rights

_SHA256: Final = "^[0-9a-f]{64}$"
_NO_KEY: Final = f'$.keyvalue().key ? (!(@ like_regex "{KEY}"))'
_NO_FACT: Final = (
    '$.* ? (@.type() == "object" || @.type() == "array" || @.type() == "null"'
    f' || (@.type() == "string" && !(@ like_regex "{TEXT}")))'
)


def _finds(path: str) -> Func:
    return Func(F("facts"), Value(path), function="jsonb_path_exists", output_field=models.BooleanField())


class Entry(TenantModel):
    """One event. It is written once and neither changed nor deleted by the tenant's own role.

    Owner: the Kommune or the Land whose schema it is. Kept: until `services.expire` replaces it, by the period the
    owner has set. Encryption class: none; opaque ids, codes and numbers only, no content.
    """

    rights: ClassVar[Rights] = Rights.APPEND

    number = models.BigIntegerField("Nummer")
    at = models.DateTimeField("Zeitpunkt")
    event = models.CharField("Ereignis", max_length=92)
    # An opaque id or one of the constants of `content`, never a name.
    actor = models.CharField("wer", max_length=67)
    subject = models.CharField("woran", max_length=95, blank=True)
    facts = models.JSONField("Angaben", default=dict, blank=True)
    prev_hash = models.CharField(max_length=64)
    # Over all other columns and the name of the schema (`chain.digest`).
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Eintrag"
        verbose_name_plural = "Einträge"
        indexes = [models.Index(name="entry_by_subject", fields=["subject", "number"], condition=~Q(subject=""))]
        constraints = [
            models.UniqueConstraint(name="entry_number_once", fields=["number"]),
            models.UniqueConstraint(name="entry_follows_each_entry_once", fields=["prev_hash"]),
            models.CheckConstraint(
                name="entry_first_has_none_before",
                condition=Q(number=1, prev_hash=GENESIS) | (Q(number__gt=1) & ~Q(prev_hash=GENESIS)),
            ),
            models.CheckConstraint(name="entry_prev_hash_is_sha256", condition=Q(prev_hash__regex=_SHA256)),
            models.CheckConstraint(name="entry_hash_is_sha256", condition=Q(hash__regex=_SHA256)),
            models.CheckConstraint(name="entry_event_is_a_dotted_name", condition=Q(event__regex=EVENT)),
            models.CheckConstraint(name="entry_actor_is_an_opaque_id", condition=Q(actor__regex=ACTOR)),
            models.CheckConstraint(name="entry_subject_is_type_and_id", condition=Q(subject__regex=SUBJECT)),
            models.CheckConstraint(
                name="entry_facts_are_an_object",
                condition=Exact(Func(F("facts"), function="jsonb_typeof", output_field=TextField()), Value("object")),
            ),
            models.CheckConstraint(name="entry_facts_have_keys_of_code", condition=~Q(_finds(_NO_KEY))),
            models.CheckConstraint(name="entry_facts_are_no_text", condition=~Q(_finds(_NO_FACT))),
            models.CheckConstraint(
                name="entry_facts_are_short",
                condition=LessThanOrEqual(Length(Cast("facts", TextField())), Value(SIZE)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"


class Segment(TenantModel):
    """What stands for entries that have expired: from which to which, and the signed hash of the last one.

    Owner: the Kommune or the Land whose schema it is. Kept: as long as the schema. Encryption class: none; numbers
    and hashes only.
    """

    # Made by the owner's login, because it takes the right to delete entries.
    rights: ClassVar[Rights] = Rights.READ

    first_number = models.BigIntegerField("erste Nummer")
    last_number = models.BigIntegerField("letzte Nummer")
    count = models.BigIntegerField("Anzahl")
    # Of the first entry.
    prev_hash = models.CharField(max_length=64)
    # Of the last entry; the first one that is left continues it.
    head_hash = models.CharField(max_length=64)
    expired_at = models.DateTimeField("abgelaufen")
    signature = models.CharField(max_length=64)

    class Meta:
        verbose_name = "abgelaufener Abschnitt"
        verbose_name_plural = "abgelaufene Abschnitte"
        constraints = [
            models.UniqueConstraint(name="segment_follows_each_segment_once", fields=["prev_hash"]),
            models.UniqueConstraint(name="segment_first_number_once", fields=["first_number"]),
            models.CheckConstraint(
                name="segment_first_has_none_before",
                condition=Q(first_number=1, prev_hash=GENESIS) | (Q(first_number__gt=1) & ~Q(prev_hash=GENESIS)),
            ),
            models.CheckConstraint(
                name="segment_counts_its_entries",
                condition=Q(count__gte=1, count=F("last_number") - F("first_number") + 1),
            ),
            models.CheckConstraint(name="segment_prev_hash_is_sha256", condition=Q(prev_hash__regex=_SHA256)),
            models.CheckConstraint(name="segment_head_hash_is_sha256", condition=Q(head_hash__regex=_SHA256)),
            models.CheckConstraint(name="segment_signature_is_sha256", condition=Q(signature__regex=_SHA256)),
        ]

    def __str__(self) -> str:
        return f"{self.first_number}–{self.last_number}"
