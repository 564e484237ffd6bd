from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_layers():
    return {"../acme": "here"}
