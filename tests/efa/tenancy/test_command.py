# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py kommune`: deeds and refusals, each in a sentence."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from efa.audit.services import OPERATOR
from efa.tenancy.models import Kommune, State

NEW = ["open", "99003", "--name", "Landkreis Neu", "--short-name", "Neu", "--host", "neu.localhost"]


def test_a_kommune_is_opened_closed_and_opened_again(as_owner, visit, capsys, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("kommune", *NEW)
    assert "Landkreis Neu ist eröffnet" in capsys.readouterr().out
    assert "Einbürgerung im Landkreis Neu" in visit("neu.localhost").get("/").content.decode()
    for deed, status in (("suspend", 503), ("reopen", 200), ("suspend", 503), ("archive", 410)):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("kommune", deed, "99003")
        assert "Landkreis Neu" in capsys.readouterr().out
        assert visit("neu.localhost").get("/").status_code == status


def test_an_invited_kommune_is_only_opened(as_owner, capsys):
    from efa.tenancy import services
    from efa.tenancy.models import Kind

    services.invite(
        kind=Kind.LANDKREIS,
        ags="99003",
        ars="99003",
        name="Landkreis Alt",
        short_name="Alt",
        population=None,
        host_names=[services.HostName("alt.localhost")],
        by=OPERATOR,
        at=now(),
    )
    call_command("kommune", *NEW)
    kommune = Kommune.objects.get(ags="99003")
    assert (kommune.name, kommune.state) == ("Landkreis Alt", State.CONFIGURING)


def test_the_list_names_everybody(db, capsys):
    call_command("kommune", "list")
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 17
    assert "99001    Stadt Musterstadt" in printed
    call_command("kommune", "list", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert {"name": "Stadt Musterstadt", "host": "musterstadt.localhost", "state": "LIVE"}.items() <= rows[-2].items()


def test_an_empty_list_says_what_to_do(db, capsys):
    Kommune.objects.all().delete()
    call_command("kommune", "list")
    assert "kommune open --help" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["suspend", "00000"], "kennt diese Installation nicht"),
        (["suspend", "15"], "werden nicht geschlossen"),
        (
            ["found", "16", "--name", "Land", "--host", "a.localhost", "--ministry-host", "b.localhost"],
            "schon eingetragen",
        ),
        (["reopen", "99001"], "„in Betrieb“; nötig ist: ausgesetzt"),
        (["archive", "99001"], "nötig ist: ausgesetzt"),
        ([*NEW[:1], "99001", *NEW[2:]], "gehört schon zu einer Kommune"),
        ([*NEW[:-1], "musterstadt.localhost"], "musterstadt.localhost gehört schon"),
        ([*NEW[:-1], "http://neu"], "ist keine Adresse"),
        ([*NEW, "--ars", "9900"], "ist kein Schlüssel"),
    ],
)
def test_each_refusal_is_a_sentence(db, arguments, says):
    with pytest.raises(CommandError) as refusal:
        call_command("kommune", *arguments)
    assert says in str(refusal.value)
