"""A room's ordered changes: recorded, pushed, caught up. Knows no ritual and no person."""


class Refused(Exception):
    """A rule says no. Names the rule and tells, in the person's language, what to do instead; nothing was changed.

    `status` is the HTTP status of the answer: 409 unless the thing is gone for good (410) or not theirs (404).
    `field` names what was filled in wrong, as a PIN: the page says it there and asks for that alone once more.
    """

    def __init__(self, message, rule: str = "", status: int = 409, field: str = ""):
        super().__init__(str(message))
        self.message, self.rule, self.status, self.field = message, rule, status, field


class Full(Refused):
    """The disk took nothing more. Phones keep what they have, and send it again (503)."""

    def __init__(self):
        from django.utils.translation import gettext as _

        super().__init__(_("The server’s disk is full. Your words stay on this device and are sent again."), status=503)


class KeyReused(Refused):
    """A key that was used for another text: the phone must make a new one."""

    def __init__(self):
        from django.utils.translation import gettext as _

        super().__init__(_("This was sent before with other words. Send it again as a new note."), status=422)
