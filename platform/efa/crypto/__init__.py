# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets of the platform: today what it signs; keys and envelopes come with the drafts."""
