"""The paths that the tools write to. All are below one folder that git ignores."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Layout:
    """Paths of one installation.

    Every installation of this project shares the built and downloaded programs (`shared`). The files of one cluster and
    its stacks are in `home`. Tests use another `home`, so they never touch the developer's cluster and state.
    """

    home: Path = PROJECT / ".slipway"
    project: Path = PROJECT

    @property
    def shared(self) -> Path:
        """Programs, downloads and Pulumi plugins for every installation."""
        return self.project / ".slipway"

    @property
    def modules(self) -> Path:
        """The pinned Go modules, one folder each. They are part of the repository."""
        return self.project / "tools" / "go"

    @property
    def simulation(self) -> Path:
        """The nodes of the embedded cluster and the behaviour of its pods. They are part of the repository."""
        return self.project / "tools" / "simulation"

    @property
    def bin(self) -> Path:
        """Built programs. This folder is first on PATH when the engine was built from source."""
        return self.shared / "bin"

    @property
    def plugins(self) -> Path:
        """Built Pulumi plugins. They are not on PATH: the engine warns of every plugin on PATH."""
        return self.shared / "plugins"

    @property
    def downloads(self) -> Path:
        """Official programs that were downloaded."""
        return self.shared / "downloads"

    @property
    def stamps(self) -> Path:
        """One file for each built program: a key of its source."""
        return self.shared / "stamps"

    @property
    def pulumi_home(self) -> Path:
        """`PULUMI_HOME`: plugins and workspaces, apart from the user's own."""
        return self.shared / "pulumi"

    @property
    def logs(self) -> Path:
        """One file for each build, and for each `up` and `destroy` of a stack. The next run overwrites it.

        The log of an `up` or a `destroy` is plain text: one line for each event of the engine, with the time, and a
        summary at the end. The JSON of the events is not kept: it holds debug messages and the inputs of all resources.
        """
        return self.home / "logs"

    @property
    def state(self) -> Path:
        """The state of the stacks when `BACKEND=local`."""
        return self.home / "state"

    @property
    def deployed(self) -> Path:
        """One empty file for each stack that was deployed to the embedded cluster."""
        return self.home / "deployed"

    @property
    def unfinished(self) -> Path:
        """One empty file for each stack whose last `up` or `destroy` failed or was interrupted."""
        return self.home / "unfinished"

    @property
    def kwok(self) -> Path:
        """The working directory of kwokctl."""
        return self.home / "kwok"

    @property
    def kubeconfig(self) -> Path:
        """The kubeconfig of the embedded cluster. It has one context, which is written to no other file."""
        return self.home / "kubeconfig"

    @property
    def caches(self) -> Path:
        """The caches of Helm and kubectl, apart from the user's own."""
        return self.home / "caches"

    def shown(self, path: Path) -> str:
        """The path, relative to the project if it is inside."""
        return str(path.relative_to(self.project)) if path.is_relative_to(self.project) else str(path)
