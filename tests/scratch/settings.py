"""The product's settings with the scratch ritual beside its own; for servers that tests start."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "scratch"]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
