"""What the fuzzer knows about this API, for one run as one person; started by run.py, which passes everything in FUZZ_SETTINGS.

It signs in and in again, fills in ids and ETags that the API itself gave out (and, now and then, ids of the other
organisation), counts, and checks every answer for anything that belongs to the other organisation.
"""

import atexit
import json
import os
import random
import re
import uuid
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import requests
import schemathesis

SETTINGS = json.loads(Path(os.environ["FUZZ_SETTINGS"]).read_text("utf-8"))
BASE: str = SETTINGS["base"]
ACCOUNT: dict[str, str] | None = SETTINGS["account"]
# strings that exist only in the other organisation
FOREIGN: list[str] = SETTINGS["foreign"]
FOREIGN_PATTERN = re.compile("|".join(re.escape(text) for text in sorted(FOREIGN, key=len, reverse=True)))
FOREIGN_IDS: dict[str, list[str]] = SETTINGS["foreign_ids"]
# more than this means that the run is about signing in and nothing else
MOST_SIGN_INS: int = SETTINGS["most_sign_ins"]

dice = random.Random(SETTINGS["seed"])
answers: dict[str, Counter[str]] = defaultdict(Counter)
ids: dict[str, list[str]] = {name: list(known) for name, known in SETTINGS["own_ids"].items()}
etags: dict[str, str] = {}
sign_ins = {"granted": 0, "refused": 0}
token: str | None = None
foreign_attempts = 0


@atexit.register
def report() -> None:
    outcome = {"answers": answers, "sign_ins": sign_ins, "foreign_attempts": foreign_attempts}
    Path(SETTINGS["report"]).write_text(json.dumps(outcome), "utf-8")


# the tool's own renewal gives an operation up for good once a probe with a spoiled token was refused there; this one does not
@schemathesis.auth(refresh_interval=None, retry_on=[])
class SignIn:
    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str | None:
        global token
        if ACCOUNT is None or token is not None:
            return token
        if sign_ins["granted"] >= MOST_SIGN_INS:
            raise RuntimeError(f"signed in {MOST_SIGN_INS} times already")
        body = {"email": ACCOUNT["email"], "password": ACCOUNT["password"], "organization": ACCOUNT["organization"]}
        response = requests.post(f"{BASE}/sessions", json=body, timeout=30)
        if response.status_code != 201:
            sign_ins["refused"] += 1
            raise RuntimeError(f"signing in again was refused: {response.status_code} {response.text:.200}")
        sign_ins["granted"] += 1
        token = response.json()["access_token"]
        return token

    def set(self, case: schemathesis.Case, data: str | None, context: schemathesis.AuthContext) -> None:
        if data is not None and case.operation.definition.raw.get("security"):
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


def id_from(name: str) -> str | None:
    """An id for a parameter or field of this name: one the API gave out, seldom one of the other organisation."""
    global foreign_attempts
    theirs, ours = FOREIGN_IDS.get(name), ids.get(name)
    roll = dice.random()
    if theirs and roll < 0.1:
        foreign_attempts += 1
        return dice.choice(theirs)
    return dice.choice(ours) if ours and roll < 0.75 else None


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    for name in case.path_parameters or {}:
        known = id_from(name)
        if known is not None:
            case.path_parameters[name] = known
        # nobody lets a caller of these runs go: it would see nothing but 401 from then on
        if case.method.upper() != "GET" and case.path_parameters[name] in SETTINGS["callers"]:
            case.path_parameters[name] = str(uuid.UUID(int=dice.getrandbits(128), version=4))
    if isinstance(case.body, dict):
        if ACCOUNT is not None and {"email", "password"} <= case.body.keys() and dice.random() < 0.2:
            case.body.update({name: ACCOUNT[name] for name in ("email", "password", "organization")})
        for name in [name for name in case.body if name.endswith("_id")]:
            known = id_from(name)
            if known is not None and dice.random() < 0.7:
                case.body[name] = known
    declared = {parameter.get("name") for parameter in case.operation.definition.raw.get("parameters", [])}
    etag = etags.get(case.formatted_path)
    if "If-Match" in declared and etag is not None and dice.random() < 0.7:
        case.headers = {**(case.headers or {}), "If-Match": etag}


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    global token
    operation = case.operation.definition.raw.get("operationId", case.operation.label)
    # a probe with a method that the document does not have is none of this operation's answers
    known = case.method.upper() == case.operation.method.upper()
    ended = response.status_code == 401 and b'"invalid_credentials"' not in response.content
    if ended and token is not None and response.request.headers.get("Authorization") == f"Bearer {token}":
        token = None  # a run goes on after it has signed itself out
    answers[operation if known else "(methods that no operation has)"][str(response.status_code)] += 1
    if not 200 <= response.status_code < 300:
        return
    tag = response.headers.get("etag")
    if tag:
        etags[case.formatted_path] = tag[0]
    try:
        remember(case.operation.path, json.loads(response.content))
    except ValueError:
        return  # no JSON: an export, or nothing at all


def keep(name: str, value: Any) -> None:
    if isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value) and value not in ids.setdefault(name, []):
        ids[name].append(value)
        del ids[name][:-200]


def remember(path: str, body: Any) -> None:
    """`id` of what a collection answers is the parameter that the document has below that collection."""
    below = SETTINGS["parameter_below"].get(path)
    for thing in body.get("items", [body]) if isinstance(body, dict) else []:
        if isinstance(thing, dict):
            if below:
                keep(below, thing.get("id"))
            for name, value in thing.items():
                if name.endswith("_id"):
                    keep(name, value)
                elif isinstance(value, dict):
                    keep(f"{name}_id", value.get("id"))


def sent(case: schemathesis.Case, response: schemathesis.Response) -> str:
    request = response.request
    body = request.body.decode("utf-8", "replace") if isinstance(request.body, bytes) else str(request.body or "")
    return requests.utils.unquote(f"{request.url} {request.headers} {body}")


@schemathesis.check
def no_other_organisation(ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """Not a byte of the other organisation in any answer; what the request itself named may be repeated."""
    told = f"{response.headers} {response.content.decode('utf-8', 'replace')}"
    found = set(FOREIGN_PATTERN.findall(told))
    if found:
        asked = sent(case, response)
        leaked = sorted(text for text in found if text not in asked)
        assert not leaked, f"the answer holds {leaked[:3]} of the other organisation"
    path = response.request.path_url
    named = [text for theirs in FOREIGN_IDS.values() for text in theirs if text in path.split("?")[0]]
    assert not named or not (200 <= response.status_code < 300 or response.status_code == 304), (
        f"{response.status_code} for {named[0]}, which is the other organisation's"
    )


@schemathesis.check
def no_fault_of_ours(ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """No 5xx; being busy for a moment is none if it says so."""
    if response.status_code < 500:
        return
    busy = response.status_code == 503 and response.headers.get("retry-after") and b'"code":"overloaded"' in response.content
    assert busy, f"{response.status_code}: {response.content[:300]!r}"
