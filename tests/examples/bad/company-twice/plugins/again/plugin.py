from pathlib import Path

from kamguide.hookspecs import hookimpl


@hookimpl
def kamguide_layers():
    return {"acme": Path(__file__).parent / "companies" / "acme"}
