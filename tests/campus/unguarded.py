"""An address whose view names no guard."""

from django.http import HttpResponse
from django.urls import path

from epm_xblocks.campus.urls import handler403, handler404, handler500  # noqa: F401 — because Django reads them here
from epm_xblocks.campus.urls import urlpatterns as ours

urlpatterns = [*ours, path("open/", lambda _request: HttpResponse("open"))]
