from django.urls import path

from workshops.kickoff.preparation import views

urlpatterns = [
    path("plan/prepare/", views.page, name="prepare"),
    path("plan/briefing/", views.brief, name="prepare_briefing"),
    path("plan/questions/", views.add_question, name="prepare_question"),
    path("plan/questions/<int:number>/removal/", views.drop_question, name="prepare_question_drop"),
    path("plan/soundings/", views.sound_out, name="prepare_sounding"),
    path("plan/lines/", views.add_line, name="prepare_line"),
    path("plan/lines/<int:number>/removal/", views.drop_line, name="prepare_line_drop"),
    path("plan/seats/<int:number>/asking/", views.name_questioner, name="prepare_questioner"),
    path("plan/profile/", views.set_profile, name="prepare_profile"),
    path("briefing/", views.briefing, name="briefing"),
    path("briefing/answers/", views.answer_briefing, name="briefing_answer"),
    path("sounding/<str:token>/", views.sounding, name="sounding"),
    path("sounding/<str:token>/answers/", views.answer_sounding, name="sounding_answer"),
]
