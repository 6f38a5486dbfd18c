"""Whether this machine can print, said in sentences that name what mends it."""

import importlib
import shutil

from django.utils.translation import gettext as _

from signing import glyphs


def readiness() -> list[str]:
    """What is missing for beautiful PDFs; empty when all is there."""
    if shutil.which("fc-list") is None:
        return [_("This machine has no fonts. Install the package %(package)s.") % {"package": "fontconfig"}]
    found = [
        _("The font “%(font)s” is missing. Install the package %(package)s.") % {"font": font, "package": package}
        for font, package in glyphs.FAMILIES.items()
        if font not in glyphs.families()
    ]
    try:
        importlib.import_module("weasyprint")
    except OSError:
        # WeasyPrint opens these libraries by their names when it is imported.
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        found.insert(0, _("This machine cannot make PDFs. Install the packages %(package)s.") % {"package": packages})
    return found
