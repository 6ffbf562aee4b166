"""Samples of secrets in plain text, and of what only resembles one. The words are made up: no sample opens anything.

Forms are split in two, so that no scanner of this repository takes them for real ones.
"""

import base64
import json

PASSWORD = "tulip"
"""The password of every sample. No message may hold it."""


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


NAMES = words("""
    PASSWORD DB_PASSWORD dbPassword db-password MYSQL_PWD db.pass PGPASSWORD DBPASS dbpass DB_CREDS PASSWORD_2
    TOKEN1 SECRET_KEY SECRET_KEY_BASE RAILS_MASTER_KEY REDIS_AUTH SSH_KEY STRIPE_KEY ADMIN_PW PASSWORD_DEV
    USER_PASSWORD_PROD clientSecret secretKey signingKey AWS_SECRET_ACCESS_KEY API_KEY apiKey APIKEY
    GITHUB_TOKEN githubtoken authToken CLIENT_SECRET CSRF_SECRET JWT_SECRET DJANGO_SECRET_KEY PRIVATE_KEY
    JWT_SIGNING_KEY passphrase GOOGLE_CREDENTIALS PASSWORDS API_KEYS db_passwords ENCRYPTION_KEY FERNET_KEY
    UNSEAL_KEY_1 LICENSE_KEY NEO4J_AUTH ERLANG_COOKIE PSK LDAP_BIND_PW bindpw rootpw REQUIREPASS requirepass
    masterauth _authToken _auth slack_api_url pass pwd passWord PASS_PHRASE clientsecret REDISCLI_AUTH
    encryptionSecret auth.secret db_secret TOTP_SEED hapikey stripeapikey SPRING_DATASOURCE_PASSWORD
    spring.datasource.password example.com/api-token GF_SECURITY_ADMIN_PASSWORD TOKEN_VALUE PASSWORD_BASE64
    OLD_PASSWORD TOKEN_PRIMARY SENTRY_AUTH_TOKEN ANSIBLE_BECOME_PASS accessToken refresh_token DD_API_KEY
    AZURE_STORAGE_KEY accountKey sharedAccessKey WEBHOOK_SECRET SESSION_SECRET consumerSecret Passwort MNEMONIC
    KEYSTORE_PASS keystorepass PRIVATE_NODE_API_DB_PASSWORD PUBLIC_NODE_API_DB_PASSWORD dbSecretKey
""")
"""Names whose value is a secret, whatever it looks like."""

OTHER_NAMES = words("""
    CSRF_TOKEN XSRF_TOKEN csrfToken NEXT_TOKEN PAGE_TOKEN nextPageToken MAX_TOKEN MAX_TOKENS ENABLE_SECRET
    REQUIRE_PASSWORD FORGOT_PASSWORD RESET_PASSWORD SHOW_PASSWORD MULTI_PASS FIRST_PASS PASSWORD_FILE
    PASSWORD_MIN_LENGTH PASSWORD_POLICY PASSWORD_RESET_URL TOKEN_URL TOKEN_TTL TOKEN_TYPE SECRET_NAME secretName
    SECRET_TYPE AWS_ACCESS_KEY_ID API_KEY_HEADER PWD OLDPWD BYPASS COMPASS KEY MONKEY PUBLIC_KEY SORT_KEY
    PARTITION_KEY CACHE_KEY ROUTING_KEY S3_OBJECT_KEY SSH_PUBLIC_KEY NEXT_PUBLIC_STRIPE_KEY
    STRIPE_PUBLISHABLE_KEY TOKENIZER TOKENIZERS_PARALLELISM SECRETARY HOST color key existingSecret
    envFromSecret configSecret tlsSecret imagePullSecret IMAGE_PULL_SECRET passwordKey userKey tokenKey
    nginx.ingress.kubernetes.io/auth-secret topologyKey PAD_TOKEN EOS_TOKEN SMTP_AUTH ENABLE_AUTH AUTH_TYPE
    NO_TOKEN HAS_PASSWORD USE_SECRET WITH_CREDENTIALS SESSION_COOKIE api_url secrets author KEYCLOAK_URL
    PASSPORT TOKENS_PER_MINUTE INPUT_TOKENS CSRF_HEADER_TOKEN DAY_PASS SERVICE_KEY SEALED_SECRETS GIT_HASH
    COMMIT_HASH RANDOM_SEED SEED dbSecret db-secret /etc/passwd
""")
"""Names that only speak of a secret."""

