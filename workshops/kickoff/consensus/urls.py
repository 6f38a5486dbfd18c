from django.urls import path

from workshops.kickoff.consensus import views

urlpatterns = [
    path("statement/", views.read, name="statement"),
    path("run/statement/", views.freeze, name="statement_freeze"),
    path("run/statement/introduction/", views.introduce, name="statement_introduction"),
    path("run/goals/<int:number>/deferral/", views.defer, name="goal_deferral"),
]
