"""The WSGI application of the site in ``KAMGUIDE_SITE``, else of the packaged guide. The one import with effects."""

import os
import threading
from pathlib import Path

from kamguide.guide import open_guide
from kamguide.settings import SITE_VARIABLE, read_settings, reloads
from kamguide.store.secret_key import refuse_keyless
from kamguide.web.app import create_app
from kamguide.web.logs import configure
from kamguide.web.reload import Watcher
from kamguide.web.upkeep import Upkeep

_named = os.environ.get(SITE_VARIABLE)
_site = Path(_named) if _named else None

_settings = read_settings(_site)

refuse_keyless(_settings)
configure(_settings)
app = create_app(open_guide(_site, _settings))
Upkeep(app.extensions["kamguide"]).start()
threading.Thread(target=app.extensions["kamguide"].store.open_where_there_is_one, daemon=True).start()
if reloads(_settings):
    Watcher(app.extensions["kamguide"]).start()
