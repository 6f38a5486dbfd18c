from django.urls import path

from workshops.kickoff.stakes import desk, outcomes, views

PROMISE = "promises/<int:number>"
FORFEIT = "forfeits/<int:number>"

urlpatterns = [
    path("promise/", views.mine, name="my_promise"),
    path(f"{PROMISE}/forfeits/", views.propose, name="forfeit_propose"),
    path(f"{PROMISE}/celebration/", views.celebrate, name="promise_celebrate"),
    path(f"{PROMISE}/aim/", views.aim, name="promise_aim"),
    path(f"{PROMISE}/signature/", views.sign, name="promise_sign"),
    path(f"{PROMISE}/withdrawal/", views.withdraw, name="promise_withdraw"),
    path(f"{FORFEIT}/withdrawal/", views.take_back, name="forfeit_take_back"),
    path(f"{FORFEIT}/answers/", views.answer, name="forfeit_answer"),
    path(f"{FORFEIT}/choice/", views.choose, name="forfeit_choose"),
    path(f"{FORFEIT}/vote/", views.vote, name="forfeit_vote"),
    path("documents/promises/<int:number>.pdf", views.pdf, name="promise_pdf"),
    path("run/promises/", outcomes.page, name="promise_outcomes"),
    path(f"run/{PROMISE}/outcome/", outcomes.conclude, name="promise_conclude"),
    path(f"run/{FORFEIT}/outcome/", outcomes.settle, name="forfeit_settle"),
    path(f"run/{PROMISE}/forfeits/", desk.propose, name="desk_forfeit_propose"),
    path(f"run/{PROMISE}/celebration/", desk.celebrate, name="desk_promise_celebrate"),
    path(f"run/{PROMISE}/only/", desk.only_celebrate, name="desk_promise_only"),
    path(f"run/{PROMISE}/aim/", desk.aim, name="desk_promise_aim"),
    path(f"run/{PROMISE}/paper/", desk.sign_on_paper, name="desk_promise_paper"),
    path(f"run/{FORFEIT}/answers/", desk.answer, name="desk_forfeit_answer"),
    path(f"run/{FORFEIT}/choice/", desk.choose, name="desk_forfeit_choose"),
    path(f"run/{FORFEIT}/alarm/", desk.clear, name="desk_forfeit_clear"),
    path(f"run/{FORFEIT}/refusal/", desk.refuse, name="desk_forfeit_refuse"),
]
