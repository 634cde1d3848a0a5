//! What an integration does all day, against a running server: see docs/clients.md.

/// Generated from openapi/rowhouse.json by build.rs.
#[allow(clippy::all, dead_code, unused_imports, mismatched_lifetime_syntaxes)]
mod rowhouse {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

use std::{
    collections::HashSet,
    env,
    error::Error as StdError,
    sync::{Arc, RwLock},
    time::{SystemTime, UNIX_EPOCH},
};

use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use rowhouse::{
    Client, ClientInfo as _, Error, ResponseValue,
    types::{EmployeePatch, EmployeeSummary, NewSession, Problem, ProblemCode},
};

type Failure = Box<dyn StdError>;

/// The access token, in memory only.
#[derive(Clone, Debug, Default)]
pub struct Session(Arc<RwLock<Option<HeaderValue>>>);

impl Session {
    fn start(&self, access_token: &str) -> Result<(), Failure> {
        let mut value = HeaderValue::from_str(&format!("Bearer {access_token}"))?;
        value.set_sensitive(true);
        *self.0.write().map_err(|_| "another thread failed while it held the token")? = Some(value);
        Ok(())
    }
}

impl ClientHooks<Session> for Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, operation: &OperationInfo) -> Result<(), Error<E>> {
        let token = self.inner().0.read().map_err(|_| Error::Custom("another thread failed while it held the token".to_owned()))?;
        if let Some(token) = token.as_ref() {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        if let Some((_, media_type)) = rowhouse::UPLOADS.iter().find(|(id, _)| *id == operation.operation_id) {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        Ok(())
    }
}

/// The refusal that the program asked for, by its code.
fn refusal<T>(step: &str, code: ProblemCode, answer: Result<ResponseValue<T>, Error<Problem>>) -> Result<Problem, Failure> {
    match answer {
        Err(Error::ErrorResponse(response)) if response.code == code && response.status.to_string() == response.status().as_str() => {
            Ok(response.into_inner())
        }
        Err(other) => Err(format!("{step} should have been refused as {code}, and failed otherwise: {other:?}").into()),
        Ok(_) => Err(format!("{step} should have been refused as {code}, and was not").into()),
    }
}

/// Ends the program with the problem's own words.
fn told(error: Error<Problem>) -> Failure {
    match error {
        Error::ErrorResponse(response) => {
            format!("{} {}: {}", response.status, response.code, response.detail.as_ref().unwrap_or(&response.title)).into()
        }
        other => other.into(),
    }
}

fn etag(headers: &HeaderMap) -> Result<String, Failure> {
    Ok(headers.get("etag").ok_or("an answer came without its ETag")?.to_str()?.to_owned())
}

async fn everybody(api: &Client, limit: u32) -> Result<(Vec<EmployeeSummary>, usize), Failure> {
    let mut people = Vec::new();
    let mut cursor: Option<String> = None;
    for pages in 1.. {
        let mut request = api.list_employees().limit(limit);
        if let Some(cursor) = &cursor {
            request = request.cursor(cursor);
        }
        let page = request.send().await.map_err(told)?.into_inner();
        people.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => return Ok((people, pages)),
        }
    }
    Err("the pages never ended".into())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let api = Client::new(&env::var("ROWHOUSE_URL")?, Session::default());
    let credentials: NewSession = NewSession::builder().email(env::var("ROWHOUSE_EMAIL")?).password(env::var("ROWHOUSE_PASSWORD")?).try_into()?;
    let session = api.create_session().body(credentials).send().await.map_err(told)?.into_inner();
    api.inner().start(&session.access_token)?;
    println!("signed in as {} until {}", session.role, session.expires_at.format("%H:%M:%S"));

    let (people, pages) = everybody(&api, 7).await?;
    let (whole, one) = everybody(&api, 200).await?;
    if one != 1 || pages < 2 {
        return Err(format!("{pages} pages of 7 and {one} of 200: this program needs an organisation of 8 to 200 people").into());
    }
    if people.iter().map(|person| person.id).collect::<HashSet<_>>().len() != people.len() {
        return Err("somebody came twice".into());
    }
    if !people.iter().map(|person| person.id).eq(whole.iter().map(|person| person.id)) {
        return Err("the pages do not add up to the whole list".into());
    }
    println!("{} people on {pages} pages, each once, as on one page", people.len());

    let somebody = people.last().ok_or("there is nobody")?;
    let read = api.read_employee().employee_id(somebody.id).send().await.map_err(told)?;
    let stale = etag(read.headers())?;
    let phone = format!("+49 30 {:07}", SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros() % 10_000_000);
    let patch: EmployeePatch = EmployeePatch::builder().work_phone(Some(phone.parse()?)).try_into()?;
    let edit = || api.update_employee().employee_id(somebody.id).if_match(&stale).body(patch.clone()).send();
    let edited = edit().await.map_err(told)?;
    let fresh = etag(edited.headers())?;
    if edited.work_phone.as_deref() != Some(&phone) || fresh == stale {
        return Err(format!("the edit gave {:?} and ETag {fresh} after {stale}", edited.work_phone).into());
    }
    let refused = refusal("update_employee with a stale ETag", ProblemCode::VersionMismatch, edit().await)?;
    println!("edited {}: ETag {stale} became {fresh}; the old one is refused as {}", somebody.display_name, refused.code);

    let absent = api.read_employee().employee_id(uuid::Uuid::new_v4()).send().await;
    refusal("read_employee of nobody", ProblemCode::NotFound, absent)?;
    println!("somebody who does not exist: not_found");

    api.delete_session().send().await.map_err(told)?;
    let after = refusal("read_current_member after signing out", ProblemCode::SessionEnded, api.read_current_member().send().await)?;
    println!("signed out: {} {}", after.status, after.code);
    Ok(())
}
