"""Bring a folder with Tutti's source to where it can run or be tested. Safe to run again; needs only Python.

    python3 deploy/prepare.py run
    python3 deploy/prepare.py test

Needs the network while it installs. What it has once prepared works without.
"""

import sys

OLDEST = (3, 11)
if sys.version_info[:2] < OLDEST:
    sys.exit("Tutti needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")

from preparation import main  # noqa: E402  (older Pythons could not even read it)

if __name__ == "__main__":
    sys.exit(main())
