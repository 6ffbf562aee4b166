"""Free ports. Two clones of the project can run side by side on one machine."""

import random
import socket

FIRST, LAST = 20000, 31999
"""Below the ports that Linux (32768-60999) and macOS (49152-65535) use for outgoing connections: a stopped cluster
finds its ports free again. Random, so that two clusters created at the same moment get different ports."""


def free_ports(count: int) -> list[int]:
    """The given number of different ports without a listener."""
    chosen: list[int] = []
    for port in random.sample(range(FIRST, LAST + 1), LAST + 1 - FIRST):
        if _is_free(port):
            chosen.append(port)
        if len(chosen) == count:
            break
    return chosen


def _is_free(port: int) -> bool:
    for address in ("127.0.0.1", ""):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                return False
    return True
