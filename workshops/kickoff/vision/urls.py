from django.urls import path

from workshops.kickoff.vision import desk, pens, taking_down, views

CANVAS = "vision/canvases/<int:number>"

urlpatterns = [
    path(f"{CANVAS}/pictures/", views.hang, name="vision_hang"),
    path(f"{CANVAS}/story/", views.tell, name="vision_tell"),
    path(f"{CANVAS}/qualities/", views.judge, name="vision_judge"),
    path(f"{CANVAS}/thumbs/", views.count_thumbs, name="vision_thumbs"),
    path(f"{CANVAS}/teller/", views.tell_aloud, name="vision_tell_aloud"),
    path(f"{CANVAS}/ideas/", views.suggest, name="vision_suggest"),
    path(f"{CANVAS}/title/", views.call, name="vision_call"),
    path(f"{CANVAS}/strokes/", pens.draw, name="vision_draw"),
    path(f"{CANVAS}/strokes/back/", pens.take_back, name="vision_draw_back"),
    path("vision/ideas/<int:number>/vote/", views.vote, name="vision_vote"),
    path("plan/vision/screens/", pens.choose, name="plan_vision_screens"),
    path("run/vision/prompt/", desk.choose_prompt, name="desk_vision_prompt"),
    path("run/vision/demonstration/", desk.demonstrate, name="desk_vision_demonstrate"),
    path(f"run/{CANVAS}/strokes/", taking_down.page, name="vision_strokes"),
    path("run/vision/strokes/<int:number>/down/", taking_down.take_down, name="vision_stroke_down"),
    path("run/vision/strokes/<int:number>/up/", taking_down.hang_again, name="vision_stroke_up"),
    path(f"run/{CANVAS}/pictures/", desk.hang, name="desk_vision_hang"),
    path(f"run/{CANVAS}/story/", desk.tell, name="desk_vision_tell"),
    path(f"run/{CANVAS}/thumbs/", desk.count_thumbs, name="desk_vision_thumbs"),
    path(f"run/{CANVAS}/showing/", desk.show, name="desk_vision_show"),
    path(f"run/{CANVAS}/teller/", desk.set_teller, name="desk_vision_teller"),
    path(f"run/{CANVAS}/title/", desk.call, name="desk_vision_call"),
]
