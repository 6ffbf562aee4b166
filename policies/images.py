"""Which images run, and where they come from."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from policies.guides import IMAGES, NSA, cis, said_by
from policies.kubernetes_object import KubernetesObject, listing, text
from policies.pod import pod_of
from policies.rule import Finding, Rule, got

DEFAULT_REGISTRY = "docker.io"
_DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
REGISTRIES = Path(__file__).parent / "registries.yaml"


def _images(object_: KubernetesObject) -> Iterator[tuple[str, str]]:
    pod = pod_of(object_)
    for container in pod.containers() if pod else ():
        yield f"{container.path}.image", text(container.content.get("image"))


def _version(object_: KubernetesObject) -> Iterator[Finding]:
    for path, image in _images(object_):
        name, _, digest = image.partition("@")
        tag = name.rpartition("/")[2].partition(":")[2]
        if tag == "latest" or not (tag or digest):
            yield Finding(path, f"expected a version or a digest, and not latest; {got(image)}")


def _digest(object_: KubernetesObject) -> Iterator[Finding]:
    for path, image in _images(object_):
        if not _DIGEST.search(image):
            yield Finding(path, f"expected a digest, @sha256: and 64 hexadecimal digits; {got(image)}")


def full_name(image: str) -> str:
    """With the registry and the folder that are left out when they are Docker's."""
    first, slash, _ = image.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return image
    return f"{DEFAULT_REGISTRY}/{image}" if slash else f"{DEFAULT_REGISTRY}/library/{image}"


def from_registries(allowed: Sequence[str]) -> Rule:
    """The rule for these registries, or parts of registries: `docker.io`, `docker.io/acme`."""

    def check(object_: KubernetesObject) -> Iterator[Finding]:
        for path, image in _images(object_):
            if not any(full_name(image).startswith(f"{registry.rstrip('/')}/") for registry in allowed):
                yield Finding(path, f"expected an image from {' or '.join(allowed) or 'nowhere'}; {got(image)}")

    return Rule(
        name="image-registry",
        asks="Every image comes from a registry that policies/registries.yaml lists.",
        why="Whoever controls the registry controls what runs.",
        link=said_by(cis("5.5.1"), NSA),
        write="image: <registry>/<name>:<version>, or the registry as a line of policies/registries.yaml",
        check=check,
    )


def registries(file: Path = REGISTRIES) -> list[str]:
    """What the file lists; nothing is allowed when it is no list of texts."""
    listed: Any = yaml.safe_load(file.read_text())
    return [each for each in listing(listed) if text(each)]


IMAGE_VERSION = Rule(
    name="image-version",
    asks="Every image says its version; latest is none.",
    why="What runs would change whenever a pod starts, and a way back would lead nowhere.",
    link=said_by(IMAGES),
    write="image: <name>:<version>",
    check=_version,
)
IMAGE_DIGEST = Rule(
    name="image-digest",
    asks="In production every image is pinned by its digest.",
    why="A tag can be moved to another image after it was tested; a digest is the image.",
    link=said_by(IMAGES, cis("5.5.1")),
    write="image: <name>:<version>@sha256:<digest>, as `docker buildx imagetools inspect` prints it",
    production=True,
    check=_digest,
)
