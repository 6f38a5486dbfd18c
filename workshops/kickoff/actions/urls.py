from django.urls import path

from workshops.kickoff.actions.views import console, phone

urlpatterns = [
    path("actions/", phone.plan, name="action_plan"),
    path("documents/actions.ics", phone.calendar_file, name="actions_calendar"),
    path("actions/rows/", phone.plan_rows, name="action_rows"),
    path("actions/languages/", phone.translate, name="second_language"),
    path("actions/languages/enough/", phone.one_language, name="own_language"),
    path("actions/<int:number>/text/", phone.rewrite, name="action_rewrite"),
    path("actions/<int:number>/acceptance/", phone.accept, name="action_accept"),
    path("actions/<int:number>/date/", phone.change_date, name="action_date"),
    path("actions/<int:number>/refusal/", phone.decline, name="action_decline"),
    path("actions/<int:number>/details/", phone.add_details, name="action_details"),
    path("actions/<int:number>/owner/", phone.take, name="action_take"),
    path("actions/<int:number>/doubt/", phone.doubt, name="action_doubt"),
    path("actions/<int:number>/decision/", phone.decide, name="action_decide"),
    path("decisions/<int:number>/tap/", phone.confirm, name="decision_confirm"),
    path("envelope/<int:number>/raise/", phone.raise_envelope, name="envelope_raise"),
    path("run/actions/", console.plan, name="desk_action_plan"),
    path("run/actions/strategy/", console.next_strategy, name="next_strategy"),
    path("run/actions/languages/enough/", console.one_language, name="one_language"),
    path("run/actions/strategy/<int:number>/group/", console.give_strategy, name="strategy_give"),
    path("run/actions/strategy/<int:number>/later/", console.later_strategy, name="strategy_later"),
    path("run/actions/<int:number>/text/", console.rewrite, name="desk_action_rewrite"),
    path("run/actions/<int:number>/acceptance/", console.accept, name="desk_action_accept"),
    path("run/actions/<int:number>/withdrawal/", console.withdraw, name="desk_action_withdraw"),
    path("run/actions/<int:number>/decision/", console.decide, name="desk_action_decide"),
    path("run/decisions/", console.decide_topic, name="desk_decide"),
]
