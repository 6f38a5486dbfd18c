from django.urls import path

from workshops.kickoff.town.views import answers, changes, phone, queue

urlpatterns = [
    path("questions/", phone.send, name="question_send"),
    path("questions/<int:number>/words/", phone.reword, name="question_reword"),
    path("questions/<int:number>/withdrawal/", phone.withdraw, name="question_withdraw"),
    path("questions/<int:number>/answer/", phone.type_answer, name="answer_type"),
    path("plan-changes/<int:number>/confirmation/", phone.confirm, name="change_confirm"),
    path("run/questions/", queue.type_for, name="desk_question"),
    path("run/questions/aloud/", queue.ask_aloud, name="question_aloud"),
    path("run/questions/find-out/", answers.find_out, name="questions_find_out"),
    path("run/questions/<int:number>/pass/", queue.pass_on, name="question_pass"),
    path("run/questions/<int:number>/words/", queue.reword, name="desk_question_reword"),
    path("run/questions/<int:number>/first/", queue.put_first, name="question_first"),
    path("run/questions/<int:number>/leaving/", queue.leave, name="question_leave"),
    path("run/questions/<int:number>/taking/", queue.take, name="question_take"),
    path("run/questions/<int:number>/asking/", queue.ask, name="question_ask"),
    path("run/questions/<int:number>/return/", queue.put_back, name="question_put_back"),
    path("run/questions/<int:number>/answer/", answers.answer, name="desk_answer"),
    path("run/likely/<int:number>/taking/", queue.take_likely, name="likely_take"),
    path("run/town/rounds/", queue.cut_rounds, name="town_rounds"),
    path("run/town/round/", queue.show_round, name="town_round"),
    path("run/plan-changes/<int:number>/values/", changes.propose, name="change_propose"),
    path("run/plan-changes/<int:number>/row/", changes.add, name="change_add"),
    path("run/plan-changes/<int:number>/application/", changes.apply, name="change_apply"),
    path("run/plan-changes/<int:number>/refusal/", changes.decline, name="change_decline"),
    path("run/plan-changes/<int:number>/confirmation/", changes.confirm, name="desk_change_confirm"),
    path("run/statement/still-right/", changes.still_right, name="statement_still_right"),
]
