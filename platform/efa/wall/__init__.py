# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall between tenants: role names, the database backend, objects that know their tenant."""
