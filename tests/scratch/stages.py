from workshops import newest, surfaces
from workshops.models import Note
from workshops.stages import WRITERS, Stage, Step


class Write(Step):
    """One wall for the room; a note is on it at once."""

    key = "write"
    title = "Write"
    prompt = "What do we see?"
    minutes = 10
    allows = {"note.add": WRITERS}
    act = "phone/write_act.html"

    @property
    def looks_up(self):
        return False

    def wall(self, run):
        return run.workshop.wall_for(run)

    def walls(self, run, seat):
        return [self.wall(run)]

    def add_note(self, run, wall, seat, changing, *, text, language, key, **fields):
        note = Note(workshop=run.workshop, wall=wall, author=seat, text=text, language=language, client_key=key)
        wall.number(note)
        note.save()
        return note

    def projector(self, run, group):
        wall = self.wall(run)
        return {"wall": wall, "into": f"wall-{wall.pk}", "notes": newest.brought(self.hung(run, group))}

    def hung(self, run, group):
        return run.workshop.notes.on_wall().filter(wall=self.wall(run))

    def mine(self, run, seat):
        own = Note.objects.filter(wall=self.wall(run), author=seat).exclude(state="withdrawn")
        return {"wall": self.wall(run), "notes": own.select_related("wall__run", "wall__group").order_by("-id")}

    def element(self, run, audience, kind, ref):
        if kind != "note" or audience.surface != "projector":
            return ""
        note = Note.objects.get(pk=ref)
        if not note.is_on_wall:
            return surfaces.gone(f"note-{note.pk}")
        return surfaces.note_html(note, self.hue, f"wall-{note.wall_id}")


class Look(Step):
    """The room looks; notes of a minute ago still join."""

    key = "look"
    title = "Look"
    prompt = "What strikes you?"
    takes_late = True

    def walls(self, run, seat):
        return [run.workshop.wall_for(run)]

    add_note = Write.add_note
    projector = Write.projector
    wall = Write.wall
    hung = Write.hung
    element = Write.element


class ScratchStage(Stage):
    key = "scratch"
    title = "Scratch"
    movement = 2
    step_classes = (Write, Look)
