"""
Makes static/vendor anew from the packages of package.json: `npm ci` here, then run this with the project's Python.

The results are committed, so that running the product needs no Node; two runs give equal bytes.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULES = HERE / "node_modules"
VENDOR = ROOT / "static" / "vendor"

COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap.LICENSE",
    "bootstrap-icons/LICENSE": "icons.LICENSE",
    "@expo-google-fonts/noto-sans/LICENSE_FONT": "noto-sans.LICENSE",
}
WEIGHTS = {"400Regular": 400, "600SemiBold": 600, "700Bold": 700}
# Latin, Cyrillic with Ө Ү, dashes and quotes, ₮ € №, arrows: one file a weight, or words mix two typefaces.
UNICODES = (
    "U+0020-007E,U+00A0-00FF,U+0400-045F,U+0490-0491,U+04AE-04B1,U+04E8-04E9,U+2010-2026,"
    "U+20AE,U+20AC,U+2116,U+2190-2193,U+2212"
)
ICONS = [
    "arrow-left",
    "arrow-repeat",
    "arrow-right",
    "box-arrow-right",
    "box-arrow-up-right",
    "calendar-event",
    "camera",
    "check-circle-fill",
    "check-lg",
    "chevron-down",
    "chevron-right",
    "circle",
    "circle-half",
    "clock-history",
    "dash-circle",
    "download",
    "exclamation-circle-fill",
    "exclamation-triangle-fill",
    "file-earmark-text",
    "filter",
    "folder2-open",
    "gear",
    "geo-alt",
    "hourglass-split",
    "house",
    "image",
    "info-circle",
    "journal-check",
    "key",
    "link-45deg",
    "list",
    "list-check",
    "moon",
    "paperclip",
    "pencil",
    "people",
    "person-circle",
    "plus-lg",
    "printer",
    "question-circle",
    "search",
    "shield-check",
    "sort-down",
    "sort-up",
    "sun",
    "trash",
    "translate",
    "x-lg",
]


def vendor() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, target in COPIED.items():
        text = (MODULES / source).read_text()
        (VENDOR / target).write_text(re.sub(r"\n?/[*/]# sourceMappingURL=.*", "", text).rstrip() + "\n")
    for name, weight in WEIGHTS.items():
        subset(next((MODULES / "@expo-google-fonts/noto-sans" / name).glob("*.ttf")), weight)
    (VENDOR / "icons.svg").write_text(sprite())
    shutil.copyfile(MODULES / "axe-core/axe.min.js", ROOT / "tests/browser/axe.min.js")
    digests = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(VENDOR.iterdir())]
    (VENDOR / "VENDORED.sha256").write_text("\n".join(digests) + "\n")


def subset(font: Path, weight: int) -> None:
    subprocess.run(  # noqa: S603 - our own arguments
        [
            sys.executable,
            "-m",
            "fontTools.subset",
            str(font),
            f"--unicodes={UNICODES}",
            "--layout-features=kern,liga,locl,mark,mkmk",
            "--flavor=woff2",
            f"--output-file={VENDOR / f'noto-sans-{weight}.woff2'}",
        ],
        check=True,
    )


def sprite() -> str:
    """One SVG whose symbols `{% icon %}` uses."""
    symbols = []
    for name in ICONS:
        svg = (MODULES / "bootstrap-icons/icons" / f"{name}.svg").read_text()
        inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{" ".join(inside[1].split())}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


if __name__ == "__main__":
    vendor()
