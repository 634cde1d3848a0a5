//! A POST that makes something, in one transaction with what its Idempotency-Key made: a repeat finds the first one's work, even
//! if the first answer was lost, and two at the same moment wait for each other.

use queries::queries::app::idempotency::{remember, replay};
use types::Error;
use uuid::Uuid;

use crate::{Context, OrgTx, Pool};

/// The key a client sent, and the request it stands for.
pub struct Repeat {
    /// 1-200 characters.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub request_sha256: [u8; 32],
}

/// How a repeatable request begins.
pub(crate) enum Once<'a> {
    /// An earlier one made this.
    Known(Uuid),
    /// Nothing was made under this key yet: go on, then [`FirstTime::commit`].
    First(FirstTime<'a>),
}

/// An open transaction that will remember what it made.
pub(crate) struct FirstTime<'a> {
    pub(crate) tx: OrgTx,
    repeat: Option<&'a Repeat>,
}

impl Pool {
    pub(crate) async fn once<'a>(&self, context: &Context, repeat: Option<&'a Repeat>) -> Result<Once<'a>, Error> {
        let tx = self.begin(context).await?;
        if let Some(repeat) = repeat {
            let known = tx.checked(replay().bind(&tx, &repeat.key, &repeat.request_sha256.as_slice()).one().await)?;
            if let Some(known) = known {
                tx.commit().await?;
                return Ok(Once::Known(known));
            }
        }
        Ok(Once::First(FirstTime { tx, repeat }))
    }
}

impl FirstTime<'_> {
    /// Makes everything permanent, the key included.
    pub(crate) async fn commit(self, made: Uuid) -> Result<Uuid, Error> {
        if let Some(repeat) = self.repeat {
            self.tx.checked(remember().bind(&self.tx, &repeat.key, &made).one().await)?;
        }
        self.tx.commit().await?;
        Ok(made)
    }
}
