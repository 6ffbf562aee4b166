"""Components of slipway in a program that reads no stack file of its: what they need comes as Pulumi inputs.

`pulumi install` has installed slipway as a package, because requirements.txt says so.
"""

import pulumi
from pulumi_kubernetes.core.v1 import Namespace, Secret

from slipway.components import StatefulApp, StatelessApp, Task
from slipway.settings import StatefulAppSettings, StatelessAppSettings, TaskSettings

shop = Namespace("own-shop", metadata={"name": "own-shop"})
password = Secret(
    "database",
    metadata={"namespace": shop.metadata.name},
    string_data={"password": pulumi.Config().require_secret("password")},
)

database = StatefulApp(
    "database",
    StatefulAppSettings(
        image="postgres:18.1",
        port=5432,
        storage={"/var/lib/postgresql": "1Gi"},
        writable_paths=["/tmp", "/var/run/postgresql"],  # noqa: S108  # paths in the container
        secret_env={"POSTGRES_PASSWORD": "database/password"},
    ),
    namespace=shop.metadata.name,
    secrets={"database": password.metadata.name},
)
migrate = Task(
    "migrate",
    TaskSettings(image="sh3b0/app_python:1.4.2", command=["python", "migrate.py"]),
    namespace=shop.metadata.name,
)
web = StatelessApp(
    "web",
    StatelessAppSettings(image="sh3b0/app_python:1.4.2", port=8080, replicas=2, after=["migrate"]),
    namespace=shop.metadata.name,
    tasks={"migrate": migrate},
)

pulumi.export("url", web.url)
pulumi.export("database", database.url)
