from django.urls import path

from workshops.kickoff.afterwards import desk, own

LINK = "after/<str:token>/"

urlpatterns = [
    path("run/after/", desk.page, name="after"),
    path("run/after/dates/", desk.tick, name="after_tick"),
    path("run/after/promises/<int:number>/", desk.say, name="after_promise"),
    path("run/after/actions/<int:number>/", desk.read, name="after_action"),
    path("run/after/goals/<int:number>/", desk.measure, name="after_goal"),
    path("after/", own.from_phone, name="my_word"),
    path(LINK, own.page, name="own_word"),
    path(f"{LINK}needs/", own.answer, name="own_answer"),
    path(f"{LINK}promises/<int:number>/", own.say, name="own_promise"),
    path(f"{LINK}actions/<int:number>/", own.read, name="own_action"),
]
