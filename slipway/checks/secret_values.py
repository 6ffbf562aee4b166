"""Values that are no secrets whatever they are called: placeholders, references, paths, addresses."""

import re

_WORDS = r"true|false|yes|no|on|off|null|none|nil|undefined|n/?a|redacted|masked|hidden|include|omit|same-origin"
"""Words that switch something, or stand for a value that is elsewhere."""

_PLACEHOLDERS = (
    r"\$\([^)]*\)",  # a variable in the arguments of a container, or a command in a shell
    r"\$(?:__\w+)?\{[^}]*\}",  # a variable in a file, and Grafana's $__file{...}
    r"\$?\{\{.*\}\}|#?\{[\w.]*\}|%\([\w.]+\)s|%\w+%|%[sv]",  # templates
    r"<[^<>]*>|\[[\w .-]*\]|([*.?#-])\1*|[xX]{3,}",  # words for a person
)
_DEFAULT = re.compile(r"\$\{(?:\w+:-|[A-Z_][A-Z0-9_]*-|(?!ENV:|FILE:|VAULT:|SSM:)[A-Z_][A-Z0-9_]*:(?![-?+=]))([^}]+)\}")
"""A variable with a default, in a shell or in Spring: `${DB_PASSWORD:-tulip}`. The default is in plain text."""

_REFERENCES = (
    r"(?:env|file|vault|secretref|ssm|conjur|keyring|ref\+\w+|op|sm|aws-?sm|gcp-?sm|akv|azurekv|bws?):\S+",
    r"arn:aws[\w-]*:\S+",  # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    r"projects/[^/\s]+/secrets/\S+",  # https://cloud.google.com/secret-manager/docs/reference/rest
    r"@Microsoft\.KeyVault\(.*\)",  # https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
    # Encrypted values: SOPS, Jasypt, Spring Cloud Config, Ansible Vault
    r"ENC\[.*\]|ENC\(.*\)|\{cipher\}.*|\$ANSIBLE_VAULT;.*",
)
_PATH = r"(?:[~.]{0,2}/(?:\.?[a-z0-9@][a-z0-9._@-]*/|[A-Z_][A-Z0-9_]*/|\.\.?/)*)(?:[a-z0-9._@-]+|[A-Z0-9_.]+)/?"
"""The path of a file. A slash in a password of random characters stands between letters of both cases."""
_FILE = r"[\w.-]+\.(?:json|ya?ml|toml|ini|conf|cfg|env|txt|pem|key|crt|cer|p12|pfx|jks)"
"""The name of a file."""
_URL = r"[A-Za-z][A-Za-z0-9+.-]*://\S*"
"""A URL. One that holds a secret is recognized by its form."""

_NO_SECRET = re.compile(
    "|".join(("", f"(?i:{_WORDS})", *_PLACEHOLDERS, *_REFERENCES, _PATH, _FILE, _URL)),
    re.DOTALL,
)
_RANDOM_PART = re.compile(r"(?=[A-Za-z0-9+/=]*[A-Za-z])(?=(?:[A-Za-z+/=]*[0-9]){3})[A-Za-z0-9+/=]{12,}")
_SHORTEST_RANDOM, _LONGEST_RANDOM = 16, 500
_LARGEST_INTEGER = 10_000
"""The most bits of an integer that is written in decimal."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REFERENCE_IN_CODE = re.compile(
    r"[A-Za-z_][\w?!]*(?:(?:\.|->|::)[$A-Za-z_]\w*)+[\[(;]?.*|[A-Za-z_]\w*[\[(].*|[`(\[{!&*].*", re.DOTALL
)
"""`config.password`, `getToken()`, `headers["x"]`: what a program reads at run time."""
_AT_RUN_TIME = re.compile(r"\$[A-Za-z_]\w*(?:\s.*)?|\$\(.*|\$[\w@*]|`.*|\$\$?\{.*|\$\$\(.*|.*\{\{.*", re.DOTALL)
"""A variable or a command of a shell, or a template."""
_TYPES = re.compile(r"(?i:str|string|text|bytes|int|bool|boolean|any|object|required|optional|type)\??")


def could_be_secret(value: object) -> bool:
    """False for a value that is empty, a switch, a placeholder, a reference, a path or an address."""
    if value is None or isinstance(value, bool):
        return False
    text = text_of(value)
    default = _DEFAULT.fullmatch(text)
    return could_be_secret(default[1]) if default else _NO_SECRET.fullmatch(text) is None


def could_be_secret_in_text(value: str, *, quoted: bool) -> bool:
    """The same for a value in the text of a file, which may be a script or a program."""
    default = _DEFAULT.fullmatch(value)
    if default:
        return could_be_secret_in_text(default[1], quoted=True)
    if not could_be_secret(value) or _AT_RUN_TIME.fullmatch(value):
        return False
    return quoted or not (_REFERENCE_IN_CODE.fullmatch(value) or _TYPES.fullmatch(value))


def looks_random(value: object) -> bool:
    """True for a value with a part of at least 12 letters and digits that no person would choose."""
    text = text_of(value)
    fits = _SHORTEST_RANDOM <= len(text) <= _LONGEST_RANDOM
    return fits and not re.search(r"\s", text) and _RANDOM_PART.search(text) is not None


def is_uuid(value: object) -> bool:
    """True for a UUID, the form of an AppRole's secret id: https://developer.hashicorp.com/vault/docs/auth/approle"""
    return _UUID.fullmatch(text_of(value)) is not None


def text_of(value: object) -> str:
    """The value as text. Python refuses to write integers of more than 4,300 digits in decimal."""
    return hex(value) if isinstance(value, int) and value.bit_length() > _LARGEST_INTEGER else str(value).strip()
