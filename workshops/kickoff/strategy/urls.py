from django.urls import path

from workshops.kickoff.strategy import desk, headings, hosting, scoring, views

urlpatterns = [
    path("strategy/notes/<int:number>/tick/", views.tick, name="strategy_tick"),
    path("strategy/notes/<int:number>/parking/", views.park, name="strategy_park_own"),
    path("strategy/notes/<int:number>/alone/", hosting.alone, name="strategy_alone_own"),
    path("strategy/placing/", views.place, name="strategy_place_own"),
    path("strategy/undo/", hosting.undo, name="strategy_undo_own"),
    path("strategy/columns/<int:number>/ideas/", views.suggest, name="strategy_suggest"),
    path("strategy/columns/<int:number>/heading/", hosting.confirm, name="strategy_confirm_own"),
    path("strategy/columns/<int:number>/carrying/", hosting.carry, name="strategy_carry_own"),
    path("strategy/columns/<int:number>/effect/", hosting.draft_effect, name="strategy_effect"),
    path("strategy/columns/<int:number>/relevance/", scoring.relevance, name="strategy_relevance"),
    path("strategy/ranking/", scoring.rank, name="strategy_rank"),
    path("strategy/ideas/<int:number>/vote/", views.vote, name="strategy_vote"),
    path("run/strategy/placing/", desk.place, name="strategy_place"),
    path("run/strategy/undo/", desk.undo, name="strategy_undo"),
    path("run/strategy/carrying/", headings.carry_all, name="strategy_carry_all"),
    path("run/strategy/annex/", headings.annex, name="strategy_annex"),
    path("run/strategy/light/", headings.light, name="strategy_light"),
    path("run/strategy/columns/<int:number>/joining/", desk.join, name="strategy_join"),
    path("run/strategy/columns/<int:number>/carrying/", headings.carry, name="strategy_carry"),
    path("run/strategy/columns/<int:number>/heading/", headings.name, name="strategy_name"),
    path("run/strategy/columns/<int:number>/effect/", headings.describe, name="strategy_describe"),
    path("run/strategy/columns/<int:number>/wave/", headings.wave, name="strategy_wave"),
    path("run/strategy/columns/<int:number>/presenter/", headings.presenter, name="strategy_presenter"),
    path("run/strategy/notes/<int:number>/parking/", desk.park, name="strategy_park"),
    path("run/strategy/notes/<int:number>/setting-aside/", desk.set_aside, name="strategy_set_aside"),
    path("run/strategy/notes/<int:number>/alone/", desk.alone, name="strategy_alone"),
    path("run/strategy/notes/<int:number>/contest/", desk.contest, name="strategy_contest"),
]
