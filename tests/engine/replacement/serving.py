"""The check that an app was available all the time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.engine.stack_under_test import StackUnderTest

READY = "jsonpath={.items[*].endpoints[?(@.conditions.ready==true)].addresses}"


def endpoints(stack: StackUnderTest, app: str) -> int:
    """The number of ready addresses of its Service; 0 without a Service."""
    where = ["-n", "lasting", "-l", f"kubernetes.io/service-name={app}", "-o", READY]
    return len(stack.cluster.kubectl(["get", "endpointslices", *where]).out.split())


@contextmanager
def watched(stack: StackUnderTest, app: str) -> Iterator[list[int]]:
    """The numbers of ready addresses, polled until the end."""
    seen: list[int] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            seen.append(endpoints(stack, app))
            over.wait(0.1)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
