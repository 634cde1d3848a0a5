// Opens /docs in a real browser and uses it as a newcomer does. Fails on anything the console complains about, on a request to
// another host, on a violation of the content security policy, and on a serious barrier in the sign-in bar.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const setting = (name) => {
  if (!process.env[name]) throw new Error(`${name} is not set.`);
  return process.env[name];
};
const base = setting("ROWHOUSE_URL");
const email = setting("ROWHOUSE_EMAIL");
const password = setting("ROWHOUSE_PASSWORD");
const screenshots = setting("ROWHOUSE_SCREENSHOTS");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const complaints = [];
const complain = (text) => complaints.push(text);
const expect = (holds, text) => {
  if (!holds) throw new Error(text);
};

/** Refusals that the test provokes: the browser reports each on the console as a failed resource. */
const provoked = [];
function watch(page) {
  page.on("console", (entry) => {
    if (!["error", "warning"].includes(entry.type())) return;
    const at = provoked.findIndex(({ status, path }) => entry.text().includes(`status of ${status}`) && entry.location().url === base + path);
    if (at >= 0) provoked.splice(at, 1);
    else complain(`console ${entry.type()}: ${entry.text()} (${entry.location().url})`);
  });
  page.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:" && origin !== base) complain(`a request to another host: ${request.url()}`);
  });
  return page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
  });
}

/** What the live region says, once it says something of this kind. */
async function said(page, kind) {
  const region = page.locator(`#rowhouse-message[data-kind="${kind}"]`);
  await region.waitFor({ timeout: 15_000 });
  return region.textContent();
}

async function open(page, operation) {
  const block = page.locator(`.opblock[id$="-${operation}"]`);
  await block.waitFor();
  if (!(await block.evaluate((node) => node.classList.contains("is-open")))) await block.locator(".opblock-summary-control").click();
  return block;
}

async function execute(page, operation, fill = async () => {}) {
  const block = await open(page, operation);
  const tryOut = block.locator(".try-out__btn");
  if (!(await tryOut.evaluate((node) => node.classList.contains("cancel")))) await tryOut.click();
  await fill(block);
  const answered = page.waitForResponse((response) => new URL(response.url()).origin === base);
  await block.locator("button.execute").click();
  const response = await answered;
  const shown = block.locator(".live-responses-table tbody .response-col_status").first();
  await shown.getByText(String(response.status())).waitFor();
  return { status: response.status(), headers: response.headers(), body: await response.json().catch(() => undefined) };
}

