//! A signed-in client of a serving Rowhouse, for the commands that work over HTTP as any other client does.

use std::{process::ExitCode, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{Failure, secrets};

/// Before an access token runs out, so that no request arrives with one that just did.
const RENEW_BEFORE: TimeDelta = TimeDelta::seconds(60);
/// Until a connection stands.
const CONNECT: Duration = Duration::from_secs(10);
/// For an answer without a file in it.
const ANSWER: Duration = Duration::from_secs(30);

/// Said below the options, because a password is no option: a command line is seen by everybody on the machine.
pub(crate) const PASSWORD: &str = "The password is read from ROWHOUSE_PASSWORD, or from the file that ROWHOUSE_PASSWORD_FILE names.
Exit codes: 0 done without errors, 1 rows with errors or a refusal, 2 wrong usage, no connection, or not signed in.";

/// Whom to talk to, and as whom.
#[derive(clap::Args)]
pub(crate) struct Account {
    /// Where Rowhouse serves.
    #[arg(long, env = "ROWHOUSE_URL", default_value = "http://127.0.0.1:8080")]
    url: Url,
    /// The account to sign in with.
    #[arg(long, env = "ROWHOUSE_EMAIL")]
    email: String,
    /// The organisation's slug; needed by accounts that belong to several.
    #[arg(long, value_name = "SLUG")]
    organization: Option<String>,
}

/// Why a command ends early, and with which exit code.
pub(crate) struct Fault {
    pub(crate) code: u8,
    pub(crate) text: String,
    /// Worth another try a moment later.
    pub(crate) passing: bool,
}

impl Fault {
    /// The server said no, or the work failed.
    pub(crate) fn refused(text: impl Into<String>) -> Self {
        Self { code: 1, text: text.into(), passing: false }
    }

    /// It did not get so far.
    pub(crate) fn unusable(text: impl Into<String>) -> Self {
        Self { code: 2, text: text.into(), passing: false }
    }

    pub(crate) fn exit(&self) -> ExitCode {
        eprintln!("rowhouse: {}", self.text);
        ExitCode::from(self.code)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self::unusable(failure.to_string())
    }
}

/// What connecting, sending or reading failed with, and what it was caused by.
pub(crate) fn unreachable(base: &Url, error: &reqwest::Error) -> Fault {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let at = base.origin().ascii_serialization();
    let text = if error.is_connect() {
        format!("nothing answers at {at}: {cause}. Is Rowhouse serving there? Say where with --url.")
    } else {
        format!("the connection to {at} failed: {cause}")
    };
    Fault { code: 2, text, passing: true }
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    expires_at: DateTime<Utc>,
    refresh_token: String,
}

/// A session.
pub(crate) struct Remote {
    http: reqwest::Client,
    base: Url,
    tokens: Tokens,
}

impl Remote {
    pub(crate) async fn sign_in(account: &Account) -> Result<Self, Fault> {
        let base = account.url.clone();
        let http = client(&base)?;
        let password = secrets::required("ROWHOUSE_PASSWORD", &format!("the password of {}", account.email))?.value;
        let mut body = json!({ "email": account.email, "password": password });
        if let Some(slug) = &account.organization {
            body["organization"] = slug.as_str().into();
        }
        let tokens = open_session(&http, &base, "sessions", &body).await?;
        Ok(Self { http, base, tokens })
    }

    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// A request with a token that is good for a minute at least. Without a deadline: a file may take its time.
    pub(crate) async fn request(&mut self, method: Method, path: &str) -> Result<RequestBuilder, Fault> {
        if self.tokens.expires_at - RENEW_BEFORE < Utc::now() {
            // an answer that is lost does no harm: for a while the same token is given the same successor
            let body = json!({ "refresh_token": self.tokens.refresh_token });
            self.tokens = open_session(&self.http, &self.base, "sessions/refresh", &body).await?;
        }
        Ok(self.http.request(method, address(&self.base, path)?).bearer_auth(&self.tokens.access_token))
    }

    /// A request and its whole answer.
    pub(crate) async fn ask<T: DeserializeOwned>(&mut self, method: Method, path: &str) -> Result<T, Fault> {
        let response = self.request(method, path).await?.timeout(ANSWER).send().await;
        let response = accepted(response.map_err(|error| unreachable(&self.base, &error))?).await?;
        response.json().await.map_err(|error| unreachable(&self.base, &error))
    }

    /// Ends the session. It would run out by itself, so that it cannot be ended is not worth a failure.
    pub(crate) async fn sign_out(mut self) {
        if let Ok(request) = self.request(Method::DELETE, "sessions/current").await
            && let Err(error) = request.timeout(ANSWER).send().await
        {
            tracing::warn!("the session stays open until it runs out: {error}");
        }
    }
}

fn client(base: &Url) -> Result<reqwest::Client, Fault> {
    // a redirect could carry a file of people elsewhere
    let mut builder = reqwest::Client::builder().connect_timeout(CONNECT).redirect(reqwest::redirect::Policy::none());
    match base.scheme() {
        "https" => builder = builder.https_only(true),
        "http" if is_loopback(base) => builder = builder.no_proxy().tls_certs_only([]),
        "http" => return Err(Fault::unusable("a password and a file of people do not go over a network in the clear: write https:// in --url")),
        other => return Err(Fault::unusable(format!("--url begins with https://, not {other}://"))),
    }
    builder.build().map_err(|error| Fault::unusable(format!("no HTTP client can be made: {error}")))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Below whatever path Rowhouse is served under.
fn address(base: &Url, path: &str) -> Result<Url, Fault> {
    let joined = format!("{}/{path}", base.as_str().trim_end_matches('/'));
    joined.parse().map_err(|error| Fault::unusable(format!("{joined} is no address: {error}")))
}

async fn open_session(http: &reqwest::Client, base: &Url, path: &str, body: &Value) -> Result<Tokens, Fault> {
    let response = http.post(address(base, path)?).json(body).timeout(ANSWER).send().await;
    let response = accepted(response.map_err(|error| unreachable(base, &error))?).await.map_err(|fault| Fault { code: 2, ..fault })?;
    response
        .json()
        .await
        .map_err(|error| Fault::unusable(format!("{} does not answer as Rowhouse does: {error}", base.origin().ascii_serialization())))
}

/// The answer, or the problem it tells of.
pub(crate) async fn accepted(response: Response) -> Result<Response, Fault> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let passing = status == StatusCode::SERVICE_UNAVAILABLE;
    let problem: Value = response.json().await.unwrap_or_default();
    let said = |name: &str| problem[name].as_str().map(str::trim).filter(|text| !text.is_empty());
    let text = match (said("title"), said("detail")) {
        (Some(title), Some(detail)) if title.ends_with(['.', '?']) => format!("{title} {detail}"),
        (Some(title), Some(detail)) => format!("{title}: {detail}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => format!("the server answered {status}: is --url right?"),
    };
    // who may not even ask has no session: everything else is an answer
    let code = if status == StatusCode::UNAUTHORIZED { 2 } else { 1 };
    Err(Fault { code, text, passing })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("an address")
    }

    #[test]
    fn a_password_goes_in_the_clear_to_this_machine_only() {
        for own in ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080/", "https://people.example", "https://10.0.0.1"] {
            assert!(client(&url(own)).is_ok(), "{own}");
        }
        for other in ["http://people.example", "http://10.0.0.1:8080", "http://127.0.0.1.example", "http://localhost.example", "ftp://localhost"] {
            assert!(client(&url(other)).is_err_and(|fault| fault.code == 2), "{other}");
        }
    }

    #[test]
    fn paths_are_below_the_address() {
        for base in ["http://localhost/api", "http://localhost/api/"] {
            assert_eq!(address(&url(base), "sessions").map(String::from).ok().as_deref(), Some("http://localhost/api/sessions"));
        }
    }
}
