//! Parts of the kernel that can be taken out of the scratch database and put back, as SQL made from its own catalog.

use tokio_postgres::Client;
use uuid::Uuid;

use crate::Failure;

/// One part.
pub(crate) struct Switch {
    /// For the table.
    pub(crate) name: String,
    /// Takes it out.
    pub(crate) off: String,
    /// Puts it back.
    pub(crate) on: String,
}

/// Policies of people that match, without their look at the caller: a floor names the organisation, anything else is true.
async fn policies(admin: &Client, name: &str, org: Uuid, condition: &str) -> Result<Switch, Failure> {
    let sql = format!(
        "select string_agg(format('alter policy %I on %s%s%s', p.polname, p.polrelid::regclass, case when p.polqual is not null then format(' using (%s)', t.text) else '' end,
                                  case when p.polwithcheck is not null then format(' with check (%s)', t.text) else '' end), '; '),
                string_agg(format('alter policy %I on %s%s%s', p.polname, p.polrelid::regclass, coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', ''),
                                  coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')), '; ')
           from pg_policy p join pg_class c on c.oid = p.polrelid
          cross join lateral (select case when p.polname = 'tenant' then 'org_id = ''{org}''' else 'true' end as text) t
          where c.relnamespace = 'people'::regnamespace and {condition}"
    );
    let row = admin.query_one(&sql, &[]).await?;
    Ok(Switch { name: name.to_owned(), off: row.get(0), on: row.get(1) })
}

fn plain(name: &str, off: &str, on: &str) -> Switch {
    Switch { name: name.to_owned(), off: off.to_owned(), on: on.to_owned() }
}

fn trigger(trigger: &str, what: &str) -> Switch {
    plain(
        &format!("{trigger} ({what})"),
        &format!("alter table people.employees disable trigger {trigger}"),
        &format!("alter table people.employees enable trigger {trigger}"),
    )
}

/// What a read pays for.
pub(crate) async fn of_reads(admin: &Client, org: Uuid) -> Result<Vec<Switch>, Failure> {
    let reports: String = admin.query_one("select pg_get_functiondef('app.reports()'::regprocedure)", &[]).await?.get(0);
    Ok(vec![
        policies(admin, "floors (tenant policies)", org, "p.polname = 'tenant'").await?,
        policies(admin, "permissive policies of employees", org, "c.relname = 'employees' and p.polpermissive").await?,
        policies(admin, "permissive policies of employment_records", org, "c.relname = 'employment_records' and p.polpermissive").await?,
        plain(
            "body of app.reports()",
            "create or replace function app.reports() returns table (org_id uuid, employee_id uuid) language plpgsql stable parallel restricted security definer
             set search_path = pg_catalog, pg_temp as $$ begin return; end $$",
            &reports,
        ),
        policies(admin, "all policies of people", org, "true").await?,
    ])
}

/// What an update pays for.
pub(crate) async fn of_updates(admin: &Client, org: Uuid) -> Result<Vec<Switch>, Failure> {
    Ok(vec![
        policies(admin, "floor", org, "p.polname = 'tenant'").await?,
        policies(admin, "permissive policies of employees", org, "c.relname = 'employees' and p.polpermissive").await?,
        policies(admin, "all policies of people", org, "true").await?,
        trigger("_100_writable", "closing organisations"),
        trigger("_200_same_org", "cross-tenant guard"),
        trigger("_300_stamp", "row version"),
        trigger("_900_audit", "audit entry"),
        plain(
            "  of it: references of audit.*",
            "alter table audit.log disable trigger all; alter table audit.payloads disable trigger all",
            "alter table audit.log enable trigger all; alter table audit.payloads enable trigger all",
        ),
        plain(
            "  of it: row security of audit.*",
            "alter table audit.log disable row level security; alter table audit.payloads disable row level security",
            "alter table audit.log enable row level security; alter table audit.payloads enable row level security",
        ),
        plain("all four triggers", "alter table people.employees disable trigger user", "alter table people.employees enable trigger user"),
    ])
}
