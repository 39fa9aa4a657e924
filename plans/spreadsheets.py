"""Writes tables as Excel and CSV, whose cells no program takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

Cell = str | int | Decimal | date | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# 1.10 would be read as 1.1 or as a day of January, 007 as 7, 1e5 as 100000.
LIKE_A_NUMBER = re.compile(r"\d[\d.,:/-]*(e[+-]?\d+)?", re.IGNORECASE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def plain_text(text: str) -> str:
    """Text that a spreadsheet program leaves text (OWASP, CSV injection): '=1+1 and '1.10."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) or LIKE_A_NUMBER.fullmatch(text) else text


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """With a byte-order mark, by which Excel knows it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([plain_text(heading) for heading in headings])
    for row in rows:
        writer.writerow([plain_text(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Texts are typed as text and numbers stay numbers; the headings stand still and filter."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy.mm.dd"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(last, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(last, column, cell, day)
                elif cell is not None:
                    sheet.write_number(last, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
        sheet.autofit(max_width=300)
    return out.getvalue()
