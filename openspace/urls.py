from django.urls import path

from openspace import views

urlpatterns = [
    path("four-rules/", views.accept, name="four_rules_accept"),
    path("run/space/", views.show, name="space_show"),
    path("run/space/proposal/", views.propose, name="space_propose"),
]
