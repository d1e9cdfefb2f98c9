# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to files in forms: no form of today takes one."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class NoFiles(FileUploadHandler):
    """Refuses files before a byte of them is stored; raises `RequestDataTooBig`, which becomes 413."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_: Any, **__: Any) -> None:  # noqa: N803, ARG002 -- Django's signature.
        """Refuse what is announced as too large before it is read."""
        if content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig

    def new_file(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse a file."""
        raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:  # noqa: ARG002 -- Django's signature.
        """Refuse a piece of one."""
        raise RequestDataTooBig

    def file_complete(self, file_size: int) -> None:
        """There is never a whole file."""
