from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_layers():
    return 7
