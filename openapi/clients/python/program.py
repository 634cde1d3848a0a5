"""What an integration does all day, against a running server: see docs/clients.md."""

import os
import time
import uuid
from typing import NoReturn, TypeVar

from rowhouse_client import AuthenticatedClient, Client
from rowhouse_client.api.employees import list_employees, read_employee, update_employee
from rowhouse_client.api.members import read_current_member
from rowhouse_client.api.sessions import create_session, delete_session
from rowhouse_client.models import EmployeePage, EmployeePatch, EmployeeSummary, NewSession, Problem, ProblemCode
from rowhouse_client.types import UNSET, Response, Unset

T = TypeVar("T")


def fail(text: str) -> NoReturn:
    raise SystemExit(text)


def answer(step: str, response: Response[T | Problem]) -> T:
    """What was asked for; a problem ends the program."""
    parsed = response.parsed
    if isinstance(parsed, Problem):
        detail = parsed.title if isinstance(parsed.detail, Unset) else parsed.detail
        fail(f"{step}: {parsed.status} {parsed.code}: {detail}")
    if parsed is None:
        fail(f"{step}: {response.status_code} is not what the document promises")
    return parsed


def refusal(step: str, code: ProblemCode, response: Response[T | Problem]) -> Problem:
    """The refusal that the program asked for, by its code."""
    parsed = response.parsed
    if not isinstance(parsed, Problem) or parsed.code is not code or parsed.status != response.status_code:
        fail(f"{step} should have been refused as {code}, and was answered {response.status_code}: {parsed}")
    return parsed


def everybody(client: AuthenticatedClient, limit: int) -> tuple[list[EmployeeSummary], int]:
    people: list[EmployeeSummary] = []
    cursor: str | Unset = UNSET
    pages = 0
    while pages == 0 or not isinstance(cursor, Unset):
        page: EmployeePage = answer("list_employees", list_employees.sync_detailed(client=client, limit=limit, cursor=cursor))
        people += page.items
        cursor = page.next_cursor
        pages += 1
    return people, pages


def main() -> None:
    url = os.environ["ROWHOUSE_URL"]
    credentials = NewSession(email=os.environ["ROWHOUSE_EMAIL"], password=os.environ["ROWHOUSE_PASSWORD"])
    session = answer("create_session", create_session.sync_detailed(client=Client(base_url=url), body=credentials))
    client = AuthenticatedClient(base_url=url, token=session.access_token)
    print(f"signed in as {session.role} until {session.expires_at:%H:%M:%S}")

    people, pages = everybody(client, 7)
    whole, one = everybody(client, 200)
    if one != 1 or pages < 2:
        fail(f"{pages} pages of 7 and {one} of 200: this program needs an organisation of 8 to 200 people")
    if len({person.id for person in people}) != len(people):
        fail("somebody came twice")
    if [person.id for person in people] != [person.id for person in whole]:
        fail("the pages do not add up to the whole list")
    print(f"{len(people)} people on {pages} pages, each once, as on one page")

    somebody = people[-1]
    read = read_employee.sync_detailed(somebody.id, client=client)
    answer("read_employee", read)
    stale = read.headers["etag"]
    phone = f"+49 30 {time.time_ns() // 1000 % 10_000_000:07}"
    patch = EmployeePatch(work_phone=phone)
    response = update_employee.sync_detailed(somebody.id, client=client, body=patch, if_match=stale)
    edited = answer("update_employee", response)
    fresh = response.headers["etag"]
    if edited.work_phone != phone or fresh == stale:
        fail(f"the edit gave {edited.work_phone} and ETag {fresh} after {stale}")
    again = update_employee.sync_detailed(somebody.id, client=client, body=patch, if_match=stale)
    refused = refusal("update_employee with a stale ETag", ProblemCode.VERSION_MISMATCH, again)
    print(f"edited {somebody.display_name}: ETag {stale} became {fresh}; the old one is refused as {refused.code}")

    refusal("read_employee of nobody", ProblemCode.NOT_FOUND, read_employee.sync_detailed(uuid.uuid4(), client=client))
    print("somebody who does not exist: not_found")

    ended = delete_session.sync_detailed(client=client)
    if ended.status_code != 204:
        fail(f"delete_session: {ended.status_code}: {ended.parsed}")
    after = refusal("read_current_member after signing out", ProblemCode.SESSION_ENDED, read_current_member.sync_detailed(client=client))
    print(f"signed out: {after.status} {after.code}")


if __name__ == "__main__":
    main()
