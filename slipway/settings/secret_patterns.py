"""What looks like a secret, by its name or by itself.

Own patterns rather than a library: detect-secrets, the nearest, reads source code line by line, takes `PASSWORD_FILE`
for a secret and every word for a high entropy, and does not know an unquoted YAML value.
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
"""A name is about its last words: a TOKEN is a secret, and a TOKEN_URL, PASSWORD_FILE or SECRET_NAME is none."""
_SHORT = re.compile(r"[-_.](pwd|pass)$|[a-z](Pwd|Pass)$", re.ASCII)
"""PWD alone is the working directory, and a COMPASS points north."""
_NO_LETTERS = re.compile(r"[^a-z]+")

_NO_SECRETS = re.compile(
    r"|true|false|yes|no|on|off|null|none|\$\([^)]*\)|\$\{[^}]*\}|\{\{.*\}\}|<[^>]*>", re.IGNORECASE | re.DOTALL
)
"""Whole values that can be no secret: nothing, a switch, or the place where a program puts one."""

PATTERNS = {
    # https://www.rfc-editor.org/rfc/rfc7468#section-10 and the forms of OpenSSH and OpenPGP
    "a private key": r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    "an access key of AWS": r"(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])",
    # https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    "a token of GitHub": r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})",
    # https://docs.gitlab.com/security/tokens/#token-prefixes
    "a token of GitLab": r"(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|agent|oas)-[A-Za-z0-9_-]{20}",
    # https://docs.slack.dev/authentication/tokens and https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    "a token of Slack": r"(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}|(?<![A-Za-z0-9])xapp-[0-9]-[A-Za-z0-9-]{10}",
    "a webhook of Slack": r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9]",
    # https://docs.stripe.com/keys#obtain-api-keys
    "a key of Stripe": r"(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{10}",
    # https://cloud.google.com/docs/authentication/api-keys
    "an API key of Google": r"(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])",
    # https://www.rfc-editor.org/rfc/rfc7519#section-3: two objects of JSON in base64, and what signs them
    "a JSON Web Token": r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8}",
    # https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1; a variable in the place of the password is as it should be
    "a URL with a password": r"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/?#:@]{0,256}:(?!\$[({]|\{\{|<)[^\s/?#@]{1,256}@",
}
"""By what it is; no part of any is unbounded where it could be searched for at every place of a long text."""

_COMPILED = {what: re.compile(pattern) for what, pattern in PATTERNS.items()}


def secret_by_name(name: str) -> bool:
    """Whether something that is called so is a secret; digits at the end count nothing."""
    words = name.strip().rstrip("0123456789_-.")
    short = _SHORT.search(words) or _SHORT.search(words.lower())
    return short is not None or _NO_LETTERS.sub("", words.lower()).endswith(_HEADS)


def could_be_secret(value: object) -> bool:
    """Whether the value of such a name is one, and not a switch or a placeholder."""
    if value is None or isinstance(value, bool):
        return False
    return _NO_SECRETS.fullmatch(str(value).strip()) is None


def secret_by_itself(value: str) -> str | None:
    """What it is, if it is a secret whatever it is called."""
    return next((what for what, pattern in _COMPILED.items() if pattern.search(value)), None)
