from kamguide.hookspecs import hookimpl


def check(library, company):
    raise KeyError(company)


@hookimpl
def kamguide_checks():
    return [check]
