# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make test` and `make campaign`: see that the parts are there, then run pytest on both cores.

Exit codes: those of pytest; 3 where all that could run has passed but a part is missing. A part that only the campaign
needs is used by `make test` where it is there, and not missed where it is not. A campaign of which nothing was
picked or left out, and which passed, writes its section of docs/benchmarks.md.
"""

import os
import shutil
import subprocess
import sys
from typing import Final

from tests.campaign import counts

MISSING_PARTS: Final = 3
# What no Python package brings: what it is for, Debian's packages, and the mark of the tests that need it.
PARTS: Final = {
    "chromium": ("drives the browser tests", ["chromium", "libatomic1"], "browser"),
    "pgbouncer": ("pools connections in the tests of the wall behind a pooler", ["pgbouncer"], "pooler"),
}
FOR_THE_CAMPAIGN: Final = {"pgbouncer"}
# Debian keeps servers where ordinary users do not look.
EVERYWHERE: Final = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])


def main(arguments: list[str]) -> int:
    """Run the suite with pytest's own arguments; `--campaign` runs the long tests too."""
    campaign = "--campaign" in arguments
    missing = [
        name for name in PARTS if not (_there(name) if campaign or name not in FOR_THE_CAMPAIGN else _works(name))
    ]
    marks = [f"not {PARTS[name][2]}" for name in missing] + ([] if campaign else ["not campaign"])
    rest = [argument for argument in arguments if argument != "--campaign"]
    workers = (
        [] if any(argument.startswith(("-n", "-p")) for argument in rest) else ["-n", str(min(2, os.cpu_count() or 1))]
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--dist=loadgroup",
        *workers,
        "-m",
        " and ".join(marks) or "",
        *rest,
    ]
    whole = campaign and not rest
    if whole:
        counts.forget()
    result = subprocess.run(command, check=False).returncode
    if whole and result == 0 and not missing:
        counts.publish()
    if result == 0 and missing:
        # The rest of what is missing decides about the exit code.
        needed = [name for name in missing if campaign or name not in FOR_THE_CAMPAIGN]
        print("\nNot run, because a program is missing:")
        for name in missing:
            print(f"  {name}: {PARTS[name][0]}. Install it with: apt-get install {' '.join(PARTS[name][1])}")
        return MISSING_PARTS if needed else result
    return result


def _there(name: str) -> bool:
    """Whether the program is there; as root on Debian it is installed where it is not."""
    if _works(name):
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PARTS[name][1]],
    ):
        print(f"{' '.join(command)} …", flush=True)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr.strip()[-500:], flush=True)
            return False
    return _works(name)


def _works(name: str) -> bool:
    """Whether the program is there, and for Chromium the driver beside it, which wants a library of its own."""
    if not shutil.which(name, path=EVERYWHERE):
        return False
    if name != "chromium":
        return True
    from playwright._impl._driver import compute_driver_executable

    node = compute_driver_executable()[0]
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
