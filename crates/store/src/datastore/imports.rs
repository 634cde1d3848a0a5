//! Importing people: staging as the member who asks, then checking and writing as the job that a worker claimed.

use queries::queries::lifecycle::imports;
pub use queries::queries::lifecycle::imports::{ImportRow, ListImportErrors};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use crate::{Context, OrgTx, Pool, datastore::jobs::Claim, single::Access};

/// What is known of a file before its rows.
pub struct NewImport<'a> {
    /// UUID v7.
    pub id: Uuid,
    /// Report only.
    pub dry_run: bool,
    /// `reject_all` or `skip_rows`.
    pub on_error: &'a str,
    /// `,`, `;` or tab.
    pub delimiter: &'a str,
    /// Fields that the file has a column for.
    pub fields: &'a [&'a str],
    /// Headers that mean nothing here.
    pub ignored_headers: &'a [String],
}

/// Opens an import that rows can be staged in.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongState`] if too many are under way.
pub async fn open(requests: &Pool, context: &Context, import: &NewImport<'_>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let opened = imports::open_import()
        .bind(&single, &import.id, &import.dry_run, &import.on_error, &import.delimiter, &import.fields, &import.ignored_headers)
        .one()
        .await;
    single.finish(opened).await.map(drop)
}

/// Stages one batch in a transaction of its own. `rows`: `[line, value or null, ...]` in the order of the fields; `errors`:
/// `[line, field, reason, message, value or null]`; `bytes`: received so far.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::WrongState`] if it was cancelled.
pub async fn stage(requests: &Pool, context: &Context, id: Uuid, bytes: i64, rows: &Value, errors: &Value) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let staged = imports::stage_import_rows().bind(&single, &id, &bytes, rows, errors).one().await;
    single.finish(staged).await.map(drop)
}

/// Everything has arrived: queues the job.
///
/// # Errors
/// As [`stage`].
pub async fn submit(requests: &Pool, context: &Context, id: Uuid, bytes: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let submitted = imports::submit_import().bind(&single, &id, &bytes).one().await;
    single.finish(submitted).await.map(drop)
}

/// Gives up an upload that cannot be read to its end.
///
/// # Errors
/// As [`stage`].
pub async fn abort(requests: &Pool, context: &Context, id: Uuid, failure: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let aborted = imports::abort_import().bind(&single, &id, &failure).one().await;
    single.finish(aborted).await.map(drop)
}

/// Cancels an import of the caller, or as an admin anybody's.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::WrongState`] if it is over.
pub async fn cancel(requests: &Pool, context: &Context, id: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let cancelled = imports::cancel_import().bind(&single, &id).one().await;
    single.finish(cancelled).await.map(drop)
}

/// One import.
///
/// # Errors
/// [`Problem::NotFound`] if absent or somebody else's.
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<ImportRow, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = imports::read_import().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// One page, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, before: Option<Uuid>, limit: i64) -> Result<Vec<ImportRow>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = imports::list_imports().bind(&single, &before, &limit).all().await;
    single.finish(rows).await
}

/// One page of errors, in order of line, field and reason, after the key given.
///
/// # Errors
/// The caller has no live right.
pub async fn errors(requests: &Pool, context: &Context, id: Uuid, after: (i64, &str, &str), limit: i64) -> Result<Vec<ListImportErrors>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = imports::list_import_errors().bind(&single, &id, &after.0, &after.1, &after.2, &limit).all().await;
    single.finish(rows).await
}

/// Begins, or begins anew after a worker died; false if the import is over.
///
/// # Errors
/// The claim is gone, or the database cannot be used; so for everything below.
pub async fn start(worker: &Pool, claim: &Claim) -> Result<bool, Error> {
    let tx = worker.begin_job(claim).await?;
    let started = tx.checked(imports::start_import().bind(&tx).one().await)?;
    tx.commit().await.map(|()| started)
}

/// Checks a slice of rows by themselves; the last line of it, `None` at the end.
///
/// # Errors
/// As [`start`].
pub async fn check_values(worker: &Pool, claim: &Claim, after: i64, limit: i32) -> Result<Option<i64>, Error> {
    let tx = worker.begin_job(claim).await?;
    let upto = tx.checked(imports::check_import_values().bind(&tx, &after, &limit).one().await)?;
    tx.commit().await.map(|()| upto)
}

