"""One archive of everything an installation holds, written and checked beside a running room, and its way back.

An archive is a ZIP: `manifest.json`, `database/…` and `files/…`, the data folder without the database and the copies
themselves. So it holds the keys that links, seats and seals depend on: keep it as you keep the data folder.
"""


class CannotBackUp(Exception):
    """The copy could not be made, or what was made does not hold what it should; nothing was left behind."""


class CannotRestore(Exception):
    """This archive cannot take the place of what is here; nothing was changed."""
