"""Progress for a person: a live line on a terminal, plain lines elsewhere.

Without a terminal (a log, a pipe, CI) there is one line for each finished step, and one every half minute while a step
runs. These lines have no control characters.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from tools.duration import spoken

NAME_WIDTH, RESULT_WIDTH = 20, 48
STILL_SECONDS = 30.0


def line(name: str, result: str, seconds: float | None = None) -> str:
    """One finished step: `  cluster             embedded, 3 nodes                       4.0 s`."""
    took = "" if seconds is None else spoken(seconds)
    return f"  {name:<{NAME_WIDTH}}{result:<{RESULT_WIDTH}}  {took}".rstrip()


class Step:
    """A running step. `note` may change at any time; `result` is printed on the finished line."""

    def __init__(self, name: str, say: Callable[[str], None] = lambda _: None) -> None:
        """Starts the clock. `say` prints a remark; by default remarks are dropped."""
        self.name = name
        self._say = say
        self.note = ""
        self.result = ""
        self.started = time.monotonic()

    def remark(self, text: str) -> None:
        """Prints one indented line at once."""
        self._say(f"    {text}")

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self.started


class Screen(Protocol):
    """Shows steps."""

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """Shows that the step runs, until the block ends."""

    def print(self, text: str) -> None:
        """Prints whole lines, above the live line if there is one."""


class PlainScreen:
    """Prints whole lines only, for a log."""

    def __init__(self, out: TextIO, still_seconds: float = STILL_SECONDS) -> None:
        """Writes to `out`."""
        self._out = out
        self._still_seconds = still_seconds

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """Prints every half minute that the step still runs."""
        ended = threading.Event()

        def remind() -> None:
            while not ended.wait(self._still_seconds):
                self.print(line(step.name, f"still {step.note or 'running'}, {spoken(step.seconds)}"))

        thread = threading.Thread(target=remind, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def print(self, text: str) -> None:
        """Prints and flushes, so that a log shows the lines at once."""
        print(text, file=self._out, flush=True)


class LiveScreen:
    """Redraws the current step's line in place, for a terminal."""

    def __init__(self) -> None:
        """Uses standard output."""
        self._console = Console(highlight=False, markup=False, soft_wrap=True)

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """Shows a spinner, the note and the time, four times a second."""
        spinner = Spinner("dots")

        class Redrawn:
            """The line; rich calls it at every refresh."""

            def __rich__(self) -> Text:
                frame = spinner.render(time.monotonic())
                now = line(step.name, step.note, step.seconds).removeprefix("  ")
                shown = Text.assemble(frame if isinstance(frame, Text) else Text(str(frame)), " ", now)
                shown.no_wrap, shown.overflow = True, "ellipsis"
                return shown

        with Live(Redrawn(), console=self._console, refresh_per_second=4, transient=True):
            yield

    def print(self, text: str) -> None:
        """Prints above the live line."""
        self._console.print(text)


class Steps:
    """The steps of one command, in order."""

    def __init__(self, screen: Screen | None = None) -> None:
        """Uses the given screen, by default standard output: live if it is a terminal."""
        self._screen: Screen = screen or (LiveScreen() if sys.stdout.isatty() else PlainScreen(sys.stdout))

    def print(self, text: str) -> None:
        """Prints whole lines."""
        self._screen.print(text)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Runs a step. Its line, with `result` and its duration, is printed when the block ends."""
        step = Step(name, self.print)
        try:
            with self._screen.running(step):
                yield step
        except BaseException:
            self._screen.print(line(name, "failed", step.seconds))
            raise
        self._screen.print(line(name, step.result or "ready", step.seconds))
