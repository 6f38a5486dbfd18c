from django.urls import path

from signing import views

app_name = "signing"
urlpatterns = [path("v/<str:public_id>/", views.verify, name="verify")]
