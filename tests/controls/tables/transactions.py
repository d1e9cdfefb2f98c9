# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T1 and T5: whose a transaction is, and that nothing of it stays on the connection."""

from typing import Final

from tests.controls.control import control

_NAMES: Final = "platform/efa/wall/names.py"
_BACKEND: Final = "platform/efa/wall/backend/base.py"
_PRESENT: Final = "platform/efa/wall/present.py"
_WALL: Final = '    return f"SET LOCAL search_path = {path}; SET LOCAL role = {role};"\n'
_OF_BACKEND: Final = "tests/efa/wall/test_backend.py"
_OF_TRANSACTIONS: Final = "tests/efa/wall/test_transactions.py"
_THREADS: Final = "tests/campaign/test_threads.py::test_threads_and_cut_connections_never_mix_tenants"
_POOLER: Final = "tests/campaign/test_pooler.py::test_behind_a_pooler_only_the_wall_holds"

CONTROLS: Final = (
    control(
        "T1", "role", "the wall sets the search path, but takes no role",
        (_NAMES, _WALL, '    return f"SET LOCAL search_path = {path}; SELECT;"\n'),
        falls=(_THREADS,),
    ),
    control(
        "T1", "path", "the wall takes the role, but leaves the search path as it was",
        (_NAMES, _WALL, '    return f"SELECT; SET LOCAL role = {role};"\n'),
        falls=(_THREADS,),
    ),
    control(
        "T1", "one_transaction", "role and path hold for the session, not for one transaction",
        (_NAMES, _WALL, _WALL.replace("LOCAL", "SESSION")),
        falls=(_POOLER, f"{_OF_BACKEND}::test_behind_a_statement_nothing_is_left_on_the_connection"),
    ),
    control(
        "T1", "nobody", "who has not said whose the statement is may send it",
        (_BACKEND, "        if self._wanted is None and not exempt:\n            raise Nobody\n", ""),
        falls=(_THREADS, f"{_OF_BACKEND}::test_a_statement_of_nobody_is_not_even_sent"),
    ),
    control(
        "T5", "firm_marker", "the wall of the last transaction counts as the wall of the next one",
        (_BACKEND, "        self._firm = None\n        super()._set_autocommit(autocommit)", "        super()._set_autocommit(autocommit)"),
        falls=(_THREADS,),
    ),
    control(
        "T5", "later_wall", "a wall inside a savepoint counts as firm, so the rollback of the savepoint undoes it",
        (_BACKEND, '        self._firm = None\n        return self._wanted or ""', '        self._firm = self._wanted\n        return self._wanted or ""'),
        falls=(_THREADS, f"{_OF_TRANSACTIONS}::test_in_every_order_of_tenants_savepoints_and_errors_each_statement_is_right"),
    ),
    control(
        "T1", "login_change", "a transaction goes on with another login",
        (_BACKEND, "        if self.in_atomic_block:\n            raise LoginChange\n", ""),
        falls=(f"{_OF_BACKEND}::test_inside_a_transaction_the_login_cannot_change",),
    ),
    control(
        "T1", "login_of_land", "the Land's statements go by the login of the Kommunen",
        (
            _BACKEND,
            "        if kind == self._login or logins[kind] == logins.get(self._login):\n",
            "        if self._login:\n",
        ),
        falls=(f"{_OF_BACKEND}::test_the_land_and_kommunen_have_connections_of_their_own",),
    ),
    control(
        "T1", "served", "a process of the Land answers for hosts of Kommunen",
        ("platform/efa/tenancy/middleware.py", "return site if site and walled().serves(site.type) else None", "return site"),
        falls=(f"{_OF_BACKEND}::test_a_process_of_the_land_cannot_become_a_kommune_and_knows_no_host_of_one",),
    ),
    control(
        "T5", "end_of_request", "behind a request the connection is still its tenant's",
        (_PRESENT, "            self._connection.forget_tenant()\n", "            pass\n"),
        falls=(
            f"{_OF_BACKEND}::test_behind_a_block_the_connection_is_whose_it_was_before",
            f"{_OF_BACKEND}::test_a_request_after_a_failed_one_is_its_own_tenants",
        ),
    ),
    control(
        "T5", "before_block", "behind a block the connection is not whose it was before",
        (_PRESENT, "            _become(self._connection, self._before)\n", "            pass\n"),
        falls=(f"{_OF_BACKEND}::test_behind_a_block_the_connection_is_whose_it_was_before",),
    ),
    control(
        "T5", "hooks", "what waits for the end of a transaction runs as whoever is the tenant then",
        (_BACKEND, "super().on_commit(run, robust)", "super().on_commit(func, robust)"),
        falls=(f"{_OF_TRANSACTIONS}::test_a_hook_runs_as_the_tenant_who_asked_for_it",),
    ),
    control(
        "T5", "pipeline", "in a pipeline the wall of before is taken for the present one",
        (_BACKEND, "if status == TransactionStatus.INERROR or exempt", "if status != TransactionStatus.INTRANS or exempt"),
        falls=(f"{_OF_TRANSACTIONS}::test_a_pipeline_past_the_cursor_cannot_carry_a_wall_of_before",),
    ),
    control(
        "T5", "kept_login", "the connection of the other login stays open when all is closed",
        (_BACKEND, "                connection.close()\n        self._parked.clear()\n", "                pass\n"),
        falls=(f"{_OF_BACKEND}::test_what_is_kept_for_the_other_login_is_closed_too",),
    ),
    control(
        "T5", "dead_connection", "a connection that the server has ended is used again",
        (_BACKEND, "return not waiting.poll(0) or bool(super().is_usable())", "return True"),
        falls=(f"{_OF_BACKEND}::test_whether_a_connection_is_usable_costs_no_round_trip",),
    ),
    control(
        "T5", "recycled", "a connection keeps what it has seen of all schemas, for ever",
        (_BACKEND, "if len(self._seen) > TABLES_OF_A_CONNECTION and not self.in_atomic_block:", "if False:"),
        falls=(f"{_OF_BACKEND}::test_a_connection_that_saw_many_tables_is_ended_at_the_edge_of_a_request",),
    ),
)  # fmt: skip
