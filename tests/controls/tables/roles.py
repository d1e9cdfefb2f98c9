# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T2 to T4 and T13: rights as data, nothing that falls through to `public`, shared rows, names of schemas."""

from typing import Final

from tests.controls.control import control

_PREPARED: Final = "platform/efa/config/postgres/database.py"
_GRANTS: Final = "platform/efa/tenancy/grants.py"
_OPENING: Final = "platform/efa/tenancy/opening.py"
_CHECK: Final = "platform/efa/tenancy/check.py"
_MIGRATE: Final = "platform/efa/tenancy/management/commands/migrate_schemas.py"
_SERVICES: Final = "platform/efa/tenancy/services.py"
_MODELS: Final = "platform/efa/tenancy/models.py"
_NAMES: Final = "platform/efa/wall/names.py"
_BACKEND: Final = "platform/efa/wall/backend/base.py"
# The migration ends with a look at the catalogue and would stop right here. That net is a control of its own
# (T2.migrations); it is off, too, so that the next one is seen.
_UNSEEN: Final = (_MIGRATE, "found = check.findings()", "found: list[check.Finding] = []")
_PROOF: Final = "tests/efa/tenancy/test_proof.py::test_nobody_gets_through_and_the_superuser_always_does"
_OF_CHECK: Final = "tests/efa/tenancy/test_check.py"
_UNTOUCHED: Final = f"{_OF_CHECK}::test_an_untouched_database_has_no_findings"
_TAMPERING: Final = f"{_OF_CHECK}::test_each_tampering_is_a_finding_that_names_it"
_MIGRATING: Final = "tests/efa/tenancy/test_migrating.py"
_OF_BACKEND: Final = "tests/efa/wall/test_backend.py"
_OF_NAMES: Final = "tests/efa/wall/test_names.py"

