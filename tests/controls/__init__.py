# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each control of the wall is switched off on a copy, and the test that names it must fall (`make controls`).

A control that nobody misses is a sentence in a document. The tables say which line of code is the control, what stands
there when it is switched off, and which tests must fall then.
"""
