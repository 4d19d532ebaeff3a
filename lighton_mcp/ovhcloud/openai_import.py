"""Importing `openai` without the 450 modules of types that a chat request never touches.

`import openai` executes `openai.types`, which builds some 650 pydantic models: three quarters of its time and 30 MB. A
package of types whose own code runs when something is first asked of it behaves the same to everybody, whoever imports
it. (`importlib.util.LazyLoader` does not help: the import system reads `__path__`, which already ends its laziness.)
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any, Final

_DEFERRED: Final = "openai.types"


def import_openai() -> ModuleType:
    """Return the package `openai`, its types deferred unless somebody has imported it before."""
    if "openai" not in sys.modules:
        finder = _Finder()
        sys.meta_path.insert(0, finder)
        try:
            importlib.import_module("openai")
        finally:
            sys.meta_path.remove(finder)
    return sys.modules["openai"]


class _Finder(MetaPathFinder):
    """Finds packages below `openai.types` as usual, and has them loaded by `_Deferring`."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _DEFERRED and not fullname.startswith(f"{_DEFERRED}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None or spec.submodule_search_locations is None:
            return None
        spec.loader = _Deferring(spec.loader)
        return spec


class _Deferring(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        if spec is not None:
            spec.loader = module.__loader__ = self._loader
        module.__class__ = _Deferred


class _Deferred(ModuleType):
    """A package that executes its code when a name that it does not have yet is asked for."""

    def __getattr__(self, name: str) -> Any:
        with _executing:
            if type(self) is _Deferred:
                self.__class__ = ModuleType  # type: ignore[assignment]
                spec = self.__spec__
                if spec is not None and spec.loader is not None:
                    spec.loader.exec_module(self)
        return getattr(self, name)


_executing: Final = RLock()
