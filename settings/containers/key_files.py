"""Keys of ConfigMaps and Secrets as files."""

from pydantic import model_validator

from settings.words.model import Model
from settings.words.path import FilePath
from settings.words.vocabulary import KeyReference, conflict


class KeyFilesSettings(Model):
    """Mounted read-only, and readable by the process alone (mode 0440).

    https://kubernetes.io/docs/concepts/storage/projected-volumes/
    """

    config_files: dict[FilePath, KeyReference] = {}
    """Files from a ConfigMap of the namespace, as `name/key` by path."""
    secret_files: dict[FilePath, KeyReference] = {}
    """Files from a Secret of the namespace, as `name/key` by path, for example `/etc/tls/tls.key: shop-tls/tls.key`."""

    def key_file_folders(self) -> list[str]:
        """Where they are mounted."""
        paths = sorted([*self.config_files, *self.secret_files])
        return list(dict.fromkeys(path.rpartition("/")[0] for path in paths))

    @model_validator(mode="after")
    def _each_file_once(self) -> "KeyFilesSettings":
        twice = sorted(self.config_files.keys() & self.secret_files.keys())
        if twice:
            raise conflict(f"expected each file in one of configFiles and secretFiles; {', '.join(twice)} is in both")
        return self
