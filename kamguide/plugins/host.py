"""The plugins with code: loaded, held to the hooks, asked one by one. One that fails is left out and named.

The one door for pluggy. A plugin's code is trusted; what is contained here is its failure, not its malice.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar

import pluggy

from kamguide import hookspecs
from kamguide.library.nearest import did_you_mean
from kamguide.plugins.folder import CODE, TEMPLATES, Origin
from kamguide.problems import Place, Problem
from kamguide.sources.characters import visible

DEADLINE = 10.0
"""Seconds after which a plugin that has not answered is named in the log; Python cannot stop it."""
_PREFIX = "kamguide_"


Answer = TypeVar("Answer")


class RefusedError(Exception):
    """A plugin's answer cannot be taken; the words say why."""


@dataclass
class Plugin:
    """A plugin with code, and what became of it."""

    name: str
    place: Place
    load: Callable[[], ModuleType]
    folder: Path | None = None
    """Where its module lies, once it is known."""
    module: ModuleType | None = None
    functions: dict[str, Callable[..., Any]] = field(default_factory=dict)
    """The hooks that it answers, each with its function."""
    problem: Problem | None = None
    """Why it is left out."""
    package: bool = False
    """Whether it is an installed package, not a folder of the site."""

    @property
    def hooks(self) -> tuple[str, ...]:
        """The names of the hooks that it answers."""
        return tuple(hook for hook in hookspecs.HOOKS if hook in self.functions)


@dataclass
class Host:
    """All plugins with code. Answers are kept by the callers; a plugin that fails once is asked no more."""

    plugins: list[Plugin] = field(default_factory=list)
    deadline: float = DEADLINE

    def __post_init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.NAME)
        self._manager.add_hookspecs(hookspecs)
        for plugin in self.plugins:
            self._take(plugin)

    @property
    def problems(self) -> list[Problem]:
        """Why plugins were left out."""
        return [plugin.problem for plugin in self.plugins if plugin.problem is not None]

    @property
    def template_folders(self) -> list[Path]:
        """The ``templates/`` of the plugins that work."""
        folders = [p.folder / TEMPLATES for p in self.plugins if p.folder is not None and p.problem is None]
        return [folder for folder in folders if folder.is_dir()]

    def answers(self, hook: str, read: Callable[[Any], Answer]) -> list[tuple[Plugin, Answer]]:
        """What each plugin answers to a hook; one that fails, or answers what cannot be taken, is left out.

        :param read: makes plain data of what a plugin returns, and raises :class:`RefusedError` where it will not have
            it. It runs with the plugin's own failures contained: whatever is looped over or looked into may be code.
        """
        found = []
        for plugin in self.plugins:
            if plugin.problem is None and hook in plugin.functions:
                answer = self.run(plugin, _read, plugin.functions[hook], read, place=line_of(plugin, hook))
                if plugin.problem is None:
                    found.append((plugin, answer))
        return found

    def run(self, plugin: Plugin, function: Callable[..., Any], *arguments: object, place: Place | None = None) -> Any:
        """Calls into a plugin; None, and the plugin left out, where that fails in any way.

        :param place: where a refusal is told that is not the plugin's own error.
        """
        with self._watched(plugin):
            try:
                return function(*arguments)
            except RefusedError as error:
                self.leave_out(plugin, str(error), place)
            except KeyboardInterrupt as error:
                if _INTERRUPTED.is_set():
                    raise
                self._failed(plugin, error)
            except BaseException as error:  # a plugin may raise SystemExit, or worse: the others must not suffer
                self._failed(plugin, error)
        return None

    def leave_out(self, plugin: Plugin, detail: str, place: Place | None = None) -> None:
        """Ask the plugin no more, and say why."""
        facts = {"name": plugin.name, "detail": visible(" ".join(detail.split()), 200)}
        plugin.problem = Problem("plugin-failed", place or plugin.place, facts)

    def _take(self, plugin: Plugin) -> None:
        module = self.run(plugin, plugin.load)
        if plugin.problem is not None:
            return
        if not isinstance(module, ModuleType):
            self.leave_out(plugin, f"the entry point names no module but {type(module).__name__}")
            return
        plugin.module = module
        if plugin.folder is None and module.__file__:
            plugin.folder = Path(module.__file__).parent
            file = module.__name__.replace(".", "/") + ("/__init__.py" if hasattr(module, "__path__") else ".py")
            plugin.place = Place(file, layer=plugin.name)
        functions = [name for name, value in vars(module).items() if isinstance(value, FunctionType)]
        try:
            self._manager.register(module, plugin.name)
        except (pluggy.PluginValidationError, ValueError) as error:
            hook = next((name for name in functions if name in str(error)), "")
            self.leave_out(plugin, str(error).strip().split("\n")[-1], line_of(plugin, hook))
            return
        callers = self._manager.get_hookcallers(module) or []
        found = [(c, one) for c in callers for one in c.get_hookimpls() if one.plugin is module]
        plugin.functions = {caller.name: one.function for caller, one in found if caller.has_spec()}
        marked = {one.function.__name__ for _, one in found}
        stray = [caller.name for caller, _ in found if not caller.has_spec()]
        stray += [name for name in functions if name.startswith(_PREFIX) and name not in marked]
        around = [caller.name for caller, one in found if one.hookwrapper or one.wrapper]
        if stray:
            known = [hook for hook in hookspecs.HOOKS if hook != stray[0]]
            facts = {"name": plugin.name, "hook": stray[0], "hint": did_you_mean(stray[0], known)}
            code = "plugin-unmarked-hook" if stray[0] in hookspecs.HOOKS else "plugin-unknown-hook"
            plugin.problem = Problem(code, line_of(plugin, stray[0]), facts)
        elif around:
            self.leave_out(plugin, f"{around[0]} is a wrapper around other plugins", line_of(plugin, around[0]))
        if plugin.problem is not None:
            plugin.functions = {}
            self._manager.unregister(module)

    def _failed(self, plugin: Plugin, error: BaseException) -> None:
        try:
            said = str(error)
        except Exception:  # an error may fail at telling what it is
            said = ""
        words = f"{type(error).__name__}: {said}" if said else type(error).__name__
        self.leave_out(plugin, words, _raised_at(plugin, error))

    @contextmanager
    def _watched(self, plugin: Plugin) -> Iterator[None]:
        """The folder we stand in is the same afterwards, and a call that does not return is named."""
        said = threading.Timer(self.deadline, _late, (plugin.name, self.deadline))
        said.daemon = True
        here = os.getcwd()  # noqa: PTH109 - given back as it was
        said.start()
        with _interrupts():
            try:
                yield
            finally:
                said.cancel()
                os.chdir(here)


