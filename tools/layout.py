"""Where things are: every path that the tools write to, all below one folder that git ignores."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Layout:
    """Paths of one installation.

    What is built or downloaded is `shared` by every installation of this project; what belongs to one cluster and its
    stacks lives in `home`. Tests give a `home` of their own and leave the developer's cluster and state alone.
    """

    home: Path = PROJECT / ".slipway"
    project: Path = PROJECT

    @property
    def shared(self) -> Path:
        """What every installation uses: programs, downloads, Pulumi's plugins."""
        return self.project / ".slipway"

    @property
    def modules(self) -> Path:
        """The pinned Go modules, one folder each; part of the repository."""
        return self.project / "tools" / "go"

    @property
    def simulation(self) -> Path:
        """How the objects of the embedded cluster behave; part of the repository."""
        return self.project / "tools" / "simulation"

    @property
    def bin(self) -> Path:
        """Built programs; the head of PATH when the engine is ours."""
        return self.shared / "bin"

    @property
    def plugins(self) -> Path:
        """Built Pulumi plugins. Not on PATH: an ambient plugin makes a warning at every run."""
        return self.shared / "plugins"

    @property
    def downloads(self) -> Path:
        """Official programs that were downloaded instead of built."""
        return self.shared / "downloads"

    @property
    def stamps(self) -> Path:
        """What each built program was built from."""
        return self.shared / "stamps"

    @property
    def pulumi_home(self) -> Path:
        """`PULUMI_HOME`: plugins and workspaces, away from the user's own."""
        return self.shared / "pulumi"

    @property
    def logs(self) -> Path:
        """One file for each build and each command of the engine, overwritten by the next."""
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
        """One empty file for each stack whose last `up` or `destroy` did not end well."""
        return self.home / "unfinished"

    @property
    def kwok(self) -> Path:
        """The working directory of kwokctl."""
        return self.home / "kwok"

    @property
    def kubeconfig(self) -> Path:
        """The kubeconfig of the embedded cluster: it has one context, and no other file ever gets it."""
        return self.home / "kubeconfig"

    @property
    def caches(self) -> Path:
        """What Helm and kubectl would otherwise leave in the user's home."""
        return self.home / "caches"

    def shown(self, path: Path) -> str:
        """The path as a person in the project's folder would type it."""
        return str(path.relative_to(self.project)) if path.is_relative_to(self.project) else str(path)
