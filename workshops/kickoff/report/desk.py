"""The desk's side: make a link for leaders, see which are open, withdraw one."""

from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.doors import base_url, qr_svg
from workshops.forms import KeyedForm
from workshops.kickoff.consensus import versions
from workshops.kickoff.report.forms import LinkForm
from workshops.kickoff.report.models import ReportLink
from workshops.models import Workshop


def links_card(request, workshop: Workshop) -> str:
    """On the page of documents: the links that are open, and the form for another one."""
    if not workshop.is_kickoff:
        return ""
    links = [shown(one) for one in workshop.report_links.standing() if one.is_open]
    has_statement = versions.newest(workshop) is not None
    context = {"workshop": workshop, "links": links, "has_statement": has_statement, "form": LinkForm()}
    return render_to_string("report/links.html", context, request)


def shown(link: ReportLink) -> dict:
    """The address to send, and as a square for whoever stands beside the desk."""
    return {"link": link, "address": address(link), "qr": qr_svg(address(link))}


def address(link: ReportLink) -> str:
    return base_url(link.workshop) + reverse("report", args=[link.workshop.public_id, link.token])


def done(request, form: KeyedForm, verb, although_put_away=False):
    form.must_be_valid()
    request.workshop.change(form.sent_key, form.body_hash, verb, although_put_away)
    response = redirect("papers", public_id=request.workshop.public_id)
    response["Location"] += "#leaders"
    return response


@require_POST
@access.facilitated
def make(request, public_id):
    form, user = LinkForm(request.POST), request.user

    def verb(workshop: Workshop, changing):
        if versions.newest(workshop) is None:
            raise Refused(_("No statement is fixed yet. Fix it in the stage “Consensus”, then make the link."))
        link = ReportLink.make(workshop, form.cleaned_data["days"], user)
        workshop.log("made a report link", user=user, subject=link.pk)
        changing.touched("documents")

    return done(request, form, verb)


@require_POST
@access.facilitated
def withdraw(request, public_id, number):
    """The link closes at once, for everybody who has it."""
    link, user = get_object_or_404(request.workshop.report_links.standing(), pk=number), request.user

    def verb(workshop: Workshop, changing):
        workshop.report_links.get(pk=link.pk).withdraw()
        workshop.log("withdrew a report link", user=user, subject=link.pk)
        changing.touched("documents")

    return done(request, KeyedForm(request.POST), verb, although_put_away=True)
