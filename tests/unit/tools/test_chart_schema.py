from pathlib import Path

from tools.chart_schema import names_of

VALUES = """
## The web pages.
grafana:
  enabled: true
  # adminUser: somebody
  labels: {a: b}
server:
  replicas: 1
  limits: {}
  service:
    port: 80
    ## For example
    # annotations:
    #   a: b
other-chart:
  port: 1
"""


def test_names_are_those_of_the_chart_its_comments_and_its_subcharts(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text(VALUES)
    subchart = tmp_path / "charts" / "grafana"
    subchart.mkdir(parents=True)
    (subchart / "values.yaml").write_text("replicas: 1\npersistence: {size: 1Gi}\n")

    names = names_of(tmp_path)

    assert names["server"] == {"replicas": None, "limits": None, "service": {"port": None, "annotations": None}}
    assert names["grafana"].keys() >= {"enabled", "adminUser", "labels", "replicas", "persistence", "fullnameOverride"}
    assert (names["grafana"]["labels"], names["grafana"]["persistence"]) == (None, {"size": None})
    assert names["other-chart"] is None
