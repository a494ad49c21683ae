"""Imports all that a worker process needs, once for all of them, and sets it aside from the search for garbage.

The worker processes are forked from one that has done nothing but import this: so they share its memory, and none of
them imports anything again.
"""

import gc
import signal
from typing import Final

# Ctrl-C, typed at a terminal, reaches this process too: the one that began it decides. It may have been held back.
signal.signal(signal.SIGINT, signal.SIG_IGN)
if hasattr(signal, "pthread_sigmask"):
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))

import contracts.workshop  # noqa: E402, F401

#: So many objects more than before set off a search for garbage. A document leaves some thousand that hold each other.
_SEARCH: Final = 10_000

gc.collect()
gc.freeze()  # what has been imported stays; looking through it again and again finds nothing
gc.set_threshold(_SEARCH)
