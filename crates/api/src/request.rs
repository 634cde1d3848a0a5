//! What happens around every operation: an id, a deadline, a body limit, security headers, and problems instead of plain text.

use std::time::{Duration, Instant};

use aws_lc_rs::digest::{Context as Sha256, SHA256};
use poem::{
    Endpoint, IntoResponse as _, Request, Response, Result,
    error::{MethodNotAllowedError, NotFoundError, ReadBodyError},
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use poem_openapi::error::{AuthorizationError, ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError};
use types::{Error, Problem, RequestId};

use crate::problem;

/// Longest request body in bytes. Uploads get operations of their own.
const BODY_LIMIT: usize = 1024 * 1024;
/// A body that drips is cut off after this long.
const BODY_DEADLINE: Duration = Duration::from_secs(10);
/// Nothing takes longer; the database stops its statements earlier (`statement_timeout` of the role).
const REQUEST_DEADLINE: Duration = Duration::from_secs(20);

const PROBLEM_JSON: &str = "application/problem+json";

#[derive(Clone, Copy)]
struct Serving {
    id: RequestId,
    digest: [u8; 32],
}

tokio::task_local! {
    static SERVING: Serving;
}

/// The id of the request that this task serves.
pub(crate) fn id() -> RequestId {
    SERVING.try_with(|serving| serving.id).unwrap_or_default()
}

/// SHA-256 over method, path with query, and body of a request that carries an Idempotency-Key: what the key stands for.
pub(crate) fn digest() -> [u8; 32] {
    SERVING.try_with(|serving| serving.digest).unwrap_or_default()
}

/// The outermost layer.
pub(crate) async fn problems_and_limits<E: Endpoint>(endpoint: std::sync::Arc<E>, mut request: Request) -> Result<Response> {
    let id = RequestId::now_v7();
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();

    // an upload reads its body itself, in constant memory and with limits of its own
    let upload = crate::imports::is_upload(&method, &path);
    let read = if upload { crate::imports::announced_within_limit(request.headers()).map(|()| [0; 32]) } else { read_body(&mut request).await };
    let deadline = if upload { crate::imports::UPLOAD_DEADLINE + REQUEST_DEADLINE } else { REQUEST_DEADLINE };
    let mut response = match read {
        Err(refusal) => problem::response(&refusal, id),
        Ok(digest) => match tokio::time::timeout(deadline, SERVING.scope(Serving { id, digest }, endpoint.call(request))).await {
            Ok(Ok(output)) => output.into_response(),
            Ok(Err(error)) => as_problem(error, id),
            Err(_) => problem::response(&Error::new(Problem::Overloaded).internal("the request's deadline passed"), id),
        },
    };
    if response.status() == StatusCode::UNAUTHORIZED && !response.headers().contains_key(header::WWW_AUTHENTICATE) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    secure(response.headers_mut(), id);
    tracing::info!(
        request_id = %id, %method, path, status = response.status().as_u16(), micros = started.elapsed().as_micros() as u64,
        "request {id}: {method} {path} {}", response.status().as_u16()
    );
    Ok(response)
}

/// Reads the body here, once, within its limits: no operation can forget them.
async fn read_body(request: &mut Request) -> Result<[u8; 32], Error> {
    // RFC 7396 by its own name is the same JSON; the framework knows one name
    match request.content_type().map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()).as_deref() {
        Some("application/merge-patch+json") => {
            request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        // which would be read as plain JSON, and may mean something else entirely (RFC 6902)
        Some(other) if other.ends_with("+json") => {
            return Err(Error::new(Problem::UnsupportedMediaType).detail(format!("{other} is not understood here. Send application/json.")));
        }
        _ => {}
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<u64>().ok());
    if announced.is_some_and(|length| length > BODY_LIMIT as u64) {
        return Err(Problem::TooLarge.into());
    }
    let body = request.take_body();
    match tokio::time::timeout(BODY_DEADLINE, body.into_bytes_limit(BODY_LIMIT)).await {
        Ok(Ok(bytes)) => {
            let digest = if request.headers().contains_key("idempotency-key") { digest_of(request, &bytes) } else { [0; 32] };
            request.set_body(bytes);
            Ok(digest)
        }
        Ok(Err(ReadBodyError::PayloadTooLarge)) => Err(Problem::TooLarge.into()),
        Ok(Err(error)) => Err(Error::new(Problem::MalformedRequest).detail("The body ended early.").internal(error)),
        Err(_) => Err(Error::new(Problem::MalformedRequest).detail("The body took too long to arrive.")),
    }
}

fn digest_of(request: &Request, body: &[u8]) -> [u8; 32] {
    let mut context = Sha256::new(&SHA256);
    for part in [request.method().as_str().as_bytes(), b" ", request.uri().to_string().as_bytes(), b"\n", body] {
        context.update(part);
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}

/// Framework errors are plain text; here they become problems. What the client sent may be repeated to the client.
fn as_problem(error: poem::Error, id: RequestId) -> Response {
    let mapped = if error.is::<NotFoundError>() {
        Error::new(Problem::UnknownPath)
    } else if error.is::<MethodNotAllowedError>() {
        Error::new(Problem::MethodNotAllowed)
    } else if error.is::<AuthorizationError>() {
        Error::new(Problem::Unauthenticated)
    } else if let Some(content_type) = error.downcast_ref::<ContentTypeError>() {
        Error::new(Problem::UnsupportedMediaType).detail(format!("{content_type}. Send the content type that this operation takes."))
    } else if let Some(path) = error.downcast_ref::<ParsePathError>() {
        // an id that is none cannot belong to anything: the same answer as for an unknown one
        Error::new(Problem::NotFound).internal(path)
    } else if error.is::<ParseParamError>() || error.is::<ParseRequestPayloadError>() {
        Error::new(Problem::MalformedRequest).detail(brief(&error.to_string()))
    } else {
        let text = error.to_string();
        let response = error.into_response();
        if response.content_type() == Some(PROBLEM_JSON) {
            return response; // an operation's own refusal
        }
        let kind = if response.status().is_client_error() { Problem::MalformedRequest } else { Problem::Internal };
        Error::new(kind).internal(text)
    };
    problem::response(&mapped, id)
}

/// The framework repeats what it could not parse, passwords included: only what was expected is told.
fn brief(text: &str) -> String {
    let told = text.split(", found").next().unwrap_or_default();
    told.chars().take(200).collect()
}

/// HY-29: on every response, problems and documentation included.
fn secure(headers: &mut HeaderMap, id: RequestId) {
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert("x-request-id", value);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
}
