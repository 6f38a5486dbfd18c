from django.urls import path

from workshops.kickoff.closing import views

urlpatterns = [
    path("photo/", views.bring_photo, name="photo"),
    path("run/dates/", views.keep_date, name="close_date"),
    path("run/words/", views.type_word, name="close_word"),
    path("run/late/", views.leave_tray, name="close_tray"),
    path("run/photo/", views.hang_photo, name="close_photo"),
]
