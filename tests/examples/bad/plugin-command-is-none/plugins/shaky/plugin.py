from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_commands():
    return ["x"]