/// Checks the rows against each other and who is there; true if there is something to write.
///
/// # Errors
/// As [`start`]; [`Problem::Forbidden`] if the requester's rights have ended.
pub async fn judge(worker: &Pool, claim: &Claim) -> Result<bool, Error> {
    let tx = worker.begin_job(claim).await?;
    tx.checked(imports::match_import_rows().bind(&tx).one().await)?;
    tx.commit().await?;
    let tx = worker.begin_job(claim).await?;
    let verdict = tx.checked(imports::judge_import().bind(&tx).one().await)?;
    tx.commit().await.map(|()| verdict == "write")
}

/// The one transaction in which everything is written; dropped, it never happened.
pub struct Writing(OrgTx);

impl Writing {
    /// Opens it and adds departments and positions.
    ///
    /// # Errors
    /// As [`judge`].
    pub async fn begin(worker: &Pool, claim: &Claim) -> Result<Self, Error> {
        let tx = worker.begin_job(claim).await?;
        tx.checked(imports::write_import_structure().bind(&tx).one().await)?;
        Ok(Self(tx))
    }

    /// Employees and employment records of a slice; its last line, `None` at the end.
    ///
    /// # Errors
    /// As [`judge`]; [`Problem::AlreadyExists`] and the like if somebody else wrote meanwhile.
    pub async fn people(&self, after: i64, limit: i32) -> Result<Option<i64>, Error> {
        self.0.checked(imports::write_import_people().bind(&self.0, &after, &limit).one().await)
    }

    /// Ends the reporting lines that others take the place of.
    ///
    /// # Errors
    /// As [`Self::people`].
    pub async fn end_lines(&self) -> Result<(), Error> {
        self.0.checked(imports::end_import_lines().bind(&self.0).one().await).map(drop)
    }

    /// Lines of a slice, from the end of the file: where to go on, and a row that would close a circle.
    ///
    /// # Errors
    /// As [`Self::people`].
    pub async fn lines(&self, before: i64, limit: i32) -> Result<(Option<i64>, Option<i64>), Error> {
        let slice = self.0.checked(imports::write_import_lines().bind(&self.0, &before, &limit).one().await)?;
        Ok((slice.next_line, slice.refused_line))
    }

    /// Commits, unless the import was cancelled or the right has ended.
    ///
    /// # Errors
    /// [`Problem::WrongState`], [`Problem::Forbidden`]; nothing is written then.
    pub async fn commit(self) -> Result<(), Error> {
        self.0.checked(imports::finish_import().bind(&self.0).one().await)?;
        self.0.commit().await
    }
}

/// Shows progress beside the writing transaction; false once the import is over or cancelled.
///
/// # Errors
/// As [`start`].
pub async fn report(worker: &Pool, claim: &Claim, written: i64) -> Result<bool, Error> {
    let tx = worker.begin_job(claim).await?;
    let goes_on = tx.checked(imports::report_import().bind(&tx, &written).one().await)?;
    tx.commit().await.map(|()| goes_on)
}

/// Keeps what the cycle guard refused, before everything is checked anew.
///
/// # Errors
/// As [`start`].
pub async fn refuse_row(worker: &Pool, claim: &Claim, line: i64) -> Result<(), Error> {
    let tx = worker.begin_job(claim).await?;
    tx.checked(imports::refuse_import_row().bind(&tx, &line).one().await)?;
    tx.commit().await
}

/// Gives an import up, with a sentence for who asked.
///
/// # Errors
/// As [`start`].
pub async fn fail(worker: &Pool, claim: &Claim, failure: &str) -> Result<(), Error> {
    let tx = worker.begin_job(claim).await?;
    tx.checked(imports::fail_import().bind(&tx, &failure).one().await)?;
    tx.commit().await
}

/// Deletes up to `limit` staged rows of an import that is over; how many went.
///
/// # Errors
/// As [`start`].
pub async fn discard(worker: &Pool, claim: &Claim, limit: i32) -> Result<i64, Error> {
    let tx = worker.begin_job(claim).await?;
    let gone = tx.checked(imports::discard_import_rows().bind(&tx, &limit).one().await)?;
    tx.commit().await.map(|()| gone)
}

/// Fails uploads that were cut off and deletes what nobody needs any more, in every organisation; how many rows.
///
/// # Errors
/// The database cannot be used.
pub async fn sweep(worker: &Pool) -> Result<i64, Error> {
    const SLICE: i32 = 5000;
    let single = worker.without_context().await?;
    let swept = imports::sweep_imports().bind(&single, &SLICE).one().await;
    single.finish(swept).await
}
