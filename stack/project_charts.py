"""The Helm charts in the folder of the project, as the stack names them."""

from dataclasses import dataclass

from components.repository import Repository, Unusable
from slipway.checks.problems import Problem, path_of
from slipway.settings.releases import HERE
from slipway.settings.stack import StackSettings

_HEAD = "Chart.yaml"
_EVERY = ("",)


@dataclass(frozen=True)
class ProjectCharts:
    """The files of these charts, and the problems with their folders."""

    problems: list[Problem]
    sources: list[str]
    """The paths of the files below the project's folder."""

    @staticmethod
    def find(stack: StackSettings) -> "ProjectCharts":
        """Find every file of every chart that is in the project."""
        repository, problems, sources = Repository.here(), list[Problem](), set[str]()
        for namespace, settings in stack.namespaces.items():
            for name, chart in settings.charts.items():
                if chart.place != "project":
                    continue
                folder = chart.chart.removeprefix(HERE)
                try:
                    files = repository.files(folder, _EVERY)
                    repository.text(f"{folder}/{_HEAD}")
                    sources.update(files)
                except Unusable as error:
                    where = path_of("namespaces", namespace, "charts", name, "chart")
                    problems.append(Problem(where, f"expected a folder with a {_HEAD}; {error}"))
        return ProjectCharts(problems, sorted(sources))
