"""A simulation of the External Secrets Operator: its status reports and its Secrets."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tools.cluster import Cluster

GROUP = "external-secrets.io"


class Operator:
    """Marks every store as ready, and creates the Secret of every ExternalSecret from the values of the store."""

    def __init__(self, cluster: Cluster, store: dict[str, str], folder: Path) -> None:
        self.cluster, self.store, self.folder = cluster, store, folder

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Run during the block. Its errors are raised at the end."""
        stop, failures = Event(), list[BaseException]()

        def work() -> None:
            try:
                while not stop.wait(0.2):
                    self.look()
            except BaseException as failure:  # noqa: BLE001  # handed to the test
                failures.append(failure)

        thread = Thread(target=work)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
        assert failures == []

    def look(self) -> None:
        """Process everything that is not ready yet."""
        listed = self.cluster.kubectl(["get", f"secretstores.{GROUP},externalsecrets.{GROUP}", "-A", "-o", "json"])
        for each in json.loads(listed.out)["items"]:
            if not each.get("status"):
                if each["kind"] == "ExternalSecret":
                    self._fill(each)
                self._report(each)

    def _fill(self, external: dict[str, Any]) -> None:
        spec, own = external["spec"], external["metadata"]
        values = {each["secretKey"]: self.store[_address(each["remoteRef"])] for each in spec["data"]}
        secret = {
            "apiVersion": "v1",
            "kind": "Secret",
            "type": spec["target"].get("template", {}).get("type", "Opaque"),
            "metadata": {
                "name": spec["target"]["name"],
                "namespace": own["namespace"],
                "ownerReferences": [
                    {
                        "apiVersion": external["apiVersion"],
                        "kind": external["kind"],
                        "name": own["name"],
                        "uid": own["uid"],
                    }
                ],
            },
            "data": {key: base64.b64encode(value.encode()).decode() for key, value in values.items()},
        }
        file = self.folder / f"{own['name']}.json"
        file.write_text(json.dumps(secret))
        self.cluster.kubectl(["create", "-f", str(file)])

    def _report(self, each: dict[str, Any]) -> None:
        ready = {"status": {"conditions": [{"type": "Ready", "status": "True", "reason": "SecretSynced"}]}}
        where = ["-n", each["metadata"]["namespace"], "--subresource=status", "--type=merge", "-p", json.dumps(ready)]
        self.cluster.kubectl(["patch", f"{each['kind']}.{GROUP}", each["metadata"]["name"], *where])


def _address(remote: dict[str, str]) -> str:
    return "#".join(part for part in (remote["key"], remote.get("property")) if part)
