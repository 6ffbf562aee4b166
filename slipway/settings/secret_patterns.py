"""Patterns of secrets: by the name of a setting, and by the value itself.

No library fits: detect-secrets, the closest one, reads source code line by line, reports `PASSWORD_FILE` and most words
as secrets, and does not support unquoted YAML values.
"""

import re

_HEADS = (
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "credentials",
    "apikey",
    "privatekey",
    "secretkey",
    "accesskey",
    "signingkey",
    "encryptionkey",
)
"""The ends of names of secrets: TOKEN is a secret; TOKEN_URL, PASSWORD_FILE and SECRET_NAME are not."""
_SHORT = re.compile(r"[-_.](pwd|pass)$|[a-z](Pwd|Pass)$", re.ASCII)
"""Short ends need a separator: PWD alone is the working directory, and COMPASS is no secret."""
_NO_LETTERS = re.compile(r"[^a-z]+")

_NO_SECRETS = re.compile(
    r"|true|false|yes|no|on|off|null|none|\$\([^)]*\)|\$(__\w+)?\{[^}]*\}|\{\{.*\}\}|<[^>]*>", re.IGNORECASE | re.DOTALL
)
"""Whole values that are no secrets: an empty one, a boolean, or a placeholder."""

PATTERNS = {
    # https://www.rfc-editor.org/rfc/rfc7468#section-10 and the forms of OpenSSH and OpenPGP
    "a private key": r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    "an AWS access key": r"(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])",
    # https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    "a GitHub token": r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})",
    # https://docs.gitlab.com/security/tokens/#token-prefixes
    "a GitLab token": r"(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|agent|oas)-[A-Za-z0-9_-]{20}",
    # https://docs.slack.dev/authentication/tokens and https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    "a Slack token": r"(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}|(?<![A-Za-z0-9])xapp-[0-9]-[A-Za-z0-9-]{10}",
    "a Slack webhook": r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9]",
    # https://docs.stripe.com/keys#obtain-api-keys
    "a Stripe key": r"(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{10}",
    # https://cloud.google.com/docs/authentication/api-keys
    "a Google API key": r"(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])",
    # https://www.rfc-editor.org/rfc/rfc7519#section-3: two JSON objects in base64, and a signature
    "a JSON Web Token": r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8}",
    # https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1; a variable instead of the password is fine
    "a URL with a password": r"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/?#:@]{0,256}:(?!\$[({]|\{\{|<)[^\s/?#@]{1,256}@",
}
"""Patterns by description. Their repetitions are bounded, so that a search in a long text stays fast."""

_COMPILED = {what: re.compile(pattern) for what, pattern in PATTERNS.items()}


def secret_by_name(name: str) -> bool:
    """True for the name of a secret. Digits at its end are ignored."""
    words = name.strip().rstrip("0123456789_-.")
    short = _SHORT.search(words) or _SHORT.search(words.lower())
    return short is not None or _NO_LETTERS.sub("", words.lower()).endswith(_HEADS)


def could_be_secret(value: object) -> bool:
    """False for a value that is empty, a boolean or a placeholder."""
    if value is None or isinstance(value, bool):
        return False
    return _NO_SECRETS.fullmatch(str(value).strip()) is None


def secret_by_itself(value: str) -> str | None:
    """The description of a secret that is recognized by its value."""
    return next((what for what, pattern in _COMPILED.items() if pattern.search(value)), None)
