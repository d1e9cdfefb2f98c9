# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tenants.demo` starts the demo, `python -m tenants.demo reset` throws its data away."""

import sys

from tenants.demo.run import main

sys.exit(main(sys.argv[1:]))
