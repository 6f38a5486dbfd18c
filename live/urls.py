from django.urls import path

from live import views

urlpatterns = [
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.measured, name="metrics"),
]
