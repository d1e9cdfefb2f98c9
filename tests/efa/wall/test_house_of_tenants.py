# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every table of every tenant, walked over models and over the database itself (T6, T7, T12, T13)."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test.utils import isolate_apps

from efa.tenancy.models import Kommune
from efa.wall.models import OneRow, TenantModel, TenantQuerySet
from efa.wall.names import SCHEMA_NAME, Roles
from efa.wall.rights import Rights, Shared

TENANT_APPS = {app for kind in ("land", "kommune") for app in settings.TENANT_TYPES[kind]["APPS"]}
KEYS = models.UUIDField | models.CharField | models.TextField | models.BooleanField
TENANT_SCHEMAS = "(n.nspname = 'land' OR n.nspname LIKE 'k\\_%')"


def models_of(wanted: set[str]) -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_config.name in wanted]


def faults_of_a_tenants(model: type[models.Model], ours: set[str] = TENANT_APPS) -> Iterator[str]:
    """Yield what is wrong with a model of a tenant app, in a word each."""
    if not issubclass(model, TenantModel):
        yield "no stamp"
    if not isinstance(model._meta.pk, KEYS):
        yield "guessable key"
    if not isinstance(getattr(model, "rights", None), Rights):
        yield "no rights"
    if not all(isinstance(manager.all(), TenantQuerySet) for manager in model._meta.managers):
        yield "manager without a tenant"
    if any(isinstance(field, GenericForeignKey) for field in model._meta.private_fields):
        yield "generic relation"
    for field in model._meta.get_fields():
        other = field.related_model if field.is_relation else None
        if isinstance(other, type) and other._meta.app_config.name not in ours:
            yield "points out of the schema"
        if field.many_to_many and field.concrete and field.remote_field.through._meta.auto_created:
            yield "hidden table"


@pytest.mark.parametrize("model", models_of(TENANT_APPS), ids=lambda model: model._meta.label)
def test_a_model_of_a_tenant_keeps_the_rules(model):
    assert list(faults_of_a_tenants(model)) == []


def test_the_walk_sees_the_models():
    assert len(models_of(TENANT_APPS)) >= 8
    assert {model._meta.app_label for model in models_of(TENANT_APPS)} >= {"theming", "instance", "audit", "accounts"}


with isolate_apps("tests.cast"):

    class Planted(TenantModel):
        class Meta:
            app_label = "cast"

    class Stranger(models.Model):  # noqa: DJ008 -- it breaks the rules on purpose
        class Meta:
            app_label = "cast"

    class Counted(TenantModel):
        id = models.BigAutoField(primary_key=True)

        class Meta:
            app_label = "cast"

    class Unmanaged(TenantModel):
        all_of_them = models.Manager()

        class Meta:
            app_label = "cast"

    class Without(TenantModel):
        rights = None

        class Meta:
            app_label = "cast"

    class Generic(TenantModel):
        kind = models.ForeignKey(ContentType, models.CASCADE)
        number = models.IntegerField()
        thing = GenericForeignKey("kind", "number")

        class Meta:
            app_label = "cast"

    class Outside(TenantModel):
        kommune = models.ForeignKey(Kommune, models.CASCADE)

        class Meta:
            app_label = "cast"

    class Hidden(TenantModel):
        others = models.ManyToManyField(Planted)

        class Meta:
            app_label = "cast"

    class Single(OneRow):
        class Meta:
            app_label = "cast"


@pytest.mark.parametrize(
    ("model", "faults"),
    [
        (Planted, set()),
        (Single, set()),
        (Stranger, {"no stamp", "guessable key", "no rights", "manager without a tenant"}),
        (Counted, {"guessable key"}),
        (Unmanaged, {"manager without a tenant"}),
        (Without, {"no rights"}),
        (Generic, {"generic relation", "points out of the schema"}),
        (Outside, {"points out of the schema"}),
        (Hidden, {"hidden table"}),
        (Hidden.others.through, {"no stamp", "guessable key", "no rights", "manager without a tenant"}),
    ],
)
def test_a_model_that_breaks_a_rule_is_found(model, faults):
    assert set(faults_of_a_tenants(model, TENANT_APPS | {"tests.cast"})) == faults


@pytest.mark.parametrize(
    "model", models_of(set(settings.TENANT_TYPES["public"]["APPS"])), ids=lambda model: model._meta.label
)
def test_a_register_declares_who_may_do_what(model):
    # Django's own table, which nobody but the owner may touch (`efa.tenancy.grants`).
    if model._meta.label == "contenttypes.ContentType":
        assert not hasattr(model, "rights")
    else:
        assert isinstance(model.rights, Shared)


# --- the database ------------------------------------------------------------------------------------------------
def found(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_no_table_has_a_trigger(db):
    ours = "n.nspname NOT IN ('pg_catalog', 'information_schema')"
    assert found(
        "SELECT n.nspname, relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
        f" JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal AND {ours}"
    ) == []  # fmt: skip


def test_no_table_of_a_tenant_has_a_key_that_counts(db):
    keys = found(
        "SELECT DISTINCT relname, format_type(atttypid, NULL), attidentity <> '' FROM pg_index i"
        " JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = relnamespace"
        f" JOIN pg_attribute a ON attrelid = c.oid AND attnum = ANY(indkey) WHERE indisprimary AND {TENANT_SCHEMAS}"
    )
    counted = {table for table, kind, is_identity in keys if kind in {"integer", "bigint", "smallint"} or is_identity}
    # Django's own record of migrations, to which the role of the schema has no right.
    assert counted == {"django_migrations"}
    assert len(keys) >= 8


def test_no_table_of_a_tenant_refers_to_another_schema(db):
    assert found(
        "SELECT n.nspname, c.relname, conname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid"
        " JOIN pg_class other ON other.oid = confrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        f" WHERE contype = 'f' AND {TENANT_SCHEMAS} AND other.relnamespace <> c.relnamespace"
    ) == []  # fmt: skip


def test_content_types_have_a_table_in_public_only(db):
    where = "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = 'django_content_type'"
    assert found(where) == [("public",)]


def test_names_of_schemas_and_roles_say_nothing_of_their_kommune(db):
    roles = Roles()
    there = {name for (name,) in found("SELECT rolname FROM pg_roles WHERE rolname LIKE 'efa\\_s\\_%'")}
    for kommune in Kommune.objects.filter(type=Kommune.Type.KOMMUNE):
        hosts = kommune.domains.values_list("domain", flat=True)
        facts = [kommune.name, kommune.short_name, kommune.ags, kommune.ars, kommune.kind, *hosts]
        parts = {part for fact in facts for part in re.findall(r"\w{4,}", fact.casefold())}
        names = {kommune.schema_name, roles.of(kommune.schema_name)}
        assert SCHEMA_NAME.fullmatch(kommune.schema_name)
        assert roles.of(kommune.schema_name) in there
        assert len(parts) >= 3
        assert [(part, name) for part in parts for name in names if part in name] == []


def test_no_schema_and_no_role_has_a_comment_that_could_tell(db):
    assert found(
        "SELECT n.nspname FROM pg_namespace n JOIN pg_description d ON d.objoid = n.oid"
        f" AND d.classoid = 'pg_namespace'::regclass WHERE {TENANT_SCHEMAS}"
        " UNION ALL SELECT rolname FROM pg_roles r JOIN pg_shdescription d ON d.objoid = r.oid"
        " AND d.classoid = 'pg_authid'::regclass WHERE rolname LIKE 'efa\\_%'"
    ) == []  # fmt: skip
