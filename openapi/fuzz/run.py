"""Fuzzes a running `rowhouse dev` as an admin, an hr, a manager, an employee and a stranger, for a bounded time.

    python run.py --url http://127.0.0.1:8080 --accounts accounts.json --work FOLDER --seconds 120 [--seed N]

accounts.json: [{"organization", "role", "email", "password"}, ...] of both demo organisations.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import requests

HERE = Path(__file__).parent
DOCUMENT = HERE / "../rowhouse.json"
# the mighty last: what they do to people and organisations would take the others' right to sign in. Shares of the time.
PEOPLE = [(None, 0.1), ("employee", 0.15), ("manager", 0.15), ("hr", 0.25), ("admin", 0.35)]
# operations that take away the admin's own means, fuzzed at the very end: what comes after them would prove nothing
LAST = r"^(close|purge|delete|leave|suspend|remove|deactivate)_(organization|member|membership)(_|$)"
LAST_SECONDS = 10
CHECKS = [
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "ignored_auth",
    "no_fault_of_ours",
    "no_other_organisation",
]
# the fields that tell one organisation's people from another's; titles and departments may have the same names in both
TELLING = {"display_name", "legal_name", "email", "work_email", "slug", "name"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def fail(text: str) -> NoReturn:
    raise SystemExit(text)


def sign_in(url: str, account: dict[str, str]) -> str:
    body = {name: account[name] for name in ("email", "password", "organization")}
    response = requests.post(f"{url}/sessions", json=body, timeout=30)
    if response.status_code != 201:
        fail(f"{account['email']} could not sign in: {response.status_code} {response.text:.200}")
    token: str = response.json()["access_token"]
    return token


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from strings(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from strings(below, key)
    elif isinstance(value, str):
        yield key, value


# looking is signing in: these show it
SIGNED_IN = re.compile(r"/(sessions|audit_entries|members/current)")


def walk(url: str, token: str, document: dict[str, Any]) -> dict[str, list[Any]]:
    """Everything that can be read without knowing an id, page by page, by path."""
    seen: dict[str, list[Any]] = {}
    for path, operations in document["paths"].items():
        if "{" in path or not operations.get("get", {}).get("security") or SIGNED_IN.match(path):
            continue
        pages: list[Any] = []
        cursor: str | None = None
        while len(pages) == 0 or (cursor is not None and len(pages) < 20):
            declared = {parameter["name"] for parameter in operations["get"].get("parameters", [])}
            query = {name: value for name, value in (("limit", "200"), ("cursor", cursor)) if value is not None and name in declared}
            response = requests.get(url + path, params=query, headers={"authorization": f"Bearer {token}"}, timeout=30)
            if response.status_code != 200 or "json" not in response.headers.get("content-type", ""):
                break
            body = response.json()
            pages.append(body)
            cursor = body.get("next_cursor") if isinstance(body, dict) else None
        if pages:
            seen[path] = pages
    return seen


def telling(seen: dict[str, list[Any]]) -> set[str]:
    found = set()
    for key, text in strings(seen):
        if UUID.fullmatch(text) or (key in TELLING and len(text) >= 6):
            found.add(text)
        if "@" in text:
            found.add(text.rsplit("@", 1)[1])
    return found


def known_ids(seen: dict[str, list[Any]], below: dict[str, str]) -> dict[str, list[str]]:
    """Ids by the name of the parameter that takes them."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, pages in seen.items():
        for page in pages:
            for thing in page.get("items", [page]) if isinstance(page, dict) else []:
                for name, value in thing.items() if isinstance(thing, dict) else []:
                    if name == "id" and path in below:
                        found[below[path]].add(value)
                    elif name.endswith("_id") and isinstance(value, str):
                        found[name].add(value)
                    elif isinstance(value, dict) and isinstance(value.get("id"), str):
                        found[f"{name}_id"].add(value["id"])
    return {name: sorted(texts) for name, texts in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--accounts", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1 << 31)
    print(f"seed {seed} (replay on a fresh `dev`: ROWHOUSE_FUZZ_SEED={seed} ROWHOUSE_FUZZ_SECONDS={given.seconds} openapi/check)", flush=True)

    document = json.loads(DOCUMENT.read_text("utf-8"))
    operations = {
        operation["operationId"]: operation
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in {"get", "put", "post", "delete", "patch"}
    }
    below = {}
    for path in document["paths"]:
        collection, _, parameter = path.rpartition("/")
        if parameter.startswith("{"):
            below[collection] = parameter.strip("{}")
    accounts = json.loads(given.accounts.read_text("utf-8"))
    organisations = list(dict.fromkeys(account["organization"] for account in accounts))
    if len(organisations) != 2:
        fail(f"two demo organisations were expected, and these were found: {', '.join(organisations)}")
    own, other = organisations

    def account(organization: str, role: str) -> dict[str, str]:
        found = [entry for entry in accounts if entry["organization"] == organization and entry["role"] == role]
        return found[0] if found else fail(f"{organization} has no {role} who can sign in")

    other_token = sign_in(given.url, account(other, "admin"))
    before, again = walk(given.url, other_token, document), walk(given.url, other_token, document)
    # what differs between two looks (times, counters) says nothing about who wrote
    still = [path for path in before if before[path] == again.get(path)]
    ours = walk(given.url, sign_in(given.url, account(own, "admin")), document)
    foreign = sorted(telling(before) - telling(ours))
    addresses = [text for text in foreign if text.endswith(f"{other}.example")]
    if len(foreign) < 100 or not addresses or other not in foreign:
        fail(f"only {len(foreign)} strings tell the organisations apart: the check would prove nothing")
    print(f"{len(foreign)} strings exist only in {other}; fuzzing {own}, {len(operations)} operations", flush=True)

    # the callers themselves: whoever is let go by another caller's run would see nothing but 401 in their own
    callers = set()
    for role, _ in PEOPLE:
        if role is not None:
            token = sign_in(given.url, account(own, role))
            member = requests.get(f"{given.url}/members/current", headers={"authorization": f"Bearer {token}"}, timeout=30).json()
            callers |= {member["id"], member.get("employee_id", member["id"])}

    settings = {
        "callers": sorted(callers),
        "base": given.url,
        "foreign": foreign,
        "foreign_ids": {name: sorted(set(theirs) & set(foreign)) for name, theirs in known_ids(before, below).items()},
        "own_ids": known_ids(ours, below),
        "parameter_below": below,
        "seed": seed,
    }
    given.work.mkdir(parents=True, exist_ok=True)
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    failed = []

    def fuzz(name: str, who: dict[str, str] | None, seconds: int, filters: list[str], told: dict[str, Any] | None = None) -> None:
        report = given.work / f"{name}.json"
        report.unlink(missing_ok=True)
        file = given.work / f"{name}.settings.json"
        file.write_text(json.dumps({**settings, **(told or {}), "account": who, "report": str(report), "most_sign_ins": 20 * seconds + 50}), "utf-8")
        file.chmod(0o600)
        log = given.work / f"{name}.log"
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(DOCUMENT.resolve()), "--url", given.url, "--seed", str(seed)]
        command += ["--max-time", str(seconds), "--checks", ",".join(CHECKS), "--generation-database", "none", "--no-color", "--no-shrink"]
        command += ["--request-timeout", "30", "--warnings", "off", "--suppress-health-check", "all", "--continue-on-failure", *filters]
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "FUZZ_SETTINGS": str(file), "PYTHONDONTWRITEBYTECODE": "1"}
        started = time.monotonic()
        with log.open("w") as output:
            # twice the time it was given is a hang
            finished = subprocess.run(command, cwd=given.work, env=environment, stdout=output, stderr=subprocess.STDOUT, timeout=seconds * 2 + 60)
        file.unlink()
        if not report.exists():
            fail(f"the fuzzer never started as {name}:\n{log.read_text('utf-8')[-3000:]}")
        outcome = json.loads(report.read_text("utf-8"))
        if told is not None:
            if finished.returncode == 0 or "no_other_organisation" not in log.read_text("utf-8"):
                fail("the check for the other organisation did not notice the own one, which every answer names: it can find nothing")
            return
        for operation, counts in outcome["answers"].items():
            answers[operation].update(counts)
        total = sum(sum(counts.values()) for counts in outcome["answers"].values())
        good = sum(count for counts in outcome["answers"].values() for status, count in counts.items() if status.startswith("2"))
        signed = outcome["sign_ins"]
        if who is not None and signed["granted"] == 0:
            fail(f"{who['email']} could not sign in any more, and the run as {name} proves nothing (seed {seed})")
        print(
            f"{name:<9} {total:>6} requests, {good:>5} answered 2xx, {outcome['foreign_attempts']:>4} times an id of {other} sent, "
            f"signed in {signed['granted']} times ({signed['refused']} refused), {time.monotonic() - started:.0f} s",
            flush=True,
        )
        if finished.returncode != 0:
            failed.append(name)
            print(log.read_text("utf-8")[-8000:], flush=True)

    # the control: with our own people declared foreign, the check must cry out at once
    control = {"foreign": sorted(telling(ours) - telling(before)), "foreign_ids": {}}
    fuzz("control", account(own, "admin"), 3, ["--include-method", "GET", "--phases", "coverage", "--max-failures", "1"], control)
    print("the check for the other organisation cries out when it should", flush=True)

    last = [operation for operation in operations if re.match(LAST, operation)]
    for role, share in PEOPLE:
        who = account(own, role) if role else None
        fuzz(role or "stranger", who, max(3, round((given.seconds - (LAST_SECONDS if last else 0)) * share)), ["--exclude-operation-id-regex", LAST])
    if last:
        fuzz("ending", account(own, "admin"), LAST_SECONDS, ["--include-operation-id-regex", LAST])

    print(f"\n{'operation':<40} requests   2xx  others")
    for operation in sorted(answers):
        counts = answers[operation]
        good = sum(count for status, count in counts.items() if status.startswith("2"))
        others = " ".join(f"{status}:{count}" for status, count in sorted(counts.items()) if not status.startswith("2"))
        print(f"{operation:<40} {sum(counts.values()):>8} {good:>5}  {others}")
    busy = sum(counts.get("503", 0) for counts in answers.values())
    print(f"answered 503 overloaded with Retry-After, which is allowed: {busy}")
    reached = [operation for operation in operations if any(status.startswith("2") for status in answers[operation])]
    print(f"{len(reached)} of {len(operations)} operations were answered 2xx at least once")
    never = sorted(set(operations) - set(reached))
    if never:
        print(f"never: {', '.join(never)}")

    after = walk(given.url, sign_in(given.url, account(other, "admin")), document)
    changed = [path for path in still if after.get(path) != before[path]]
    if not still:
        fail(f"nothing that {other} shows stays the same between two looks: whether somebody wrote there cannot be told")
    print(f"{other} is as before on {', '.join(path for path in still if path not in changed)}")
    if changed:
        fail(f"{other} has changed although nobody of theirs did anything: {', '.join(changed)} (seed {seed})")
    if failed:
        fail(f"the fuzzer found something as {', '.join(failed)} (seed {seed})")
    if sum(sum(counts.values()) for counts in answers.values()) < 100:
        fail("fewer than 100 requests were made: the run proves nothing")
    if 2 * len(reached) < len(operations):
        fail(f"fewer than half of the operations were ever answered 2xx: the run proves nothing (seed {seed})")


if __name__ == "__main__":
    main()
