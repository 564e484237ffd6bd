"""The WSGI application of the site in ``KAMGUIDE_SITE``, else of the packaged guide. The one import with effects."""

import os
from pathlib import Path

from kamguide.guide import open_guide
from kamguide.settings import read_settings, reloads
from kamguide.web.app import create_app
from kamguide.web.logs import configure
from kamguide.web.reload import Watcher

_named = os.environ.get("KAMGUIDE_SITE")
_site = Path(_named) if _named else None
_environment = {name: value for name, value in os.environ.items() if name != "KAMGUIDE_SITE"}

_settings = read_settings(_site, _environment)

configure(_settings)
app = create_app(open_guide(_site, _settings))
if reloads(_settings):
    Watcher(app.extensions["kamguide"]).start()
