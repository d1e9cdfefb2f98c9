# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of schemas and roles are generated, say nothing, and no other text gets into a wall (security.md T13)."""

import inspect
import re
import string
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import assume, example, given
from hypothesis import strategies as st

from efa.audit.services import OPERATOR
from efa.tenancy import models, services
from efa.tenancy.models import Kind, Kommune, new_schema_name
from efa.wall import names
from efa.wall.names import INSTALLATION, SCHEMA_NAME, Roles

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTERS = string.ascii_lowercase + "234567"
LONGEST_NAME = 63  # bytes; PostgreSQL cuts off the rest, so two names could become one

schemas = st.one_of(st.just("land"), st.text(LETTERS, min_size=12, max_size=12).map(lambda drawn: f"k_{drawn}"))
installations = st.from_regex(INSTALLATION, fullmatch=True)
# Anything, and what is nearly a name: one that was cut, continued or changed in one place.
nearly = st.builds(
    lambda schema, start, inside, end: schema[:start] + inside + schema[end:],
    schemas, st.integers(0, 14), st.text("abk_2789AZ'\";, .\n\x00-ſKı", max_size=3), st.integers(0, 14),
)  # fmt: skip
texts = st.one_of(st.text(), nearly)
HOSTILE = [
    "", "public", "pg_catalog", "LAND", "land ", "land\n", "land;", "land'", 'land"', "land, public", "k_",
    "k_abcdefghijk", "k_abcdefghijkl\n", "K_abcdefghijkl", "k_abcdefghijk1", "k_abcdefghijk8", "k_abcdefghijkä",
    "k_abcdefghijkſ", "k_abcdefghijk٢", "x', true); DROP SCHEMA land; --", "99001", "musterstadt",
]  # fmt: skip


def hostile(test):
    for text in HOSTILE:
        test = example(text)(test)
    return test


@hostile
@given(texts)
def test_only_a_generated_name_gets_into_a_wall_or_a_role(text):
    assume(not re.fullmatch(r"land|k_[a-z2-7]{12}", text, re.ASCII))
    for use in (
        lambda: Roles().of(text),
        lambda: names.tenant_wall(Roles(), text),
        lambda: names.owner_wall(text) if text != "public" else names.tenant_wall(Roles(), text),
    ):
        with pytest.raises(ValueError, match="not a generated schema name") as refusal:
            use()
        # What was given may be anything, and so it is not repeated to whoever reads the error.
        assert str(refusal.value) == "not a generated schema name"


@example("efa\n")
@example("Efa")
@example("1efa")
@example("efa_land")
@example("e" * 21)
@example("efa'")
@example("ефа")
@example("")
@given(st.text())
def test_only_small_letters_and_digits_begin_a_role(text):
    assume(not re.fullmatch(r"[a-z][a-z0-9]{0,19}", text, re.ASCII))
    with pytest.raises(ValueError, match="cannot begin the names of roles"):
        Roles(text)


@given(installations, schemas)
def test_a_wall_holds_the_two_names_and_nothing_else(installation, schema):
    roles = Roles(installation)
    assert names.tenant_wall(roles, schema) == (
        f"SET LOCAL search_path = {schema}, public; SET LOCAL role = {installation}_s_{schema};"
    )
    assert names.owner_wall(schema) == f"SET LOCAL search_path = {schema}, public; SET LOCAL role = none;"
    assert names.public_wall(roles) == f"SET LOCAL search_path = public; SET LOCAL role = {installation}_public;"


@given(installations, schemas)
def test_role_names_are_whole_for_the_database_and_need_no_quotes(installation, schema):
    roles = Roles(installation)
    for name in (roles.owner, *roles.logins, *roles.groups, roles.of(schema)):
        assert len(name.encode()) <= LONGEST_NAME
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name, re.ASCII)


@given(st.tuples(installations, schemas), st.tuples(installations, schemas))
def test_two_schemas_never_share_a_role_and_none_is_a_login_or_a_group(one, other):
    first, second = Roles(one[0]), Roles(other[0])
    assert (first.of(one[1]) == second.of(other[1])) is (one == other)
    special = {first.owner, *first.logins, *first.groups}
    assert len(special) == 7
    assert second.of(other[1]) not in special


@given(st.lists(st.sampled_from(LETTERS), min_size=12, max_size=12))
def test_a_name_is_what_was_drawn_and_nothing_else(drawn):
    """Nobody is asked for anything, so nothing of a Kommune can be in it."""
    assert not inspect.signature(new_schema_name).parameters
    letters = iter(drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models.secrets, "choice", lambda alphabet: next(letters))
        assert new_schema_name() == "k_" + "".join(drawn)
    assert list(letters) == []


def test_names_are_drawn_from_the_whole_alphabet_and_do_not_repeat():
    drawn = [new_schema_name() for _ in range(20_000)]
    assert len(set(drawn)) == len(drawn)
    assert all(SCHEMA_NAME.fullmatch(name) for name in drawn)
    for place in range(12):
        assert {name[2 + place] for name in drawn} == set(LETTERS)


def test_both_places_that_know_the_form_agree():
    assert SCHEMA_NAME.pattern == f"land|{models.SCHEMA_NAME.pattern}"


def invited():
    return services.invite(kind=Kind.LANDKREIS, ags="99003", ars="99003", name="Landkreis Neu", short_name="Neu",
                           population=234_567, host_names=[], by=OPERATOR, at=AT)  # fmt: skip


def test_an_invited_kommune_gets_a_name_that_nobody_gave(db, monkeypatch):
    monkeypatch.setattr(services, "new_schema_name", lambda: "k_zzzzzzzzzzzz")
    assert invited().schema_name == "k_zzzzzzzzzzzz"


def test_the_name_of_another_tenant_open_or_closed_is_not_taken_again(db, monkeypatch):
    taken = Kommune.objects.get(ags="99001").schema_name
    services.suspend(ags="99001", by=OPERATOR, at=AT)
    services.archive(ags="99001", by=OPERATOR, at=AT)
    monkeypatch.setattr(services, "new_schema_name", lambda: taken)
    with pytest.raises(IntegrityError, match="schema_name"), transaction.atomic():
        invited()


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x00" not in text])
def test_the_database_takes_no_other_name_either(db, text):
    with pytest.raises(IntegrityError, match="kommune_schema_name_is_generated"), transaction.atomic():
        Kommune.objects.filter(ags="99001").update(schema_name=text)
