from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from workshops import access, paper
from workshops.models import Group, Workshop
from workshops.views.errors import refused
from workshops.views.screens import desk


@require_GET
@access.facilitated
def page(request, public_id):
    """The desk types in what the groups wrote on paper."""
    return shown(request, groups_of(request.workshop), desk("run", request.workshop), "desk")


@require_GET
@access.seated
def of_my_group(request, public_id):
    """The host, or who helps the group by link, types in its sheets (R-ROLE-7)."""
    return shown(request, [own_group(request)], {}, "host")


def groups_of(workshop: Workshop) -> list[Group | None]:
    return list(workshop.groups.all()) or [None]


def named_group(request) -> Group | None:
    form = paper.LetterForm(request.POST)
    return request.workshop.group_of(form.cleaned_data["group"]) if form.is_valid() else None


def own_group(request) -> Group:
    if not request.seat.is_host:
        raise Refused(_("The host of a group, its co-facilitator or the facilitator types in paper."), "R-GEN-16", 403)
    return request.seat.group


def shown(request, groups: list[Group | None], shared: dict, to: str):
    run = paper.open_run(request.workshop)
    parts = [
        {
            "group": group,
            "form": paper.PaperNoteForm(run, group) if run and paper.takes_notes(run) else None,
            "counts": [paper.CountForm(one, request.workshop, group) for one in run.open_step.counts(run, group)]
            if run
            else [],
        }
        for group in groups
    ]
    context = {"workshop": request.workshop, "run": run, "parts": parts, "to": to}
    shell = "console/shell.html" if to == "desk" else "phone/shell.html"
    return render(request, "paper/page.html", shared | context | {"shell": shell})


@require_POST
@access.facilitated
def note(request, public_id):
    return hang(request, named_group(request), "paper")


@require_POST
@access.seated
def note_of_my_group(request, public_id):
    return hang(request, own_group(request), "paper_of_my_group")


def hang(request, group: Group | None, back: str):
    run, user = paper.open_run(request.workshop), request.user if request.user.is_authenticated else None
    if run is None or (group is None and request.workshop.groups.exists()):
        raise Refused(_("Nothing is open on which a note could hang."), rule="R-GEN-3")
    form, seat = paper.PaperNoteForm(run, group, request.POST), getattr(request, "seat", None)
    if not form.is_valid():
        return refused(request, form)
    language = get_language() or "en"

    def verb(workshop: Workshop, changing):
        note = form.hang(workshop, changing, language)
        workshop.log("typed a note from paper", user=user, seat=seat, subject=note.pk, rule="R-GEN-16")
        return 201, note.pk

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect(back, request.workshop.public_id)


@require_POST
@access.facilitated
def count(request, public_id, question):
    return keep_count(request, question, named_group(request), "paper")


@require_POST
@access.seated
def count_of_my_group(request, public_id, question):
    return keep_count(request, question, own_group(request), "paper_of_my_group")


def keep_count(request, question: str, group: Group | None, back: str):
    counted = paper.counted(paper.open_run(request.workshop), question, group)
    if counted is None:
        raise Refused(_("This is not asked now. Look at the page as it is now."), rule="R-GEN-2")
    form, seat = paper.CountForm(counted, request.workshop, group, request.POST), getattr(request, "seat", None)
    user = request.user if request.user.is_authenticated else None
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop: Workshop, changing):
        now = paper.counted(paper.open_run(workshop), question, group)
        if now is None:
            raise Refused(_("This is not asked now. Look at the page as it is now."), rule="R-GEN-2")
        form.save(workshop, now, user)
        workshop.log("typed counts from paper", user=user, seat=seat, subject=question, rule="R-GEN-16")
        changing.touched(counted.touches)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect(back, request.workshop.public_id)
