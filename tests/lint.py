# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make lint`: every check of style, types, arrows, templates and licences; all run, then the verdict."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
_BIN: Final = Path(sys.executable).parent
CHECKS: Final = {
    "ruff: style and static security rules": ["ruff", "check", "--quiet", "."],
    "ruff: format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy: types": ["mypy"],
    "import-linter: the arrows between packages": ["lint-imports", "--no-cache"],
    "djlint: templates": ["djlint", "--lint", "--quiet", "platform", "tenants", "theming"],
    "reuse: every file names its licence": ["reuse", "lint", "--quiet"],
}


def main() -> int:
    """Run all checks and print what they found; return 1 if one of them failed."""
    path = os.pathsep.join([str(ROOT / "platform"), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "efa.config.settings.test"}
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        command = [str(_BIN / program), *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{'ok ' if done.returncode == 0 else 'NOT'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
