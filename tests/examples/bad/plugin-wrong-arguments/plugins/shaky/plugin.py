from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_pages(library):
    return []
