"""Finds the user's Go, checks its version, and makes the environment for a build."""

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
"""The public checksum database has no pseudo-versions of these modules. The committed `go.sum` has their checksums."""


def find() -> str | None:
    """The `go` on PATH."""
    return shutil.which("go")


def required(layout: Layout, programs: Iterable[Program]) -> tuple[Version, Path]:
    """The newest Go version that a `go.mod` of the programs requires, and the path of that `go.mod`."""
    return max(_go_line(layout.modules / program.module / "go.mod") for program in programs)


def _go_line(file: Path) -> tuple[Version, Path]:
    found = re.search(r"^go (\S+)$", file.read_text(), re.MULTILINE)
    return parsed(found[1] if found else "1.21"), file


def _missing(programs: Sequence[Program], wanted: str) -> str:
    go = f"Go {wanted} or newer (https://go.dev/dl/)"
    if any(program in ENGINE for program in programs):
        pulumi = "Pulumi (https://www.pulumi.com/docs/install/)"
        return f"neither `pulumi` nor `go` is on PATH; install {pulumi}, or {go} to build Pulumi from source"
    return (
        f"the programs of the embedded cluster can be neither downloaded (no network) nor built (no Go); "
        f"install {go}, or use your own cluster: CLUSTER=current"
    )


def parsed(version: str) -> Version:
    """The numbers of `go1.26.8` or `1.26.0`. A suffix (`rc1`, ` X:...`) is ignored."""
    return tuple(int(number) for number in re.findall(r"\d+", re.split(r" |rc", version, maxsplit=1)[0])[:3])


def shown(version: Version) -> str:
    """The version as text: `1.26.0`."""
    return ".".join(str(number) for number in version)


class GoToolchain:
    """A Go that can build the given programs."""

    def __init__(self, layout: Layout, programs: Sequence[Program]) -> None:
        """Raises `Failure` if there is no Go, or if it is too old and must not download a newer one."""
        program = find()
        wanted, by = required(layout, programs)
        if program is None:
            raise Failure(_missing(programs, shown(wanted)))
        self.program = program
        self.environment = self._environment()
        found = self._variable("GOVERSION", {"GOTOOLCHAIN": "local"})
        if parsed(found) < wanted and (parsed(found) < (1, 21) or self._variable("GOTOOLCHAIN").startswith("local")):
            raise Failure(
                f"{layout.shown(by)} requires Go {shown(wanted)} or newer; {program} is {found} and must not download "
                f"a newer one; install Go {shown(wanted)} (https://go.dev/dl/), or unset GOTOOLCHAIN=local"
            )

    def _environment(self) -> Mapping[str, str]:
        """The user's environment with its caches and proxies. Only the variables that change a build are fixed."""
        unverified = [self._variable("GONOSUMDB"), UNVERIFIABLE]
        return {
            **os.environ,
            "CGO_ENABLED": "0",
            "GO111MODULE": "on",
            "GONOSUMDB": ",".join(part for part in unverified if part),
            "GOWORK": "off",
        }

    def _variable(self, name: str, extra: Mapping[str, str] | None = None) -> str:
        # Run outside of every module: inside one, Go would download the version that the module requires.
        return capture([self.program, "env", name], env={**os.environ, **(extra or {})}, cwd=Path("/")).out.strip()
