# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each refusal is one sentence with the cure."""

import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from efa.config import postgres
from tenants.demo import checks
from tenants.demo.checks import DemoProblem
from tests.tenants.demo.clone import free_port


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def test_a_free_port_is_taken_as_it_is():
    number = free_port()
    assert checks.port({"PORT": str(number)}) == number


@pytest.mark.parametrize("above", [0, checks.WATCH])
def test_a_taken_port_names_another(above):
    number = free_port()
    with socket.create_server(("127.0.0.1", number + above)), pytest.raises(DemoProblem) as refusal:
        checks.port({"PORT": str(number)})
    assert str(refusal.value) == f"Port {number + above} ist belegt. Starten Sie mit: make demo PORT=8080"


def test_a_port_taken_on_the_other_localhost_counts_as_taken():
    number = free_port()
    try:
        other = socket.create_server(("::1", number), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with other, pytest.raises(DemoProblem, match="ist belegt"):
        checks.port({"PORT": str(number)})


@pytest.mark.parametrize("text", ["http", "-1", "0", "65000", "٣", "8000 "])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(DemoProblem, match="ist kein Port"):
        checks.port({"PORT": text})


def test_a_disk_nearly_full_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=120 * 10**6))
    with pytest.raises(DemoProblem, match="nur noch 120 MB frei; schaffen Sie mindestens 500 MB"):
        checks.space(tmp_path / "var")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DemoProblem, match="geben Sie mit EFA_VAR einen anderen Ordner an"):
        checks.space(tmp_path / "file" / "var")


def test_no_given_database_means_the_embedded_one():
    assert checks.given_database() == {}


@pytest.mark.parametrize("name", checks.DATABASE)
def test_one_address_without_the_others_is_refused(name, monkeypatch):
    for other in checks.DATABASE:
        monkeypatch.setenv(other, "" if other == name else "postgresql:///efa?host=/nowhere")
    with pytest.raises(DemoProblem, match=f"^{name} fehlt; geben Sie"):
        checks.given_database()


def test_a_database_that_is_down_or_no_database_is_refused(monkeypatch):
    for url in ("postgresql://user:canary@/efa?host=/nowhere", "mysql://somewhere"):
        for name in checks.DATABASE:
            monkeypatch.setenv(name, url)
        with pytest.raises(DemoProblem, match="antwortet nicht") as refusal:
            checks.given_database()
        assert "canary" not in str(refusal.value)
        assert "\n" not in str(refusal.value)


def test_a_database_too_old_is_refused(tmp_path, monkeypatch):
    state: Path = tmp_path / "postgres"
    try:
        urls = postgres.start(state, fast=True)
        for name in checks.DATABASE:
            monkeypatch.setenv(name, urls[name])
        assert checks.given_database()["DATABASE_URL"] == urls["DATABASE_URL"]
        monkeypatch.setattr(checks, "OLDEST", 99)
        with pytest.raises(DemoProblem, match="ist PostgreSQL 18 und zu alt; nehmen Sie mindestens 99"):
            checks.given_database()
    finally:
        postgres.destroy(state)
