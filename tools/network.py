"""Quick checks of the network."""

import threading
import urllib.request

SECONDS = 3.0


def reachable(*urls: str, seconds: float = SECONDS) -> bool:
    """True when every address answers a HEAD request in time. All are asked at once, and redirects are followed.

    The deadline includes name resolution, which the timeouts of sockets do not cover.
    """
    answers: list[bool] = []
    threads = [threading.Thread(target=_ask, args=(url, seconds, answers), daemon=True) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    return answers == [True] * len(urls)


def _ask(url: str, seconds: float, answers: list[bool]) -> None:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=seconds):  # noqa: S310
            answers.append(True)
    except (OSError, ValueError):
        answers.append(False)
