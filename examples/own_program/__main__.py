"""Components of slipway in a program that reads no stack file of its: what they need comes as Pulumi inputs.

`pulumi install` has installed slipway as a package, because requirements.txt says so.
"""

import pulumi
from pulumi_kubernetes.core.v1 import Secret

from slipway.components import ManagedNamespace, StatefulApp, StatelessApp, Task
from slipway.settings import ManagedNamespaceSettings, StatefulAppSettings, StatelessAppSettings, TaskSettings

shop = ManagedNamespace("own-shop", ManagedNamespaceSettings(team="storefront"))
password = Secret(
    "database",
    metadata={"namespace": shop.namespace},
    string_data={"password": pulumi.Config().require_secret("password")},
)

database_settings = StatefulAppSettings(
    image="postgres:18.1",
    port=5432,
    storage={"/var/lib/postgresql": "1Gi"},
    writable_paths=["/tmp", "/var/run/postgresql"],  # noqa: S108  # paths in the container
    secret_env={"POSTGRES_PASSWORD": "database/password"},
)
database = StatefulApp("database", database_settings, namespace=shop, secrets={"database": password.metadata.name})
peers = {"database": database_settings}  # whom `connects_to` names: it opens the closed network, and sets DATABASE_HOST

migrate = Task(
    "migrate",
    TaskSettings(image="sh3b0/app_python:1.4.2", command=["python", "migrate.py"], connects_to=["database"]),
    namespace=shop,
    peers=peers,
)
web = StatelessApp(
    "web",
    StatelessAppSettings(
        image="sh3b0/app_python:1.4.2", port=8080, replicas=2, after=["migrate"], connects_to=["database"]
    ),
    namespace=shop,
    tasks={"migrate": migrate},
    peers=peers,
)

pulumi.export("url", web.url)
pulumi.export("database", database.url)
