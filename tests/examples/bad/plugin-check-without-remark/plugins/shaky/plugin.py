from kamguide.hookspecs import hookimpl


def check(library, company):
    return ["wrong"]


@hookimpl
def kamguide_checks():
    return [check]
