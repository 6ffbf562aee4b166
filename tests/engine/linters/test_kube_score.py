"""The objects of the prod stack, read by kube-score: https://github.com/zegl/kube-score."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline.render import render
from tools.layout import Layout
from tools.linter import linter
from tools.steps import Step

EXPLAINED = {
    "container-image-pull-policy": "an image is named by its digest in production, so that pulling it again changes "
    "nothing, and a registry that is away would keep pods from starting",
    "pod-probes-identical": "both probes ask the same port by default, and act at different times: readiness after 15 "
    "seconds of failures, liveness after 30, and only once the startup probe has passed",
    "deployment-has-host-podantiaffinity": "topologySpreadConstraints spread over zones and nodes, and go on working "
    "when there are more replicas than nodes",
    "statefulset-has-host-podantiaffinity": "the same",
    "cronjob-has-deadline": "a run that is late is better than none; since Kubernetes 1.21 the controller starts the "
    "last one missed, however many were",
    "networkpolicy-targets-pod": "cert-manager makes the pod that answers for a certificate, and only while it asks; "
    "Helm and the operator make those of the monitoring",
    "pod-probes": "an agent without a port has nothing that could be asked",
}
"""Accepted findings of kube-score, with the reason. All other findings are errors."""

GOOD = 10


@pytest.fixture(scope="module")
def kube_score() -> Path:
    return linter(Layout(), Step("linter"))


def findings(kube_score: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Each check with a finding, with the object and the message."""
    files = sorted(str(file) for file in folder.glob("*/*.yaml"))
    read = subprocess.run(
        [kube_score, "score", "--output-format", "json", *files], capture_output=True, text=True, check=False
    )
    objects: list[dict[str, Any]] = json.loads(read.stdout)
    assert len(objects) > 10, read.stderr
    for each in objects:
        for check in each["checks"]:
            if check["grade"] < GOOD and not check["skipped"]:
                said = "; ".join(f"{comment['path']} {comment['summary']}" for comment in check["comments"] or [])
                yield check["check"]["id"], f"{each['object_name']}: {said}"


def test_prod_raises_no_finding_that_is_not_explained(kube_score: Path, tmp_path: Path) -> None:
    render("prod", tmp_path / "prod")

    found = list(findings(kube_score, tmp_path / "prod"))

    assert [f"{check}: {said}" for check, said in found if check not in EXPLAINED] == []
    assert EXPLAINED.keys() - {check for check, _ in found} == set(), "no longer found: explain it no more"


def test_a_fault_would_be_found(kube_score: Path, tmp_path: Path) -> None:
    render("prod", tmp_path / "prod")
    deployment = tmp_path / "prod" / "course-prod" / "deployment-python-web.yaml"
    deployment.write_text(deployment.read_text().replace("readOnlyRootFilesystem: true", "privileged: true"))

    found = {check for check, _ in findings(kube_score, tmp_path / "prod")}

    assert found >= {"container-security-context-readonlyrootfilesystem", "container-security-context-privileged"}
