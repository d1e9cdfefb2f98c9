# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody reads from a cache what somebody else put there (security.md T10)."""

import pytest
from django.conf import settings
from django.core.cache import caches
from hypothesis import example, given
from hypothesis import strategies as st

from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall import cache
from efa.wall.errors import Nobody
from efa.wall.names import SCHEMA_NAME
from efa.wall.present import as_anybody, walled

ALIASES = pytest.mark.parametrize("alias", settings.CACHES)


class Standing:
    """A connection that is somebody's, without a database."""

    def __init__(self, schema_name):
        self.schema_name = schema_name


@pytest.fixture
def neighbours(db):
    yield Kommune.objects.get(ags="99001"), Kommune.objects.get(ags="99002")
    for alias in settings.CACHES:
        caches[alias].clear()


def test_there_is_a_cache_to_be_tried():
    assert "default" in settings.CACHES


@ALIASES
def test_the_keys_of_every_alias_begin_with_the_tenant(alias):
    assert caches[alias].key_func is cache.key


@ALIASES
def test_what_one_tenant_stored_no_other_reads_changes_or_removes(neighbours, alias):
    one, other = neighbours
    with tenant(one):
        caches[alias].set_many({"name": "Musterstadt", "number": 1})
    with tenant(other):
        stored = caches[alias]
        assert stored.get("name") is None
        assert stored.get_many(["name", "number"]) == {}
        assert not stored.has_key("name")
        assert stored.add("name", "Beispielhausen")
        with pytest.raises(ValueError, match="not found"):
            stored.incr("number")
        assert not stored.touch("number")
        assert not stored.delete("number")
        stored.delete_many(["name", "number"])
    with tenant(one):
        assert caches[alias].get_many(["name", "number"]) == {"name": "Musterstadt", "number": 1}


@ALIASES
def test_what_a_tenant_stored_is_not_the_publics(neighbours, alias):
    one, _ = neighbours
    with tenant(one):
        caches[alias].set("name", "Musterstadt")
    with as_anybody():
        assert caches[alias].get("name") is None
        caches[alias].set("name", "Land")
    with tenant(one):
        assert caches[alias].get("name") == "Musterstadt"


@ALIASES
def test_a_key_that_names_the_neighbour_leads_nowhere(neighbours, alias):
    one, other = neighbours
    with tenant(one):
        caches[alias].set("name", "Musterstadt")
        whole = caches[alias].make_key("name")
    with tenant(other):
        for hostile in (whole, f":1:{whole}", f"../{whole}", f"{one.schema_name}:name", f"{one.schema_name}::1:name"):
            assert caches[alias].get(hostile) is None


@ALIASES
def test_nobody_reads_and_stores_nothing(db, alias):
    walled().forget_tenant()
    for deed in (lambda: caches[alias].get("name"), lambda: caches[alias].set("name", 1)):
        with pytest.raises(Nobody):
            deed()


PLACES = st.tuples(
    st.one_of(st.from_regex(SCHEMA_NAME, fullmatch=True), st.just("public")),
    st.text(alphabet="a:1%"),
    st.integers(0, 3),
    st.text(alphabet="a:1_k%"),
)


@example(("public", "", 1, "1:x"), ("public", ":1", 1, "x"))
@example(("public", ":", 1, "x"), ("public", "%3A", 1, "x"))
@given(PLACES, PLACES)
def test_two_places_never_share_a_key(one, other):
    made = []
    with pytest.MonkeyPatch.context() as patch:
        for schema, prefix, version, name in (one, other):
            patch.setattr(cache, "connection", Standing(schema))
            made.append(cache.key(name, prefix, version))
    assert (made[0] == made[1]) is (one == other)
