# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T6 and T12: rows and questions that know whose they are, and what Django keeps for a whole process."""

from typing import Final

from tests.controls.control import control

_GUARD: Final = "platform/efa/wall/guard.py"
_MODELS: Final = "platform/efa/wall/models.py"
_SETTINGS: Final = "platform/efa/config/settings/base.py"
_OF_GUARD: Final = "tests/efa/wall/test_guard.py"
_OF_ROWS: Final = "tests/efa/wall/test_models.py::test_a_row_of_one_tenant_is_refused_by_another"
_OF_QUESTIONS: Final = "tests/efa/wall/test_questions.py"
_HOUSE: Final = "tests/efa/wall/test_house_of_tenants.py"
_OF_FAULTS: Final = "tests/efa/wall/test_faults.py"
_HOURS: Final = '    weekday = models.PositiveSmallIntegerField("Wochentag"'

CONTROLS: Final = (
    control(
        "T6", "stamp", "a row does not remember whose it is",
        (_MODELS, "        self._tenant = present_schema()\n", "        self._tenant = None\n"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "compared", "nobody compares whose a row is",
        (_MODELS, "    elif theirs != here:\n        raise OtherTenant(type(row).__name__)\n", ""),
        falls=(_OF_ROWS, f"{_OF_GUARD}::test_what_is_tied_is_not_followed_elsewhere"),
    ),
    control(
        "T6", "save", "a row that names its database is saved at another tenant",
        (_MODELS, "        belonging_here(self)\n        super().save_base", "        super().save_base"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "delete", "a row that names its database is deleted at another tenant",
        (_MODELS, "        belonging_here(self)\n        return super().delete", "        return super().delete"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "refresh", "a row that names its database is loaded again from another tenant",
        (_MODELS, "        belonging_here(self)\n        super().refresh_from_db", "        super().refresh_from_db"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "bulk_create", "rows of another tenant are created in one go",
        (_MODELS, "rows = [belonging_here(row) for row in objs]", "rows = list(objs)"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "bulk_update", "rows of another tenant are updated in one go",
        (_MODELS, "super().bulk_update([belonging_here(row) for row in objs],", "super().bulk_update(objs,"),
        falls=(_OF_ROWS,),
    ),
    control(
        "T6", "followed", "relations of a row are followed at another tenant",
        (_GUARD, "        if isinstance(instance, TenantModel):\n            belonging_here(instance)\n", ""),
        falls=(f"{_OF_GUARD}::test_what_is_tied_is_not_followed_elsewhere",),
    ),
    control(
        "T6", "tied", "rows of two tenants are tied together",
        (_GUARD, "one._tenant != other._tenant:", "False:"),
        falls=(f"{_OF_GUARD}::test_rows_of_two_tenants_are_not_tied",),
    ),
    control(
        "T6", "router", "Django does not ask the guard",
        (_SETTINGS, ', "efa.wall.guard.Guard"]', "]"),
        falls=(
            f"{_OF_GUARD}::test_the_router_is_asked_and_has_no_opinion_on_databases",
            f"{_OF_GUARD}::test_rows_of_two_tenants_are_not_tied",
        ),
    ),
    control(
        "T6", "question", "a question that one tenant began is asked by another",
        (_MODELS, "if asked_by and asked_by != present_schema():", "if False:"),
        (_GUARD, "if asked_by and asked_by != present_schema():", "if False:"),
        falls=(f"{_OF_QUESTIONS}::test_what_asks_is_refused_elsewhere_and_works_at_home",),
    ),
    control(
        "T6", "kept_rows", "rows that one tenant has read are shown to another",
        (_MODELS, "        if rows is not None:\n            self._compare()\n        return rows", "        return rows"),
        falls=(f"{_OF_QUESTIONS}::test_what_asks_is_refused_elsewhere_and_works_at_home",),
    ),
    control(
        "T6", "batch", "a batch that one tenant began is continued by another",
        (_MODELS, "            self._compare(whose)\n            yield row", "            yield row"),
        falls=(f"{_OF_QUESTIONS}::test_a_batch_that_was_begun_at_home_is_not_continued_elsewhere",),
    ),
    control(
        "T6", "import", "a question made before there was a tenant is everybody's",
        (_MODELS, '        if clone._hints.get("tenant") is None:\n', "        if False:\n"),
        (_MODELS, '        if rows is not None and self._hints.get("tenant") is None:\n', "        if False:\n"),
        falls=(
            f"{_OF_QUESTIONS}::test_a_form_that_was_begun_for_one_tenant_is_not_shown_to_another",
            f"{_OF_QUESTIONS}::test_rows_read_by_the_first_tenant_are_not_kept_for_the_second",
        ),
    ),
    control(
        "T7", "integer_key", "the rows of a tenant are counted",
        ("tenants/instance/models.py", _HOURS, f"    id = models.BigAutoField(primary_key=True)\n{_HOURS}"),
        falls=(f"{_HOUSE}::test_a_model_of_a_tenant_keeps_the_rules",),
    ),
    control(
        "T12", "content_types", "each tenant has content types of its own, with ids that differ",
        (_SETTINGS, '_EVERYWHERE = ["efa.accounts",', '_EVERYWHERE = ["django.contrib.contenttypes", "efa.accounts",'),
        (_SETTINGS, '            "django.contrib.contenttypes",\n', ""),
        falls=(
            f"{_OF_FAULTS}::test_content_types_are_the_installations_and_no_tenants",
            f"{_HOUSE}::test_content_types_have_a_table_in_public_only",
        ),
        remakes=True,
    ),
    control(
        "T12", "readable", "a tenant reads the content types that the process keeps for all",
        ("platform/efa/tenancy/grants.py", 'getattr(model, "rights", CLOSED)', 'getattr(model, "rights", Shared())'),
        falls=(f"{_OF_FAULTS}::test_content_types_are_the_installations_and_no_tenants",),
    ),
    control(
        "T12", "generic_relation", "a row of a tenant points at anything, by its content type",
        ("tenants/instance/models.py", _HOURS, f'    thing = __import__("django.contrib.contenttypes.fields").contrib.contenttypes.fields.GenericForeignKey("weekday", "id")\n{_HOURS}'),
        falls=(f"{_HOUSE}::test_a_model_of_a_tenant_keeps_the_rules",),
    ),
)  # fmt: skip
