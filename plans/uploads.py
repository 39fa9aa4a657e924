"""
Judges an uploaded file by its content and its name together, before anything opens it.

Eight kinds are taken; an Office file is judged from its zip directory alone, so that no archive is ever unpacked.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

ZIP_MAX_FILES = 2_000
ZIP_MAX_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class FileKind:
    suffixes: frozenset[str]
    media_type: str
    starts_with: tuple[bytes, ...]
    office_part: str = ""


KINDS = (
    FileKind(frozenset({".pdf"}), "application/pdf", (b"%PDF-",)),
    FileKind(frozenset({".jpg", ".jpeg"}), "image/jpeg", (b"\xff\xd8\xff",)),
    FileKind(frozenset({".png"}), "image/png", (b"\x89PNG\r\n\x1a\n",)),
    FileKind(frozenset({".webp"}), "image/webp", (b"RIFF",)),
    FileKind(frozenset({".heic"}), "image/heic", (b"",)),
    FileKind(
        frozenset({".docx"}),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (b"PK\x03\x04",),
        "word/document.xml",
    ),
    FileKind(
        frozenset({".xlsx"}),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (b"PK\x03\x04",),
        "xl/workbook.xml",
    ),
    FileKind(
        frozenset({".pptx"}),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (b"PK\x03\x04",),
        "ppt/presentation.xml",
    ),
)
ACCEPTED_SUFFIXES = sorted(suffix for kind in KINDS for suffix in kind.suffixes)
WRONG_KIND = _("This kind of file is not taken. Use a photo (JPG, PNG, WEBP, HEIC), PDF, Word, Excel or PowerPoint.")


def kind_of(upload: UploadedFile) -> FileKind:
    """The kind both the name and the content speak for; ValidationError with a sentence where they do not."""
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("This file is larger than %(most)d MB."), params={"most": settings.UPLOAD_MAX_BYTES // 1024 // 1024}
        )
    if not upload.size:
        raise ValidationError(_("This file is empty."))
    suffix = PurePosixPath(upload.name).suffix.lower()
    kind = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    if kind is None or not head.startswith(kind.starts_with):
        raise ValidationError(WRONG_KIND)
    if kind.media_type == "image/webp" and head[8:12] != b"WEBP":
        raise ValidationError(WRONG_KIND)
    if kind.media_type == "image/heic" and not (head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1"}):
        raise ValidationError(WRONG_KIND)
    if kind.office_part:
        _judge_office_file(upload, kind)
    return kind


def _judge_office_file(upload: UploadedFile, kind: FileKind) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(upload.read())) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ValidationError(WRONG_KIND) from error
    finally:
        upload.seek(0)
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", kind.office_part} <= names or any("vbaProject" in name for name in names):
        raise ValidationError(WRONG_KIND)
    if len(parts) > ZIP_MAX_FILES or sum(part.file_size for part in parts) > ZIP_MAX_BYTES:
        raise ValidationError(_("This file unpacks to more than an office would send."))
