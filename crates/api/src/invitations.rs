use std::sync::Arc;

use auth::OrgToken;
use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::{Example, Password},
};
use store::datastore::{
    invitations::{self, Invitation as Row, New},
    sessions::Challenge,
};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::word,
    bearer::AccessToken,
    example,
    page::{Window, default_limit, page},
    password,
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    sessions::{RoleName, Secrets, SessionOpened, role},
    text::Text,
};

pub(crate) struct Invitations;

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum InvitationState {
    Open,
    Accepted,
    Revoked,
    Expired,
}

/// An invitation, without its token.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Invitation {
    id: Uuid,
    /// The only address that can accept it.
    email: String,
    role: RoleName,
    /// The employee the new member will be.
    employee_id: Option<Uuid>,
    state: InvitationState,
    expires_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    /// The member who invited.
    created_by: Option<Uuid>,
}

impl Example for Invitation {
    fn example() -> Self {
        Self {
            id: example::id(7),
            email: "noah@brightwater.example".to_owned(),
            role: RoleName::Manager,
            employee_id: Some(example::id(8)),
            state: InvitationState::Open,
            expires_at: DateTime::UNIX_EPOCH,
            created_at: DateTime::UNIX_EPOCH,
            created_by: Some(example::id(6)),
        }
    }
}

page! {
    /// One page of invitations, newest first.
    InvitationPage of Invitation
}

/// Whom to invite as what.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewInvitation {
    #[oai(validator(min_length = 3, max_length = 254))]
    email: Text,
    role: RoleName,
    /// The employee the new member will be.
    #[oai(skip_serializing_if_is_none)]
    employee_id: Option<Uuid>,
}

impl Example for NewInvitation {
    fn example() -> Self {
        Self { email: Text("noah@brightwater.example".to_owned()), role: RoleName::Manager, employee_id: Some(example::id(8)) }
    }
}

/// An invitation that was just made. The token is shown this once.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct IssuedInvitation {
    invitation: Invitation,
    /// For the invited person, and for nobody else: whoever has it can join in their name. Absent in the answer to a repeat.
    token: Option<String>,
}

impl Example for IssuedInvitation {
    fn example() -> Self {
        Self { invitation: Invitation::example(), token: Some(InvitationToken::example().token.0) }
    }
}

#[derive(ApiResponse)]
enum InvitationIssued {
    /// Invited. A repeat with the same `Idempotency-Key` answers with the same invitation, and without its token.
    #[oai(status = 201)]
    Issued(Json<IssuedInvitation>),
}

/// The token of an invitation.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct InvitationToken {
    #[oai(validator(max_length = 128))]
    token: Text,
}

impl Example for InvitationToken {
    fn example() -> Self {
        Self { token: Text("01900000000070008000000000000001.MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY".to_owned()) }
    }
}

/// What the holder of a token is invited to.
#[derive(Object)]
#[oai(example)]
pub(crate) struct OpenInvitation {
    email: String,
    role: RoleName,
    organization_name: String,
    expires_at: DateTime<Utc>,
    /// Whether the address has an account: then its password is asked for, else a new one is chosen.
    has_account: bool,
}

impl Example for OpenInvitation {
    fn example() -> Self {
        Self {
            email: "noah@brightwater.example".to_owned(),
            role: RoleName::Manager,
            organization_name: "Brightwater".to_owned(),
            expires_at: DateTime::UNIX_EPOCH,
            has_account: false,
        }
    }
}

/// Who accepts.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Acceptance {
    #[oai(validator(max_length = 128))]
    token: Text,
    /// What colleagues will see.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    /// The account's password, or a new one of at least 12 characters.
    password: Password,
}

impl Example for Acceptance {
    fn example() -> Self {
        Self {
            token: InvitationToken::example().token,
            name: Text("Noah Nowak".to_owned()),
            password: Password("correct horse battery staple".to_owned()),
        }
    }
}

