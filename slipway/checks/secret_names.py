"""Names of secrets: the words of a name, and what they say about its value.

No library fits. detect-secrets, the closest one, reads source code line by line: it does not know TOKEN or REDIS_AUTH,
and takes PASSWORD_FILE for a secret. The lists of words were made with https://github.com/gitleaks/gitleaks (config),
and https://github.com/Yelp/detect-secrets (plugins/keyword.py).
"""

import re
from collections.abc import Callable, Sequence

from slipway.checks.secret_values import could_be_secret, is_uuid, looks_random, text_of


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_QUALIFIERS = _set("""
    dev develop development test testing tests qa uat ci e2e stage staging stg preprod prod production prd live
    local sandbox demo dr old new prev previous current next base primary secondary main default backup alt
    alternative fallback legacy value val plain plaintext clear cleartext eu us raw text string b64 base64 encoded data
    content admin root app db database master replica rw ro
""")
"""Words after the one that counts: PASSWORD_DEV and SECRET_KEY_BASE are secrets."""
_HEADS = {
    "password": _set(
        "password passwd passphrase passwort kennwort contraseña contrasena senha motdepasse mnemonic psk"
    ),
    "credential": _set("credential credentials cred creds"),
    "pass": _set("pass pwd pw"),
    "salt": _set("salt pepper"),
}
"""Last words that are judged alike."""
_GLUED = re.compile(
    r".*(password|passwd|passphrase|secret|token|credentials?)"
    r"|.*(api|auth|access|private|secret|signing|encryption|master|shared|account|ssh|license)(key)"
    r"|(?:db|pg|my|sql|mysql|postgres|mongo|redis|rabbit|ldap|bind|smtp|mail|ftp|http|proxy|key|store|keystore|trust"
    r"|truststore|root|admin|user|app|auth|login|vnc|require|become)(pass|pwd|pw)"
)
"""Words without a separator: PGPASSWORD, apikey, dbpass. COMPASS and BYPASS are none."""

_QUESTIONS = _set("""
    existing enable enabled disable disabled require required requires allow allowed show hide hidden forgot
    forgotten lost skip max min num number count total limit ask prompt remember verify validate check enforce
    expire expires expired invalid wrong missing empty random generate generated
""")
"""Words of a switch, a limit or a text about a secret: MAX_TOKEN, REQUIRE_PASSWORD, FORGOT_PASSWORD."""
_FIRST_QUESTIONS = _set("use uses has have is no not with without can should needs need")
_NOT_BEFORE = {
    "password": _set("reset change confirm update"),
    "token": _set("""
        next page input output context prompt completion paging pagination continuation cursor sync start stop end
        begin special pad bos eos unk sep cls mask per cancellation fencing delimiter lexer design
    """),
    "pass": _set("multi single one two first second third low high band by com boarding day season render"),
}
"""Words before it that give it another meaning: CSRF_TOKEN is a header, NEXT_TOKEN a page, MULTI_PASS a render mode."""

_SHOWN = _set("csrf xsrf initial")
"""Words of tokens that everybody gets: against forged requests, and ETCD_INITIAL_CLUSTER_TOKEN."""
_PUBLISHED = _set("public publishable pub")
_KEYS = _set("""
    api private priv secret access signing sign signature signer encryption encrypt decryption decrypt crypt crypto
    cipher master auth authentication authorization shared account admin app application session storage cookie jwt jws
    hmac aes rsa dsa ecdsa ed25519 ssh ssl tls gpg pgp age fernet symmetric wrapping unseal recovery license
    licence deploy webhook kek dek stripe paypal braintree square shopify twilio sendgrid mailgun mailchimp
    postmark sparkpost openai anthropic cohere mistral groq huggingface replicate aws azure gcp google firebase
    github gitlab bitbucket slack discord telegram sentry datadog dd newrelic grafana honeycomb rollbar bugsnag
    pagerduty opsgenie algolia elastic cloudflare fastly heroku digitalocean linode vultr hetzner mapbox amplitude
    mixpanel intercom zendesk hubspot salesforce pusher ably launchdarkly snyk sonar npm pypi nuget docker jenkins
    circleci travis vercel netlify supabase planetscale pinecone
""")
"""Words before `key` that make it a secret."""
_NO_KEYS = _set("""
    public pub publishable sort partition primary foreign cache object bucket index idx group row column shard map
    json hash dict config setting settings label annotation feature flag i18n translation message topology node
    user username password token name data entry lookup join natural unique composite range hot shortcut keyboard
    prefix suffix context recv trusted
""")
"""Words before `key` that make it something else, whatever its value is."""
_AUTHS = _set("redis rediscli valkey neo4j basic http https proxy docker registry npm memcached sentinel master")
_AUTH_MODES = _set("""
    basic bearer digest token jwt oauth oauth2 oidc saml ldap kerberos md5 trust peer ident cert mtls tls plain
    login cram-md5 scram-sha-256 ntlm auto anonymous password apikey api-key internal external simple strict
    optional required enabled disabled default
""")
_SCHEME = re.compile(r"(?:basic|bearer|token|apikey|digest)\s+(?!\$|\{|<)\S{3}", re.IGNORECASE)
_HOLDERS = _set("""
    client app consumer shared cookie jwt webhook signing session oauth hmac api access encryption crypto hash token
    master otp totp csrf
""")
"""Words before `Secret` that make it a value. Others are names of a Secret in charts and annotations: configSecret."""
_REFERRING = _set("pull tls from image")
_OBJECT_NAME = re.compile(r"(?:[a-z0-9][a-z0-9.-]*/)?[a-z0-9][a-z0-9.-]*")
_PROPERTY = re.compile(r"_|\.secret$", re.IGNORECASE)
"""`db_secret` and `auth.secret` are settings of a program, which knows no object of Kubernetes."""
_EXACT = _set("_auth requirepass masterauth .dockerconfigjson .dockercfg")

