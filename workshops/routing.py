from django.urls import path

from live.consumers import LiveConsumer

socket_urlpatterns = [path("ws/w/<room:public_id>/", LiveConsumer.as_asgi())]
