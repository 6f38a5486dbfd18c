from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("people.urls")),
]
socket_urlpatterns: list = []
