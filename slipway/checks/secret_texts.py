"""Secrets in texts: named values in lines, options of commands, headers, and files of known programs."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from slipway.checks.secret_names import secret_by_name
from slipway.checks.secret_values import could_be_secret_in_text

_NAME = r"([A-Za-z_][\w.-]{0,100})"
_QUOTED = r"\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'"
_SPACE = r"[ \t]{0,9}"
_PATTERNS = (
    # name = value on a line
    rf"^[ \t]*(?:export |set |ENV |ARG )?[\"']?{_NAME}[\"']?{_SPACE}=(?![=>])(.*)$",
    # name: value on a line, without spaces in the value
    rf"^[ \t]*(?:- )?[\"']?{_NAME}[\"']?{_SPACE}:{_SPACE}({_QUOTED}|[^\s#]+)[,;]?[ \t\r]*$",
    # name=value, name := value and 'name' => value anywhere: shells, queries, connection strings, attributes, PHP
    rf"(?<![\w$.%-])-{{0,2}}{_NAME}[\"']?\]?{_SPACE}(?:=>|:=|=(?![=>~])){_SPACE}(?=({_QUOTED}|[^\s\"';,&|<>)}}\]]{{1,300}}))",
    # "name": "value" anywhere: JSON
    rf"[\"']([\w.-]{{1,100}})[\"']{_SPACE}:{_SPACE}({_QUOTED})",
    # "Name: value": a header in quotes
    r"[\"']([A-Za-z][\w-]{0,60}):[ \t]{1,3}([^\s\"']+)[\"']",
    # --name value: an option in a script
    rf"(?<!\S)--([A-Za-z][\w-]{{0,60}})[ \t]{{1,3}}({_QUOTED}|[^\s\"'-][^\s\"']*)",
    # <name>value</name>, and key="name" value="value": XML
    rf"<{_NAME}>([^<>\s]{{1,500}})</",
    rf"(?i:key|name)=[\"']([\w.:-]{{1,100}})[\"']\s{{1,9}}(?i:value)=({_QUOTED})",
    # define('NAME', 'value'): PHP
    rf"\bdefine\(\s{{0,3}}[\"'](\w{{1,100}})[\"']\s{{0,3}},\s{{0,3}}({_QUOTED})",
)
_NAMED = tuple(re.compile(pattern, re.MULTILINE) for pattern in _PATTERNS)

_BEHIND = (
    # https://curl.se/docs/manpage.html#-u, and the same of mysql, redis-cli, sshpass, ldapsearch, mongosh, docker login
    r"\bcurl\b[^\n|;]{0,300}?\s(?:-[A-Za-z]{0,5}[uU]|--user|--proxy-user)[ =]?[\"']?[^\s:\"']{0,100}:([^\s\"']+)",
    r"\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\b[^\n|;]{0,300}?\s-p([^\s\"']+)",
    r"\b(?:redis-cli|valkey-cli)\b[^\n|;]{0,300}?\s-a[ ]?[\"']?([^\s\"']+)",
    r"\bsshpass\b[^\n|;]{0,50}?\s-p[ ]?[\"']?([^\s\"']+)",
    r"\bldap(?:search|add|modify|delete|whoami|passwd)\b[^\n|;]{0,300}?\s-w[ ]?[\"']?([^\s\"']+)",
    r"\bmongo(?:sh|dump|restore|import|export)?\b[^\n|;]{0,300}?\s-p[ ]?[\"']?([^\s\"'-][^\s\"']*)",
    r"\b(?:docker|podman|nerdctl|registry|oras|skopeo|crane)[ ]login\b[^\n|;]{0,200}?\s-p[ ]?[\"']?([^\s\"']+)",
    r"\b(?:openssl|keytool)\b[^\n|;]{0,300}?\s-pass(?:in|out)?[ ]pass:([^\s\"']+)",
    # https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring
    r";[ \t]{0,3}PWD[ \t]{0,3}=[ \t]{0,3}([^;\s\"']+)",
    # https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    r"\b(?:machine\s{1,9}\S{1,200}|default)\s{1,9}login\s{1,9}\S{1,200}\s{1,9}password\s{1,9}(\S+)",
    # https://www.postgresql.org/docs/current/libpq-pgpass.html
    r"^[^\s:#]{1,200}:(?:\d{1,5}|\*):[^\s:]{1,100}:[^\s:]{1,100}:([^\s:]+)$",
    # https://redis.io/docs/latest/operate/oss_and_stack/management/config/ and keepalived.conf(5)
    r"^[ \t]*(?:requirepass|masterauth|sentinel +auth-pass +\S+|auth_pass|bindpw|rootpw)[ \t]+[\"']?([^\s\"']+)",
    r"^[ \t]*(?:ACL[ \t]+SETUSER|user)[ \t]+\S+[ \t][^\n]{0,200}?[ \t]>(\S+)",
)
_VALUES = tuple(re.compile(pattern, re.MULTILINE) for pattern in _BEHIND)
_IDS = re.compile(r"\d+(?::\d+)?")
"""A user and a group by their numbers."""
_COMMENT = re.compile(r"^[ \t]*(?:[#;]|//[ \t]|--[ \t]).*$", re.MULTILINE)
"""A line that explains, often with a value that is none. Secrets with a form of their own are found there too."""
_FLAG = re.compile(r"--?([A-Za-z_][\w.-]{0,100})")
_LABEL = re.compile(r"[^\W\d_a-z](?:[^\W\d]|[ '?!.,:])*")
"""Words without digits that begin with a capital letter: the label of a field, as in a translation."""
_SPOKEN = re.compile(r"pass(?:word|phrase|code)?|secret|token|key", re.IGNORECASE)


def secret_names_in(text: str) -> Iterator[tuple[str, str]]:
    """The secrets in plain text in a text, each with its name. An empty name: a value without one."""
    text = _COMMENT.sub("", text) if "\n" in text.strip() else text
    for pattern in _NAMED:
        for name, value in pattern.findall(text):
            if _is_secret(name, value):
                yield name, value
    yield from (("", value) for pattern in _VALUES for value in pattern.findall(text) if _is_plain(value))


def secret_words(words: Sequence[str]) -> Iterator[int]:
    """The places of secrets in the words of a command: `--password x`, `curl -u user:x`."""
    flag = ""
    for index, word in enumerate(words):
        if flag and not word.startswith("-") and secret_by_name(flag, word) and _is_plain(word):
            yield index
        match = _FLAG.fullmatch(word)
        flag = match[1] if match else ""
    yield from _behind_options(words)


def _behind_options(words: Sequence[str]) -> Iterator[int]:
    """Secrets behind options that only mean a password in one program."""
    program = [] if any(map(_is_curl, words)) else ["curl"] * any(word.startswith("http") for word in words)
    line = [*program, *(word if word and "\n" not in word else "." for word in words)]
    ends = [*accumulate(len(word) + 1 for word in line)]
    for pattern in _VALUES:
        for match in pattern.finditer(" ".join(line)):
            if _is_plain(match[1]):
                yield max(0, next(index for index, end in enumerate(ends) if match.start(1) < end) - len(program))


def _is_curl(word: str) -> bool:
    return word.rpartition("/")[2] == "curl"


def _is_secret(name: str, value: str) -> bool:
    plain, quoted = _unquoted(value)
    return (
        could_be_secret_in_text(plain, quoted=quoted)
        and not is_label(name, plain)
        and plain != name  # password=password: an argument of a program
        and secret_by_name(name, plain)
    )


def _is_plain(value: str) -> bool:
    plain, _ = _unquoted(value)
    return could_be_secret_in_text(plain, quoted=True) and _IDS.fullmatch(plain) is None


def is_label(name: str, value: str) -> bool:
    """True for a text about a secret, as in a translation: `password: Your password`."""
    if name.upper() == name or not _LABEL.fullmatch(value) or not _SPOKEN.search(value):
        return False
    return " " in value.strip() or value.lower() == name.lower()


def _unquoted(value: str) -> tuple[str, bool]:
    text = value.strip(" \t\r,;")
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return (text[1:-1] if quoted else text.strip("\"'")), quoted
