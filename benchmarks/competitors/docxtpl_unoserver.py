"""docxtpl, and one unoserver that is kept running, called through its own client."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import unoserver.client

from benchmarks.competitors.docxtpl_fill import fill, read


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until the server answers."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if server.poll() is not None:
                sys.exit("unoserver ended before it answered")
            time.sleep(0.05)
        else:
            return


def main(folder: str) -> None:
    """Start the server, fill in and convert one document after another, end it."""
    work = read(folder)
    port, uno_port = free_port(), free_port()
    code = str(Path(unoserver.client.__file__).parent.parent)
    command = [work["python"], "-m", "unoserver.server", "--port", str(port), "--uno-port", str(uno_port)]
    command += ["--executable", work["soffice"], "--user-installation", str(Path(folder).resolve() / "home")]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": code})
    try:
        wait_for(port, server)
        client = unoserver.client.UnoClient(port=str(port))
        for job in work["jobs"]:
            fill(job)
            client.convert(inpath=job["docx"], outpath=job["pdf"], convert_to="pdf")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])
