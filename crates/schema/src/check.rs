//! What `rowhouse serve` asks before it listens, with no more rights than the login it will serve with.

use std::fmt;

use tokio_postgres::Client;

use crate::{Error, files};

/// Why a login must not serve requests. Each would let it step around row security.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LoginFault {
    /// The login.
    pub login: String,
    /// What it is or has, as a clause: "is a superuser".
    pub fault: String,
}

impl fmt::Display for LoginFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the login {} {}", self.login, self.fault)
    }
}

/// Everything about the current login that a runtime login must not be: empty is right.
///
/// # Errors
/// The server could not be asked.
pub async fn login_faults(client: &Client, expected: &str) -> Result<Vec<LoginFault>, Error> {
    let rows = client
        .query(
            "select session_user::text, f.fault
               from pg_catalog.pg_roles r
              cross join lateral (values
                 (r.rolname <> $1, 'is not ' || $1),
                 (r.rolsuper, 'is a superuser'),
                 (r.rolbypassrls, 'has BYPASSRLS'),
                 (r.rolreplication, 'may replicate'),
                 (r.rolcreaterole, 'may create roles'),
                 (r.rolcreatedb, 'may create databases'),
                 (r.rolinherit, 'inherits the rights of other roles'),
                 (exists (select from pg_catalog.pg_auth_members m where m.member = r.oid), 'is a member of another role'),
                 (exists (select from pg_catalog.pg_class c where c.relowner = r.oid)
                    or exists (select from pg_catalog.pg_proc p where p.proowner = r.oid)
                    or exists (select from pg_catalog.pg_namespace n where n.nspowner = r.oid), 'owns objects in this database'),
                 (exists (select from pg_catalog.pg_database d where d.datname = current_database() and d.datdba = r.oid), 'owns this database'),
                 (has_database_privilege(r.oid, current_database(), 'TEMPORARY'), 'may create temporary tables'),
                 (has_database_privilege(r.oid, current_database(), 'CREATE'), 'may create schemas')
              ) f (holds, fault)
              where r.rolname = session_user and f.holds",
            &[&expected],
        )
        .await?;
    Ok(rows.iter().map(|row| LoginFault { login: row.get(0), fault: row.get(1) }).collect())
}

/// Whether the database is what this binary's files say: migrated, by this version, and not drifted since.
///
/// # Errors
/// [`Error::Unmigrated`], [`Error::OtherVersion`] or [`Error::Drifted`] with what to do.
pub async fn check(client: &Client) -> Result<(), Error> {
    let known: bool = client
        .query_one(
            "select exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                             where n.nspname = 'catalog' and p.proname = 'protection_sha256')
                and exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                             where n.nspname = 'platform' and c.relname = 'applied_policies')",
            &[],
        )
        .await?
        .get(0);
    if !known {
        return Err(Error::Unmigrated);
    }
    let applied = client
        .query_opt(
            "select a.files_sha256 = $1, a.catalog_sha256 = catalog.protection_sha256() and not exists (select from catalog.role_drift)
               from platform.applied_policies a",
            &[&files::digest().as_slice()],
        )
        .await?
        .ok_or(Error::Unmigrated)?;
    if !applied.get::<_, bool>(0) {
        return Err(Error::OtherVersion);
    }
    if !applied.get::<_, bool>(1) {
        return Err(Error::Drifted);
    }
    Ok(())
}
