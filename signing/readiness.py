"""Whether this machine can print, said in sentences that name what mends it."""

import ctypes
import shutil

from django.utils.translation import gettext as _

from signing import glyphs

# WeasyPrint opens these when it is imported; that takes half a second, and no start has to wait for it.
LIBRARIES = [
    *["libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"],
    *["libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1"],
]


def readiness() -> list[str]:
    """What is missing for beautiful PDFs; empty when all is there."""
    if shutil.which("fc-list") is None:
        return [_("This machine has no fonts. Install the package %(package)s.") % {"package": "fontconfig"}]
    found = [
        _("The font “%(font)s” is missing. Install the package %(package)s.") % {"font": font, "package": package}
        for font, package in glyphs.FAMILIES.items()
        if font not in glyphs.families()
    ]
    if not all(map(can_be_opened, LIBRARIES)):
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        found.insert(0, _("This machine cannot make PDFs. Install the packages %(package)s.") % {"package": packages})
    return found


def can_be_opened(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
