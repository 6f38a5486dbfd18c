"""What people do in each step, taken from the file: one module a ritual, through the forms of its pages."""

import pkgutil
from importlib import import_module

for found in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(found.name)
