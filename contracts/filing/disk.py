"""What the file system refuses, as an error with its remedy."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from contracts.errors import OutputError
from contracts.filing.scratch import MEMORY

_RIGHTS: Final = "You may not write there; ask for rights to the folder{elsewhere}."
_IN_THE_WAY: Final = "A file stands where a folder is needed; move it away."
_MEMORY_FULL: Final = f"Free some of the computer's memory in {MEMORY} and {{again}}; {{kept}}."
#: What to do about each refusal. {again} is what to do once more, {kept} what is as it was.
_REMEDIES: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: "Free some space on the disk and {again}; {kept}.",
        errno.EDQUOT: "Free some of your disk quota and {again}; {kept}.",
        errno.EFBIG: "A limit on file sizes is set for this process; raise it and {again}.",
        errno.EROFS: "The disk is read-only; {kept}{elsewhere}.",
        errno.EACCES: _RIGHTS,
        errno.EPERM: _RIGHTS,
        errno.ENOTDIR: _IN_THE_WAY,
        errno.EEXIST: _IN_THE_WAY,
    }
)


def refused(error: OSError, where: Path, *, again: str, kept: str, elsewhere: str = "") -> OutputError:
    """The error for a write that the file system refused.

    Args:
        error: what it said.
        where: what was being written, when the error does not say.
        again: what to do once more, "build again".
        kept: what is as it was, "what was in build/ is untouched".
        elsewhere: which option chooses another place, "--build"; nothing when there is none.
    """
    number = error.errno or 0
    place = error.filename or where
    choose = f" or choose another with {elsewhere}" if elsewhere else ""
    remedy = _REMEDIES.get(number, "Look at the disk and the folder's rights{elsewhere}.")
    if number == errno.ENOSPC and Path(place).is_relative_to(MEMORY):
        remedy = _MEMORY_FULL
    return OutputError(
        str(place),
        os.strerror(number).lower(),
        remedy.format(again=again, kept=kept, elsewhere=choose),
    )
