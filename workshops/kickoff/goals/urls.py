from django.urls import path

from workshops.kickoff.goals import views

urlpatterns = [
    path("goals/restatement/", views.restate, name="goals_restate"),
    path("goals/temperature/", views.temperature, name="goals_temperature"),
    path("goals/<int:number>/figures/", views.figures, name="goal_figures"),
    path("run/goals/showing/", views.show, name="goals_show"),
    path("run/goals/restatement/", views.restate_for, name="goals_restate_for"),
]