OTHER_VALUES = [
    *("", " ", "true", "FALSE", "off", "none", "null", "N/A", "***", "xxxx", "....", "<password>", "[PAD]", "%s"),
    *(
        "$(DB_PASSWORD)",
        "${PASSWORD}",
        "${PASSWORD:-}",
        "$__file{/etc/x}",
        "{{ .token }}",
        "{password}",
        "%(token)s",
        "%TOKEN%",
    ),
    *("/run/secrets/db", "/etc/tls/tls.key", "~/.ssh/id_rsa", "./config/token", "/run/secrets/DB_PASSWORD"),
    *("https://login.example.com/token", "vault:secret/data/db#password", "op://vault/db/password", "ref+vault://db#x"),
    *("arn:aws:secretsmanager:eu-central-1:123456789012:secret:db", "projects/shop-1/secrets/db/versions/1"),
    *(
        "@Microsoft.KeyVault(SecretUri=https://shop)",
        "ENC[AES256_GCM,data:abc]",
        "ENC(abc)",
        "{cipher}abc",
        "env:DB_PASSWORD",
    ),
]
"""Values that are no secret under any name."""

_RANDOM = "a1B2c3D4e5F6g7H8"
_PRIVATE = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow" + _RANDOM


def encoded(text: str) -> str:
    """The text in base64."""
    return base64.b64encode(text.encode()).decode()


