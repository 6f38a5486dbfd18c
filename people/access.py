"""Who may open what: the address names the organisation, and every query starts from the organisations of the login."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render

from people.models import Membership, Organisation
from people.way_back import page_before

Role = Membership.Role


def signed_in(view):
    """Nobody is sent to the login; before there is an organisation, to the page that says how to start."""

    @wraps(view)
    def guarded(request, *arguments, **named):
        if request.user.is_authenticated:
            return view(request, *arguments, **named)
        if not Organisation.objects.exists():
            return render(request, "people/first_run.html", status=503)
        # After the login comes a GET, so only the address of a page is worth coming back to.
        page = request.get_full_path() if request.method == "GET" else page_before(request)
        return redirect_to_login(page) if page else redirect("account_login")

    return guarded


def role_required(*roles: str):
    """`request.organisation` and `request.roles` for members with one of `roles`, for any member when none is named.

    Another's organisation is a 404, as if it did not exist; a member without the role reads who may.
    """

    def decorate(view):
        @signed_in
        @wraps(view)
        def guarded(request, organisation_id, *arguments, **named):
            request.organisation = get_object_or_404(request.user.organisations(), pk=organisation_id)
            request.roles = request.user.roles_in(request.organisation)
            if roles and not request.roles & set(roles):
                return render(
                    request, "people/refused.html", {"allowed": [Role(role).label for role in roles]}, status=403
                )
            return view(request, *arguments, **named)

        return guarded

    return decorate


admin_required = role_required(Role.ADMIN)
organiser_required = role_required(Role.ADMIN, Role.FACILITATOR, Role.HR)
