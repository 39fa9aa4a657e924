"""Which files are taken, how each is judged, and where it lies."""

import hashlib
import io
import time
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from plans import uploads
from plans.actions.files import store_file
from plans.models import StoredFile
from plans.uploads import ACCEPTED_SUFFIXES, kind_of

pytestmark = pytest.mark.usefixtures("in_english")


def office(*parts, compression=zipfile.ZIP_DEFLATED):
    """An Office file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for part in parts:
            name, content = part if isinstance(part, tuple) else (part, b"<xml/>")
            archive.writestr(name, content)
    return out.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")
PPTX = office("[Content_Types].xml", "ppt/presentation.xml")
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"0" * 32
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
PDF = b"%PDF-1.7\n%%EOF\n"
HTML = b"<html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

TAKEN = {
    "scan.pdf": (PDF, "application/pdf"),
    "photo.jpg": (JPEG, "image/jpeg"),
    "photo.jpeg": (JPEG, "image/jpeg"),
    "ЗУРАГ.JPG": (JPEG, "image/jpeg"),
    "photo.png": (PNG, "image/png"),
    "photo.webp": (WEBP, "image/webp"),
    "photo.heic": (HEIC, "image/heic"),
    "тайлан 2026.11.24.docx": (DOCX, "wordprocessingml"),
    "list.xlsx": (XLSX, "spreadsheetml"),
    "slides.pptx": (PPTX, "presentationml"),
}
REFUSED = {
    "page.html": HTML,
    "drawing.svg": SVG,
    "photo.jpg": HTML,
    "photo.png": JPEG,
    "photo.jpeg": SVG,
    "photo.webp": b"RIFF\x10\x00\x00\x00WAVEfmt ",
    "photo.heic": b"\x00\x00\x00\x18ftypisom\x00\x00",
    "short.heic": b"\x00",
    "scan.pdf": b"GIF89a",
    "late.pdf": b"\n" * 70 + PDF,
    "photo.jpg.exe": JPEG,
    "photo.jpg.html": JPEG,
    "photo": JPEG,
    ".jpg": JPEG,
    ".htaccess": b"AddType text/html .jpg",
    "virus.pdf": EICAR,
    "virus.docx": EICAR,
    "macro.docm": DOCX,
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 64,
    "archive.zip": DOCX,
    "text.docx": b"PK\x03\x04 not a zip",
    "cut.docx": DOCX[:-30],
    "sheet.docx": XLSX,
    "doc.xlsx": DOCX,
    "any.pptx": office("readme.txt"),
    "no-types.docx": office("word/document.xml"),
    "macro.docx": office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "macro.xlsx": office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
    "photo.jpg ": JPEG,
    "photo.jpg\u202etxt.exe": JPEG,
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def files_below(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()] if Path(folder).exists() else []


# what is judged


@pytest.mark.parametrize("name", TAKEN)
def test_the_kinds_an_office_uses_are_taken(name):
    content, media_type = TAKEN[name]
    sent = upload(name, content)
    assert media_type in kind_of(sent).media_type
    assert sent.read() == content


def test_every_kind_the_form_offers_is_tried_here():
    assert {Path(name).suffix.lower() for name in TAKEN} == set(ACCEPTED_SUFFIXES)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_whose_name_and_content_do_not_agree_is_refused(name):
    sent = upload("x", REFUSED[name])
    sent._name = name
    with pytest.raises(ValidationError, match="This kind of file is not taken"):
        kind_of(sent)


def test_an_empty_file_is_refused_with_its_own_sentence():
    with pytest.raises(ValidationError, match="This file is empty"):
        kind_of(upload("scan.pdf", b""))


@pytest.mark.parametrize(("size", "taken"), [(99, True), (100, True), (101, False)])
def test_the_limit_is_the_last_size_that_is_taken(settings, size, taken):
    settings.UPLOAD_MAX_BYTES = 100
    sent = upload("scan.pdf", PDF.ljust(size, b"0"))
    if taken:
        assert kind_of(sent)
    else:
        with pytest.raises(ValidationError, match="larger than"):
            kind_of(sent)


def test_the_sentence_on_the_limit_names_it(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    with pytest.raises(ValidationError) as refused:
        kind_of(upload("scan.pdf", PDF.ljust(2 * 1024 * 1024 + 1, b"0")))
    assert refused.value.messages == ["This file is larger than 2 MB."]


def test_an_archive_of_too_many_parts_is_refused_from_its_directory():
    many = office("[Content_Types].xml", "word/document.xml", *(f"word/{n}.xml" for n in range(uploads.ZIP_MAX_FILES)))
    with pytest.raises(ValidationError, match="unpacks to more than"):
        kind_of(upload("many.docx", many))


def test_a_bomb_is_refused_at_once_and_never_unpacked(monkeypatch):
    bomb = office("[Content_Types].xml", "word/document.xml", ("word/media.bin", b"\0" * (uploads.ZIP_MAX_BYTES + 1)))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args, **kwargs: pytest.fail("It was opened."))
    begun = time.monotonic()
    with pytest.raises(ValidationError, match="unpacks to more than"):
        kind_of(upload("bomb.docx", bomb))
    assert len(bomb) < 1_000_000
    assert time.monotonic() - begun < 1


# where it lies


@pytest.mark.django_db
def test_a_file_lies_under_its_digest_and_never_under_its_name(settings, bold):
    stored = store_file(upload("../../etc/passwd.pdf", PDF), by=bold)
    digest = hashlib.sha256(PDF).hexdigest()
    assert (stored.digest, stored.size, stored.uploaded_by) == (digest, len(PDF), bold)
    assert [path.relative_to(settings.MEDIA_ROOT).as_posix() for path in files_below(settings.MEDIA_ROOT)] == [
        f"files/{digest[:2]}/{digest}"
    ]
    assert Path(stored.content.path).read_bytes() == PDF
    assert "/" not in stored.name


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once_under_both_names(settings, bold):
    first, second = (store_file(upload(name, PDF), by=bold) for name in ("one.pdf", "two.pdf"))
    assert (first.name, second.name) == ("one.pdf", "two.pdf")
    assert first.content.path == second.content.path
    assert len(files_below(settings.MEDIA_ROOT)) == 1


@pytest.mark.django_db
def test_a_name_too_long_keeps_its_end(bold):
    stored = store_file(upload("ө" * 400 + ".pdf", PDF), by=bold)
    assert len(stored.name) <= 255
    assert stored.name.endswith(".pdf")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.html", "photo.jpg", "text.docx"])
def test_a_refused_file_leaves_nothing_behind(settings, bold, name):
    with pytest.raises(ValidationError):
        store_file(upload(name, REFUSED[name]), by=bold)
    assert not StoredFile.objects.exists()
    assert files_below(settings.MEDIA_ROOT) == []


def test_a_write_that_breaks_off_leaves_no_half_file(settings):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"%PDF-half"
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        default_storage.save("files/ab/abcd", Broken(b"%PDF-whole"))
    assert files_below(settings.MEDIA_ROOT) == []
    default_storage.save("files/ab/abcd", ContentFile(b"%PDF-whole"))
    assert [path.read_bytes() for path in files_below(settings.MEDIA_ROOT)] == [b"%PDF-whole"]


def test_what_lies_there_is_never_written_over(settings):
    for content in (b"first", b"second"):
        assert default_storage.save("files/ab/abcd", ContentFile(content)) == "files/ab/abcd"
    assert [path.read_bytes() for path in files_below(settings.MEDIA_ROOT)] == [b"first"]


def test_others_on_the_machine_do_not_read_it(settings):
    default_storage.save("files/ab/abcd", ContentFile(b"first"))
    (path,) = files_below(settings.MEDIA_ROOT)
    assert oct(path.stat().st_mode & 0o777) == "0o640"
