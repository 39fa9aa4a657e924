"""Where files lie: under MEDIA_ROOT, each below its own digest, whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DigestStorage(FileSystemStorage):
    """
    Writes beside, syncs and renames, so that a crash leaves no half file under a digest.

    A path names the digest of its content, hence a file that is already there is the same file.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix="incoming-")
        try:
            with os.fdopen(descriptor, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(beside, 0o640)
            os.replace(beside, path)
        except BaseException:
            os.unlink(beside)
            raise
        return name
