from pathlib import Path

from offline.recorder import record
from slipway.settings.stack import StackSettings
from stack.project_charts import ProjectCharts


def found(root: Path, *charts: str) -> ProjectCharts:
    said = {f"chart-{index}": {"chart": chart} for index, chart in enumerate(charts)}
    settings = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"charts": said}}})
    result: list[ProjectCharts] = []
    record(lambda: result.append(ProjectCharts.find(settings)), root=root)
    return result[0]


def test_all_files_of_a_chart_belong_to_the_stack(tmp_path: Path) -> None:
    (tmp_path / "charts" / "redis" / "templates").mkdir(parents=True)
    for name in ("Chart.yaml", "values.yaml", "templates/pod.yaml"):
        (tmp_path / "charts" / "redis" / name).touch()
    charts = found(tmp_path, "./charts/redis", "./charts/redis")

    assert charts.problems == []
    assert charts.sources == [f"charts/redis/{name}" for name in ("Chart.yaml", "templates/pod.yaml", "values.yaml")]


def test_a_folder_without_a_chart_is_told(tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()

    lines = [str(each) for each in found(tmp_path, "./charts", "./nothing").problems]

    assert [line.partition(" below ")[0] for line in lines] == [
        "namespaces.shop.charts.chart-0.chart: expected a folder with a Chart.yaml; there is no charts/Chart.yaml",
        "namespaces.shop.charts.chart-1.chart: expected a folder with a Chart.yaml; there is no nothing/Chart.yaml",
    ]
