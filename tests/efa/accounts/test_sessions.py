# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: a session opens where it was made, and nothing that is done to its row opens it elsewhere."""

import base64
import zlib
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.backends.base import UpdateError
from django.utils.timezone import now

from efa.accounts import cookies
from efa.accounts.models import Session
from efa.accounts.sessions import SessionStore
from efa.tenancy.current import tenant
from efa.wall.errors import OtherTenant
from tests.conftest import BEISPIELHAUSEN, MUSTERSTADT
from tests.efa.accounts.conftest import kommune_of
from tests.queries import asked


@pytest.fixture
def here(db):
    """Be Musterstadt for the test."""
    kommune = kommune_of(MUSTERSTADT)
    with tenant(kommune):
        yield kommune


def store(kommune, cookie=None, host=MUSTERSTADT):
    return SessionStore(cookie, tenant=kommune.schema_name, host=host)


def begun(kommune, **data):
    session = store(kommune)
    session.update(data or {"word": "kept"})
    session.save()
    return session


def test_what_was_saved_is_loaded_in_one_question(here):
    cookie = begun(here, word="kept", number=7).session_key
    with asked(exactly=1):
        again = store(here, cookie)
        assert dict(again.items()) == {"word": "kept", "number": 7}
    assert again.session_key == cookie


def test_what_is_changed_is_saved_in_the_same_row(here):
    cookie = begun(here).session_key
    again = store(here, cookie)
    again["word"] = "changed"
    again.save()
    assert again.session_key == cookie
    assert store(here, cookie)["word"] == "changed"
    assert Session.objects.count() == 1


def test_the_table_has_nothing_of_which_the_cookie_could_be_made(here):
    cookie = begun(here).session_key
    row = Session.objects.values().get()
    for part in cookie.split("."):
        assert part not in str(row)
    # As it stands in a dump, the stored key is no cookie, nor with the codes of another one.
    codes = begun(here).session_key.partition(".")[2]
    for guess in (row["key"], f"{row['key'][:32]}.{codes}"):
        with asked(exactly=0):
            assert store(here, guess).get("word") is None


def test_the_row_says_whose_it_is_and_until_when(here):
    before = now()
    begun(here)
    row = Session.objects.get()
    assert (row.tenant, row.host) == (here.schema_name, MUSTERSTADT)
    assert before <= row.created_at <= now()
    # The longest time that anybody is allowed (security.md N6); a minute for a slow machine.
    assert timedelta(hours=11, minutes=59) < row.expires - row.created_at <= timedelta(hours=12)


@pytest.mark.parametrize("cookie", [None, "", "x" * 32, f"{'a' * 32}.{'b' * 16}.{'c' * 16}"])
def test_no_cookie_and_an_invented_one_ask_nothing(here, cookie):
    with asked(exactly=0):
        session = store(here, cookie)
        assert session.get("word") is None
        assert session.is_empty()
    assert not session.refused


def test_a_session_that_is_over_is_none(here):
    cookie = begun(here).session_key
    Session.objects.update(created_at=now() - timedelta(hours=2), expires=now() - timedelta(seconds=1))
    session = store(here, cookie)
    assert session.get("word") is None
    assert session.session_key is None
    assert not session.refused


class TestARowThatWasMoved:
    """Somebody who can write tables puts a row where it would suit; the cookie fits the place each time."""

    @pytest.mark.parametrize("column", ["tenant", "host"])
    def test_a_row_of_another_place_opens_nothing_and_is_told(self, here, column):
        cookie = begun(here).session_key
        Session.objects.update(**{column: "k_bbbbbbbbbbbb" if column == "tenant" else "antrag.musterstadt.localhost"})
        session = store(here, cookie)
        assert session.get("word") is None
        assert session.session_key is None
        assert session.refused == cookies.digest(cookie)

    def test_the_same_key_in_both_schemas_opens_only_the_row_of_each(self, db):
        own, other = kommune_of(MUSTERSTADT), kommune_of(BEISPIELHAUSEN)
        with tenant(own):
            session = begun(own, word="Musterstadt's")
            row = Session.objects.values().get()
        key = session.session_key.partition(".")[0]
        there = cookies.value(key, cookies.Place(other.schema_name, BEISPIELHAUSEN))
        with tenant(other):
            # A row from the neighbour, whole: its columns say whose it is.
            planted = Session.objects.create(**row)
            session = store(other, there, BEISPIELHAUSEN)
            assert session.get("word") is None
            assert (session.session_key, session.refused) == (None, row["key"])
            # The same with a data that was signed for here: still only the column of the tenant says no.
            signer = store(other, there, BEISPIELHAUSEN)
            planted.host, planted.data = BEISPIELHAUSEN, signer.encode({"word": "planted"})
            planted.save()
            session = store(other, there, BEISPIELHAUSEN)
            assert session.get("word") is None
            assert (session.session_key, session.refused) == (None, row["key"])
            # And with all columns changed it is a session of here, so nothing else was in the way.
            planted.tenant = other.schema_name
            planted.save()
            assert store(other, there, BEISPIELHAUSEN)["word"] == "planted"
        with tenant(own):
            assert (
                store(own, cookies.value(key, cookies.Place(own.schema_name, MUSTERSTADT)))["word"] == "Musterstadt's"
            )

    def test_data_copied_to_another_row_is_not_read(self, here):
        mine, theirs = begun(here, word="mine").session_key, begun(here, word="theirs").session_key
        data = Session.objects.get(key=cookies.digest(theirs)).data
        Session.objects.filter(key=cookies.digest(mine)).update(data=data)
        assert store(here, mine).get("word") is None
        assert store(here, theirs)["word"] == "theirs"

    def test_changed_data_is_not_read(self, here):
        cookie = begun(here, word="citizen").session_key
        row = Session.objects.get()
        changed = base64.urlsafe_b64encode(zlib.compress(b'{"word":"officer"}')).strip(b"=").decode()
        row.data = f".{changed}:{row.data.partition(':')[2]}"
        row.save()
        assert store(here, cookie).get("word") is None


