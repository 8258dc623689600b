"""What the fork server imports, once, so that no worker has to: the modules of all editions."""

from contextlib import suppress
from importlib import import_module

from build_tools.editions import EDITIONS

for _reference in EDITIONS.values():
    with suppress(Exception):  # the worker that needs it will say what is wrong
        import_module(_reference.partition(":")[0])
