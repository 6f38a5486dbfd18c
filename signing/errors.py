from django.utils.translation import gettext_lazy as _


class Frozen(Exception):
    """Somebody tried to change or delete what was frozen or signed."""


class ChangedSinceRead(Exception):
    """The text that the person read is not the text that would be signed: read again, then sign (R-SIGN-3)."""

    message = _("The text has changed since you read it. Read the new version, then sign.")

    def __str__(self):
        return str(self.message)


class PressFailed(Exception):
    """No PDF came out of the press: it took too long, or the page could not be set."""


class PressBusy(PressFailed):
    """Others are printing, or signing faster than their document can be set: try again in `SECONDS` seconds."""

    SECONDS = 20
