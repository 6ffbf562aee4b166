"""Whether something can be reached, found out quickly."""

import threading
import urllib.request

SECONDS = 3.0


def reachable(*urls: str, seconds: float = SECONDS) -> bool:
    """Whether every address answers a HEAD request in time, redirects followed. Asked all at once.

    The deadline holds for name resolution as well, which sockets' own timeouts do not cover.
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