class TestTheEnd:
    """What was ended stays ended."""

    def test_after_flush_the_old_cookie_is_dead_and_its_row_gone(self, here):
        session = begun(here)
        cookie = session.session_key
        session.flush()
        assert session.session_key is None
        assert not Session.objects.exists()
        assert store(here, cookie).get("word") is None

    def test_after_a_change_of_keys_only_the_new_cookie_lives(self, here):
        session = begun(here)
        old = session.session_key
        session = store(here, old)
        session.cycle_key()
        new = session.session_key
        assert set(new.split(".")).isdisjoint(old.split("."))
        assert store(here, old).get("word") is None
        assert store(here, new)["word"] == "kept"
        assert Session.objects.count() == 1

    def test_a_change_of_keys_that_fails_leaves_the_old_session(self, here, monkeypatch):
        old = begun(here).session_key
        session = store(here, old)

        def fails(self, session_key=None):
            raise RuntimeError("on purpose")

        monkeypatch.setattr(SessionStore, "delete", fails)
        with pytest.raises(RuntimeError):
            session.cycle_key()
        assert [row.key for row in Session.objects.all()] == [cookies.digest(old)]

    def test_who_was_ended_meanwhile_is_not_revived(self, here):
        cookie = begun(here).session_key
        late = store(here, cookie)
        late["word"] = "late"
        store(here, cookie).flush()
        with pytest.raises(UpdateError):
            late.save()
        assert not Session.objects.exists()

    def test_ending_a_session_that_never_began_asks_nothing(self, here):
        with asked(exactly=0):
            store(here).flush()


class TestElsewhere:
    """A store belongs to its tenant, whoever holds it."""

    @pytest.mark.parametrize(
        "use",
        [
            lambda session: session.get("word"),
            lambda session: session.save(),
            lambda session: session.create(),
            lambda session: session.delete(),
            lambda session: session.exists(session.session_key),
            lambda session: session.cycle_key(),
            lambda session: session.flush(),
        ],
        ids=["get", "save", "create", "delete", "exists", "cycle_key", "flush"],
    )
    def test_every_use_as_another_tenant_is_refused(self, db, use):
        own = kommune_of(MUSTERSTADT)
        with tenant(own):
            cookie = begun(own).session_key
        session = store(own, cookie)
        with tenant(kommune_of(BEISPIELHAUSEN)), pytest.raises(OtherTenant):
            use(session)
        with tenant(own):
            assert store(own, cookie)["word"] == "kept"

    def test_without_a_place_nothing_is_saved(self, db):
        with pytest.raises(OtherTenant):
            SessionStore().create()
        with tenant(kommune_of(MUSTERSTADT)), pytest.raises(OtherTenant):
            SessionStore().create()


class TestARotatedSecretKey:
    """The installation replaces its secret key; who is signed in stays so."""

    def test_an_old_session_lives_on_and_gets_a_cookie_of_the_new_key(self, here, settings):
        old = begun(here).session_key
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "the next secret key, written here for everybody"
        session = store(here, old)
        assert session["word"] == "kept"
        session["word"] = "renewed"
        session.save()
        new = session.session_key
        settings.SECRET_KEY_FALLBACKS = []
        assert store(here, old).get("word") is None
        assert store(here, new)["word"] == "renewed"


def test_the_asynchronous_half_makes_the_same_checks(here):
    cookie = begun(here).session_key
    assert async_to_sync(store(here, cookie).aget)("word") == "kept"
    Session.objects.update(tenant="k_bbbbbbbbbbbb")
    session = store(here, cookie)
    assert async_to_sync(session.aget)("word") is None
    assert session.refused


def test_clear_expired_is_the_hook_of_djangos_command(here):
    begun(here)
    ended = begun(here).session_key
    Session.objects.filter(key=cookies.digest(ended)).update(
        created_at=now() - timedelta(hours=2), expires=now() - timedelta(seconds=1)
    )
    SessionStore.clear_expired()
    assert [row.key for row in Session.objects.all()] != [cookies.digest(ended)]
    assert Session.objects.count() == 1
