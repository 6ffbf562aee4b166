"""A stack whose apps use all settings of containers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

STACK = """
config:
  slipway:environment: development
  slipway:namespaces:
    containers:
      secrets: {vault: {existing: true}}
      configMaps:
        web: {HOST: db, LEVEL: info}
        ca: {bundle: certificates}
      apps:
        web:
          image: shop/web:1.0@sha256:SUM
          port: 8080
          pullSecrets: [registry]
          env: {A_URL: plain, Z_HOST: db}
          secretEnv: {PASSWORD: db/password}
          configEnvFrom: [web, {name: ca, prefix: CA_}]
          secretEnvFrom: [{name: db, prefix: DB_}, vault]
          configFiles: {/etc/tls/ca.pem: ca/bundle}
          files: {/etc/web/web.yaml: {"on": "yes", color: blue}}
          repositoryFiles: {/etc/web/web.conf: config/web.conf}
          secretFiles: {/etc/tls/password: db/password, /etc/vault/token: vault/token}
          probes:
            startup: {grpc: true, initialDelaySeconds: 1}
            readiness: {path: /ready, scheme: HTTPS, port: 8443, successThreshold: 2}
            liveness: {exec: [/bin/alive, --now]}
          connectsTo: [{cidr: 203.0.113.0/24, ports: [80, 443]}]
          downloads:
            /data/model.bin: {url: "https://example.com/a/$(HOSTNAME)?b='c'&d", sha256: SUM, size: 3Mi}
            /data/words.txt: {url: "http://files.containers.svc/words", sha256: SUM, size: 1Mi}
          sidecars:
            proxy: {image: shop/proxy:1.0, port: 9000, probes: {startup: {grpc: shop.Proxy}}}
            logs: {image: shop/logs:1.0, probes: {startup: {exec: [/bin/true]}}}
          initContainers:
            - {name: migrate, image: shop/web:1.0, command: [web, migrate], secretEnv: {PASSWORD: db/password}}
            - {name: cache, image: shop/web:1.0, command: [web, warm], configEnv: {HOST: web/HOST}}
        visits:
          kind: stateful
          image: shop/visits:1.0
          port: 8080
          storage: {/app/db: 1Gi}
          probes: {readiness: {tcp: true, port: 8081}, liveness: {grpc: shop.Visits}}
          initContainers:
            - {name: prepare, image: shop/visits:1.0, command: [visits, prepare]}
        report:
          kind: scheduled
          image: shop/report:1.0
          schedule: "@daily"
          sidecars:
            proxy: {image: shop/proxy:1.0}
""".replace("SUM", "ab" * 32)


@pytest.fixture(scope="package")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed from nothing."""
    stack = own_stack("containers", STACK, engine, cluster, folder)
    (folder / "config").mkdir()
    (folder / "config" / "web.conf").write_text("color = blue\n")
    with stack.undone_afterwards():
        stack.config("set", "--path", "--secret", "slipway:secrets.containers.db.password", "tulip")
        docker = '{"auths": {"registry.test": {"username": "app", "password": "tulip"}}}'
        stack.config("set", "--path", "--secret", 'slipway:secrets.containers.registry[".dockerconfigjson"]', docker)
        stack.restore()
        yield stack


@pytest.fixture
def containers(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed
