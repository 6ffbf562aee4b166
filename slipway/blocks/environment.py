"""The environment variables of a container."""

from pulumi_kubernetes.core.v1 import (
    ConfigMapEnvSourceArgs,
    ConfigMapKeySelectorArgs,
    EnvFromSourceArgs,
    EnvVarArgs,
    EnvVarSourceArgs,
    ObjectFieldSelectorArgs,
    ResourceFieldSelectorArgs,
    SecretEnvSourceArgs,
    SecretKeySelectorArgs,
)

from slipway.blocks.peers import NO_VARIABLES, Variables
from slipway.blocks.references import ObjectNames, real_key, real_name
from slipway.settings.downward_api import ResourceFieldSettings
from slipway.settings.environment import EnvironmentSettings
from slipway.settings.variables import in_order

NOTHING_GIVEN = EnvironmentSettings()


def env_from(
    settings: EnvironmentSettings, *, config_maps: ObjectNames, secrets: ObjectNames
) -> list[EnvFromSourceArgs]:
    """ConfigMaps, then Secrets: later ones override earlier ones."""
    from_config = [
        EnvFromSourceArgs(
            config_map_ref=ConfigMapEnvSourceArgs(name=real_name(source.name, config_maps)), prefix=source.prefix
        )
        for source in settings.config_env_from
    ]
    from_secret = [
        EnvFromSourceArgs(secret_ref=SecretEnvSourceArgs(name=real_name(source.name, secrets)), prefix=source.prefix)
        for source in settings.secret_env_from
    ]
    return [*from_config, *from_secret]


def environment(
    settings: EnvironmentSettings,
    *,
    config_maps: ObjectNames,
    secrets: ObjectNames,
    peers: Variables = NO_VARIABLES,
    given: EnvironmentSettings = NOTHING_GIVEN,
) -> list[EnvVarArgs]:
    """The variables: addresses of peers, values, fields of the pod, resources of the container, keys of ConfigMaps,
    keys of Secrets. Values of secrets are never included. Variables of the settings override those of peers and those
    that are `given`. A value may refer to any variable: `$(DB_HOST)`. It then comes after that variable, because
    Kubernetes knows only the earlier ones.
    """
    own = set(settings.variables())
    given_values = {name: value for name, value in given.env.items() if name not in own}
    sources = {
        **{name: _field(path) for name, path in given.field_env.items() if name not in own},
        **{name: _field(path) for name, path in settings.field_env.items()},
        **{name: _resource(resource) for name, resource in settings.resource_env.items()},
        **{name: _config_map_key(reference, config_maps) for name, reference in settings.config_env.items()},
        **{name: _secret_key(reference, secrets) for name, reference in settings.secret_env.items()},
    }
    values = {
        **{name: value for name, value in peers.items() if name not in own},
        **given_values,
        **settings.env,
    }
    found = {
        **{name: EnvVarArgs(name=name, value=value) for name, value in values.items()},
        **{name: EnvVarArgs(name=name, value_from=source) for name, source in sources.items()},
    }
    return [found[name] for name in in_order(found, {**given_values, **settings.env})]


def _field(path: str) -> EnvVarSourceArgs:
    return EnvVarSourceArgs(field_ref=ObjectFieldSelectorArgs(field_path=path))


def _resource(settings: ResourceFieldSettings) -> EnvVarSourceArgs:
    divisor = None if settings.divisor == "1" else settings.divisor
    return EnvVarSourceArgs(resource_field_ref=ResourceFieldSelectorArgs(resource=settings.resource, divisor=divisor))


def _config_map_key(reference: str, names: ObjectNames) -> EnvVarSourceArgs:
    name, key = real_key(reference, names)
    return EnvVarSourceArgs(config_map_key_ref=ConfigMapKeySelectorArgs(name=name, key=key))


def _secret_key(reference: str, names: ObjectNames) -> EnvVarSourceArgs:
    name, key = real_key(reference, names)
    return EnvVarSourceArgs(secret_key_ref=SecretKeySelectorArgs(name=name, key=key))
