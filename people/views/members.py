from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from people import accounts
from people.access import admin_required
from people.forms.accounts import InvitationForm, MemberPersonForm, RoleForm
from people.models import LastAdministrator, User
from people.views.desk import desk


def members_page(request, form):
    organisation = request.organisation
    members = [
        (user, [each for each in user.memberships.all() if each.organisation_id == organisation.pk])
        for user in User.objects.of(organisation).prefetch_related("memberships__person").order_by("pk")
    ]
    invitations = [
        (each, accounts.absolute(request, each.path))
        for each in organisation.invitations.open().select_related("invited_by")
    ]
    return desk(request, "people/members.html", {"members": members, "invitations": invitations}, form)


@require_GET
@admin_required
def members(request):
    return members_page(request, InvitationForm())


def member_page(request, user, form=None, status=200):
    memberships = user.memberships.filter(organisation=request.organisation)
    person = next((each.person for each in memberships if each.person), None)
    context = {
        "member": user,
        "memberships": memberships,
        "role_form": RoleForm(),
        "may_reset": request.user.may_reset(user),
        "resets": user.password_resets.select_related("made_by")[:5],
    }
    form = form or MemberPersonForm(initial={"person": person}, organisation=request.organisation)
    response = desk(request, "people/member.html", context, form)
    response.status_code = max(status, response.status_code)
    return response


def member_of(request, user_id) -> User:
    return get_object_or_404(User.objects.of(request.organisation), pk=user_id)


@require_GET
@admin_required
def member(request, user_id):
    return member_page(request, member_of(request, user_id))


@require_POST
@admin_required
def grant_role(request, user_id):
    user, form = member_of(request, user_id), RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return member_page(request, user, status=422)
    request.organisation.grant(user, form.cleaned_data["role"])
    return redirect("member", request.organisation.pk, user.pk)


@require_POST
@admin_required
def withdraw_role(request, pk):
    membership = get_object_or_404(request.organisation.memberships, pk=pk)
    user = membership.user
    try:
        membership.withdraw()
    except LastAdministrator:
        messages.error(request, _("One administrator has to stay. Make somebody else administrator first."))
        return member_page(request, user, status=409)
    if User.objects.of(request.organisation).filter(pk=user.pk).exists() and request.user != user:
        return redirect("member", request.organisation.pk, user.pk)
    return redirect("home") if request.user == user else redirect("members", request.organisation.pk)


@require_POST
@admin_required
def set_person(request, user_id):
    user = member_of(request, user_id)
    form = MemberPersonForm(request.POST, organisation=request.organisation)
    if not form.is_valid():
        return member_page(request, user, form)
    user.memberships.filter(organisation=request.organisation).update(person=form.cleaned_data["person"])
    return redirect("member", request.organisation.pk, user.pk)


@require_POST
@admin_required
def reset_link(request, user_id):
    """A link for a new password, to copy; only for somebody who has nothing that its maker does not administer."""
    user = member_of(request, user_id)
    if not request.user.may_reset(user):
        messages.error(
            request, _("This member also belongs to another organisation: only the server can make the link.")
        )
        return member_page(request, user, status=409)
    link = accounts.absolute(request, accounts.reset_path(user, request.user))
    return desk(request, "people/reset_link.html", {"member": user, "link": link})
