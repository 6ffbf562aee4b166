"""The user's Go: whether it is there, whether it is new enough, and the environment that it builds in."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tools.failure import Failure
from tools.layout import Layout
from tools.programs import ENGINE, Program
from tools.subprocesses import capture

Version = tuple[int, ...]

UNVERIFIABLE = "github.com/pulumi/*"
"""The public checksum database does not know the pseudo-versions pinned from there; the committed `go.sum` does."""


def find() -> str | None:
    """The `go` on PATH."""
    return shutil.which("go")


def required(layout: Layout, programs: Iterable[Program]) -> tuple[Version, Path]:
    """The newest `go` line of the programs' modules, and the `go.mod` that has it."""
    return max(_go_line(layout.modules / program.module / "go.mod") for program in programs)


def _go_line(file: Path) -> tuple[Version, Path]:
    found = re.search(r"^go (\S+)$", file.read_text(), re.MULTILINE)
    return parsed(found[1] if found else "1.21"), file


def _missing(programs: Sequence[Program], wanted: str) -> str:
    go = f"Go {wanted} or newer (https://go.dev/dl/)"
    if any(program in ENGINE for program in programs):
        pulumi = "Pulumi (https://www.pulumi.com/docs/install/)"
        return f"neither `pulumi` nor `go` is on PATH; install either {pulumi}, or {go} to build it from source"
    return (
        f"the embedded cluster needs either the network, to download its programs, or {go}, to build them; neither is "
        f"there; install Go, or use a cluster of your own: CLUSTER=current"
    )


def parsed(version: str) -> Version:
    """`go1.26.8` or `1.26.0` as numbers; what follows them (`rc1`, ` X:...`) does not count."""
    return tuple(int(number) for number in re.findall(r"\d+", re.split(r" |rc", version, maxsplit=1)[0])[:3])


def shown(version: Version) -> str:
    """`1.26.0`."""
    return ".".join(str(number) for number in version)


class GoToolchain:
    """A Go that can build the given programs."""

    def __init__(self, layout: Layout, programs: Sequence[Program]) -> None:
        """Raises `Failure` with what to install, when there is none or it is too old and may not fetch a newer one."""
        program = find()
        wanted, by = required(layout, programs)
        if program is None:
            raise Failure(_missing(programs, shown(wanted)))
        self.program = program
        self.environment = self._environment()
        found = self._variable("GOVERSION", {"GOTOOLCHAIN": "local"})
        if parsed(found) < wanted and (parsed(found) < (1, 21) or self._variable("GOTOOLCHAIN").startswith("local")):
            raise Failure(
                f"{layout.shown(by)} asks for Go {shown(wanted)} or newer; {program} is {found} and may not fetch a "
                f"newer one by itself; install Go {shown(wanted)} (https://go.dev/dl/), or unset GOTOOLCHAIN=local"
            )

    def _environment(self) -> Mapping[str, str]:
        """The user's own, caches and proxies included; only what the build depends on is fixed."""
        unverified = [self._variable("GONOSUMDB"), UNVERIFIABLE]
        return {
            **os.environ,
            "CGO_ENABLED": "0",
            "GO111MODULE": "on",
            "GONOSUMDB": ",".join(part for part in unverified if part),
            "GOWORK": "off",
        }

    def _variable(self, name: str, extra: Mapping[str, str] | None = None) -> str:
        # Asked outside of every module, or Go would fetch the version that the module wants.
        return capture([self.program, "env", name], env={**os.environ, **(extra or {})}, cwd=Path("/")).out.strip()
