from django.urls import path

from openspace import classing, corners, desk, todos, topics, views

urlpatterns = [
    path("four-rules/", views.accept, name="four_rules_accept"),
    path("run/space/", views.show, name="space_show"),
    path("run/space/proposal/", views.propose, name="space_propose"),
    path("topics/", topics.offer, name="topic_offer"),
    path("topics/<int:number>/joining/", topics.join, name="topic_join"),
    path("topics/<int:number>/sheet/", topics.write_sheet, name="topic_sheet"),
    path("corners/<str:letter>/", corners.arrive, name="corner_arrive"),
    path("topics/<int:number>/visit/", corners.visit, name="corner_visit"),
    path("opinions/", corners.write, name="opinion_write"),
    path("opinions/<int:number>/class/", classing.classify, name="opinion_classify"),
    path("opinions/<int:number>/merging/", classing.merge, name="opinion_merge"),
    path("run/opinions/<int:number>/owner/", todos.name_owner, name="todo_name"),
    path("run/opinions/pending/", classing.all_pending, name="opinions_pending"),
    path("topics/<int:number>/host/asking/", corners.ask_to_host, name="host_ask"),
    path("topics/<int:number>/host/taking/", corners.take_over, name="host_take"),
    path("run/topics/opening/", desk.open_most_joined, name="topics_open"),
    path("run/topics/<int:number>/corner/", desk.open_corner, name="topic_open"),
    path("run/topics/<int:number>/parking/", desk.park, name="topic_park"),
    path("run/topics/<int:number>/return/", desk.offer_again, name="topic_offer_again"),
    path("run/topics/<int:number>/approval/", desk.approve, name="topic_approve"),
    path("run/topics/<int:number>/host/", desk.name_host, name="topic_host"),
    path("run/topics/<int:number>/question/", desk.reword, name="topic_reword"),
]
