# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The installer answers an unfit machine with a sentence."""

import importlib.util
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.ground import ROOT

spec = importlib.util.spec_from_file_location("install", ROOT / "requirements" / "install.py")
install = importlib.util.module_from_spec(spec)
spec.loader.exec_module(install)


def test_a_python_that_is_too_old_is_named(monkeypatch):
    monkeypatch.setattr(install, "sys", SimpleNamespace(version_info=(3, 9, 2)))
    assert "Python 3.9 ist zu alt, nötig ist 3.11" in install.too_old()


def test_this_python_is_new_enough():
    assert install.too_old() == ""


@pytest.mark.parametrize("extra", ["runtime", "demo", "dev"])
def test_no_space_is_said_with_both_figures(monkeypatch, extra):
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 10**6))
    sentence = install.no_space(ROOT / ".venv", extra)
    assert "nur noch 5 MB" in sentence
    assert str(install.NEEDED_MB[extra]) in sentence


def test_a_missing_venv_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "starts", lambda *_: False)
    sentence = install.make(tmp_path / "venv")
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" in sentence
    assert not (tmp_path / "venv").exists()


def test_a_failure_is_one_sentence_and_no_traceback(tmp_path):
    code = "import install, sys; install.no_space = lambda *_: 'Kein Platz.'; sys.exit(install.main(install.Path(sys.argv[1]), 'demo'))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "venv")],
        cwd=ROOT / "requirements",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Kein Platz.\n")


def test_the_locks_have_hashes_and_no_address():
    for name in ("runtime", "demo", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert lock.count("==") > 15
        assert "--hash=sha256:" in lock
        assert "://" not in lock
        assert "index-url" not in lock
