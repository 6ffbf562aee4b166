"""The rights of a team, checked on the API server."""

from pathlib import Path

import pytest
import yaml

from tests.engine.access_review import Question, allowed
from tests.engine.stack_under_test import StackUnderTest
from tools.engine import Engine
from tools.layout import PROJECT

PEOPLE = {"viewer": "oidc:support", "deployer": "oidc:storefront", "neighbour": "oidc:team", "nobody": "oidc:nobody"}
TEAM, DEPLOYERS, NOBODY = ("viewer", "deployer"), ("deployer",), ()

QUESTIONS: dict[str, tuple[str, ...]] = {
    "list pods": TEAM,
    "get pods --subresource=log": TEAM,
    "watch deployments.apps": TEAM,
    "list events": TEAM,
    "get services": TEAM,
    "get configmaps": TEAM,
    "get resourcequotas": TEAM,
    "list networkpolicies.networking.k8s.io": TEAM,
    "create deployments.apps": DEPLOYERS,
    "patch statefulsets.apps": DEPLOYERS,
    "delete daemonsets.apps": DEPLOYERS,
    "create jobs.batch": DEPLOYERS,
    "patch cronjobs.batch": DEPLOYERS,
    "patch configmaps": DEPLOYERS,
    "create serviceaccounts": DEPLOYERS,
    "patch persistentvolumeclaims": DEPLOYERS,
    "delete ingresses.networking.k8s.io": DEPLOYERS,
    "patch grpcroutes.gateway.networking.k8s.io": DEPLOYERS,
    "create triggerauthentications.keda.sh": DEPLOYERS,
    "delete persistentvolumeclaims": NOBODY,
    "get secrets": NOBODY,
    "list secrets": NOBODY,
    "create secrets": NOBODY,
    "patch secrets": NOBODY,
    "create pods --subresource=exec": NOBODY,
    "create pods --subresource=portforward": NOBODY,
    "create pods --subresource=ephemeralcontainers": NOBODY,
    "create serviceaccounts --subresource=token": NOBODY,
    "impersonate serviceaccounts": NOBODY,
    "create pods": NOBODY,
    "patch resourcequotas": NOBODY,
    "delete limitranges": NOBODY,
    "patch networkpolicies.networking.k8s.io": NOBODY,
    "create rolebindings.rbac.authorization.k8s.io": NOBODY,
    "escalate roles.rbac.authorization.k8s.io": NOBODY,
    "patch namespaces": NOBODY,
    "delete namespaces": NOBODY,
    "list nodes": NOBODY,
    "get nodes --subresource=proxy": NOBODY,
    "create persistentvolumes": NOBODY,
    "update certificatesigningrequests.certificates.k8s.io --subresource=approval": NOBODY,
    "create validatingwebhookconfigurations.admissionregistration.k8s.io": NOBODY,
    "patch mutatingwebhookconfigurations.admissionregistration.k8s.io": NOBODY,
}


def test_each_person_may_do_what_the_role_says_in_the_teams_namespace(environment: StackUnderTest) -> None:
    matrix = {
        Question(action, "env-shop", group=group): (action, person)
        for action in QUESTIONS
        for person, group in PEOPLE.items()
    }

    found = {matrix[each] for each in allowed(matrix, environment.cluster)}

    assert found == {(action, person) for action, people in QUESTIONS.items() for person in people}


def test_the_rights_of_a_team_end_at_its_namespace(environment: StackUnderTest) -> None:
    elsewhere = [
        Question(action, namespace, group=PEOPLE[person])
        for action in ("get pods", "patch deployments.apps", "get secrets", "get configmaps")
        for namespace in ("default", "kube-system", "env-team")
        for person in ("viewer", "deployer")
    ]

    assert allowed(elsewhere, environment.cluster) == set()


PROJECT_FILE = f"""
name: team
runtime: {{name: python, options: {{virtualenv: {PROJECT / ".venv"}}}}}
"""
PROGRAM = f"""
import sys

sys.path.insert(0, {str(PROJECT)!r})
from components import NodeAgent, ScheduledJob, StatefulApp, StatelessApp, Task, WorkerApp
from slipway.settings import (
    NodeAgentSettings, ScheduledJobSettings, StatefulAppSettings, StatelessAppSettings, TaskSettings, WorkerAppSettings
)

IMAGE, TEAM = "nginx:1.29.0", {{"namespace": "env-team"}}
web = {{"port": 8080, "ingress": {{"host": "web.example.com"}}, "files": {{"/etc/web/a.json": {{"image": IMAGE}}}}}}
migrate = Task("migrate", TaskSettings(image=IMAGE), **TEAM)
StatelessApp(
    "web",
    StatelessAppSettings.model_validate({{"image": IMAGE, "replicas": 2, "after": ["migrate"], **web}}),
    tasks={{"migrate": migrate}},
    **TEAM,
)
StatefulApp("db", StatefulAppSettings(image=IMAGE, port=5432, storage={{"/data": {{"size": "1Gi"}}}}), **TEAM)
scaled = {{"image": IMAGE, "autoscaling": {{"maxReplicas": 3, "cpu": "70%"}}}}
WorkerApp("mailer", WorkerAppSettings.model_validate(scaled), **TEAM)
NodeAgent("logs", NodeAgentSettings(image=IMAGE), **TEAM)
ScheduledJob("tidy", ScheduledJobSettings(image=IMAGE, schedule="@daily"), **TEAM)
"""


@pytest.fixture
def team(environment: StackUnderTest, tmp_path: Path) -> Engine:
    """The engine with the rights of the deployers' group only."""
    kubeconfig = yaml.safe_load(Path(environment.cluster.environment["KUBECONFIG"]).read_text())
    for user in kubeconfig["users"]:
        user["user"].update({"as": "anna", "as-groups": [PEOPLE["neighbour"]]})
    (tmp_path / "kubeconfig").write_text(yaml.safe_dump(kubeconfig))
    (tmp_path / "kubeconfig").chmod(0o600)
    (tmp_path / "Pulumi.yaml").write_text(PROJECT_FILE)
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "Pulumi.team.yaml").touch()
    engine = environment.engine
    surroundings = {
        **engine.surroundings,
        "PULUMI_CONFIG_PASSPHRASE": "team",
        "KUBECONFIG": str(tmp_path / "kubeconfig"),
    }
    return Engine(engine.layout, surroundings=surroundings, program=tmp_path)


def test_a_deployer_can_deploy_change_and_remove_every_kind_of_app(environment: StackUnderTest, team: Engine) -> None:
    def run(*arguments: str) -> None:
        team.run([*arguments, "--yes", "--skip-preview", "--non-interactive"], stack="team")

    team.ensure_stack("team")
    run("up")
    assert len(environment.pods("env-team", "web")) == 2

    program = team.program / "__main__.py"
    program.write_text(program.read_text().replace("nginx:1.29.0", "nginx:1.29.1").replace('"1Gi"', '"2Gi"'))
    run("up", "--refresh")
    deployment = environment.get("deployment", "env-team", "web")
    assert deployment["spec"]["template"]["spec"]["containers"][0]["image"] == "nginx:1.29.1"

    run("destroy")
    team.remove_stack("team")
    assert environment.get("deployments,statefulsets,daemonsets,jobs,cronjobs,services,ingresses", "env-team") == []
