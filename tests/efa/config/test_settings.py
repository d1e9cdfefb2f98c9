# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: what production asks for, and what Django's own checks say of it."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from efa.config import database
from efa.config.environment import flag, secret, text
from tests.ground import ROOT, environment

COMPLETE = {
    "EFA_ENV": "production",
    "EFA_RELEASE": "1.0",
    "EFA_SECRET_KEY": "k" * 60 + "1234567890abcdef",
    "DATABASE_URL": "postgresql://efa_web:secret@db.example/efa",
    "DATABASE_LAND_URL": "postgresql://efa_land:secret@db.example/efa",
}


def manage(*args, **variables):
    clean = {k: v for k, v in environment().items() if k not in {"DJANGO_SETTINGS_MODULE", *COMPLETE}}
    command = [sys.executable, "-W", "ignore", "manage.py", *args]
    return subprocess.run(command, cwd=ROOT, env=clean | variables, capture_output=True, text=True, check=False)


def test_djangos_deployment_check_finds_nothing():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["EFA_RELEASE", "EFA_SECRET_KEY", "DATABASE_URL", "DATABASE_LAND_URL"])
def test_production_stops_on_a_missing_name_and_says_it(name):
    done = manage("check", **{k: v for k, v in COMPLETE.items() if k != name})
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr


def test_production_has_no_gallery_and_no_demo():
    code = "from django.conf import settings as s; print(s.GALLERY, 'tenants.demo' in s.INSTALLED_APPS, s.DEBUG)"
    done = manage("shell", "--no-imports", "-c", code, **COMPLETE)
    assert done.stdout.split() == ["False", "False", "False"], done.stderr


def test_a_secret_may_stand_in_a_file(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("EFA_TRIAL_FILE", str(tmp_path / "key"))
    assert secret("EFA_TRIAL") == "from a file"
    monkeypatch.setenv("EFA_TRIAL_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="EFA_TRIAL_FILE cannot be read"):
        secret("EFA_TRIAL")


@pytest.mark.parametrize(("written", "read"), [("1", True), ("Yes", True), ("0", False), ("", False)])
def test_a_flag_is_yes_or_no(monkeypatch, written, read):
    monkeypatch.setenv("EFA_TRIAL", written)
    assert flag("EFA_TRIAL") is read


def test_another_word_is_no_flag(monkeypatch):
    monkeypatch.setenv("EFA_TRIAL", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="write 1 or 0"):
        flag("EFA_TRIAL")


def test_a_choice_names_what_is_allowed(monkeypatch):
    monkeypatch.setenv("EFA_TRIAL", "x")
    with pytest.raises(ImproperlyConfigured, match="a, b"):
        text("EFA_TRIAL", one_of=("a", "b"))


@pytest.fixture
def logins(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@db/efa")
    monkeypatch.setenv("DATABASE_LAND_URL", "postgresql://land@db/efa")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/efa")


@pytest.mark.parametrize(
    ("command", "user"),
    [("migrate_schemas", "owner"), ("kommune open", "owner"), ("kommune list", "web"), ("runserver", "web"),
     ("wall prove", "owner"), ("check", "web")],
)  # fmt: skip
def test_only_commands_that_change_tables_get_the_owner(logins, tmp_path, command, user):
    assert database.settings_for(["manage.py", *command.split()], tmp_path)["USER"] == user


def test_only_the_proof_of_the_wall_gets_all_addresses(logins, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_WORKER_URL", "postgresql://worker@db/efa")
    found = database.for_proof(["manage.py", "wall", "prove", "--quick"], tmp_path)
    assert {name: address.split("@")[0].rpartition("/")[2] for name, address in found.items()} == {
        "DATABASE_OWNER_URL": "owner",
        "DATABASE_URL": "web",
        "DATABASE_LAND_URL": "land",
        "DATABASE_WORKER_URL": "worker",
        "DATABASE_ADMIN_URL": "",
    }
    assert database.for_proof(["manage.py", "wall", "check"], tmp_path) == {}
    assert database.for_proof(["manage.py", "runserver"], tmp_path) == {}


def test_the_embedded_superuser_controls_the_embedded_database_only(tmp_path, monkeypatch):
    running = {"ADMIN_URL": "postgresql://postgres:p@/postgres?host=/run", "DATABASE_URL": "postgresql://web@/efa"}
    monkeypatch.setattr(database.postgres, "running", lambda _: running)
    command = ["manage.py", "wall", "prove"]
    assert "/efa?" in database.for_proof(command, tmp_path)["DATABASE_ADMIN_URL"]
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@db.example/efa")
    assert database.for_proof(command, tmp_path)["DATABASE_ADMIN_URL"] == ""
    monkeypatch.setenv("DATABASE_ADMIN_URL", "postgresql://admin@db.example/efa")
    assert database.for_proof(command, tmp_path)["DATABASE_ADMIN_URL"] == "postgresql://admin@db.example/efa"


@pytest.mark.parametrize(("serves", "users"), [("all", ["web", "land"]), ("kommunen", ["web"]), ("land", ["land"])])
def test_a_process_knows_the_logins_of_what_it_serves_and_no_others(logins, tmp_path, monkeypatch, serves, users):
    monkeypatch.setenv("EFA_SERVES", serves)
    wall = database.settings_for(["manage.py", "runserver"], tmp_path)["WALL"]
    assert [login["user"] for login in wall["LOGINS"].values()] == users


def test_a_wrong_address_is_refused_without_repeating_its_password():
    with pytest.raises(ImproperlyConfigured) as refusal:
        database.of_urls({"kommune": "postgresql://web:geheim@db:x:y/efa?nonsense=1&also"})
    assert "DATABASE_URL" in str(refusal.value)
    assert "geheim" not in str(refusal.value)


def test_an_address_keeps_its_options():
    settings = database.of_urls({"kommune": "postgresql://web:s%40cret@db.example:5433/efa?sslmode=require"})
    assert (settings["PASSWORD"], settings["PORT"], settings["OPTIONS"]["sslmode"]) == ("s@cret", "5433", "require")
    assert settings["OPTIONS"]["connect_timeout"] == 5


@pytest.mark.parametrize(("behind", "believed"), [("1", "('HTTP_X_FORWARDED_PROTO', 'https')"), ("0", "None")])
def test_the_proxys_header_is_believed_only_behind_a_proxy(behind, believed):
    code = "from django.conf import settings as s; print(s.SECURE_PROXY_SSL_HEADER)"
    done = manage("shell", "--no-imports", "-c", code, EFA_BEHIND_PROXY=behind, **COMPLETE)
    assert done.stdout.strip() == believed