CONTROLS: Final = (
    # --- T1: the logins ---
    control(
        "T1", "noinherit", "a login has the rights of its roles without taking one",
        (_PREPARED, '"NOCREATEROLE NOINHERIT"', '"NOCREATEROLE INHERIT"'), _UNSEEN,
        falls=(_PROOF, _UNTOUCHED),
    ),
    control(
        "T1", "logins", "the Land's login may take the role of every Kommune",
        (_GRANTS, "        yield roles.web, me\n", "        yield roles.web, me\n        yield roles.land, me\n"),
        falls=(_PROOF, f"{_OF_BACKEND}::test_a_login_cannot_take_the_roles_of_the_other_one"),
    ),
    control(
        "T1", "neighbours", "the role of a schema may do what the role of another one may",
        (_GRANTS, "    yield me, roles.tenant\n", "    yield me, roles.tenant\n    if schema != LAND:\n        yield roles.of(LAND), me\n"),
        falls=(_PROOF,),
    ),
    # --- T2: rights are data ---
    control(
        "T2", "temporary", "temporary tables may be made, and everybody may connect",
        (_PREPARED, '"REVOKE ALL ON DATABASE {name} FROM PUBLIC"', '"REVOKE CREATE ON DATABASE {name} FROM PUBLIC"'), _UNSEEN,
        falls=(_PROOF, _UNTOUCHED),
    ),
    control(
        "T2", "large_objects", "large objects may be made, which belong to no schema",
        (_PREPARED, "LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made);", "LOOP"), _UNSEEN,
        falls=(_PROOF, _UNTOUCHED),
    ),
    control(
        "T2", "public_schema", "everybody may look into the schema of the registers",
        (_PREPARED, '    yield _sql("REVOKE ALL ON SCHEMA public FROM PUBLIC")\n', ""), _UNSEEN,
        falls=(_UNTOUCHED,),
    ),
    control(
        "T2", "functions", "a function of the owner's is everybody's",
        (_PREPARED, "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT EXECUTE ON FUNCTIONS TO PUBLIC"), _UNSEEN,
        falls=("tests/campaign/test_limits.py::test_a_function_of_the_owners_is_nobody_elses",),
    ),
    control(
        "T2", "closed", "a table of `public` that declares nothing is open to be read",
        (_GRANTS, 'getattr(model, "rights", CLOSED)', 'getattr(model, "rights", Shared())'),
        falls=("tests/efa/wall/test_faults.py::test_content_types_are_the_installations_and_no_tenants",),
    ),
    control(
        "T2", "narrowed", "the role of a schema may change what may only be added to",
        (_OPENING, "            *grants.narrowing_statements(roles, schema, recording.type),\n", ""),
        falls=("tests/efa/tenancy/test_opening.py::test_the_database_looks_as_declared_after_opening",),
    ),
    control(
        "T2", "migrations", "a migration ends without a look at what it has made",
        _UNSEEN,
        falls=(f"{_MIGRATING}::test_what_is_not_as_declared_stops_the_migration",),
    ),
    control(
        "T2", "put_right", "a migration leaves the rights as they are",
        (_MIGRATE, "        walled().set_schema_to_public()\n        put_right()\n", "        walled().set_schema_to_public()\n"),
        falls=(f"{_MIGRATING}::test_rights_that_got_lost_are_given_again",),
        remakes=False,
    ),
    control(
        "T2", "owner", "whoever serves pages may try to open a schema",
        (_OPENING, "    if not walled().is_owner:\n        raise NotTheOwner\n", "    return\n"),
        falls=("tests/efa/tenancy/test_services.py::test_only_the_owner_opens_a_schema",),
        remakes=False,
    ),
    control(
        "T2", "rights_too_many", "the check overlooks rights too many",
        (_CHECK, "for right in sorted(found - wanted):", "for right in sorted(found & set()):"),
        falls=(_TAMPERING, f"{_OF_CHECK}::test_each_hole_is_a_finding"),
    ),
    control(
        "T2", "roles_too_many", "the check overlooks what a role may do by itself",
        (_CHECK, "elif found[role] != attributes:", "elif False:"),
        falls=(_TAMPERING,),
    ),
    control(
        "T2", "members_too_many", "the check overlooks who is a member of what",
        (_CHECK, "        if (member, role) not in wanted and not (", "        if False and not ("),
        falls=(f"{_OF_CHECK}::test_each_hole_is_a_finding",),
    ),
    # --- T3: no fall-through ---
    control(
        "T3", "nobody", "who is no tenant reads the registers instead of nothing",
        (_BACKEND, "            self._note(None, None, None)\n", "            self.set_schema_to_public()\n"),
        falls=(f"{_OF_BACKEND}::test_who_was_forgotten_is_nobody", f"{_OF_BACKEND}::test_a_new_thread_is_nobody"),
    ),
    control(
        "T3", "path", "a name is looked for in `public` before the tenant's own schema",
        (_NAMES, 'wall(path=f"{schema}, {PUBLIC}", role=', 'wall(path=f"{PUBLIC}, {schema}", role='),
        falls=(f"{_OF_BACKEND}::test_each_statement_is_its_tenants_and_sees_its_tenants_rows",),
    ),
    control(
        "T3", "unknown", "a tenant that there is not becomes somebody who reads the registers",
        (_BACKEND, "        super().execute(before + self.mogrify(query, params), **options)\n        self.set_result(names.ANSWERS)\n",
         ("        try:\n            super().execute(before + self.mogrify(query, params), **options)\n"
         "        except Exception:\n            super().execute(names.public_wall(self.wall.roles) + self.mogrify(query, params))\n"
         "        self.set_result(names.ANSWERS)\n")),
        falls=(f"{_OF_BACKEND}::test_an_unknown_tenant_is_an_error_and_never_public",),
    ),
    control(
        "T3", "table_in_public", "the check overlooks a table of a tenant that stands in `public`",
        (_CHECK, "            if name not in shared:\n", "            if False:\n"),
        falls=(_TAMPERING, f"{_MIGRATING}::test_what_is_not_as_declared_stops_the_migration"),
    ),
    control(
        "T3", "missing_table", "the check overlooks a table that a tenant has not",
        (_CHECK, "for table in sorted(wanted - there[schema]):", "for table in sorted(wanted & set()):"),
        falls=(_TAMPERING,),
    ),
    # --- T4: shared rows ---
    control(
        "T4", "enabled", "row level security is not switched on",
        (_GRANTS, 'for deed in ("ENABLE", "FORCE"):', 'for deed in ("DISABLE", "FORCE"):'), _UNSEEN,
        falls=(_PROOF, _UNTOUCHED),
    ),
    control(
        "T4", "forced", "row level security does not hold for the owner",
        (_GRANTS, 'for deed in ("ENABLE", "FORCE"):', 'for deed in ("ENABLE", "NO FORCE"):'), _UNSEEN,
        falls=(_UNTOUCHED,),
    ),
    control(
        "T4", "own_rows", "a tenant may write the rows of all others",
        (_GRANTS, 'own = shared.own.replace("{role}", roles.prefix)', 'own = "true"'),
        falls=(_PROOF,),
    ),
    control(
        "T4", "own_columns", "a tenant may write every column of its row",
        (_GRANTS, 'yield from (Right("column", f"{name}.{c}", roles.tenant, "UPDATE") for c in table.shared.columns)', 'yield Right("table", name, roles.tenant, "UPDATE")'),
        falls=(_PROOF,),
    ),
    control(
        "T4", "policies_changed", "the check overlooks a policy that was changed",
        (_CHECK, "for table, name, *_ in sorted(wanted - found):", "for table, name, *_ in sorted(wanted & set()):"),
        falls=(_TAMPERING,),
    ),
    # --- T13: names of schemas ---
    control(
        "T13", "generated", "the name of a schema is made of the key of its Kommune",
        (_SERVICES, "schema_name=LAND if is_land else new_schema_name(),", 'schema_name=LAND if is_land else f"k_{ags:a>12}",'),
        falls=(f"{_OF_NAMES}::test_an_invited_kommune_gets_a_name_that_nobody_gave",),
    ),
    control(
        "T13", "random", "names of schemas are not drawn from all letters",
        (_MODELS, "secrets.choice(_ALPHABET)", "secrets.choice(_ALPHABET[:31])"),
        falls=(f"{_OF_NAMES}::test_names_are_drawn_from_the_whole_alphabet_and_do_not_repeat",),
        remakes=False,
    ),
    control(
        "T13", "checked", "a role or a wall is made of any name",
        (_NAMES, '        if not SCHEMA_NAME.fullmatch(schema):\n            raise ValueError("not a generated schema name")\n        return self.prefix', "        return self.prefix"),
        falls=(
            f"{_OF_NAMES}::test_only_a_generated_name_gets_into_a_wall_or_a_role",
            f"{_OF_BACKEND}::test_a_schema_that_was_not_generated_is_refused_before_a_statement",
        ),
    ),
    control(
        "T13", "constraint", "the database takes any name of a schema",
        ("platform/efa/tenancy/migrations/0001_kommune_and_domain.py", '("schema_name__regex", "^(land|k_[a-z2-7]{12})$")', '("schema_name__regex", "")'),
        falls=(f"{_OF_NAMES}::test_the_database_takes_no_other_name_either",),
    ),
)  # fmt: skip
