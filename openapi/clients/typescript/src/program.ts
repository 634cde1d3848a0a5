// What a frontend does all day, against a running server: see docs/clients.md.
import { randomUUID } from "node:crypto";
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./generated/rowhouse.js";
import { REACTIONS, type ProblemCode } from "./reactions.js";

type Problem = components["schemas"]["Problem"];
type Person = components["schemas"]["EmployeeSummary"];

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** A refusal that the program did not ask for. */
function unexpected(step: string, problem: Problem | undefined, response: Response): never {
  throw new Error(`${step}: ${response.status} ${problem ? `${problem.code}: ${problem.detail ?? problem.title}` : "without a problem"}`);
}

/** The refusal that the program did ask for, by its code. */
function expect(step: string, code: ProblemCode, problem: Problem | undefined, response: Response): Problem {
  if (problem?.code !== code) unexpected(`${step} should have been refused as ${code}`, problem, response);
  if (problem.status !== response.status) throw new Error(`${step}: the problem says ${problem.status}, the response ${response.status}`);
  return problem;
}

const baseUrl = setting("ROWHOUSE_URL");
let accessToken: string | undefined; // in memory only: never in localStorage, where any script could read it
const authorization: Middleware = {
  onRequest({ request }) {
    if (accessToken) request.headers.set("authorization", `Bearer ${accessToken}`);
    return request;
  },
};
const api = createClient<paths>({ baseUrl });
api.use(authorization);

async function page(limit: number, cursor?: string) {
  const { data, error, response } = await api.GET("/employees", { params: { query: cursor === undefined ? { limit } : { limit, cursor } } });
  return data ?? unexpected("list_employees", error, response);
}

const signedIn = await api.POST("/sessions", { body: { email: setting("ROWHOUSE_EMAIL"), password: setting("ROWHOUSE_PASSWORD") } });
if (!signedIn.data) unexpected("create_session", signedIn.error, signedIn.response);
accessToken = signedIn.data.access_token;
console.log(`signed in as ${signedIn.data.role} until ${signedIn.data.expires_at}`);

const people: Person[] = [];
let pages = 0;
for (let cursor: string | undefined; pages === 0 || cursor !== undefined; pages += 1) {
  const { items, next_cursor } = await page(7, cursor);
  people.push(...items);
  cursor = next_cursor;
}
const whole = await page(200);
if (whole.next_cursor !== undefined) throw new Error("200 people did not fit on one page: this program needs a smaller organisation.");
if (pages < 2) throw new Error("All people fit on one page of 7: this program needs more of them.");
if (new Set(people.map(({ id }) => id)).size !== people.length) throw new Error("Somebody came twice.");
if (people.map(({ id }) => id).join() !== whole.items.map(({ id }) => id).join()) throw new Error("The pages do not add up to the whole list.");
console.log(`${people.length} people on ${pages} pages, each once, as on one page`);

const somebody = people.at(-1)!;
const path = { employee_id: somebody.id };
const read = await api.GET("/employees/{employee_id}", { params: { path } });
if (!read.data) unexpected("read_employee", read.error, read.response);
const stale = read.response.headers.get("etag") ?? "";
const phone = `+49 30 ${String(Date.now()).slice(-7)}`;
const edit = (etag: string) => api.PATCH("/employees/{employee_id}", { params: { path, header: { "If-Match": etag } }, body: { work_phone: phone } });
const edited = await edit(stale);
if (!edited.data) unexpected("update_employee", edited.error, edited.response);
const fresh = edited.response.headers.get("etag") ?? "";
if (edited.data.work_phone !== phone || !stale || !fresh || fresh === stale) throw new Error(`The edit gave ${edited.data.work_phone} and ETag ${fresh} after ${stale}.`);
const again = await edit(stale);
const refused = expect("update_employee with a stale ETag", "version_mismatch", again.error, again.response);
if (REACTIONS[refused.code] !== "reload") throw new Error("A stale version must be read again.");
console.log(`edited ${somebody.display_name}: ETag ${stale} became ${fresh}; the old one is refused as ${refused.code}`);

const absent = await api.GET("/employees/{employee_id}", { params: { path: { employee_id: randomUUID() } } });
expect("read_employee of nobody", "not_found", absent.error, absent.response);
console.log("somebody who does not exist: not_found");

const signedOut = await api.DELETE("/sessions/current");
if (signedOut.response.status !== 204) unexpected("delete_session", signedOut.error, signedOut.response);
const after = await api.GET("/members/current");
const ended = expect("read_current_member after signing out", "session_ended", after.error, after.response);
console.log(`signed out: ${ended.status} ${ended.code}`);
