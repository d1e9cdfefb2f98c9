# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody could do to the database by hand or by mistake, as a superuser; `check` and `proof` must notice.

`{a}` and `{b}` are the schemas of two Kommunen, `{roles}` is how the names of roles begin, `{database}` is its name.
"""

from typing import Final, NamedTuple


class Hole(NamedTuple):
    """A hole in the wall: what makes it, what closes it again, and the kinds of probes that must find it."""

    made: tuple[str, ...]
    closed: tuple[str, ...]
    found_by: frozenset[str]


# Each lets somebody reach what is not theirs.
HOLES: Final = {
    "a neighbour reads a table": Hole(
        ("GRANT USAGE ON SCHEMA {a} TO {roles}_s_{b}", "GRANT SELECT ON {a}.theming_branding TO {roles}_s_{b}"),
        ("REVOKE ALL ON {a}.theming_branding FROM {roles}_s_{b}", "REVOKE ALL ON SCHEMA {a} FROM {roles}_s_{b}"),
        frozenset({"read", "path", "rights"}),
    ),
    "a neighbour deletes rows": Hole(
        ("GRANT USAGE ON SCHEMA {a} TO {roles}_s_{b}", "GRANT DELETE ON {a}.theming_provider TO {roles}_s_{b}"),
        ("REVOKE ALL ON {a}.theming_provider FROM {roles}_s_{b}", "REVOKE ALL ON SCHEMA {a} FROM {roles}_s_{b}"),
        # The name alone leads to another refusal now, where before it led nowhere.
        frozenset({"delete", "path", "rights"}),
    ),
    "a neighbour has a right to one column, and no way there yet": Hole(
        ("GRANT UPDATE (claim_de) ON {a}.theming_branding TO {roles}_s_{b}",),
        ("REVOKE ALL ON {a}.theming_branding FROM {roles}_s_{b}",),
        frozenset({"rights"}),
    ),
    "everybody reads a table": Hole(
        ("GRANT USAGE ON SCHEMA {a} TO PUBLIC", "GRANT SELECT ON {a}.instance_office TO PUBLIC"),
        ("REVOKE ALL ON {a}.instance_office FROM PUBLIC", "REVOKE ALL ON SCHEMA {a} FROM PUBLIC"),
        frozenset({"read", "path", "rights", "alone"}),
    ),
    "a neighbour may build": Hole(
        ("GRANT ALL ON SCHEMA {a} TO {roles}_s_{b}",),
        ("REVOKE ALL ON SCHEMA {a} FROM {roles}_s_{b}",),
        frozenset({"build", "path", "rights"}),
    ),
    "a role is a member of its neighbour's": Hole(
        ("GRANT {roles}_s_{a} TO {roles}_s_{b}",),
        ("REVOKE {roles}_s_{a} FROM {roles}_s_{b}",),
        frozenset({"read", "path", "insert", "update", "delete", "build", "rights"}),
    ),
    "the Land's login may become a Kommune": Hole(
        ("GRANT {roles}_s_{a} TO {roles}_land",),
        ("REVOKE {roles}_s_{a} FROM {roles}_land",),
        frozenset({"roles"}),
    ),
    "the web's login may become the Land": Hole(
        ("GRANT {roles}_s_land TO {roles}_web",), ("REVOKE {roles}_s_land FROM {roles}_web",), frozenset({"roles"})
    ),
    "the web's login has its roles' rights without taking them": Hole(
        ("GRANT {roles}_s_{a} TO {roles}_web WITH INHERIT TRUE",),
        ("REVOKE {roles}_s_{a} FROM {roles}_web",),
        frozenset({"alone", "rights", "after"}),
    ),
    "a login begins each session as a tenant": Hole(
        ("ALTER ROLE {roles}_web IN DATABASE {database} SET role = '{roles}_s_{a}'",),
        ("ALTER ROLE {roles}_web IN DATABASE {database} RESET role",),
        frozenset({"after"}),
    ),
    "a login begins each session with a search path": Hole(
        ("ALTER ROLE {roles}_web IN DATABASE {database} SET search_path = '{a}'",),
        ("ALTER ROLE {roles}_web IN DATABASE {database} RESET search_path",),
        frozenset({"after"}),
    ),
    "row level security is off": Hole(
        ("ALTER TABLE public.tenancy_kommune DISABLE ROW LEVEL SECURITY",),
        ("ALTER TABLE public.tenancy_kommune ENABLE ROW LEVEL SECURITY",),
        frozenset({"registers"}),
    ),
    "a policy lets everybody through": Hole(
        ("ALTER POLICY own_updated ON public.tenancy_kommune USING (1 = 1) WITH CHECK (1 = 1)",),
        (
            ("ALTER POLICY own_updated ON public.tenancy_kommune USING (current_user = '{roles}_s_' || schema_name)"
             " WITH CHECK (current_user = '{roles}_s_' || schema_name)"),
        ),
        frozenset({"registers"}),
    ),
    "a second policy opens what the first one closes": Hole(
        ("CREATE POLICY more ON public.tenancy_kommune FOR UPDATE TO {roles}_tenant, {roles}_public USING (true)",),
        ("DROP POLICY more ON public.tenancy_kommune",),
        frozenset({"registers"}),
    ),
    "Kommunen enter hosts": Hole(
        ("GRANT INSERT ON public.tenancy_domain TO {roles}_tenant",
         "CREATE POLICY more ON public.tenancy_domain FOR INSERT TO {roles}_tenant WITH CHECK (true)"),
        ("REVOKE INSERT ON public.tenancy_domain FROM {roles}_tenant", "DROP POLICY more ON public.tenancy_domain"),
        frozenset({"registers"}),
    ),
    "a Kommune may rewrite its log": Hole(
        ("GRANT DELETE ON {a}.audit_entry TO {roles}_s_{a}",),
        ("REVOKE DELETE ON {a}.audit_entry FROM {roles}_s_{a}",),
        frozenset({"log"}),
    ),
    "temporary tables": Hole(
        ("GRANT TEMPORARY ON DATABASE {database} TO {roles}_tenant",),
        ("REVOKE TEMPORARY ON DATABASE {database} FROM {roles}_tenant",),
        frozenset({"beyond"}),
    ),
    "large objects": Hole(
        ("GRANT EXECUTE ON FUNCTION pg_catalog.lo_create(oid) TO PUBLIC",),
        ("REVOKE EXECUTE ON FUNCTION pg_catalog.lo_create(oid) FROM PUBLIC",),
        frozenset({"beyond"}),
    ),
    "the own tables are gone for their own role": Hole(
        ("REVOKE USAGE ON SCHEMA {a} FROM {roles}_s_{a}",),
        ("GRANT USAGE ON SCHEMA {a} TO {roles}_s_{a}",),
        frozenset({"own"}),
    ),
}  # fmt: skip
# What else must not be as it is: what is done, and a word that a finding must contain.
MORE: Final = {
    "a right is missing": ("REVOKE SELECT ON {a}.theming_branding FROM {roles}_s_{a}", "{roles}_s_{a} fehlt SELECT"),
    "a sequence": ("GRANT USAGE ON SEQUENCE {a}.django_migrations_id_seq TO {roles}_s_{b}", "auf sequence {a}."),
    "rights to tables to come": (
        "ALTER DEFAULT PRIVILEGES FOR ROLE {roles}_owner IN SCHEMA {a} GRANT SELECT ON TABLES TO {roles}_s_{b}",
        "{roles}_s_{b} hat SELECT auf default {a}",
    ),
    "rights to tables to come, anywhere": (
        "ALTER DEFAULT PRIVILEGES FOR ROLE {roles}_owner GRANT SELECT ON TABLES TO {roles}_public",
        "{roles}_public hat SELECT auf default r",
    ),
    "a function for everybody": (
        "CREATE FUNCTION {a}.peep() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'",
        "PUBLIC hat EXECUTE auf function {a}.peep",
    ),
    "a large object": (
        "DO $$ BEGIN PERFORM lo_create(424242); GRANT SELECT ON LARGE OBJECT 424242 TO {roles}_tenant; END $$",
        "{roles}_tenant hat SELECT auf large object 424242",
    ),
    "everybody may enter": ("GRANT CONNECT ON DATABASE {database} TO PUBLIC", "PUBLIC hat CONNECT auf database"),
    "tables beside the registers": ("GRANT CREATE ON SCHEMA public TO {roles}_land", "{roles}_land hat CREATE"),
    "row level security without force": (
        "ALTER TABLE public.tenancy_kommune NO FORCE ROW LEVEL SECURITY",
        "An public.tenancy_kommune ist der Schutz der Zeilen abgeschaltet",
    ),
    "a policy is gone": ("DROP POLICY own_updated ON public.tenancy_kommune", "own_updated an public.tenancy_kommune"),
    "a policy is wide": (
        "ALTER POLICY own_updated ON public.tenancy_kommune USING (true)", "own_updated an public.tenancy_kommune",
    ),
    "a policy is for others, too": (
        "ALTER POLICY own_updated ON public.tenancy_kommune TO {roles}_tenant, {roles}_public",
        "own_updated an public.tenancy_kommune",
    ),
    "one policy too many": (
        "CREATE POLICY more ON public.tenancy_kommune FOR SELECT TO PUBLIC USING (true)", "more an public.tenancy_kommune",
    ),
    "a table of public too many": ("CREATE TABLE public.extra (x integer)", "public.extra gehört nicht nach public"),
    "a table of public is gone": ("DROP TABLE public.responsibility_area", "public.responsibility_area fehlt"),
    "a table is gone": ("DROP TABLE {a}.instance_openinghours", "Die Tabelle {a}.instance_openinghours fehlt"),
    "a table too many": ("CREATE TABLE {a}.extra (x integer)", "Die Tabelle {a}.extra gehört dort nicht hin"),
    "a table that lies elsewhere": (
        ("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
         " CREATE FOREIGN TABLE {a}.far (x integer) SERVER s"),
        "{a}",
    ),
    "a view of the neighbour": ("CREATE VIEW {a}.v AS SELECT * FROM {b}.theming_branding", "{a} ist anders aufgebaut"),
    "a column is missing": ("ALTER TABLE {a}.theming_branding DROP COLUMN claim_de", "{a} ist anders aufgebaut"),
    "an index is missing": ("DROP INDEX {a}.entry_by_subject", "{a} ist anders aufgebaut"),
    "a constraint is missing": (
        "ALTER TABLE {a}.instance_openinghours DROP CONSTRAINT openinghours_once", "{a} ist anders aufgebaut",
    ),
    "a column may be empty": ("ALTER TABLE {a}.theming_branding ALTER mark DROP NOT NULL", "{a} ist anders aufgebaut"),
    "a trigger": (
        ("CREATE TRIGGER t BEFORE UPDATE ON {a}.theming_branding FOR EACH ROW"
         " EXECUTE FUNCTION suppress_redundant_updates_trigger()"),
        "{a} ist anders aufgebaut",
    ),
    "a rule": (
        "CREATE RULE copied AS ON INSERT TO {a}.theming_branding DO ALSO DELETE FROM {b}.theming_branding",
        "{a} ist anders aufgebaut",
    ),
    "a table that the neighbour's one contains": (
        "ALTER TABLE {a}.theming_branding INHERIT {b}.theming_branding", "{a} ist anders aufgebaut",
    ),
    "a schema is gone": ("DROP SCHEMA {a} CASCADE", "Das Schema {a} fehlt"),
    "a schema of nobody": ("CREATE SCHEMA stray", "Das Schema stray gehört niemandem"),
    "another owner of a table": ("ALTER TABLE {a}.theming_branding OWNER TO {roles}_s_{a}", "gehört {roles}_s_{a}"),
    "another owner of a schema": ("ALTER SCHEMA {a} OWNER TO {roles}_s_{a}", "{a}"),
    "a login of full rights": ("ALTER ROLE {roles}_web SUPERUSER", "Die Rolle {roles}_web darf zu viel (super)"),
    "a login past row level security": ("ALTER ROLE {roles}_s_{a} BYPASSRLS", "Die Rolle {roles}_s_{a} darf zu viel"),
    "a login that makes roles": ("ALTER ROLE {roles}_worker CREATEROLE", "Die Rolle {roles}_worker darf zu viel"),
    "a role of nobody": ("CREATE ROLE {roles}_spy LOGIN", "Die Rolle {roles}_spy gehört zu keinem"),
    "a stranger as a member": ("CREATE ROLE spy; GRANT {roles}_s_{a} TO spy", "spy ist Mitglied von {roles}_s_{a}"),
    "a missing membership": (
        "REVOKE {roles}_s_{a} FROM {roles}_web GRANTED BY {roles}_owner",
        "{roles}_web ist nicht Mitglied von {roles}_s_{a}",
    ),
    "a membership to be passed on": (
        "GRANT {roles}_s_{a} TO {roles}_web WITH ADMIN OPTION", "{roles}_web darf die Mitgliedschaft in {roles}_s_{a}",
    ),
    "a login without limits": ("ALTER ROLE {roles}_web RESET statement_timeout", "{roles}_web fehlt die Voreinstellung"),
    "a login with a role of its own": ("ALTER ROLE {roles}_web SET role = '{roles}_s_{a}'", "von {roles}_web beginnen mit role"),
    "a role with settings": ("ALTER ROLE {roles}_s_{a} SET search_path = '{b}'", "von {roles}_s_{a} beginnen mit"),
    "a database with settings": ("ALTER DATABASE {database} SET search_path = '{b}'", "von allen beginnen mit search_path"),
}  # fmt: skip
