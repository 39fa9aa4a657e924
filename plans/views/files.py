"""How a stored file leaves: as an attachment that no browser opens as a page."""

from django.http import FileResponse

from plans.models import StoredFile


def attachment(stored: StoredFile) -> FileResponse:
    """The caller has already found it among what the person may see."""
    response = FileResponse(stored.content.open("rb"), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