#[OpenApi(tag = "crate::Group::Invitations")]
impl Invitations {
    /// Invite somebody
    ///
    /// With `org.invite` as manager, ops or employee, with `org.roles` also as admin or hr; naming an employee takes
    /// `people.write` as well. Open for seven days; one open
    /// invitation per address.
    #[oai(path = "/invitations", method = "post", operation_id = "create_invitation")]
    async fn create_invitation(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one invitation.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewInvitation>,
    ) -> Result<InvitationIssued, Refusal> {
        let context = &caller.0.context;
        let token = OrgToken::generate(context.org());
        let new = New { email: &body.0.email.0, role: body.0.role.into(), employee: body.0.employee_id, token_digest: token.digest() };
        let (id, fresh) = invitations::add(&app.store.requests, context, &new, repeat(&key)?.as_ref()).await?;
        let invitation = shown(invitations::read(&app.store.requests, context, id).await?)?;
        Ok(InvitationIssued::Issued(Json(IssuedInvitation { invitation, token: fresh.then(|| token.to_string()) })))
    }

    /// List invitations
    ///
    /// With `org.members.read`, newest first; nobody else sees any.
    #[oai(path = "/invitations", method = "get", operation_id = "list_invitations")]
    async fn list_invitations(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<InvitationPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "invitations", cursor.0.as_deref(), limit.0)?;
        let rows = invitations::list(&app.store.requests, context, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(InvitationPage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Read an invitation
    ///
    /// With `org.members.read`.
    #[oai(path = "/invitations/:invitation_id", method = "get", operation_id = "read_invitation")]
    async fn read_invitation(&self, app: Data<&Arc<App>>, caller: AccessToken, invitation_id: Path<Uuid>) -> Result<Json<Invitation>, Refusal> {
        Ok(Json(shown(invitations::read(&app.store.requests, &caller.0.context, invitation_id.0).await?)?))
    }

    /// Take an invitation back
    ///
    /// With `org.invite` (and `org.roles` for one of admin or hr): its token opens nothing from now on.
    #[oai(path = "/invitations/:invitation_id/revoke", method = "post", operation_id = "revoke_invitation")]
    async fn revoke_invitation(&self, app: Data<&Arc<App>>, caller: AccessToken, invitation_id: Path<Uuid>) -> Result<Json<Invitation>, Refusal> {
        let context = &caller.0.context;
        invitations::revoke(&app.store.requests, context, invitation_id.0).await?;
        Ok(Json(shown(invitations::read(&app.store.requests, context, invitation_id.0).await?)?))
    }

    /// Look at one's invitation
    ///
    /// For whoever holds the token: what for, and whether the address has an account. The token stays good.
    #[oai(path = "/invitations/lookup", method = "post", operation_id = "lookup_invitation")]
    async fn lookup_invitation(&self, app: Data<&Arc<App>>, body: Json<InvitationToken>) -> Result<Json<OpenInvitation>, Refusal> {
        let token = parse(&body.0.token)?;
        let found = invitations::challenge(&app.store.sign_in, token.org, token.digest()).await?;
        Ok(Json(OpenInvitation {
            email: found.email,
            role: role(&found.role)?,
            organization_name: found.organization_name,
            expires_at: found.expires_at.into(),
            has_account: found.has_account,
        }))
    }

    /// Accept an invitation
    ///
    /// Joins the organisation and signs in, all or nothing. An address with an account needs that account's password.
    #[oai(path = "/invitations/accept", method = "post", operation_id = "accept_invitation")]
    async fn accept_invitation(&self, app: Data<&Arc<App>>, body: Json<Acceptance>) -> Result<SessionOpened, Refusal> {
        let token = parse(&body.0.token)?;
        let found = invitations::challenge(&app.store.sign_in, token.org, token.digest()).await?;
        let known = match (found.salt, found.memory_kib, found.iterations, found.parallelism) {
            (Some(salt), Some(memory), Some(iterations), Some(parallelism)) => Some(Challenge::stored(salt, memory, iterations, parallelism)?),
            _ => None,
        };
        let chosen = password::chosen(&app, body.0.password.0, known).await?;
        let secrets = Secrets::generate();
        let session = invitations::accept(&app.store.sign_in, token.org, token.digest(), &body.0.name.0, &chosen.as_new(), &secrets.minted()).await?;
        Ok(SessionOpened::Created(Json(secrets.opened(&app, &session)?)))
    }
}

fn parse(token: &Text) -> Result<OrgToken, Error> {
    token.0.parse().map_err(|_| Problem::NotFound.into())
}

fn shown(row: Row) -> Result<Invitation, Error> {
    Ok(Invitation {
        id: row.id,
        email: row.email,
        role: role(&row.role)?,
        employee_id: row.employee_id,
        state: word(&row.state)?,
        expires_at: row.expires_at.into(),
        created_at: row.created_at.into(),
        created_by: row.created_by,
    })
}
