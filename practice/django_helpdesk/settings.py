"""Settings and URLs of a one-file Django project that serves django-helpdesk on SQLite.

The database file is named by the environment variable `DJANGO_HELPDESK_DATABASE`.
"""

import os
from pathlib import Path
from typing import Any

SECRET_KEY = "practice desk, bound to 127.0.0.1, holds invented tickets only"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = __name__
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
USE_TZ = True
# Away from UTC, so that dates in the API carry an offset as they do on most desks.
TIME_ZONE = "Europe/Berlin"
STATIC_URL = "/static/"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/dashboard/"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sites",
    "rest_framework",
    "helpdesk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ["DJANGO_HELPDESK_DATABASE"]),
        "OPTIONS": {
            "timeout": 20,
            # Test data needs no safety from power cuts; this halves the time of the migrations.
            "init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;",
        },
    }
}
# Kept in the cookie, so that an agent stays logged in when the database is put back.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
# Passwords here protect nothing, and a login is part of every test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Its default needs the package pinax-teams.
HELPDESK_TEAMS_MODE_ENABLED = False


def __getattr__(name: str) -> Any:
    """Give `urlpatterns` on first use: helpdesk.urls can be imported only after the apps."""
    if name != "urlpatterns":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from django.contrib import admin
    from django.urls import include, path

    return [
        path("admin/", admin.site.urls),
        path("", include("helpdesk.urls", namespace="helpdesk")),
    ]
