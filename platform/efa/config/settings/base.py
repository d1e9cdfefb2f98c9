# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds in every environment; development, test and production overlay it."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF

from efa.config import database
from efa.config.environment import secret, text
from efa.observability import errors, logs

BASE_DIR = Path(__file__).resolve().parents[4]
# Everything the platform writes while it runs, in a clone or on a server.
VAR = Path(text("EFA_VAR", default=str(BASE_DIR / "var"))).resolve()
DEBUG = False
RELEASE = text("EFA_RELEASE", default="development")

# --- tenants -------------------------------------------------------------------------------------------------
HAS_MULTI_TYPE_TENANTS = True
MULTI_TYPE_DATABASE_FIELD = "type"
TENANT_MODEL = "tenancy.Kommune"
TENANT_DOMAIN_MODEL = "tenancy.Domain"
GET_EXECUTOR_FUNCTION = "efa.tenancy.migrating.executor"
# The look of a host has its tables in every schema with hosts, the Land's too (docs/adr/0003); so have sessions.
_EVERYWHERE = ["efa.accounts", "efa.audit", "theming"]
TENANT_TYPES = {
    "public": {
        "APPS": [
            # Before django-tenants, so that its own `migrate_schemas` comes with grants and the check.
            "efa.tenancy",
            "django_tenants",
            "django.contrib.contenttypes",
            "django.contrib.staticfiles",
            "rest_framework",
            "django_permissions_policy",
            "csp",
            "efa.observability",
            "efa.registers",
            "efa.responsibility",
            "efa.landing",
            "efa.console",
            "efa.quickcheck",
            "api",
        ],
    },
    "land": {"APPS": [*_EVERYWHERE]},
    "kommune": {"APPS": [*_EVERYWHERE, "tenants.instance"]},
}
INSTALLED_APPS = list(dict.fromkeys(app for kind in TENANT_TYPES.values() for app in kind["APPS"]))
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter", "efa.wall.guard.Guard"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database.settings_for(sys.argv, VAR)}
# Empty but for the command `wall prove`.
WALL_LOGINS = database.for_proof(sys.argv, VAR)

# --- what is kept beside the database ------------------------------------------------------------------------
# Every alias gets this function: it puts the tenant before each key (security.md T10).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "efa.wall.cache.key",
    }
}

# --- requests ------------------------------------------------------------------------------------------------
# Hosts come from the tenant table; the middleware refuses all others before anything reads a tenant.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False
# Only the demo and the suite have a port that visitors see.
PORT_IN_LINKS = False
ROOT_URLCONF = "efa.config.urls.none"
WSGI_APPLICATION = "efa.config.wsgi.application"
MIDDLEWARE = [
    "efa.observability.middleware.Watch",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "efa.config.headers.RemainingHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "efa.tenancy.middleware.Hosts",
    "efa.tenancy.share.Share",
    "efa.accounts.middleware.Sessions",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "theming.middleware.ErrorPages",
]
# How many threads of a process one tenant may hold: half of them, rounded up; no limit (0) where there is one.
_THREADS = int(text("EFA_THREADS", default="4"))
TENANT_SHARE = (_THREADS + 1) // 2 if _THREADS > 1 else 0
FILE_UPLOAD_HANDLERS = ["efa.config.uploads.NoFiles"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # bytes; no form of today is larger
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["theming.context.frame"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
SECRET_KEY = secret("EFA_SECRET_KEY")
# What the former key signed is still read; nothing new is signed with it.
SECRET_KEY_FALLBACKS = [former for former in (secret("EFA_SECRET_KEY_FORMER", default=""),) if former]

# --- browser security (security.md E7, E8) ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],  # The CSS of KERN carries its icons as data images.
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
        "report-uri": ["/csp-report/"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb",
        "xr-spatial-tracking",
    )
}  # fmt: skip
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "theming.errors.csrf_failure"
# The name keeps other hosts from planting the cookie: a browser takes it from this host only, and never with a domain.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = "/"
# The longest time that N6 allows anybody; signing in shortens it by the level.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "efa.accounts.sessions"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

# --- language and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "theming" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- static files ----------------------------------------------------------------------------------------------
# `manage.py assets` writes the prepared kit (KERN, subset fonts, our CSS) here; collectstatic takes it from there.
ASSETS = VAR / "assets"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ASSETS]
# The folder is made by that command, which has to start before it exists.
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "efa.wall.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- API -------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}

# --- what may be seen ------------------------------------------------------------------------------------------
WATCH_BIND = text("EFA_WATCH_BIND", default="127.0.0.1:9000")
LOGGING_CONFIG = None
logs.configure()
errors.configure(
    dsn=secret("SENTRY_DSN", default=""), release=RELEASE, environment=text("EFA_ENV", default="development")
)
