"""The secrets of a namespace: those of the stack file, and those from other sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pulumi import Input, Output, Resource, ResourceOptions, get
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.core.v1 import ServiceAccount
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks import await_annotations
from slipway.blocks import secret_provider_class as csi
from slipway.blocks import secret_store as stores
from slipway.blocks.external_secret import KIND, external_secret, external_secret_name
from slipway.blocks.references import ObjectNames
from slipway.settings.secret_store import SecretStores, SecretStoreSettings
from slipway.settings.secrets import CsiSecretSettings, ExternalSecretSettings, SecretSources
from slipway.topology.labels import Marks

from .component import metadata, scoped
from .secret import create_secret


class SecretValues(Protocol):
    """Values of Secrets by namespace and name. They stay in Outputs."""

    def data(self, namespace: str, name: str) -> Mapping[str, Output[str]]:
        """The values by key."""

    def holds(self, namespace: str, name: str, data: Mapping[str, str]) -> bool:
        """True if the Secret has exactly these values. The comparison needs the decrypted values."""


@dataclass(frozen=True)
class NamespaceSecrets:
    """The Secrets of one namespace. They are deleted with it."""

    name: str
    namespace: Input[str]
    marks: Marks
    options: ResourceOptions
    stores: SecretStores

    def create(self, values: SecretValues, names: Iterable[str], keep: int) -> ObjectNames:
        """Register Secrets with these values. `keep` earlier versions stay. Returns their real names."""
        return {
            name: create_secret(
                scoped(self.name, name),
                values.data(self.name, name),
                self._metadata,
                same=partial(values.holds, self.name, name),
                keep=keep,
                opts=self.options,
            ).metadata.name
            for name in names
        }

    def create_sources(self, sources: SecretSources) -> ObjectNames:
        """Register the objects that create Secrets from other sources. Returns their real names, as Outputs that wait
        for these objects. A Secret of `csi` exists only while a pod mounts it.
        """
        made = {
            store: self._store(store, self.stores[store])
            for store in sorted({each.external.store for each in sources.values() if each.external})
            if not self.stores[store].given
        }
        names: dict[str, Input[str]] = {}
        for name, source in sources.items():
            if source.external:
                names[name] = self._external(name, source.external, made.get(source.external.store))
            elif source.csi:
                names[name] = self._csi(name, source.csi)
            elif isinstance(source.existing, str):
                names[name] = source.existing
        return names

    def _store(self, name: str, settings: SecretStoreSettings) -> CustomResource:
        account = ServiceAccount(
            scoped(self.name, stores.account_of(name)),
            metadata=self._metadata(stores.account_of(name), stores.account_annotations(settings)),
            automount_service_account_token=False,
            opts=self.options,
        )
        return CustomResource(
            scoped(self.name, name),
            api_version=stores.API_VERSION,
            kind=stores.KIND,
            metadata=self._metadata(name, await_annotations.READY),
            spec=stores.secret_store(name, settings),
            opts=self._after(account),
        )

    def _external(self, name: str, settings: ExternalSecretSettings, store: CustomResource | None) -> Output[str]:
        real_name = external_secret_name(name, settings, self.stores[settings.store])
        return self._named(
            CustomResource(
                scoped(self.name, name),
                api_version=stores.API_VERSION,
                kind=KIND,
                metadata=self._metadata(real_name, await_annotations.READY),
                spec=external_secret(real_name, settings, self.stores[settings.store]),
                opts=self._after(store) if store else self.options,
            )
        )

    def _csi(self, name: str, settings: CsiSecretSettings) -> Output[str]:
        vault = csi.vault_of(settings, self.stores)
        real_name = csi.provider_class_name(name, settings, vault)
        return self._named(
            CustomResource(
                scoped(self.name, name),
                api_version=csi.API_VERSION,
                kind=csi.KIND,
                metadata=self._metadata(real_name),
                spec=csi.secret_provider_class(real_name, settings, vault),
                opts=self.options,
            )
        )

    def _metadata(self, name: str | None, annotations: Mapping[str, str] | None = None) -> ObjectMetaArgs:
        return metadata(name, self.namespace, self.marks, annotations)

    def _after(self, resource: Resource) -> ResourceOptions:
        return ResourceOptions.merge(self.options, ResourceOptions(depends_on=[resource]))

    @staticmethod
    def _named(resource: CustomResource) -> Output[str]:
        """The name of the Secret. It equals the name of the resource, and its users wait for that resource."""
        own: Output[dict[str, str]] = get(resource, "metadata")
        return own.apply(lambda each: each["name"])