_WORKING_DIRECTORY, _ACCOUNTS = "PWD", ("/etc", "passwd")
_CHECKSUM = "checksum"
"""Charts write `checksum/secret`, so that a changed Secret rolls the pods: https://helm.sh/docs/howto/charts_tips_and_tricks/"""
_TWO_WORDS = re.compile(r"pass[-_. ]?(?:word|phrase|code)(?![a-z])", re.IGNORECASE)
"""passWord and PASS_PHRASE are one word."""
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+")
_LONGEST = 200


def secret_by_name(name: str, value: object) -> bool:
    """True if the name is that of a secret, and the value could be one."""
    prefix, _, last = name.strip()[-_LONGEST:].rpartition("/")
    if prefix == _CHECKSUM or (prefix, last) == _ACCOUNTS or not could_be_secret(value):
        return False
    if last.lower() in _EXACT:
        return True
    words = _words(last)
    return bool(words) and not _asks(words) and _names(words, last, value)


def _words(name: str) -> list[str]:
    """The words of a name in small letters, without numbers and without those that only say which one it is."""
    parts = [part.lower() for part in _JOINT.split(_TWO_WORDS.sub(r"password", name))]
    words = [part if part in _QUALIFIERS else part.rstrip("0123456789") for part in parts]
    words = [word for word in words if word]
    while len(words) > 1 and words[-1] in _QUALIFIERS:
        words.pop()
    return words


def _asks(words: Sequence[str]) -> bool:
    return words[0] in _FIRST_QUESTIONS or not _QUESTIONS.isdisjoint(words)


def _names(words: Sequence[str], name: str, value: object) -> bool:
    *before, last = words
    head = last if last.endswith("ss") else last.removesuffix("s")
    number = isinstance(value, int | float) or text_of(value).isdigit()
    if head != last and last not in _HEADS["credential"] and (head == "secret" or number):
        return False  # the names of Secrets, or a number of tokens
    glued = _GLUED.fullmatch(head)
    if glued and head not in _HEADS["password"]:
        rest, (*owner, head) = head, [part for part in glued.groups() if part]
        before += owner or [prefix for prefix in (rest.removesuffix(head),) if prefix]
    return name != _WORKING_DIRECTORY and not _asks([*before, head]) and _by_head(head, before, name, value)


def _by_head(head: str, before: Sequence[str], name: str, value: object) -> bool:
    """The judgement by the last word."""
    previous = before[-1] if before else ""
    judgements: dict[str, Callable[[], bool]] = {
        "password": lambda: previous not in _NOT_BEFORE["password"],
        "secret": lambda: not _refers(name, before, value),
        "token": lambda: previous not in _NOT_BEFORE["token"] and (_PUBLISHED | _SHOWN).isdisjoint(before),
        "credential": lambda: True,
        "pass": lambda: previous not in _NOT_BEFORE["pass"] and (bool(before) or not text_of(value).isdigit()),
        "key": lambda: _PUBLISHED.isdisjoint(before) and _is_key(before, value),
        "auth": lambda: previous in _AUTHS and text_of(value).lower() not in _AUTH_MODES,
        "authorization": lambda: _SCHEME.match(text_of(value)) is not None,
        "cookie": lambda: previous in ("erlang", "release"),
        "salt": lambda: looks_random(value),
        "hash": lambda: previous in _HEADS["password"] and looks_random(value),
        "seed": lambda: previous in ("otp", "totp", "wallet"),
        "id": lambda: previous == "secret" and is_uuid(value),
        "url": lambda: before[-2:] == ["slack", "api"],  # a webhook of Slack in the settings of Alertmanager
    }
    kind = next((kind for kind, words in _HEADS.items() if head in words), head)
    return kind in judgements and judgements[kind]()


def _is_key(before: Sequence[str], value: object) -> bool:
    previous = before[-1] if before else ""
    if previous == "secret" and before[-2:-1] == ["password"]:
        return False  # the key in a Secret: keystorePasswordSecretKey
    return previous in _KEYS or (previous not in _NO_KEYS and looks_random(value) and not is_uuid(value))


def _refers(name: str, before: Sequence[str], value: object) -> bool:
    """True for the name of a Secret: `existingSecret: db`, `nginx.ingress.kubernetes.io/auth-secret: shop/users`."""
    text = text_of(value)
    if _OBJECT_NAME.fullmatch(text) is None:
        return False
    if not before:
        return text.endswith(("-secret", "-secrets"))
    if not _REFERRING.isdisjoint(before):
        return True
    return not _PROPERTY.search(name) and name.upper() != name and before[-1] not in _HOLDERS
