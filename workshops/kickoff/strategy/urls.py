from django.urls import path

from workshops.kickoff.strategy import desk, views

urlpatterns = [
    path("strategy/notes/<int:number>/tick/", views.tick, name="strategy_tick"),
    path("strategy/notes/<int:number>/parking/", views.park, name="strategy_park_own"),
    path("strategy/placing/", views.place, name="strategy_place_own"),
    path("strategy/columns/<int:number>/ideas/", views.suggest, name="strategy_suggest"),
    path("strategy/ideas/<int:number>/vote/", views.vote, name="strategy_vote"),
    path("run/strategy/placing/", desk.place, name="strategy_place"),
    path("run/strategy/undo/", desk.undo, name="strategy_undo"),
    path("run/strategy/columns/<int:number>/joining/", desk.join, name="strategy_join"),
    path("run/strategy/columns/<int:number>/heading/", desk.name, name="strategy_name"),
    path("run/strategy/notes/<int:number>/parking/", desk.park, name="strategy_park"),
    path("run/strategy/notes/<int:number>/setting-aside/", desk.set_aside, name="strategy_set_aside"),
    path("run/strategy/notes/<int:number>/contest/", desk.contest, name="strategy_contest"),
]
