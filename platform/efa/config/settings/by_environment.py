# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of this environment; `EFA_ENV` names it, development where nothing is said."""

from efa.config.environment import text

if text("EFA_ENV", default="development", one_of=("development", "production")) == "production":
    from efa.config.settings.production import *  # noqa: F403 -- a settings module is a star by nature
else:
    from efa.config.settings.development import *  # noqa: F403 -- as above
