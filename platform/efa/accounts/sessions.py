# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine behind `request.session` (`SESSION_ENGINE`): a session opens where it was made and nowhere else."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from efa.accounts import cookies, services
from efa.accounts.cookies import Place
from efa.accounts.models import Session
from efa.wall.errors import OtherTenant
from efa.wall.present import present_schema


class SessionStore(SessionBase):
    """A session of one tenant and one host; `session_key` is the whole value of the cookie.

    Not derived from Django's own store in the database, whose asynchronous half asks its table past every check made
    here; that of `SessionBase` calls the methods below. Each of them raises `OtherTenant` where the statements are
    not the session's own tenant's.
    """

    def __init__(self, session_key: str | None = None, *, tenant: str = "", host: str = "") -> None:
        """Take the value of a cookie, whoever made it; without `tenant` and `host` nothing is ever loaded or saved."""
        self.place = Place(tenant, host)
        # What is stored of a genuine key that was refused here, for the audit log.
        self.refused = ""
        found = cookies.read(session_key, self.place) if session_key else None
        if found and not found.holds_here:
            self.refused = cookies.digest(found.key)
            found = None
        # Written anew: a cookie that is set again carries the codes of the present secret key.
        super().__init__(cookies.value(found.key, self.place) if found else None)

    @property
    def key_salt(self) -> str:
        """Bind the signature of the data to tenant, host and row: what was moved between rows is not read."""
        return f"efa.accounts.session.data:{self.place.tenant}:{self.place.host}:{self._digest()}"

    def load(self) -> dict[str, Any]:
        """Return what was saved; nothing where the session is over, or is one of another tenant or host."""
        row = self._rows().filter(key=self._digest(), expires__gt=now()).order_by("key").first()
        if row is not None and Place(row.tenant, row.host) == self.place:
            return self.decode(row.data)
        if row is not None:
            self.refused = row.key
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        """Say whether there is a row for this value of a cookie."""
        return self._rows().filter(key=cookies.digest(session_key)).exists()

    def create(self) -> None:
        """Begin under a new key, and save."""
        self._session_key = cookies.value(cookies.new_key(), self.place)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Save the data. Raise `UpdateError` where the session was ended in the meantime: it is not revived."""
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # Django's, unknown to the stubs.
        if self.session_key is None:
            self.create()
            return
        kept = {"data": self.encode(data), "expires": self.get_expiry_date()}
        place = {"tenant": self.place.tenant, "host": self.place.host}
        if must_create:
            # A key of 192 random bits that exists already would be an error to be seen, so none is caught here.
            self._rows().create(key=self._digest(), created_at=now(), **place, **kept)
        elif not self._rows().filter(key=self._digest(), **place).update(**kept):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End this session, or the one of that value of a cookie."""
        ended = session_key or self.session_key
        if ended:
            self._rows().filter(key=cookies.digest(ended)).delete()

    def cycle_key(self) -> None:
        """Go on under a new key, for each change of rights: the old one ends in the same transaction."""
        with transaction.atomic():
            super().cycle_key()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what is over in the present tenant's schema; the hook of Django's `clearsessions`."""
        services.clear_expired(at=now())

    def _digest(self) -> str:
        return cookies.digest(self.session_key or "")

    def _rows(self) -> QuerySet[Session]:
        if present_schema() != self.place.tenant:
            raise OtherTenant("A session")
        rows: QuerySet[Session] = Session.objects.all()
        return rows
