# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of this environment; `EFA_ENV` names it, development where nothing is said."""

import sys

from efa.config.environment import text

# The commands of the law need neither database nor secrets, wherever they run.
_LAW = sys.argv[1:2] in (["law"], ["quickcheck"])

if text("EFA_ENV", default="development", one_of=("development", "production")) == "production" and not _LAW:
    from efa.config.settings.production import *  # noqa: F403 -- a settings module is a star by nature
else:
    from efa.config.settings.development import *  # noqa: F403 -- as above
