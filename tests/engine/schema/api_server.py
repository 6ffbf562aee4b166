"""Questions to the API server: its answer to each object, and its schema."""

import json
import re
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import yaml

Manifest = dict[str, Any]
STRICTLY = urlencode({"dryRun": "All", "fieldValidation": "Strict", "fieldManager": "slipway-tests", "force": "true"})
APPLY = "application/apply-patch+yaml"
"""Server-side apply of YAML, as the provider does it."""
UNPRINTABLE = re.compile(r"[\x7f-\x9f\ufeff\ufffe\uffff]")
AT_ONCE = 4


@dataclass(frozen=True)
class Answer:
    """The answer of the API server to one object in a dry run."""

    about: str
    accepted: bool
    message: str
    warnings: tuple[str, ...]


class ApiServer:
    """Direct requests, because kubectl starts a process for each object, or mixes all answers in one text."""

    def __init__(self, kubeconfig: Path) -> None:
        config = yaml.safe_load(kubeconfig.read_text())
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self._url = urlsplit(cluster["server"])
        self._tls = ssl.create_default_context(cafile=cluster["certificate-authority"])
        self._tls.load_cert_chain(user["client-certificate"], user["client-key"])

    def get(self, path: str) -> Any:
        """A document of the API."""
        _, body, _ = self._ask("GET", path)
        return body

    def would_apply(self, objects: Iterable[Manifest]) -> list[Answer]:
        """The answers to all objects in a dry run. Unknown and duplicate fields are refused."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(self._would_apply, objects))

    def would_edit(self, content: Manifest, operations: list[Manifest], manager: str) -> Manifest | None:
        """The object after a JSON patch, in a dry run. None if the API server refuses the patch."""
        said = urlencode({"dryRun": "All", "fieldManager": manager})
        status, body, _ = self._ask("PATCH", f"{self._path(content)}?{said}", operations, "application/json-patch+json")
        edited: Manifest | None = body if status == HTTPStatus.OK else None
        return edited

    def _would_apply(self, content: Manifest) -> Answer:
        status, body, warnings = self._ask("PATCH", f"{self._path(content)}?{STRICTLY}", content)
        about = f"{content['kind']} {content['metadata'].get('name')}"
        return Answer(about, status in (200, 201), body.get("message", ""), warnings)

    def _path(self, content: Manifest) -> str:
        version = content["apiVersion"]
        group = f"/api/{version}" if "/" not in version else f"/apis/{version}"
        resource, namespaced = self._resources(group)[content["kind"]]
        where = f"{group}/namespaces/{content['metadata']['namespace']}" if namespaced else group
        return f"{where}/{resource}/{content['metadata']['name']}"

    @cache  # noqa: B019  # one for each run of the tests
    def _resources(self, group: str) -> dict[str, tuple[str, bool]]:
        listed = self.get(group)["resources"]
        return {each["kind"]: (each["name"], each["namespaced"]) for each in listed if "/" not in each["name"]}

    def _ask(
        self, method: str, path: str, content: Manifest | list[Manifest] | None = None, kind: str = APPLY
    ) -> tuple[int, Any, tuple[str, ...]]:
        connection = HTTPSConnection(str(self._url.hostname), self._url.port, timeout=30, context=self._tls)
        try:
            body = None if content is None else _yaml(content)
            sent = {} if content is None else {"Content-Type": kind}
            connection.request(method, path, body, {"Accept": "application/json", **sent})
            response = connection.getresponse()
            return response.status, json.loads(response.read()), _warnings(response)
        finally:
            connection.close()


def _yaml(content: Manifest | list[Manifest]) -> bytes:
    """The object as YAML. JSON is not valid YAML for surrogate pairs and for characters that YAML escapes. (PyYAML
    would write the string `1e3` without quotes, which the API server reads as a number.)
    """
    text = json.dumps(content, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _warnings(response: HTTPResponse) -> tuple[str, ...]:
    """The warnings in the headers, `299 - "text"`: https://kubernetes.io/blog/2020/09/03/warnings/"""
    return tuple(response.headers.get_all("Warning", ()))
