# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generation of recruited workers, which three requirements treat more mildly."""

from enum import Enum

from efa.rules import figures
from efa.rules.facts import Facts, Generation
from efa.rules.findings import Law


class Belongs(Enum):
    """Whether a person belongs to the generation; spouses who came late are weighed."""

    YES = "yes"
    WEIGHED = "weighed"
    NO = "no"


def belongs(facts: Facts, law: Law) -> Belongs:
    """Judge whether the person came as a recruited worker in time, or followed one.

    A spouse must have followed in temporal connection, for which the statute names no days: who came after the last
    cut-off is weighed. A day of entry that is missing counts as none.

    Source: § 10 Abs. 1 Satz 1 Nr. 3 Buchst. a StAG, to which Abs. 4 Satz 3 and Abs. 6 Satz 2 refer.
    """
    if not figures.GENERATION.on(law.day) or facts.generation is Generation.NONE or facts.generation_entry is None:
        return Belongs.NO
    contract_until = figures.CONTRACT_WORKER_UNTIL.on(law.day)
    if facts.generation is Generation.GUEST_WORKER:
        return _in_time(facts.generation_entry <= figures.GUEST_WORKER_UNTIL.on(law.day))
    if facts.generation is Generation.CONTRACT_WORKER:
        return _in_time(facts.generation_entry <= contract_until)
    return Belongs.YES if facts.generation_entry <= contract_until else Belongs.WEIGHED


def _in_time(is_in_time: bool) -> Belongs:
    return Belongs.YES if is_in_time else Belongs.NO