FORMS = {
    _PRIVATE: "a private key",
    "-----BEGIN " + "PRIVATE KEY-----": "a private key",
    "-----BEGIN OPENSSH " + "PRIVATE KEY-----": "a private key",
    "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----": "a private key",
    "PuTTY-User-" + "Key-File-3: ssh-rsa": "a private key",
    "AGE-SECRET-" + "KEY-1" + "QPZRY9X8GF" * 5 + "2TVDW0S3": "a private key",
    encoded(_PRIVATE): "a private key",
    "MIIEow" + "IBAAKCAQEA" + _RANDOM: "a private key",
    "MIIEvQ" + "IBADANBgkqhkiG9w0BAQEFAASC" + _RANDOM: "a private key",
    "postgres://app:" + f"{PASSWORD}@db.shop.svc:5432/shop": "a URL with a password",
    "https://:" + f"{PASSWORD}@example.com": "a URL with a password",
    "postgres://app:" + f"{PASSWORD}@#/?:@db/shop": "a URL with a password",
    "mongodb+srv://app:" + f"{PASSWORD}%40@a.example.com/shop?w=1": "a URL with a password",
    "smtp://me@example.com:" + f"{PASSWORD}@smtp.example.com": "a URL with a password",
    "postgres://app:" + f"{PASSWORD}\"<%> '@db/shop": "a URL with a password",
    "amqp://app:" + "12/34@queue": "a URL with a password",
    "redis://:" + f"{PASSWORD}@redis:6379/0": "a URL with a password",
    "jdbc:mysql://app:" + f"{PASSWORD}@db/shop": "a URL with a password",
    "jdbc:oracle:thin:app/" + f"{PASSWORD}@//db:1521/shop": "a connection string with a password",
    "app:" + f"{PASSWORD}@tcp(db:3306)/shop": "a connection string with a password",
    "https://b.s3.amazonaws.com/a?X-Amz-Credential=x&X-Amz-Signature=" + _RANDOM: "a signed URL",
    "https://shop.blob.core.windows.net/a?sv=2024-08-04&sp=r&sig=" + _RANDOM + "%3D": "a signed URL",
    "https://storage.googleapis.com/b/a?X-Goog-Signature=" + _RANDOM: "a signed URL",
    "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "c2lnbmF0dXJl": "a JSON Web Token",
    "Authorization: Basic " + encoded(f"app:{PASSWORD}"): "a header with credentials",
    "Authorization: Bearer " + PASSWORD: "a header with credentials",
    "Basic " + encoded(f"app:{PASSWORD}"): "a header with credentials",
    "Bearer " + _RANDOM: "a header with credentials",
    "Bearer " + PASSWORD: "a header with credentials",
    "$2y$10$" + "abcdefghij./1234567890" + "A" * 31: "a hashed password",
    "$apr1$" + "salt1234$abcdefghijklmnopqrstu/": "a hashed password",
    "$6$" + "saltsalt$" + "a1" * 30: "a hashed password",
    "$argon2id$" + "v=19$m=65536,t=3,p=4$abc": "a hashed password",
    "pbkdf2_" + "sha256$600000$salt$hash": "a hashed password",
    "{SSHA}" + "a1B2c3D4e5F6g7H8a1B2": "a hashed password",
    "AKIA" + "IOSFODNN7EXAMPLE": "an AWS access key",
    "AIza" + "a1B2c" * 7: "a Google key",
    "GOCSPX-" + "a1B2c3D" * 4: "a Google key",
    "abc8Q~" + "a1B2c3D4e5" * 3 + "f6": "an Azure client secret",
    "ghp_" + "a1B2" * 9: "a GitHub token",
    "github_pat_" + "a1B2_" * 12: "a GitHub token",
    "glpat-" + "a1B2c" * 4: "a GitLab token",
    "GR1348941" + "a1B2c" * 4: "a GitLab token",
    "ATATT3" + "a1B2c" * 6: "an Atlassian token",
    "xoxb-" + "123456789012-abc": "a Slack token",
    "https://hooks.slack.com/services/" + "T000/B000/XXXX": "a webhook",
    "https://discord.com/api/webhooks/" + "123456789012/" + _RANDOM * 2: "a webhook",
    "sk_live_" + "a1B2c3D4e5": "a Stripe key",
    "sk_test_" + "a1B2c3D4e5": "a Stripe key",
    "whsec_" + "a1B2c3D4" * 4: "a Stripe key",
    "npm_" + "a1B2c3" * 6: "a token of a package registry",
    "pypi-AgEI" + "a1B2c3" * 8: "a token of a package registry",
    "dckr_pat_" + "a1B2c3" * 5: "a token of a package registry",
    "hvs." + "a1B2c3" * 15: "a token of Vault, Terraform or Pulumi",
    "pul-" + "0123456789" * 4: "a token of Vault, Terraform or Pulumi",
    "SG." + "a1B2c3D4e5F6g7H8i9J0ab." + "a1B2c" * 9: "a key of a cloud service",
    "dop_v1_" + "0123456789abcdef" * 4: "a key of a cloud service",
    "sk-ant-" + "api03-" + "a1B2c" * 8: "a key of a cloud service",
    "sk-proj-" + "a1B2c" * 10: "a key of a cloud service",
    "hf_" + "aBcDe" * 6 + "aBcD": "a key of a cloud service",
    "glsa_" + "a1B2c3D4" * 4 + "_12345678": "a key of a cloud service",
    "123456789:AA" + "a1B2c3D4e5F6" * 2 + "a1B2c3D4e": "a key of a cloud service",
    json.dumps({"auths": {"r.example.com": {"auth": encoded(f"app:{PASSWORD}")}}}): "the login of a registry",
    encoded('{"auths": {"r.example.com": {"auth": "' + encoded(f"app:{PASSWORD}") + '"}}}'): "the login of a registry",
}
"""Values that are secrets under any name, each with its description."""

ALONE = [form for form in FORMS if form.startswith("Bearer t") or '"<%>' in form]
"""Forms that are known only where they are the whole value: elsewhere they are words like others."""

