from django.urls import path

from workshops.kickoff.grouping import views

urlpatterns = [
    path("run/groups/deal/", views.deal, name="groups_deal"),
    path("run/groups/rest/", views.rest, name="groups_rest"),
    path("run/groups/<str:letter>/members/", views.move, name="groups_move"),
    path("run/groups/<str:letter>/host/", views.host, name="groups_host"),
    path("run/groups/<str:letter>/joining/", views.join, name="groups_join"),
    path("run/groups/<str:letter>/place/", views.place, name="groups_place"),
]
