# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Land's installation: everything comes from the environment, and a missing name stops the start."""

from efa.config.database import LOGINS, served
from efa.config.environment import flag, secret, text

for kind in served():
    secret(LOGINS[kind])
text("EFA_RELEASE")

from efa.config.settings.base import *  # noqa: E402, F403 -- overlay; what is missing is said first

GALLERY = False
SECURE_SSL_REDIRECT = True
# The redirect is made by `efa.tenancy.middleware`, to hosts of the table only; Django's own would go anywhere.
SECURE_REDIRECT_EXEMPT = [""]
# Only where a proxy of ours sets (and overwrites) the header may it be believed.
if flag("EFA_BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
