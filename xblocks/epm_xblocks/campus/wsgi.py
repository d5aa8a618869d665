"""The WSGI application of a campus, for waitress or any other server. campus room."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "epm_xblocks.campus.settings")
application = get_wsgi_application()
