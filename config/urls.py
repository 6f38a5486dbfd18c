"""All addresses: each app names its own, a ritual's come with its stage."""

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

from workshops.gallery import views as gallery
from workshops.routing import socket_urlpatterns

__all__ = ["socket_urlpatterns", "urlpatterns"]

rituals = [
    path("w/<room:public_id>/", include(f"{config.name}.urls"))
    for config in apps.get_app_configs()
    if (config.name.startswith("workshops.kickoff.") or getattr(config, "is_ritual", False))
    and module_has_submodule(config.module, "urls")
]

urlpatterns = [
    path("", include("workshops.urls")),
    path("accounts/", include("people.account_urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("live.urls")),
    path("", include("people.urls")),
    path("", include("signing.urls")),
    *rituals,
    *([path("gallery/<str:surface>/", gallery.page, name="gallery")] if settings.DEBUG else []),
]

handler400 = "workshops.views.errors.bad_request"
handler403 = "workshops.views.errors.forbidden"
handler404 = "workshops.views.errors.not_found"
handler500 = "workshops.views.errors.server_error"
