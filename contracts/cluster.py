"""A Dask cluster carries out orders: processes on other machines, which need not share a disk with this one.

Dask starts a lost order again on another worker by itself. It hands on whatever it is given as pickle, in both
directions: who reaches the scheduler can run anything on every machine of the cluster. docs/scaling.md says how to
keep others out.
"""

import ipaddress
import logging
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import partial
from typing import Any, Final, TypeVar

from contracts.crew import Hands
from contracts.errors import ClusterError, MissingProgramError

Result = TypeVar("Result")

INSTALL = "Install it with: pip install 'contracts[cluster]' (in a checkout: make environment-dev)"
#: Seconds to wait for the scheduler, and for a worker when there is none.
PATIENCE: Final = 30.0
#: Seconds between two questions how many workers there are.
_COUNT: Final = 1.0


def cluster(address: str, patience: float = PATIENCE) -> Hands:
    """The workers of the cluster whose scheduler has this address.

    Args:
        address: such as tls://host:8786. Certificates are taken from Dask's own settings.
        patience: seconds to wait for the scheduler, and for a worker when there is none.

    Raises:
        MissingProgramError: Dask is not installed.
        ClusterError: nobody answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingProgramError("the Python package distributed", INSTALL) from error
    for name in ("distributed", "distributed.client"):  # what it has to say comes as an error here
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "See that the scheduler runs there, and that both sides have certificates if it is tls."
        raise ClusterError(address, str(error) or type(error).__name__, remedy) from error
    counting = _Counting(client, address, patience)
    # One machine would not fill in templates as fast as many can make documents of them.
    return Hands(_ClusterExecutor(client, address), counting.number, lambda: None, fill_in=True)


def is_open_to_others(address: str) -> bool:
    """Whether what is sent there leaves this machine unencrypted, to somebody who need not prove who it is."""
    protocol, _, place = address.partition("://")
    host = place.rpartition(":")[0].strip("[]")
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    return protocol != "tls" and not here


class _Counting:
    """How many workers there are; asked for seldom."""

    def __init__(self, client: Any, address: str, patience: float) -> None:
        self._client, self._address, self._patience = client, address, patience
        self._known, self._asked = 0, -_COUNT
        self._seen = time.monotonic()  #: when there was one last

    def number(self) -> int:
        """The number.

        Raises:
            ClusterError: there has been none for too long.
        """
        now = time.monotonic()
        if now - self._asked >= _COUNT:
            try:
                self._known, self._asked = len(self._client.nthreads()), now
            except OSError:  # the connection is lost, and made again by itself
                self._known, self._asked = 0, now
            if self._known:
                self._seen = now
        if now - self._seen > self._patience:
            reason = f"it has had no worker for {self._patience:g} seconds"
            raise ClusterError(self._address, reason, "Start workers: dask worker ADDRESS --nthreads 1 --nworkers N.")
        return self._known


class _ClusterExecutor(Executor):
    """Dask's own executor, with what is lost told as by any other."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a function called on one of the workers."""
        given: Future[Result] = Future()
        inner: Future[Result] = self._executor.submit(fn, *args, **kwargs)
        inner.add_done_callback(partial(self._hand_on, given))
        return given

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what its workers have in hand there ends by itself, and nobody asks for it."""
        self._client.close()

    def _hand_on(self, given: "Future[Result]", inner: "Future[Result]") -> None:
        from distributed.scheduler import KilledWorker

        try:
            result = inner.result()
        except (KilledWorker, CancelledError) as error:  # Dask tried it again, or the scheduler is gone
            given.set_exception(BrokenExecutor(str(error)))
        except (ImportError, AttributeError) as error:
            # The function itself is sent by name.
            remedy = "Install the same version of contracts for its workers."
            given.set_exception(ClusterError(self._address, f"a worker does not know this program ({error})", remedy))
        except BaseException as error:  # whatever it is, it is for the one who waits
            given.set_exception(error)
        else:
            given.set_result(result)
