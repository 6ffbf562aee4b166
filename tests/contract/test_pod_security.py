"""The policies check each control of the Pod Security Standards, before anything is sent to a cluster."""

import pytest

from offline.policy_check import objects
from policies.configuration import Configuration
from policies.evaluation import evaluate
from policies.kubernetes_object import KubernetesObject
from tests.pod_security_standards import BREACHES, Breach
from tests.recorded import recorded

WEB = "Deployment course-prod.python-web"


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_policies_stop_whatever_breaks_it(breach: Breach) -> None:
    everything = objects(recorded("prod"))
    [web] = [each for each in everything if each.title == WEB]
    template = web.content["spec"]["template"]
    broken = {**template, "spec": breach.of(template["spec"])}
    app = KubernetesObject(web.pulumi_name, {**web.content, "spec": {**web.content["spec"], "template": broken}})

    evaluation = evaluate([app if each is web else each for each in everything], Configuration("production"))

    assert breach.rule in {each.rule.name for each in evaluation.mandatory}
    assert {each.object.title for each in evaluation.mandatory} == {WEB}
