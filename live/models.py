import secrets
import uuid

from django.db import models


def room_id() -> str:
    """96 random bits that fit an address; never starts with a sign that a shell or a person stumbles over."""
    return secrets.token_hex(12)


class Room(models.Model):
    """Where something happens in order. `seq` counts its changes; another `epoch` means it was restored from a copy."""

    public_id = models.CharField(max_length=24, unique=True, default=room_id)
    kind = models.CharField(max_length=20)
    seq = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return f"{self.public_id} at {self.seq}"

    def change(self, key, body_hash, verb):
        """Run `verb(change)` as one of the room's changes and wait for its COMMIT; see `live.writer.Job`.

        Afterwards this object stands where the room does: what is rendered from it is not what was there before.
        """
        from live.writer import writer

        outcome = writer.run(self.public_id, key, body_hash, verb)
        self.seq = max(self.seq, outcome.seq)
        return outcome


class Change(models.Model):
    """A pointer to what changed: no text, no author, so that erasing a note erases it everywhere."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="changes")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="change_seq_once_a_room")]

    def __str__(self):
        return f"{self.seq} {self.kind} {self.ref}"


class Receipt(models.Model):
    """What a repeated key is answered with: the first result, rendered again."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="receipts")
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    ref = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "key"], name="receipt_key_once_a_room")]

    def __str__(self):
        return f"{self.key[:8]} {self.status}"
