"""Secrets that are recognized by their form, under any name. Each form has the page that publishes it."""

import re
from base64 import b64decode
from binascii import Error as NotBase64

_START = r"(?<![A-Za-z0-9_-])"
_NO_VARIABLE = r"(?!\$[({]|\$[A-Z_][A-Z0-9_]*@|\{|<|\*+@|%\(|%[A-Z_]+%@|%[sdvq]@)"
_IN_URL = rf"{_NO_VARIABLE}[^\s\"'<>]{{1,256}}@(?=[A-Za-z0-9\[$%{{])"
"""The password of a URL, whatever characters it has. Variables and placeholders are none."""
_USER = r"[^\s/?#:\"'<>]{0,256}"
_NO_PORT = r"(?!\d{1,5}(?:[/?\s]|$))"
_DATABASES = "postgres|postgresql|mysql|mariadb|mongodb|amqps?|rediss?|ldaps?|smtps?"

_FORMS: dict[str, tuple[str, ...]] = {
    "a private key": (
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",  # https://www.rfc-editor.org/rfc/rfc7468#section-10, OpenSSH, OpenPGP
        # https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2 and https://www.rfc-editor.org/rfc/rfc5958, in base64
        rf"{_START}(?:MII[A-Za-z0-9+/]{{3}}IBAAKCA|MII[A-Za-z0-9+/]{{3}}IBADANBgkqhkiG9w0BAQ|MHcCAQEE|MIGHAgEAMBMGByqGSM49)",
        r"PuTTY-User-Key-File-\d",  # https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html
        rf"{_START}AGE-SECRET-KEY-1[A-Z0-9]{{50}}",  # https://age-encryption.org/v1
    ),
    "a URL with a password": (
        # https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1; a number before a slash is a port
        rf"[A-Za-z][A-Za-z0-9+.-]{{1,30}}://{_USER}:{_NO_PORT}{_IN_URL}",
        rf"(?:{_DATABASES})://{_USER}:{_IN_URL}",
        # alone, it may have any character in its password
        rf"^[A-Za-z][A-Za-z0-9+.-]{{1,30}}://{_USER}:{_NO_PORT}{_NO_VARIABLE}[^\n]{{1,256}}@[A-Za-z0-9\[][^\s@]{{0,256}}$",
    ),
    "a connection string with a password": (
        # https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html
        r"jdbc:oracle:[a-z]{1,9}:[^\s/:@]{1,128}/(?!\$[({]|\{|<)[^\s@]{1,128}@",
        # https://github.com/go-sql-driver/mysql#dsn-data-source-name
        (
            r"(?<![\w.+/@-])[\w.+-]{1,64}:(?!\$[({]|\{|<|\*|%[sdvq]@)[^\s@/:]{1,128}@"
            r"(?:(?:tcp|unix)\(|[A-Za-z][\w.-]{1,128}:\d{1,5}(?:/\S{0,200})?(?![^\s\"']))"
        ),
    ),
    "a signed URL": (
        # https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html,
        # https://cloud.google.com/storage/docs/authentication/signatures,
        # https://learn.microsoft.com/rest/api/storageservices/create-service-sas
        r"[?&;](?i:x-amz-signature|x-amz-security-token|x-goog-signature|sig|signature)=[A-Za-z0-9%+/=_-]{16}",
    ),
    "a JSON Web Token": (
        # https://www.rfc-editor.org/rfc/rfc7519#section-3: two JSON objects in base64, and a signature
        rf"{_START}eyJ[A-Za-z0-9_-]{{8,}}\.eyJ[A-Za-z0-9_-]{{8,}}\.[A-Za-z0-9_-]{{8}}",
    ),
    "a header with credentials": (
        # https://www.rfc-editor.org/rfc/rfc7617#section-2 and https://www.rfc-editor.org/rfc/rfc6750#section-2.1
        (
            r"(?i:authorization)[\"']?\s{0,3}[:=,]\s{0,3}[\"']?(?i:basic|bearer|token|apikey|digest)\s{1,3}"
            r"(?!\$|\{|<|%)[^\s\"']{4}"
        ),
        r"^[Bb]earer\s{1,3}(?!\$|\{|<|%|(?i:auth|token|scheme|only))\S{4,}$",
        rf"{_START}[Bb]earer\s{{1,3}}(?=[A-Za-z._~+/=-]{{0,200}}[0-9])[A-Za-z0-9._~+/=-]{{16}}",
    ),
    "a hashed password": (
        # https://passlib.readthedocs.io/en/stable/modular_crypt_format.html
        r"\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}",
        r"\$(?:apr1|1|5|6|y|gy|7)\$[./A-Za-z0-9=$,]{20}|\$argon2(?:id|i|d)\$v=|\$scrypt\$|pbkdf2[_:-]sha\d{1,3}[$:]",
        # https://www.rfc-editor.org/rfc/rfc5803, https://www.postgresql.org/docs/current/catalog-pg-authid.html
        r"\{S?SHA\d{0,3}\}[A-Za-z0-9+/=]{20}|SCRAM-SHA-\d{1,3}\$\d",
    ),
    "an AWS access key": (
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
        r"(?<![A-Za-z0-9+/=])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9+/=])",
    ),
    "a Google key": (
        # https://cloud.google.com/docs/authentication/api-keys
        rf"{_START}AIza[A-Za-z0-9_-]{{35}}(?![A-Za-z0-9_-])",
        # https://developers.google.com/identity/protocols/oauth2
        rf"{_START}(?:GOCSPX-[A-Za-z0-9_-]{{28}}|ya29\.[A-Za-z0-9_-]{{20}})",
    ),
    "an Azure client secret": (
        # https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret
        r"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])",
    ),
    "a GitHub token": (
        # https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
        rf"{_START}(?:gh[pousr]_[A-Za-z0-9]{{36}}|github_pat_[A-Za-z0-9_]{{40}})",
    ),
    "a GitLab token": (
        # https://docs.gitlab.com/security/tokens/#token-prefixes
        rf"{_START}gl(?:pat|dt|rt|rtr|ptt|agent|oas|cbt|ft|imt|soat|ffct|wt)-[A-Za-z0-9_.-]{{20}}",
        rf"{_START}GR1348941[A-Za-z0-9_-]{{20}}",
    ),
    "an Atlassian token": (
        # https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
        rf"{_START}(?:ATATT3|ATCTT3|ATBB)[A-Za-z0-9_=-]{{20}}",
    ),
    "a Slack token": (
        # https://docs.slack.dev/authentication/tokens
        rf"{_START}(?:xox[abeoprs]-[A-Za-z0-9-]{{10}}|xapp-[0-9]-[A-Za-z0-9-]{{10}})",
    ),
    "a webhook": (
        # https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
        r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9]",
        # https://discord.com/developers/docs/resources/webhook
        r"discord(?:app)?\.com/api/webhooks/\d{5,30}/[A-Za-z0-9_-]{20}",
        # https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
        r"webhook\.office\.com/webhookb2/[A-Za-z0-9]",
        # https://developers.google.com/workspace/chat/quickstart/webhooks
        r"chat\.googleapis\.com/v1/spaces/[^\s\"']{1,100}[?&]key=",
    ),
    "a Stripe key": (
        # https://docs.stripe.com/keys, https://docs.stripe.com/webhooks
        rf"{_START}(?:[sr]k_(?:live|test)_[A-Za-z0-9]{{10}}|whsec_[A-Za-z0-9+/=]{{24}})",
    ),
    "a token of a package registry": (
        rf"{_START}npm_[A-Za-z0-9]{{36}}",  # https://docs.npmjs.com/about-access-tokens
        rf"{_START}pypi-AgEI[A-Za-z0-9_-]{{30}}",  # https://pypi.org/help/#apitoken
        rf"{_START}rubygems_[a-f0-9]{{48}}",  # https://guides.rubygems.org/api-key-scopes/
        rf"{_START}dckr_[po]at_[A-Za-z0-9_-]{{20}}",  # https://docs.docker.com/security/access-tokens/
        rf"{_START}cio[A-Za-z0-9]{{32}}(?![A-Za-z0-9])",  # https://crates.io/settings/tokens
    ),
    "a token of Vault, Terraform or Pulumi": (
        rf"{_START}hv[sbr]\.[A-Za-z0-9_-]{{24}}",  # https://developer.hashicorp.com/vault/docs/concepts/tokens
        rf"{_START}[A-Za-z0-9]{{14}}\.atlasv1\.[A-Za-z0-9_=-]{{60}}",  # https://developer.hashicorp.com/terraform
        rf"{_START}pul-[a-f0-9]{{40}}",  # https://www.pulumi.com/docs/administration/access-identity/access-tokens/
    ),
    # The prefixes are those of https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml
    "a key of a cloud service": (
        rf"{_START}(?:do[opr]_v1_[a-f0-9]{{64}}|HRKU-[A-Za-z0-9_-]{{30}}|fo1_[A-Za-z0-9_-]{{43}}|LTAI[A-Za-z0-9]{{20}})",
        rf"{_START}(?:nfp_[A-Za-z0-9]{{36}}|sbp_[a-f0-9]{{40}}|pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{{32}})",
        rf"{_START}(?:v1\.0-[a-f0-9]{{24}}-[a-f0-9]{{146}}|sha256~[A-Za-z0-9_-]{{43}}|tskey-[a-z]{{1,10}}-[A-Za-z0-9-]{{20}})",
        rf"{_START}(?:sk-(?:ant|proj|svcacct|admin|or|lf)-[A-Za-z0-9_-]{{20}}|sk-[A-Za-z0-9]{{20}}T3BlbkFJ[A-Za-z0-9]{{20}})",
        rf"{_START}(?:hf_[A-Za-z]{{34}}|gsk_[A-Za-z0-9]{{52}}|r8_[A-Za-z0-9]{{37}}|pplx-[A-Za-z0-9]{{48}})",
        rf"{_START}(?:xai-[A-Za-z0-9]{{70}}|lsv2_(?:pt|sk)_[a-f0-9]{{32}}|dapi[a-f0-9]{{32}})",
        rf"{_START}(?:gl(?:sa|c)_[A-Za-z0-9+/=_]{{32}}|sntry[su]_[A-Za-z0-9+/=_]{{40}}|NRAK-[A-Z0-9]{{27}})",
        rf"{_START}(?:SG\.[A-Za-z0-9_-]{{16,32}}\.[A-Za-z0-9_-]{{16}}|key-[a-f0-9]{{32}}|[a-f0-9]{{32}}-us\d{{1,2}})",
        rf"{_START}(?:SK[a-f0-9]{{32}}|\d{{8,10}}:AA[A-Za-z0-9_-]{{33}}(?![A-Za-z0-9_-]))",
        rf"{_START}(?:shp(?:at|ca|pa|ss)_[a-fA-F0-9]{{32}}|sq0(?:atp|csp)-[A-Za-z0-9_-]{{22}})",
        rf"{_START}(?:PMAK-[a-f0-9]{{24}}-[a-f0-9]{{34}}|dp\.(?:pt|st|ct)\.[A-Za-z0-9._-]{{40}}|ops_eyJ[A-Za-z0-9+/]{{50}})",
        rf"{_START}(?:lin_api_[A-Za-z0-9]{{40}}|ntn_[A-Za-z0-9]{{40}}|figd_[A-Za-z0-9_-]{{40}}|AKCp[A-Za-z0-9]{{69}})",
    ),
}
"""Forms by description. Their repetitions are bounded, so that a search in a long text stays fast."""

