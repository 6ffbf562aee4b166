"""The images of containers: versions, digests and registries."""

import re
from collections.abc import Iterator, Sequence

from policies.guides import IMAGES, NSA, cis, sources
from policies.kubernetes_object import text
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule, got

DEFAULT_REGISTRY = "docker.io"
_DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")


def _images(pod: Pod) -> Iterator[tuple[str, str]]:
    for container in pod.containers():
        yield f"{container.path}.image", text(container.content.get("image"))


def _version(pod: Pod) -> Iterator[Finding]:
    for path, image in _images(pod):
        name, _, digest = image.partition("@")
        tag = name.rpartition("/")[2].partition(":")[2]
        if tag == "latest" or not (tag or digest):
            yield Finding(path, f"expected a version or a digest, and not latest; {got(image)}")


def _digest(pod: Pod) -> Iterator[Finding]:
    for path, image in _images(pod):
        if not _DIGEST.search(image):
            yield Finding(path, f"expected a digest, @sha256: and 64 hexadecimal digits; {got(image)}")


def full_name(image: str) -> str:
    """The image with its registry and folder. Without them, an image comes from Docker Hub."""
    first, slash, _ = image.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return image
    return f"{DEFAULT_REGISTRY}/{image}" if slash else f"{DEFAULT_REGISTRY}/library/{image}"


def image_registry(allowed: Sequence[str]) -> Rule:
    """The rule that accepts images from these registries only. With none, it accepts no image."""

    def check(pod: Pod) -> Iterator[Finding]:
        for path, image in _images(pod):
            if not any(full_name(image).startswith(f"{registry}/") for registry in allowed):
                expected = f"an image from {' or '.join(allowed)}" if allowed else "no image: no registry is allowed"
                yield Finding(path, f"expected {expected}; {got(image)}")

    return Rule(
        name="image-registry",
        requirement="Every image comes from a registry that the stack allows.",
        why="Whoever controls the registry controls the code that runs.",
        link=sources(cis("5.5.1"), NSA),
        fix="image: <registry>/<name>:<version>, or add the registry to slipway:policies.registries",
        check=of_pods(check),
    )


IMAGE_VERSION = Rule(
    name="image-version",
    requirement="Every image has a version other than latest.",
    why="Without a version, each pod may run other code, and a rollback changes nothing.",
    link=sources(IMAGES),
    fix="image: <name>:<version>",
    check=of_pods(_version),
)
IMAGE_DIGEST = Rule(
    name="image-digest",
    requirement="In production, every image is pinned by its digest.",
    why="A tag can be moved to another image after the tests; a digest cannot.",
    link=sources(IMAGES, cis("5.5.1")),
    fix="image: <name>:<version>@sha256:<digest>, as `docker buildx imagetools inspect` prints it",
    production=True,
    check=of_pods(_digest),
)
