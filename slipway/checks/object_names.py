"""Names of ConfigMaps and Secrets in Ingresses, annotations, patches, manifests and chart values: each must lead to an
object.
"""

from collections.abc import Iterator, Mapping

from slipway.checks.problems import Problem, path_of
from slipway.checks.references import Keys, KnownObjects
from slipway.settings.app import AppSettings
from slipway.settings.ingress import IngressSettings
from slipway.settings.monitoring import ADMIN_NAME, ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.object_names import field_kind, in_text, texts, written
from slipway.settings.objects import ManifestSettings
from slipway.settings.patches import PatchSettings
from slipway.settings.secrets import TLS_KEYS
from slipway.settings.served import ServiceAppSettings


def misnamed_objects(
    path: str, app: AppSettings, name: str, namespace: NamespaceSettings, secrets: Keys
) -> Iterator[Problem]:
    """Every such name of the app at `path` that is unknown, or that an object does not have in the cluster."""
    known = KnownObjects.of(name, namespace, secrets)
    yield from _of_annotations(path_of(path, "podAnnotations"), app.pod_annotations, known)
    if isinstance(app, ServiceAppSettings):
        if app.ingress:
            yield from _of_tls(path_of(path, "ingress", "tlsSecret"), app.ingress, known)
        for steps, face in app.faces().items():
            yield from _of_annotations(path_of(path, *steps, "annotations"), face.settings.annotations, known)
        for setting, way in app.ways().items():
            yield from _of_annotations(path_of(path, setting, "annotations"), way.annotations, known)
    for index, patch in enumerate(app.patches):
        yield from _of_patch(path_of(path, "patches", index, "patch"), patch, known)


def misnamed_in_manifest(path: str, manifest: ManifestSettings, known: KnownObjects) -> Iterator[Problem]:
    """Every such name in an object of the namespace. A field can name the Secret of an operator, so a name alone is
    wrong only if a Secret of the stack has another one in the cluster.
    """
    said = {"metadata": {"annotations": dict(manifest.metadata.annotations)}, **manifest.content}
    for steps, text in texts(said):
        where = path_of(path, *steps)
        yield from _of_text(where, text, known)
        if any("secret" in step.lower() for step in steps):
            yield from _of_plain_name(where, text, known)


def misnamed_in_chart_values(settings: MonitoringSettings, secrets: Keys) -> Iterator[Problem]:
    """Every such name in `extraValues`."""
    if settings.extra_values is None:
        return
    admin = {ADMIN_SECRET: (ADMIN_NAME, ADMIN_PASSWORD)}
    known = KnownObjects("monitoring", settings.namespace, settings.secrets, {**admin, **secrets}, {})
    yield from misnamed_in_values(path_of("monitoring", "extraValues", "values"), settings.extra_values.values, known)


def misnamed_in_values(path: str, values: Mapping[str, object], known: KnownObjects) -> Iterator[Problem]:
    """Every such name in the values of a chart."""
    for steps, text in texts(values):
        where = path_of(path, *steps)
        field = next((step for step in reversed(steps) if not step.isdigit()), "")
        yield from _of_text(where, text, known)
        if "secret" in field.lower() and field_kind(steps) is None:
            yield from _of_plain_name(where, text, known)


def _of_tls(path: str, ingress: IngressSettings, known: KnownObjects) -> Iterator[Problem]:
    """Without an issuer, the Secret must have a certificate. With one, cert-manager must be able to write it."""
    secret = ingress.tls_secret
    if secret is None:
        return
    if ingress.cluster_issuer or ingress.issuer:
        if secret in known.renamed:
            message = f"cert-manager cannot write {secret}: it is a secret of the stack; expected another name"
            yield Problem(path, f"{message}, or leave tlsSecret out")
        return
    yield from next(filter(None, (list(known.secret_key(path, f"{secret}/{key}")) for key in TLS_KEYS)), ())


def _of_annotations(path: str, annotations: Mapping[str, str], known: KnownObjects) -> Iterator[Problem]:
    for name, text in annotations.items():
        where = path_of(path, name)
        yield from _of_text(where, text, known)
        if "secret" in name.lower():
            yield from _of_plain_name(where, text, known)


def _of_patch(path: str, patch: PatchSettings, known: KnownObjects) -> Iterator[Problem]:
    for steps, text in texts(patch.patch):
        where = path_of(path, *steps)
        yield from _of_text(where, text, known)
        if field_kind(steps) == "secret":
            yield from known.secret(where, text)
        elif "imagePullSecrets" in steps and text in known.renamed:
            yield Problem(where, f"the Secret {text} has another name in the cluster; expected pullSecrets: [{text}]")


def _of_text(path: str, text: str, known: KnownObjects) -> Iterator[Problem]:
    for kind, name in in_text(text):
        yield from known.secret(path, name) if kind == "secret" else known.config_map(path, name)


def _of_plain_name(path: str, text: str, known: KnownObjects) -> Iterator[Problem]:
    """A name of the settings where the cluster expects its own: `users`, or `shop/users`."""
    namespace, slash, name = text.rpartition("/")
    if name in known.renamed:
        expected = f"{namespace}{slash}{written('secret', name)}"
        yield Problem(path, f"the Secret {name} has another name in the cluster; expected {expected}")
