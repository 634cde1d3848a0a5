(() => {
    "use strict";
    const element = (id) => document.getElementById(id);
    const form = element("rowhouse-sign-in");
    const signedIn = element("rowhouse-signed-in");
    const message = element("rowhouse-message");
    const submit = form.querySelector("button");
    const original = window.SwaggerUIBundle;
    let swagger;
    let bearer; // the name of the security scheme
    let token; // here and nowhere else: a token in storage could be read by any script of this origin
    let expiry;

    // the page below calls this once, with the document; what it returns is the only way to fill in the token
    window.SwaggerUIBundle = (options) => {
        const schemes = Object.entries(options.spec.components?.securitySchemes ?? {});
        bearer = schemes.find(([, scheme]) => scheme.type === "http" && scheme.scheme === "bearer")?.[0];
        swagger = original({ ...options, persistAuthorization: false, validatorUrl: null, displayOperationId: true, displayRequestDuration: true, responseInterceptor: answered });
        return swagger;
    };

    function say(kind, text) {
        message.dataset.kind = kind;
        message.textContent = text;
    }

    /** A problem in the server's own words. */
    function told(problem, status) {
        if (!problem?.title) return `The server answered ${status} without saying why.`;
        return [problem.title, problem.detail].filter(Boolean).join(" ");
    }

    async function call(method, path, body) {
        const headers = {};
        if (body) headers["content-type"] = "application/json";
        if (token) headers.authorization = `Bearer ${token}`;
        const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), credentials: "omit" });
        const text = await response.text();
        let answer;
        try {
            answer = text ? JSON.parse(text) : undefined;
        } catch {
            answer = undefined; // a proxy's page: told() says that nobody said why
        }
        return { ok: response.ok, status: response.status, answer };
    }

    function show(who) {
        const inside = token !== undefined;
        const moved = form.contains(document.activeElement) || signedIn.contains(document.activeElement);
        element("rowhouse-who").textContent = who ?? "";
        form.hidden = inside;
        signedIn.hidden = !inside;
        // never leave the keyboard on something that has just gone
        if (moved) (inside ? element("rowhouse-sign-out") : form.elements.email).focus();
    }

    function forget(kind, text) {
        token = undefined;
        clearTimeout(expiry);
        swagger.authActions.logout([bearer]);
        show();
        say(kind, text);
    }

    /** Whatever is tried below may end the session, too. */
    function answered(response) {
        const ended = response.status === 204 && response.url.endsWith("/sessions/current");
        if (token && ended) {
            forget("done", "Signed out.");
        } else if (response.status === 401 && !response.url.endsWith("/sessions")) {
            let problem;
            try {
                problem = JSON.parse(response.text);
            } catch {
                problem = undefined;
            }
            if (token) forget("refused", told(problem, 401));
            else say("refused", told(problem, 401));
        }
        return response;
    }

    function check() {
        const missing = ["email", "password"].filter((name) => {
            const field = form.elements[name];
            const empty = field.value === "";
            field.setAttribute("aria-invalid", String(empty));
            return empty;
        });
        if (missing.length === 0) return true;
        say("refused", missing.length === 2 ? "Enter your e-mail address and your password." : missing[0] === "email" ? "Enter your e-mail address." : "Enter your password.");
        form.elements[missing[0]].focus();
        return false;
    }

    async function signIn() {
        const { email, password, organization } = form.elements;
        const body = { email: email.value, password: password.value };
        if (organization.value.trim()) body.organization = organization.value.trim();
        say("busy", "Signing in …");
        const opened = await call("POST", "/sessions", body);
        if (!opened.ok) {
            say("refused", told(opened.answer, opened.status));
            const field = opened.answer?.code === "organization_required" ? organization : password;
            field.setAttribute("aria-invalid", "true");
            field.focus();
            return;
        }
        token = opened.answer.access_token;
        const member = await call("GET", "/members/current");
        if (!member.ok) {
            forget("refused", told(member.answer, member.status));
            return;
        }
        password.value = "";
        swagger.preauthorizeApiKey(bearer, token);
        const { name, role, organization: at } = member.answer;
        const until = new Date(opened.answer.expires_at);
        expiry = setTimeout(() => forget("refused", "This access token has expired. Sign in again."), until - Date.now());
        show(`Signed in as ${name}, ${role} of ${at.name}, until ${until.toLocaleTimeString()}.`);
        say("done", `Signed in as ${name}. Every operation below now carries your access token.`);
    }

    async function signOut() {
        say("busy", "Signing out …");
        const ended = await call("DELETE", "/sessions/current");
        if (ended.ok || ended.status === 401) forget("done", "Signed out.");
        else say("refused", `You are still signed in. ${told(ended.answer, ended.status)}`);
    }

    /** One at a time; and a server that cannot be reached is told, too. */
    function exclusively(button, work) {
        return async (event) => {
            event.preventDefault();
            if (button.getAttribute("aria-disabled") === "true" || (button === submit && !check())) return;
            button.setAttribute("aria-disabled", "true");
            try {
                await work();
            } catch (error) {
                say("refused", `The server could not be reached: ${error.message}`);
            } finally {
                button.removeAttribute("aria-disabled");
            }
        };
    }

    form.addEventListener("submit", exclusively(submit, signIn));
    form.addEventListener("input", (event) => event.target.removeAttribute("aria-invalid"));
    const out = element("rowhouse-sign-out");
    out.addEventListener("click", exclusively(out, signOut));
})();
