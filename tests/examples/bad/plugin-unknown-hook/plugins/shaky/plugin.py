from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_page():
    return []