async function barriers(page, label) {
  const { own, tool } = await page.evaluate(async () => {
    const serious = (results) => results.violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}: ${nodes[0].target})`);
    const ours = await window.axe.run({ include: [["#rowhouse-bar"]] });
    const whole = await window.axe.run({ exclude: [["#rowhouse-bar"]] });
    return { own: serious(ours), tool: serious(whole) };
  });
  own.forEach((text) => complain(`a barrier in the bar (${label}): ${text}`));
  return tool;
}

async function newcomer(browser, viewport) {
  const label = `${viewport.width}`;
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await watch(page);
  await page.goto(`${base}/docs`);
  await page.locator(".opblock").first().waitFor();
  const shot = (name) => page.screenshot({ path: join(screenshots, `${label}-${name}.png`) });
  await shot("1-arrived");

  // the first stop of the keyboard leads past the bar, the next ones through it
  await page.keyboard.press("Tab");
  expect((await page.evaluate(() => document.activeElement.textContent)) === "Skip to the operations", "The first stop of the keyboard is not the skip link.");
  await page.keyboard.press("Tab");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("not the password");
  provoked.push({ status: 401, path: "/sessions" });
  await page.keyboard.press("Enter");
  const refused = await said(page, "refused");
  expect(refused.includes("E-mail address, password or organisation is wrong."), `A wrong password was answered: ${refused}`);
  expect(await page.getByLabel("Password", { exact: true }).evaluate((field) => field === document.activeElement), "After a wrong password the keyboard is elsewhere.");
  await shot("2-refused");

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  const welcome = await said(page, "done");
  expect(/^Signed in as \S+/.test(welcome), `Signing in was answered: ${welcome}`);
  expect(await page.getByRole("button", { name: "Sign out", exact: true }).evaluate((button) => button === document.activeElement), "After signing in the keyboard is nowhere.");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(!stored.includes("eyJ"), "The access token was stored.");

  const list = await execute(page, "list_employees");
  expect(list.status === 200 && list.body.items.length > 1, `list_employees answered ${list.status}.`);
  await shot("3-people");
  const somebody = list.body.items.at(-1);
  const id = (block) => block.locator('tr[data-param-name="employee_id"] input').fill(somebody.id);
  const read = await execute(page, "read_employee", id);
  expect(read.status === 200 && read.headers.etag, `read_employee answered ${read.status} with ETag ${read.headers.etag}.`);
  const phone = `+49 30 ${String(Date.now()).slice(-7)}`;
  const edited = await execute(page, "update_employee", async (block) => {
    await id(block);
    await block.locator('tr[data-param-name="If-Match"] input').fill(read.headers.etag);
    await block.locator("textarea.body-param__text").fill(JSON.stringify({ work_phone: phone }));
  });
  expect(edited.status === 200 && edited.body.work_phone === phone, `update_employee answered ${edited.status}.`);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.locator("#rowhouse-message", { hasText: "Signed out." }).waitFor();
  expect(await page.getByLabel("E-mail address", { exact: true }).evaluate((field) => field === document.activeElement), "After signing out the keyboard is nowhere.");
  provoked.push({ status: 401, path: "/employees?limit=50" });
  const after = await execute(page, "list_employees");
  expect(after.status === 401 && after.body.code === "unauthenticated", `After signing out list_employees answered ${after.status}.`);
  expect((await said(page, "refused")).includes("Sign in first"), "The bar does not say why nothing is shown.");
  await page.evaluate(() => scrollTo(0, 0));
  await shot("4-signed-out");

  const wide = await page.evaluate(() => document.querySelector("#rowhouse-bar").scrollWidth - innerWidth);
  expect(wide <= 0, `The bar is ${wide} pixels wider than the window.`);
  (await page.evaluate(() => window.violations)).forEach((text) => complain(`content security policy: ${text}`));
  if (provoked.length > 0) complain(`refusals that the console should have shown and did not: ${JSON.stringify(provoked)}`);
  provoked.length = 0;
  await context.close();

  // axe is a script that the policy rightly refuses: a second visit without the policy, for it alone
  const lenient = await browser.newContext({ viewport, bypassCSP: true });
  const visit = await lenient.newPage();
  await visit.goto(`${base}/docs`);
  await visit.locator(".opblock").first().waitFor();
  await visit.addScriptTag({ content: axe });
  const listed = new Set(await barriers(visit, `${label}, signed out`));
  await visit.getByRole("button", { name: "Sign in", exact: true }).click();
  await said(visit, "refused");
  await barriers(visit, `${label}, refused`);
  await visit.getByLabel("E-mail address", { exact: true }).fill(email);
  await visit.getByLabel("Password", { exact: true }).fill(password);
  await visit.keyboard.press("Enter");
  await said(visit, "done");
  (await barriers(visit, `${label}, signed in`)).forEach((text) => listed.add(text));
  await visit.getByRole("button", { name: "Sign out", exact: true }).click();
  await visit.locator("#rowhouse-message", { hasText: "Signed out." }).waitFor();
  await lenient.close();
  return listed;
}

const profile = mkdtempSync(join(tmpdir(), "rowhouse-browser-"));
const browser = await chromium.launch({ executablePath: setting("ROWHOUSE_CHROMIUM"), args: ARGUMENTS, chromiumSandbox: false, env: { ...process.env, HOME: profile } });
try {
  const tool = new Set();
  for (const width of [1280, 390]) {
    (await newcomer(browser, { width, height: 900 })).forEach((text) => tool.add(text));
    console.log(`/docs at ${width} pixels: signed in, listed, read, edited, signed out`);
  }
  tool.forEach((text) => console.log(`in Swagger UI's own markup, for the record: ${text}`));
} catch (error) {
  complain(error.stack);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
if (complaints.length > 0) {
  complaints.forEach((text) => console.error(text));
  process.exit(1);
}
