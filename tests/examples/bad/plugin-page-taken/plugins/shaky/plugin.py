from flask import Blueprint

from kamguide.hookspecs import hookimpl

pages = Blueprint("own", __name__)


@pages.get("/roles")
def page():
    return "x"


@hookimpl
def kamguide_pages():
    return [pages]
