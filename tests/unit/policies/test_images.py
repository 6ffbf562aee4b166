import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.images import IMAGE_DIGEST, IMAGE_VERSION, full_name, image_registry
from tests.unit.policies.objects import container, found, workload

IMAGE = "spec.template.spec.containers[web].image"
DIGEST = f"@sha256:{'a' * 64}"


@pytest.mark.parametrize("image", ["nginx:1.29", "a.b:5000/web:2", f"nginx{DIGEST}", f"nginx:1{DIGEST}"])
def test_an_image_with_a_version_or_a_digest_passes(image: str) -> None:
    assert found(IMAGE_VERSION, workload(container(image=image))) == []


@pytest.mark.parametrize("image", ["nginx", "nginx:latest", f"nginx:latest{DIGEST}", "a.b:5000/web", ""])
def test_one_without_or_with_latest_does_not(image: str) -> None:
    [said] = found(IMAGE_VERSION, workload(container(image=image)))

    assert said.startswith("spec.template.spec.containers[web].image: expected a version or a digest, and not latest")


@pytest.mark.parametrize("image", ["nginx:1.29", "nginx@sha256:abc", f"nginx@sha512:{'a' * 64}", f"nginx{DIGEST}0"])
def test_production_wants_a_whole_digest(image: str) -> None:
    assert len(found(IMAGE_DIGEST, workload(container(image=image)))) == 1


def test_a_whole_digest_passes_and_nothing_else_is_asked_of_development() -> None:
    assert found(IMAGE_DIGEST, workload(container(image=f"nginx:1{DIGEST}"))) == []
    assert IMAGE_DIGEST.production


def test_images_of_sidecars_and_of_what_starts_first_count() -> None:
    before = [{"name": "prepare", "image": "busybox"}]

    assert len(found(IMAGE_VERSION, workload(pod={"initContainers": before}))) == 1


@pytest.mark.parametrize(
    ("image", "whole"),
    [
        ("nginx:1", "docker.io/library/nginx:1"),
        ("acme/web:1", "docker.io/acme/web:1"),
        ("registry.acme.test/web:1", "registry.acme.test/web:1"),
        ("localhost/web:1", "localhost/web:1"),
        ("host:5000/web:1", "host:5000/web:1"),
    ],
)
def test_what_is_left_out_of_an_images_name_is_dockers(image: str, whole: str) -> None:
    assert full_name(image) == whole


def test_only_listed_registries_are_allowed() -> None:
    rule = image_registry(["docker.io/acme", "registry.acme.test"])

    assert found(rule, workload(container(image="acme/web:1"))) == []
    assert found(rule, workload(container(image="registry.acme.test/deep/web:1"))) == []
    assert found(rule, workload(container(image="nginx:1"))) == [
        f'{IMAGE}: expected an image from docker.io/acme or registry.acme.test; got "nginx:1"'
    ]


def test_a_registry_whose_name_only_begins_alike_is_another() -> None:
    rule = image_registry(["registry.acme.test"])

    assert len(found(rule, workload(container(image="registry.acme.test.evil.example/web:1")))) == 1


@given(st.text(min_size=1))
def test_nothing_is_allowed_when_nothing_is_listed(image: str) -> None:
    [said] = found(image_registry([]), workload(container(image=image)))

    assert "expected no image: no registry is allowed; got " in said
