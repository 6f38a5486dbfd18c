from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import admin_required
from people.forms.accounts import AccountForm, InvitationForm
from people.models import Invitation, User
from people.views.desk import posted
from people.views.front import BACKEND
from people.views.members import members_page


@require_POST
@admin_required
def create_invitation(request):
    form = InvitationForm(request.POST, instance=Invitation(organisation=request.organisation, invited_by=request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("The link is ready. Copy it and send it to one person."))
        return redirect("members", request.organisation.pk)
    return members_page(request, form)


@require_POST
@admin_required
def withdraw_invitation(request, pk):
    get_object_or_404(request.organisation.invitations, pk=pk).withdraw()
    messages.success(request, _("That link no longer opens."))
    return redirect("members", request.organisation.pk)


@rate_limit(action="signup")
@require_http_methods(["GET", "POST"])
def invitation(request, token):
    """Who has the link may join: with one tap when signed in, else with a new account, or after logging in."""
    found = Invitation.objects.select_related("organisation", "invited_by").filter(token=token).first()
    if found is None or not found.is_open:
        return render(request, "people/invitation_closed.html", {"invitation": found}, status=410 if found else 404)
    form = None
    if not request.user.is_authenticated:
        form = AccountForm(posted(request), initial={"email": found.email})
    if request.method == "POST" and (form is None or form.is_valid()):
        return join(request, found, form)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "people/invitation.html", {"invitation": found, "form": form}, status=status)


def join(request, found, form):
    try:
        # Together, so that two taps at once leave no account without its organisation.
        with transaction.atomic():
            user = request.user if form is None else User.objects.create_user(**form.account)
            found.accept(user)
    except (ValueError, IntegrityError):
        found.refresh_from_db()
        return render(request, "people/invitation_closed.html", {"invitation": found}, status=410)
    if form is not None:
        login(request, user, backend=BACKEND)
    return redirect("home")