OTHER_FORMS = [
    *("", "blue", "https://example.com:8080/path?x=a:b@c", "http://user@example.com/"),
    "postgres://app:$(DB_PASSWORD)@db/x",
    *("postgres://app:${DB_PASSWORD}@db", "https://{{user}}:{{password}}@db", "https://app:<password>@db", "redis://db:6379/0"),
    *("https://$USER:$PASSWORD@db", "https://app:***@db", "AKIA", "eyJhbGciOi", "ghp_short", "user@example.com"),
    *("-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", encoded("-----BEGIN CERTIFICATE-----\nMIIE")),
    *("arn:aws:iam::123456789012:role/shop", "image:1.0@sha256:" + "0" * 64, "2001:db8::1@eth0", "mailto:a:b@c"),
    *("docker://r.example.com:5000/shop@sha256:" + "0" * 64, "git@github.com:shop/web.git", "sha256:" + "ab" * 32),
    *("Authorization: Bearer $TOKEN", "Bearer authentication", "Basic authentication", "https://example.com/?signature="),
    *("$2", "sk_live_", "12:30:00"),
    *("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "https://example.com/a?page_token=abc", "jdbc:postgresql://db:5432/shop"),
    *("https://github.com/shop/web/commit/" + "0123456789" * 4, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "a" * 40),
]  # fmt: skip
"""Values that only resemble a secret."""

TEXTS = {
    "an ADO connection string": f"Server=db;Database=shop;User Id=app;Password={PASSWORD};",
    "one with Pwd": f"Data Source=db;Uid=app;Pwd={PASSWORD}",
    "one with PWD": f"Data Source=db;UID=app;PWD={PASSWORD};",
    "a libpq connection string": f"host=db user=app password={PASSWORD} dbname=shop",
    "a JDBC URL": f"jdbc:postgresql://db/shop?user=app&password={PASSWORD}",
    "a JDBC URL of SQL Server": f"jdbc:sqlserver://db:1433;user=app;password={PASSWORD};encrypt=true",
    "an Azure storage account": f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={PASSWORD}==;Suffix=x",
    "an Azure service bus": f"Endpoint=sb://a/;SharedAccessKeyName=x;SharedAccessKey={PASSWORD}=",
    "Kafka": f'o.a.k.c.s.plain.PlainLoginModule required username="app" password="{PASSWORD}";',
    "a token in a query": f"https://example.com/a?token={PASSWORD}",
    "one after another parameter": f"https://example.com/a?v=1&access_token={PASSWORD}&b=2",
    "an API key in a query": f"https://example.com/a?api_key={PASSWORD}",
    "a header": f"X-Api-Key: {PASSWORD}",
    ".npmrc": f"//npm.example.com/:_authToken={PASSWORD}\nalways-auth=true\n",
    ".netrc": f"machine example.com\n  login app\n  password {PASSWORD}\n",
    ".netrc on a line": f"machine example.com login app password {PASSWORD}",
    ".pgpass": f"db:5432:shop:app:{PASSWORD}\n",
    ".pgpass with wildcards": f"# comment\n*:*:*:app:{PASSWORD}\n",
    ".env": f"HOST=db\nexport DB_PASSWORD='{PASSWORD}'\n",
    "properties": f"spring.datasource.url=jdbc:x\nspring.datasource.password={PASSWORD}\n",
    "INI": f"[database]\nhost = db\npassword = {PASSWORD}\n",
    "TOML": f'[db]\nhost = "db"\npassword = "{PASSWORD}"\n',
    "YAML": f"db:\n  - password: '{PASSWORD}'\n",
    "YAML in one line": f"db: {{password: {PASSWORD}}}\nport: 1\n",
    "YAML with a block": f"db:\n  password: |\n    {PASSWORD}\n",
    "YAML with a name and a value": f"env:\n  - name: DB_PASSWORD\n    value: {PASSWORD}\n",
    "JSON": f'{{"db":{{"token":"{PASSWORD}"}}}}',
    "JSON within YAML": f'data:\n  config.json: |\n    {{"db": {{"password": "{PASSWORD}"}}}}\n',
    "YAML within JSON": json.dumps({"config": f"db:\n  password: {PASSWORD}\n"}),
    "a Secret": f"apiVersion: v1\nkind: Secret\nstringData:\n  password: {PASSWORD}\n",
    "a key as JSON (JWK)": json.dumps({"kty": "RSA", "n": "x", "d": PASSWORD}),
    "XML": f"<server><username>app</username><password>{PASSWORD}</password></server>",
    "an attribute of XML": f'<add key="DbPassword" value="{PASSWORD}" />',
    "PHP": f"<?php\n$conf = ['password' => '{PASSWORD}'];\n",
    "a constant of PHP": f"define('DB_PASSWORD', '{PASSWORD}');",
    "redis.conf": f"port 6379\nrequirepass {PASSWORD}\n",
    "an ACL of Redis": f"user default on >{PASSWORD} ~* &* +@all\n",
    "nginx": f'location / {{\n  proxy_set_header Authorization "Basic {encoded("app:" + PASSWORD)}";\n}}\n',
    "htpasswd": "app:$apr1$" + "salt1234$abcdefghijklmnopqrstu/\n",
    "a script": f"#!/bin/sh\nset -e\nexport API_KEY={PASSWORD}; serve\n",
    "curl -u": f"curl -fsS -u app:{PASSWORD} https://example.com",
    "curl --user": f'curl --user "app:{PASSWORD}" https://example.com',
    "a header of curl": f"curl -H 'X-Api-Key: {PASSWORD}' https://example.com",
    "an option in a script": f"serve --port 1 --db-password {PASSWORD}",
    "mysql -p": f"mysql -uroot -p{PASSWORD} -e 'select 1'",
    "redis-cli -a": f"redis-cli -h db -a {PASSWORD} ping",
    "a value of a chart": f"helm upgrade db chart --set auth.password={PASSWORD}",
    "a literal of kubectl": f"kubectl create secret generic db --from-literal=password={PASSWORD}",
    "a property of Java": f"java -Dspring.datasource.password={PASSWORD} -jar shop.jar",
    "Redis of Azure": f"shop.redis.cache.windows.net:6380,password={PASSWORD},ssl=True",
    "ldap.conf": f"uri ldap://db\nbindpw {PASSWORD}\n",
    "a variable before a command": f"PGPASSWORD={PASSWORD} psql -h db",
    "a default of Spring": f"spring.datasource.password=${{DB_PASSWORD:{PASSWORD}}}\n",
    "a variable of Docker Compose": f"services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD={PASSWORD}\n",
    "a default": f"DB_PASSWORD=${{DB_PASSWORD:-{PASSWORD}}}\n",
}
"""Texts with a secret in them."""

OTHER_TEXTS = {
    "a script": '#!/bin/sh\nTOKEN=$(cat /run/token)\nPASSWORD="$1"\ncurl -u "$USER:$PASSWORD" "$URL"\n',
    "a script with a header": 'set -e\ncurl -H "X-Api-Key: $API_KEY" -H "Authorization: Bearer ${TOKEN}" "$URL"\n',
    "a program": "password = os.environ['DB_PASSWORD']\ntoken = get_token()\nsecret: str\nclient(password=password)\n",
    "a program of JavaScript": "const password = process.env.PASSWORD;\nif (token === wanted) {}\nlet token = null;\n",
    "a program of PHP": "<?php\nreturn ['password' => env('DB_PASSWORD'), 'token' => $token, 'key' => static::$key];\n",
    "a program of Go": 'dsn := fmt.Sprintf("app:%s@tcp(db:3306)/shop", secret)\nurl := "postgres://app:%s@db/shop"\n',
    "Docker Compose": "services:\n  db:\n    command: mysqladmin ping -p$${PASSWORD}\n    secrets: [db-password]\n",
    "a workflow": "env:\n  GH_TOKEN: ${{ steps.app.outputs.token }}\n  PRIVATE_KEY: ${{ secrets.APP_KEY }}\n",
    "a template": "password: {{ .Values.password | quote }}\nssl_key=/opt/certs/{{ .Values.key }}\n",
    "keys of a Secret": "auth:\n  existingSecretKey: token\n  keystorePasswordSecretKey: keystore-password\n",
    "a file by its name": "serviceAccountSecretKey: credentials.json\nTLS_KEY: tls.key\n",
    "a sealed Secret": "kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq\n",
    "an ingress controller": "spec:\n  basicAuth:\n    secret: users\nldap:\n  secret: ldap-secret\n",
    "a key server": "apt-key adv --keyserver keyserver.ubuntu.com --recv-keys 3B4FE6ACC0B21F32\n",
    "comments": "# password: ask the owner of the database\n; password = changeme\nhost = db\n",
    "placeholders": "password =\ntoken = $TOKEN\napi_key: ${API_KEY}\nsecret: <set it>\n",
    "paths": "password_file = /run/secrets/db\ntls.key: /etc/tls/tls.key\nssl_certificate_key /etc/tls/tls.key;\n",
    "a translation": '{"password": "Password", "forgotPassword": "Forgot it?", "token": "Your access token"}',
    "a schema": json.dumps({"properties": {"password": {"type": "string"}}, "required": ["password"]}),
    "a reference": "env:\n  - name: DB_PASSWORD\n    valueFrom: {secretKeyRef: {name: db, key: password}}\n",
    "an ExternalSecret": "data:\n  - secretKey: password\n    remoteRef: {key: shop/db, property: password}\n",
    "objects of a CSI driver": "- objectName: password\n  secretPath: secret/data/shop/db\n  secretKey: password\n",
    "prose": "The token: it is sent with each request, and expires after an hour.",
    "limits": '{"max_tokens": 4096, "tokens": 4, "token_ttl": "15m"}',
    "ids": "docker run -u 1000:1000 web; id -u\n",
    "colons": "root:x:0:0:root:/root:/bin/sh\n12:30:15\nfe80:1:2:3:4\n",
    "a table of nginx": "server {\n  listen 8080;\n  location / { proxy_pass http://web:8080; }\n}\n",
    "rules": "groups:\n- rules:\n  - alert: TokenExpired\n    annotations: {summary: 'the token: expired'}\n",
}
"""Texts that only speak of secrets."""

COMMANDS = [
    (["serve", "--port=1", f"--db-password={PASSWORD}"], 2),
    (["serve", "--db-password", PASSWORD], 2),
    (["sh", "-c", f"export API_KEY={PASSWORD}; serve"], 2),
    (["curl", "-u", f"app:{PASSWORD}", "https://example.com"], 2),
    (["curl", f"-uapp:{PASSWORD}", "https://example.com"], 1),
    (["-fsS", "--user", f"app:{PASSWORD}", "https://example.com"], 2),
    (["/usr/bin/curl", "-H", f"X-Api-Key: {PASSWORD}"], 2),
    (["mysql", "-uroot", f"-p{PASSWORD}"], 2),
    (["redis-cli", "-a", PASSWORD, "ping"], 2),
    (["sshpass", "-p", PASSWORD, "ssh", "db"], 2),
    (["openssl", "rsa", "-passin", f"pass:{PASSWORD}"], 3),
    (["serve", f"password={PASSWORD}"], 1),
]
"""Commands, each with the place of the secret."""

OTHER_COMMANDS = [
    ["--password=$(DB_PASSWORD)", "--token", "--verbose", "--password-file=/x", "--password-stdin"],
    ["sh", "-c", 'curl -H "$TOKEN" --password="$DB_PASSWORD"'],
    ["setpriv", "-u", "1000:1000"],
    ["mysql", "-P", "3306", "-p$(PASSWORD)"],
    ["serve", "--token-ttl", "15m", "--max-tokens", "4096", "--secret-name", "db"],
    ["controller", "--default-ssl-certificate=shop/tls", "--tls-secret", "shop/tls"],
]
"""Commands without a secret."""
