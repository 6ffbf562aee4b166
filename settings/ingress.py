"""How an app is reached from outside the cluster through an ingress controller."""

from settings.model import Model
from settings.vocabulary import DnsLabel, Host, ObjectName, UrlPath


class IngressSettings(Model):
    """https://kubernetes.io/docs/concepts/services-networking/ingress/"""

    host: Host
    """The host name that clients ask for. Required."""
    path: UrlPath = "/"
    """The prefix that is sent to the app. Default `/`."""
    class_name: DnsLabel | None = None
    """The ingress class, for example `traefik`. Default: the cluster's default class."""
    tls_secret: ObjectName | None = None
    """The Secret that holds the certificate. Default: plain HTTP, unless an issuer is named."""
    cluster_issuer: ObjectName | None = None
    """The cert-manager ClusterIssuer that signs the certificate, written into `tlsSecret` or else `<app>-tls`."""
