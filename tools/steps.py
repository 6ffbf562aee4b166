"""Progress that a person can follow: a live line on a terminal, plain lines elsewhere.

Without a terminal (a log, a pipe, CI) there is one line for each finished step and one every half minute while a step
goes on, all without control characters.
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
    """What is going on now. `note` may change as often as it likes; `result` is what remains on the finished line."""

    def __init__(self, name: str, say: Callable[[str], None] = lambda _: None) -> None:
        """Starts its clock. Whatever it `say`s is shown by nobody unless the command has steps."""
        self.name = name
        self._say = say
        self.note = ""
        self.result = ""
        self.started = time.monotonic()

    def remark(self, text: str) -> None:
        """A line of its own, indented below the command, at once."""
        self._say(f"    {text}")

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started


class Screen(Protocol):
    """Where steps are shown."""

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """Shows that the step is going on, until the block ends."""

    def print(self, text: str) -> None:
        """Prints whole lines, above the live one if there is one."""


class PlainScreen:
    """A log: whole lines only."""

    def __init__(self, out: TextIO, still_seconds: float = STILL_SECONDS) -> None:
        """Writes to `out`."""
        self._out = out
        self._still_seconds = still_seconds

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """Says every half minute that the step is still going on."""
        ended = threading.Event()

        def remind() -> None:
            while not ended.wait(self._still_seconds):
                self.print(line(step.name, f"still {step.note or 'going on'}, {spoken(step.seconds)}"))

        thread = threading.Thread(target=remind, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def print(self, text: str) -> None:
        """Flushed, so that a log shows it at once."""
        print(text, file=self._out, flush=True)


class LiveScreen:
    """A terminal: the current step's line is redrawn in place."""

    def __init__(self) -> None:
        """Takes the terminal that rich finds at standard output."""
        self._console = Console(highlight=False, markup=False, soft_wrap=True)

    @contextmanager
    def running(self, step: Step) -> Iterator[None]:
        """A spinner, the note and the time, four times a second."""
        spinner = Spinner("dots")

        class Redrawn:
            """rich asks for it at every refresh."""

            def __rich__(self) -> Text:
                frame = spinner.render(time.monotonic())
                now = line(step.name, step.note, step.seconds).removeprefix("  ")
                shown = Text.assemble(frame if isinstance(frame, Text) else Text(str(frame)), " ", now)
                shown.no_wrap, shown.overflow = True, "ellipsis"
                return shown

        with Live(Redrawn(), console=self._console, refresh_per_second=4, transient=True):
            yield

    def print(self, text: str) -> None:
        """Above the live line."""
        self._console.print(text)


class Steps:
    """The steps of one command, in order."""

    def __init__(self, screen: Screen | None = None) -> None:
        """Shows on the given screen; by default on standard output, live if that is a terminal."""
        self._screen: Screen = screen or (LiveScreen() if sys.stdout.isatty() else PlainScreen(sys.stdout))

    def print(self, text: str) -> None:
        """A line of its own."""
        self._screen.print(text)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """A step: its line is printed when the block ends well, with `result` and the time that it took."""
        step = Step(name, self.print)
        try:
            with self._screen.running(step):
                yield step
        except BaseException:
            self._screen.print(line(name, "failed", step.seconds))
            raise
        self._screen.print(line(name, step.result or "ready", step.seconds))
