from django.urls import include, path

from people.views import front, goals, invitations, members, organisation, passwords, people, roster

organisation_urls = [
    path("settings/", organisation.organisation, name="organisation"),
    path("days/", organisation.mark_days, name="mark_days"),
    path("days/<int:pk>/remove/", organisation.remove_day, name="remove_day"),
    path("members/", members.members, name="members"),
    path("members/<int:user_id>/", members.member, name="member"),
    path("members/<int:user_id>/grant/", members.grant_role, name="grant_role"),
    path("members/<int:user_id>/person/", members.set_person, name="set_person"),
    path("members/<int:user_id>/password/", members.reset_link, name="reset_link"),
    path("roles/<int:pk>/withdraw/", members.withdraw_role, name="withdraw_role"),
    path("invitations/", invitations.create_invitation, name="create_invitation"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("departments/", people.departments, name="departments"),
    path("departments/<int:pk>/", people.department, name="department"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person, name="new_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/import/", roster.import_roster, name="import_roster"),
    path("people/import/confirm/", roster.confirm_roster, name="confirm_roster"),
    path("goals/", goals.goals, name="goals"),
    path("goals/new/", goals.goal, name="new_goal"),
    path("goals/<int:pk>/", goals.goal, name="goal"),
    path("goals/<int:pk>/confirm/", goals.confirm_goal, name="confirm_goal"),
    path("goals/<int:pk>/reopen/", goals.reopen_goal, name="reopen_goal"),
]

urlpatterns = [
    path("start/", front.start, name="start"),
    path("i/<str:token>/", invitations.invitation, name="invitation"),
    path("password/<uidb64>/<token>/", passwords.PasswordLink.as_view(), name="password_link"),
    path("o/", front.organisations, name="organisations"),
    path("o/<int:organisation_id>/", include(organisation_urls)),
]
