//! Writes the world with COPY, as a superuser with triggers off: nothing else is this fast, and none of it is measured.

use std::fmt::Write as _;

use futures_util::SinkExt as _;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::{
    Failure, progress,
    world::{EMPLOYEES, Org, SIGNED_IN, World, role_of},
};

const FIRST: [&str; 20] = [
    "Amara", "Bjorn", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ines", "Jonas", "Katya", "Luca", "Mina", "Noor", "Oskar", "Priya",
    "Quinn", "Rosa", "Sven", "Tala",
];
const LAST: [&str; 10] = ["Adler", "Brandt", "Costa", "Dubois", "Eriksen", "Ferrari", "Garcia", "Haddad", "Ivanova", "Jansen"];

/// One table's rows in COPY's text form.
struct Table {
    target: &'static str,
    rows: fn(&Org, usize, &mut String),
}

const TABLES: [Table; 12] = [
    Table {
        target: "identity.organizations (org_id, slug, name)",
        rows: |org, n, out| line(out, &[&org.id, &format!("org-{n}"), &format!("Organisation {n}")]),
    },
    Table { target: "identity.org_settings (org_id, timezone)", rows: |org, _, out| line(out, &[&org.id, &"Europe/Berlin"]) },
    Table {
        target: "identity.users (id, email, name)",
        rows: |org, n, out| each(&org.users, |at, id| line(out, &[id, &format!("u{at}@org-{n}.example"), &name(at)])),
    },
    Table {
        target: "people.sites (org_id, id, name, timezone)",
        rows: |org, _, out| each(&org.sites, |at, id| line(out, &[&org.id, id, &format!("Site {at}"), &"Europe/Berlin"])),
    },
    Table {
        target: "people.departments (org_id, id, name)",
        rows: |org, _, out| each(&org.departments, |at, id| line(out, &[&org.id, id, &format!("Department {at}")])),
    },
    Table {
        target: "people.positions (org_id, id, title)",
        rows: |org, _, out| each(&org.positions, |at, id| line(out, &[&org.id, id, &format!("Position {at}")])),
    },
    Table {
        target: "people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id)",
        rows: |org, n, out| {
            each(&org.employees, |at, id| {
                let (department, position, site) = (org.departments[at % 12], org.positions[at % 15], org.sites[at % 5]);
                line(out, &[&org.id, id, &name(at), &format!("e{at}@org-{n}.example"), &format!("+49 30 {at:06}"), &department, &position, &site]);
            });
        },
    },
    Table {
        target: "people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)",
        rows: |org, _, out| each(&org.employees, |at, id| line(out, &[&org.id, id, &format!("P{at:05}"), &name(at), &"permanent", &"2021-03-01"])),
    },
    Table {
        target: "identity.memberships (org_id, id, user_id, employee_id, name, role, joined_at)",
        rows: |org, _, out| {
            each(&org.members, |at, id| {
                line(out, &[&org.id, id, &org.users[at], &org.employees[at], &name(at), &role_of(at).as_str(), &"2021-03-01"])
            })
        },
    },
    // everybody's line in force, and an earlier one to another manager for every second person
    Table {
        target: "people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)",
        rows: |org, _, out| {
            each(&org.employees, |at, id| {
                if at > 0 {
                    line(out, &[&org.id, &Uuid::now_v7(), id, &org.employees[(at - 1) / 10], &"primary", &"[2023-01-01,)"]);
                }
                if at > 20 && at % 2 == 0 {
                    line(out, &[&org.id, &Uuid::now_v7(), id, &org.employees[at % 20], &"primary", &"[2021-03-01,2023-01-01)"]);
                }
            });
        },
    },
    Table {
        target: "identity.sessions (org_id, id, member_id, login_id, expires_at)",
        // the session shares its member's id: ids only have to be unique within their table
        rows: |org, _, out| each(&org.members[..SIGNED_IN], |_, id| line(out, &[&org.id, id, id, &Uuid::now_v7(), &"2099-01-01"])),
    },
    Table {
        target: "identity.capabilities (org_id, hash, kind, role, session_id, member_id, user_id, employee_id, expires_at)",
        rows: |org, _, out| {
            each(&org.members[..SIGNED_IN], |at, id| {
                let digest = org.rights[at].digest().iter().fold(String::from("\\\\x"), |mut text, byte| {
                    let _ = write!(text, "{byte:02x}");
                    text
                });
                line(out, &[&org.id, &digest, &"member", &role_of(at).as_str(), id, id, &org.users[at], &org.employees[at], &"2099-01-01"]);
            });
        },
    },
];

/// Writes everybody and lets the planner know.
pub(crate) async fn load(client: &Client, world: &World) -> Result<(), Failure> {
    let bar = progress::bar(TABLES.len() + 1, "generating");
    client.batch_execute("set session_replication_role = replica").await?;
    for table in &TABLES {
        let mut rows = String::new();
        for (number, org) in world.orgs.iter().enumerate() {
            (table.rows)(org, number, &mut rows);
        }
        let sink = client.copy_in(&format!("copy {} from stdin", table.target)).await?;
        let mut sink = std::pin::pin!(sink);
        for chunk in rows.into_bytes().chunks(1 << 16) {
            sink.send(std::io::Cursor::new(chunk.to_vec())).await?;
        }
        sink.finish().await?;
        bar.inc(1);
    }
    // what signing in would have put there: without it an admin is a colleague
    client
        .batch_execute(
            "update identity.capabilities c
                set permissions = array(select r.permission from identity.role_permissions r where r.role = c.role order by 1)",
        )
        .await?;
    client.batch_execute("set session_replication_role = origin").await?;
    client.batch_execute("vacuum (analyze)").await?;
    bar.finish_and_clear();
    Ok(())
}

/// The n-th person's name.
pub(crate) fn name(at: usize) -> String {
    format!("{} {} {at}", FIRST[at % FIRST.len()], LAST[at / FIRST.len() % LAST.len()])
}

fn each(ids: &[Uuid], mut row: impl FnMut(usize, &Uuid)) {
    debug_assert!(ids.len() <= EMPLOYEES);
    for (at, id) in ids.iter().enumerate() {
        row(at, id);
    }
}

fn line(out: &mut String, columns: &[&dyn std::fmt::Display]) {
    for (at, column) in columns.iter().enumerate() {
        let _ = write!(out, "{}{column}", if at == 0 { "" } else { "\t" });
    }
    out.push('\n');
}
