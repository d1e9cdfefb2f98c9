# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T7 to T9: identifiers, sessions and signatures that hold at one tenant only."""

from typing import Final

from tests.controls.control import control

_TOKENS: Final = "platform/efa/crypto/tokens.py"
_COOKIES: Final = "platform/efa/accounts/cookies.py"
_SESSIONS: Final = "platform/efa/accounts/sessions.py"
_MIDDLEWARE: Final = "platform/efa/accounts/middleware.py"
_SETTINGS: Final = "platform/efa/config/settings/base.py"
_SALT: Final = 'return f"efa.crypto.tokens:{kind}:{Purpose(purpose).value}:{schema}"'
_OF_TOKENS: Final = "tests/efa/crypto/test_tokens.py"
_OF_COOKIES: Final = "tests/efa/accounts/test_cookies.py"
_OF_SESSIONS: Final = "tests/efa/accounts/test_sessions.py"
_OF_REQUESTS: Final = "tests/efa/accounts/test_middleware.py"
_REPLAY: Final = (
    f"{_OF_REQUESTS}::TestReplay::test_elsewhere_its_visitor_is_anonymous_and_the_replay_is_logged_there_once"
)

CONTROLS: Final = (
    control(
        "T7", "capability_tenant", "what is stored of a link's secret is the same at every tenant",
        (_TOKENS, "return salted_hmac(salt, token,", 'return salted_hmac(salt.rpartition(":")[0], token,'),
        falls=(f"{_OF_TOKENS}::test_a_token_opens_at_home_and_at_no_neighbour",),
    ),
    control(
        "T7", "capability_hashed", "the secret of a link is stored as it is",
        (_TOKENS, 'digest=_digest(token, _salt("capability", purpose), settings.SECRET_KEY))', "digest=token)"),
        falls=(f"{_OF_TOKENS}::test_no_capability_is_made_twice_and_none_is_stored",),
    ),
    control(
        "T7", "capability_keyed", "who may write into the table can enter a link of their own",
        (_TOKENS, "token, secret=key,", 'token, secret="",'),
        falls=(f"{_OF_TOKENS}::test_who_has_the_table_but_not_the_key_cannot_enter_a_token",),
    ),
    control(
        "T8", "codes", "a session's cookie holds at every tenant and host, as far as its codes go",
        (_COOKIES, "holds_here=compare_digest(where, _place(key, place, secret))", "holds_here=True"),
        falls=(f"{_OF_COOKIES}::test_a_value_of_elsewhere_is_genuine_and_does_not_hold",),
    ),
    control(
        "T8", "row", "a session's row opens at whichever tenant and host it lies",
        (_SESSIONS, "if row is not None and Place(row.tenant, row.host) == self.place:", "if row is not None:"),
        falls=(f"{_OF_SESSIONS}::TestARowThatWasMoved::test_a_row_of_another_place_opens_nothing_and_is_told",),
    ),
    control(
        "T8", "codes_and_row", "neither the cookie's codes nor the row say where a session holds",
        (_COOKIES, "holds_here=compare_digest(where, _place(key, place, secret))", "holds_here=True"),
        (_SESSIONS, "if row is not None and Place(row.tenant, row.host) == self.place:", "if row is not None:"),
        falls=(f"{_OF_REQUESTS}::TestReplay::test_elsewhere_its_visitor_is_anonymous_and_the_replay_is_logged_there_once",),
    ),
    control(
        "T8", "host", "a session of one host of a tenant holds on its others",
        (_COOKIES, '_code("efa.accounts.session.place", secret, key, place.tenant, place.host)', '_code("efa.accounts.session.place", secret, key, place.tenant)'),
        falls=(f"{_OF_COOKIES}::test_a_value_of_elsewhere_is_genuine_and_does_not_hold",),
    ),
    control(
        "T8", "data", "the signed data of one session can be copied into another one's row",
        (_SESSIONS, ':{self._digest()}"\n', '"\n'),
        falls=(f"{_OF_SESSIONS}::TestARowThatWasMoved::test_data_copied_to_another_row_is_not_read",),
    ),
    control(
        "T8", "hashed", "the table holds what a cookie can be made of",
        (_COOKIES, 'return sha256(value_or_key.partition(".")[0].encode()).hexdigest()', 'return value_or_key.partition(".")[0].encode().hex()[:64]'),
        falls=(f"{_OF_COOKIES}::test_what_is_stored_is_neither_the_value_nor_a_part_of_it",),
    ),
    control(
        "T8", "audited", "a session that was brought from elsewhere is refused without a word",
        (_MIDDLEWARE, "        if session.refused:\n            services.note_refusal(session.refused, at=now())\n", ""),
        falls=(_REPLAY,),
    ),
    control(
        "T8", "own_rows", "a session is looked for among the rows of whoever is the tenant now",
        (_SESSIONS, "if present_schema() != self.place.tenant:", "if False:"),
        falls=(f"{_OF_SESSIONS}::TestElsewhere::test_every_use_as_another_tenant_is_refused",),
    ),
    control(
        "T8", "public_pages", "the Land's public pages have sessions",
        (_MIDDLEWARE, "if site is None or site.kind == WITHOUT:", "if site is None:"),
        falls=(f"{_OF_REQUESTS}::TestTheLandsPublicPages::test_there_is_no_session_and_no_cookie",),
    ),
    control(
        "T8", "cookie_prefix", "a sibling host can plant the session's cookie",
        (_SETTINGS, '"__Host-session"', '"session"'),
        falls=(f"{_OF_REQUESTS}::TestTheMatrixOfCookies::test_each_is_for_its_host_alone_and_for_no_script",),
    ),
    control(
        "T8", "cookie_domain", "the session's cookie goes to all hosts below one",
        (_SETTINGS, 'SESSION_COOKIE_PATH = "/"\n', 'SESSION_COOKIE_PATH = "/"\nSESSION_COOKIE_DOMAIN = "localhost"\n'),
        falls=(f"{_OF_REQUESTS}::TestTheMatrixOfCookies::test_each_is_for_its_host_alone_and_for_no_script",),
    ),
    control(
        "T9", "tenant", "what one tenant signed holds at all others",
        (_TOKENS, _SALT, 'return f"efa.crypto.tokens:{kind}:{Purpose(purpose).value}"'),
        falls=(f"{_OF_TOKENS}::test_a_token_opens_at_home_and_at_no_neighbour",),
    ),
    control(
        "T9", "purpose", "what was signed for one purpose serves another",
        (_TOKENS, _SALT, 'return f"efa.crypto.tokens:{kind}:{schema}"'),
        falls=(f"{_OF_TOKENS}::test_a_token_serves_its_purpose_and_no_other",),
    ),
    control(
        "T9", "nobody", "something is signed where nobody is a tenant",
        (_TOKENS, "    if schema is None:\n        raise Nobody\n", ""),
        falls=(f"{_OF_TOKENS}::test_without_a_tenant_nothing_is_signed_read_or_made",),
    ),
    control(
        "T9", "expiry", "a signed token holds for ever",
        (_TOKENS, "signing.loads(token, salt=salt, max_age=max_age)", "signing.loads(token, salt=salt)"),
        falls=(f"{_OF_TOKENS}::test_a_signed_token_ends_with_its_time",),
    ),
    control(
        "T9", "one_helper", "a page signs by itself, past the one helper that knows the tenant",
        ("theming/views.py", "from django.http import", "from django.core import signing  # planted\nfrom django.http import"),
        falls=("tests/test_house.py::test_what_must_not_be_written_is_not",),
    ),
)  # fmt: skip
