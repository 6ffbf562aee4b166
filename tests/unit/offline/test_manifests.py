import pulumi
from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.core.v1 import Namespace, PodTemplateSpecArgs, Secret
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs

from offline.manifests import manifests
from offline.recorder import record


def program() -> None:
    Namespace("shop", metadata=ObjectMetaArgs(name="shop"))
    Secret(
        "shop.db",
        metadata=ObjectMetaArgs(namespace="shop"),
        string_data={"password": pulumi.Output.secret("<secret:shop/db/password>")},
    )
    Deployment(
        "web",
        metadata=ObjectMetaArgs(name="web", namespace="shop"),
        spec=DeploymentSpecArgs(replicas=3, selector=LabelSelectorArgs(), template=PodTemplateSpecArgs()),
    )


def test_each_object_has_a_file_in_the_folder_of_its_namespace() -> None:
    files = [manifest.file for manifest in manifests(record(program))]

    assert files == ["_cluster/namespace-shop.yaml", "shop/deployment-web.yaml", "shop/secret-shop.db.yaml"]


def test_whole_numbers_are_whole_again() -> None:
    [deployment] = [each for each in manifests(record(program)) if each.kind == "Deployment"]

    assert repr(deployment.content["spec"]["replicas"]) == "3"


def test_a_secret_is_shown_by_its_placeholder_and_a_generated_name_as_generated() -> None:
    [secret] = [each for each in manifests(record(program)) if each.kind == "Secret"]

    assert secret.content["stringData"] == {"password": "<secret:shop/db/password>"}
    assert secret.content["metadata"]["name"] == "shop.db-<generated>"
