"""``kamguide serve``: the site, under granian. The one door for granian."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path

import click

from kamguide.cli.options import chosen_site, site_option
from kamguide.errors import StartRefusedError
from kamguide.settings import Settings, read_settings
from kamguide.store.secret_key import refuse_keyless

THREADS = 32
"""Requests that one process answers side by side; more than files are made (``web.limits.FILES_AT_ONCE``)."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@site_option
def command(host: str, port: int, workers: int, site: Path | None) -> None:
    """Serve the site and print its address. Stop with Ctrl-C.

    On a loopback address nothing need be set; on any other, base_url and secret_key must be (kamguide.toml, or
    KAMGUIDE_BASE_URL and KAMGUIDE_SECRET_KEY).
    """
    folder = chosen_site(site)
    settings = read_settings(folder)
    refuse_unsafe(host, settings)
    refuse_keyless(settings)
    address = settings.base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if folder is not None:
        os.environ["KAMGUIDE_SITE"] = str(folder.resolve())
    if not settings.base_url:
        os.environ["KAMGUIDE_BASE_URL"] = address
    refuse_taken(host, port)
    from granian.constants import Interfaces  # noqa: PLC0415 - slow to import, and only serving needs it
    from granian.server import Server  # noqa: PLC0415

    click.echo(f"kamguide: serving on {address} (stop with Ctrl-C)")
    Server(
        "kamguide.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        websockets=False,
        log_enabled=True,
        log_access=False,
        respawn_failed_workers=True,
        blocking_threads=THREADS,
        backpressure=64,
        workers_kill_timeout=5,
    ).serve()


def refuse_taken(host: str, port: int) -> None:
    """:raises StartRefusedError: another program listens there already, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise StartRefusedError(
                "cannot listen on %(host)s:%(port)s (%(reason)s): choose another with --port",
                host=host,
                port=port,
                reason=error.strerror or "",
            ) from None


def refuse_unsafe(host: str, settings: Settings) -> None:
    """:raises StartRefusedError: an address that others reach, while ``base_url`` is not set."""
    if settings.base_url or host == "localhost":
        return
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise StartRefusedError(
            "on the address %(host)s others reach the site: set base_url in kamguide.toml or KAMGUIDE_BASE_URL",
            host=host,
        )
