use std::sync::Arc;

use poem::Request;
use poem_openapi::{SecurityScheme, auth::Bearer, error::AuthorizationError};
use store::Context;
use types::{Error, Problem};

use crate::{App, problem, request};

/// Who signed the request, by a verified access token. What the token claims is passed on as a claim.
pub(crate) struct Caller {
    pub(crate) context: Context,
}

/// A 15-minute access token from `create_session`, as `Authorization: Bearer ...`.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "access_token", bearer_format = "JWT", checker = "verify")]
pub(crate) struct AccessToken(pub(crate) Caller);

async fn verify(request: &Request, bearer: Bearer) -> poem::Result<Caller> {
    let Some(app) = request.data::<Arc<App>>() else {
        return Err(AuthorizationError.into());
    };
    let id = request::id();
    let claims = app.signing.verify(&bearer.token).map_err(|error| {
        let problem = match error {
            auth::TokenError::Expired => Problem::TokenExpired,
            auth::TokenError::Invalid => Problem::Unauthenticated,
        };
        poem::Error::from_response(problem::response(&Error::new(problem), id))
    })?;
    Ok(Caller { context: Context::new(claims.cap, claims.org, claims.role, id) })
}
