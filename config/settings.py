"""Settings of an installation, read from the environment with defaults that run on one machine.

`DATABASE_URL` and `REDIS_URL` are the whole difference between a laptop and several machines;
`PUBLIC_URL` names the address that phones see, and its scheme decides cookies and HSTS.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from config.given import Given

BASE_DIR = Path(__file__).resolve().parent.parent
env = Given(os.environ)

DATA_DIR = env.folder("TUTTI_DATA", BASE_DIR / "var")

VERSION = "0.1.0"
DEBUG = env.switch("DEBUG")
PUBLIC_URL = env.origin("PUBLIC_URL")
public = urlsplit(PUBLIC_URL)
HTTPS = public.scheme == "https"
PORT = env.whole("PORT", 8000, most=65535)

SECRET_KEY_FILE = DATA_DIR / "secret_key"
if not SECRET_KEY_FILE.exists():
    from django.core.management.utils import get_random_secret_key

    SECRET_KEY_FILE.touch(mode=0o600)
    SECRET_KEY_FILE.write_text(get_random_secret_key())
# As it is: a key may begin or end with a blank.
SECRET_KEY = os.environ.get("SECRET_KEY") or SECRET_KEY_FILE.read_text()

# Where copies go, and after how many minutes a room at work gets its next one; 0 leaves that to somebody else.
BACKUP_DIR = Path(env.text("BACKUP_DIR", str(DATA_DIR / "backups")))
BACKUP_MINUTES = env.number("BACKUP_MINUTES", 5.0)

# Without a PUBLIC_URL the laptop answers on whatever address the venue's network gave it. Cookies belong to
# the host that set them and sockets must come from the page's own host, so a foreign name gains nothing.
ALLOWED_HOSTS = [public.hostname, "localhost", "127.0.0.1"] if public.hostname else ["*"]

INSTALLED_APPS = [
    # The development server alone needs it; every other process would start a fifth later for its Twisted.
    *(["daphne"] if "runserver" in sys.argv else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "channels",
    "csp",
    "django_htmx",
    "people",
    "live",
    "signing",
    "followup",
    "workshops",
    "workshops.kickoff.preparation",
    "workshops.kickoff.checkin",
    "workshops.kickoff.contract",
    "workshops.kickoff.grouping",
    "workshops.kickoff.vision",
    "workshops.kickoff.stakes",
    "workshops.kickoff.goals",
    "workshops.kickoff.swot",
    "workshops.kickoff.strategy",
    "workshops.kickoff.actions",
    "workshops.kickoff.consensus",
    "workshops.kickoff.town",
    "workshops.kickoff.commitments",
    "workshops.kickoff.closing",
    "workshops.kickoff.report",
    "workshops.kickoff.afterwards",
    "openspace",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "workshops.middleware.Compressed",
    "workshops.middleware.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workshops.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "people.templatetags.punctuation"],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "tutti.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL, because a power cut with NORMAL loses acknowledged notes; IMMEDIATE, because a read that
    # turns into a write is refused as "database is locked" whatever the timeout.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # Under ASGI each request may come on a thread of its own: without the pool PostgreSQL refuses most of them.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # After a crash of PostgreSQL the pool still holds its dead connections: each would be somebody's error page.
    DATABASES["default"]["ENGINE"] = "live.postgresql"
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 16, "timeout": 20}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", ("redis", "rediss", "unix"), "redis://host/0")
if REDIS_URL:
    # Loaded where it is used: one machine starts a tenth of a second earlier without it.
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    # The layer lets Redis hold its question for five seconds: a socket that is patient for five breaks off first.
    host = {"address": REDIS_URL, "socket_timeout": 8, "socket_connect_timeout": 2, "retry": Retry(NoBackoff(), 1)}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [host]}}}
    CACHES = {"default": {"BACKEND": "live.bridge.BridgedCache", "LOCATION": REDIS_URL}}
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
SERVESTATIC_USE_FINDERS = DEBUG
SERVESTATIC_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# A browser ignores this one on plain HTTP, and complains of it on each page.
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = env.whole("HSTS_SECONDS", 60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
CSRF_FAILURE_VIEW = "workshops.views.errors.csrf_failure"

EMAIL_BACKEND = env.class_name("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "tutti@localhost")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10

# Numbers under /metrics: only where something in front keeps strangers away from them.
METRICS = env.switch("METRICS")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "config.logs.JsonLines"},
    },
    "filters": {"routes": {"()": "config.logs.RoutesAlone"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", "line", "json"),
            "filters": ["routes"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
