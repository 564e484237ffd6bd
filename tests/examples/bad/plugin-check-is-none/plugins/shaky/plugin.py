from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_checks():
    return [7]