def _read(function: Callable[[], Any], read: Callable[[Any], Answer]) -> Answer:
    return read(function())


def listed(answer: object, what: str) -> list[Any]:
    """A plugin's answer as a list: read once, here, where the plugin's failure is contained.

    :param what: gave the answer, such as the hook's name.
    :raises RefusedError: it is no list or the like.
    """
    if not isinstance(answer, Iterable):
        raise RefusedError(f"{what} returned {type(answer).__name__} where a list is asked for")
    return list(answer)


_INTERRUPTED = threading.Event()


@contextmanager
def _interrupts() -> Iterator[None]:
    """Tells a real Ctrl-C from a KeyboardInterrupt that a plugin raises."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def interrupted(_number: int, _frame: object) -> None:
        _INTERRUPTED.set()
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, interrupted)
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _late(name: str, deadline: float) -> None:
    logging.getLogger("kamguide").warning("the plugin '%s' has not answered for %s seconds", name, round(deadline, 1))


def _raised_at(plugin: Plugin, error: BaseException) -> Place:
    """The line of the plugin's own file at which an error arose."""
    file = plugin.place.file
    if isinstance(error, SyntaxError) and (error.filename or "").endswith(file):
        return Place(plugin.place.file, error.lineno or 1, error.offset or 1, plugin.name)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(file)]
    return Place(plugin.place.file, lines[-1] or 1, 1, plugin.name) if lines else plugin.place


def line_of(plugin: Plugin, name: str) -> Place:
    """The line at which the plugin's module defines a function."""
    function = plugin.functions.get(name) or getattr(plugin.module, name, None)
    code = getattr(function, "__code__", None)
    return Place(plugin.place.file, code.co_firstlineno, 1, plugin.name) if code is not None else plugin.place


def of_folder(origin: Origin) -> Plugin:
    """The plugin in a company's ``plugin.py``."""
    path = origin.root / CODE

    def load() -> ModuleType:
        name = f"kamguide_plugin_{origin.slug.replace('-', '_')}"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None  # noqa: S101 - a path that ends with .py has one
        assert spec.loader is not None  # noqa: S101
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module

    return Plugin(origin.slug, Place(origin.prefix + CODE, layer=origin.slug), load, origin.root)


def installed() -> Sequence[Plugin]:
    """The plugins of installed packages: whatever the entry point group names."""
    return [_of_entry(entry) for entry in sorted(entry_points(group=hookspecs.NAME), key=lambda e: e.name)]


def _of_entry(entry: EntryPoint) -> Plugin:
    place = Place(entry.value.partition(":")[0].replace(".", "/") + "/__init__.py", layer=entry.name)
    return Plugin(entry.name, place, entry.load, package=True)
