from kamguide.hookspecs import Remark, hookimpl
from kamguide.model.text import Text


def check(library, company):
    for role in library.roles.values():
        words = Text(hi=f"{role.notation} छोटा है", en=f"{role.notation} is short")
        yield Remark("roles", role.slug, words, ("notation",), "warning" if company else "error")


@hookimpl
def kamguide_checks():
    return [check]
