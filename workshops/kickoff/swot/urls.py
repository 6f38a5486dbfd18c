from django.urls import path

from workshops.kickoff.swot.views import console, facts, phone

NOTE = "swot/notes/<int:number>"
DESK = "run/swot/notes/<int:number>"

urlpatterns = [
    path("swot/notes/", phone.write, name="swot_write"),
    path(f"{NOTE}/words/", phone.reword, name="swot_reword"),
    path(f"{NOTE}/hanging/", phone.put_up, name="swot_put_up"),
    path(f"{NOTE}/evidence/", phone.evidence, name="swot_evidence"),
    path(f"{NOTE}/merging/", phone.merge, name="swot_merge"),
    path(f"{NOTE}/field/", phone.move, name="swot_field"),
    path(f"{NOTE}/votes/", phone.vote, name="swot_vote"),
    path(f"{NOTE}/whys/", phone.why, name="swot_why"),
    path(f"{NOTE}/whys/last/", phone.why_back, name="swot_why_back"),
    path(f"{NOTE}/priority/", phone.priority, name="swot_priority"),
    path(f"{NOTE}/top/", phone.top, name="swot_top"),
    path(f"{NOTE}/goal/", phone.goal, name="swot_goal"),
    path(f"{DESK}/evidence/", console.evidence, name="swot_evidence_desk"),
    path(f"{DESK}/field/", console.move, name="swot_field_desk"),
    path(f"{DESK}/merging/", console.merge, name="swot_merge_desk"),
    path("run/swot/result/", console.result, name="swot_result"),
    path("run/swot/ballots/", console.vote, name="swot_vote_desk"),
    path(f"{DESK}/whys/", console.why, name="swot_why_desk"),
    path(f"{DESK}/whys/last/", console.why_back, name="swot_why_back_desk"),
    path(f"{DESK}/priority/", console.priority, name="swot_priority_desk"),
    path(f"{DESK}/top/", console.top, name="swot_top_desk"),
    path(f"{DESK}/goal/", console.goal, name="swot_goal_desk"),
    path("facts/<str:token>/", facts.page, name="my_facts"),
    path("facts/<str:token>/notes/", facts.write, name="my_facts_write"),
    path("facts/<str:token>/notes/<int:number>/", facts.reword, name="my_facts_reword"),
    path("facts/<str:token>/notes/<int:number>/withdrawal/", facts.take_back, name="my_facts_take_back"),
]
