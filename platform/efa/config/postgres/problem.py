# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person in front of the terminal has to know when the database does not come up."""

import errno


class DatabaseProblem(Exception):
    """The message is one German sentence with the cure, made to be printed as it is."""


def of_system(error: OSError) -> DatabaseProblem:
    """Turn an error of the operating system into its sentence."""
    place = error.filename or "die Datenbank"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_space(place)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return DatabaseProblem(
            f"{place} gehört einem anderen Konto; starten Sie mit dem Konto, das die Datenbank angelegt hat, "
            "oder geben Sie mit EFA_VAR einen eigenen Ordner an."
        )
    return DatabaseProblem(
        f"Die Datenbank lässt sich nicht einrichten ({error}); beheben Sie die Ursache und starten Sie neu."
    )


def no_space(place: object) -> DatabaseProblem:
    """Return the sentence for a full disk."""
    return DatabaseProblem(
        f"Auf dem Datenträger von {place} ist kein Platz mehr; schaffen Sie mindestens 500 MB Platz "
        "und starten Sie neu."
    )
