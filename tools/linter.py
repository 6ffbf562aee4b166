"""kube-score, a linter for Kubernetes objects. The tests run it: https://github.com/zegl/kube-score."""

import shutil
from pathlib import Path

from tools.build import build
from tools.layout import Layout
from tools.programs import KUBE_SCORE, KUBE_SCORE_VERSION, LINTERS
from tools.steps import Step


def linter(layout: Layout, step: Step) -> Path:
    """The kube-score on PATH, or one that is built from source."""
    found = shutil.which(KUBE_SCORE.name)
    if found:
        step.result = f"{KUBE_SCORE.name} on PATH"
        return Path(found)
    build(layout, LINTERS, step)
    step.result = f"{KUBE_SCORE.name} {KUBE_SCORE_VERSION}, built from source"
    return KUBE_SCORE.file(layout)