_LOGIN, _HEADER = "the login of a registry", "a header with credentials"
DESCRIPTIONS = (*_FORMS, _LOGIN)
"""Everything that a form can be."""
_COMPILED = {what: re.compile("|".join(patterns)) for what, patterns in _FORMS.items()}
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/=_-])")
_BASIC = re.compile(r"(?<![A-Za-z0-9])[Bb]asic\s{1,3}([A-Za-z0-9+/]{6,}={0,2})")
_REGISTRY_LOGIN = re.compile(r"\"auth\"\s*:\s*\"[A-Za-z0-9+/=]{4,}\"|\"auths\"[^}]{0,2000}\"password\"")
_MOST_BASE64 = 100_000
"""The longest text in base64 that is decoded. A private key has a few thousand characters."""


def secret_by_form(text: str) -> str | None:
    """The description of a secret that is recognized by its form, also behind base64."""
    return _plain(text) or next((what for part in _decoded(text) if (what := _plain(part))), None)


def _plain(text: str) -> str | None:
    found = next((what for what, pattern in _COMPILED.items() if pattern.search(text)), None)
    if found or not any(":" in _decode(each) for each in _BASIC.findall(text)):
        return found or (_LOGIN if _REGISTRY_LOGIN.search(text) else None)
    return _HEADER


def _decoded(text: str) -> list[str]:
    words = (match[0] for match in _BASE64.finditer(text))
    return [plain for word in words if len(word) <= _MOST_BASE64 and (plain := _decode(word))]


def _decode(word: str) -> str:
    """The text behind base64; empty if it is none."""
    try:
        text = b64decode(word.replace("-", "+").replace("_", "/") + "=" * (-len(word) % 4), validate=True).decode()
    except (NotBase64, UnicodeDecodeError):
        return ""
    return (
        text if text.isprintable() or text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable() else ""
    )
