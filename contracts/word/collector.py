"""Lets Python's collector of cycles rest while a document is made.

A document's trees are thousands of objects that hold each other in no cycle and go by themselves when it is done. A
collection in the middle finds nothing, but takes them for objects that stay; enough of those, and the whole program is
gone through.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """No collection while the block runs; afterwards the collector is as it was."""
    if not gc.isenabled():  # also when another thread lets it rest: that thread wakes it
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
