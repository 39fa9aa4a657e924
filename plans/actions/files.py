"""Takes a file in."""

import hashlib

from django.core.files.uploadedfile import UploadedFile

from plans.models import StoredFile, User
from plans.uploads import kind_of


def store_file(upload: UploadedFile, *, by: User | None) -> StoredFile:
    """
    Keep a file under its SHA-256; called inside the action that needs it, whose trail entry names it.

    Raises ValidationError with a sentence where the kind or the size is not taken.
    """
    kind = kind_of(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    stored = StoredFile(
        digest=digest.hexdigest(),
        name=(upload.name or "")[-255:],
        media_type=kind.media_type,
        size=upload.size or 0,
        uploaded_by=by,
    )
    stored.full_clean(exclude=["content"])
    stored.content.save(stored.name, upload, save=False)
    stored.save()
    return stored
