from django.urls import path

from workshops.kickoff.contract import views

urlpatterns = [
    path("agreement/", views.give_tap, name="agreement_tap"),
    path("run/agreement/<int:number>/reply/", views.reply, name="agreement_reply"),
    path("run/agreement/<int:number>/parking/", views.park, name="agreement_park"),
]
