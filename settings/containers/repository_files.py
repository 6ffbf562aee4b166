"""Files of the repository."""

from settings.words.model import Model
from settings.words.path import FilePath
from settings.words.repository_path import RepositoryPath


class RepositoryFilesSettings(Model):
    """Mounted read-only, in one ConfigMap with the `files` of the same folder."""

    repository_files: dict[FilePath, RepositoryPath] = {}
    """Files mounted read-only, by path, each as it lies in the repository below the folder of `Pulumi.yaml`:
    `/etc/nginx/nginx.conf: config/nginx.conf`. Text without secrets, at most 1 MiB in a mounted folder; no symbolic
    link. A changed file rolls the pods. https://kubernetes.io/docs/concepts/configuration/configmap/"""
