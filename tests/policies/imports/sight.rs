//! Who sees which import, its rows, errors and progress; and that no login writes them by hand.

use harness::{Arena, Member, Org, Person, commit, enter, refusal, rollback, run, south, value};
use tokio_postgres::Client;
use uuid::Uuid;

const TABLES: [(&str, &str); 4] = [
    ("lifecycle.import_jobs", "id"),
    ("lifecycle.import_rows", "import_id"),
    ("lifecycle.import_errors", "import_id"),
    ("lifecycle.import_progress", "import_id"),
];

/// An import with one row and one error, by whoever may; left in `receiving` unless submitted.
pub(crate) async fn staged(client: &Client, member: Member, submit: bool) -> Uuid {
    let id = Uuid::now_v7();
    enter(client, member).await;
    run(client, &format!("select lifecycle.open_import('{id}', false, 'skip_rows', ',', array['employee_no', 'display_name', 'employment_type', 'hired_on'], '{{}}')")).await;
    let rows = r#"[[2, "S1", "Staged", null, null, null, null, null, null, "intern", "2024-01-01", null, null]]"#;
    let errors = r#"[[3, "", "field_count", "This row has too few cells.", null]]"#;
    run(client, &format!("select lifecycle.stage_import_rows('{id}', 10, '{rows}', '{errors}')")).await;
    if submit {
        run(client, &format!("select lifecycle.submit_import('{id}', 10)")).await;
    }
    commit(client).await;
    id
}

#[tokio::test]
async fn who_asked_and_admins_see_an_import_and_nobody_else() {
    let arena = Arena::open("app_api").await;
    let member = |org, person| Member { org, person };
    let hers = staged(&arena.client, member(Org::North, Person::Hana), false).await;
    let his = staged(&arena.client, member(Org::North, Person::Hugo), true).await;
    let away = staged(&arena.client, south(Person::Hana), false).await;
    for org in Org::BOTH {
        for person in Person::members() {
            let mut expected = match (org, person) {
                (Org::North, Person::Ada) => vec![hers, his],
                (Org::North, Person::Hana) => vec![hers],
                (Org::North, Person::Hugo) => vec![his],
                (Org::South, Person::Ada | Person::Hana) => vec![away],
                _ => vec![],
            };
            // whoever else is an admin is one
            if member(org, person).role() == "admin" {
                expected = if org == Org::North { vec![hers, his] } else { vec![away] };
            }
            expected.sort();
            enter(&arena.client, member(org, person)).await;
            for (table, key) in TABLES {
                // but for the one of the fixtures
                let sql = format!("select {key} from {table} where {key} not in ('{}', '{}') order by 1", Org::North.import(), Org::South.import());
                let rows = arena.client.query(&sql, &[]).await.expect(table);
                let seen: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
                assert_eq!(seen, expected, "{} of {table}", member(org, person));
            }
            rollback(&arena.client).await;
        }
    }
}

#[tokio::test]
async fn no_login_writes_an_import_by_hand() {
    let arena = Arena::open("app_api").await;
    let id = staged(&arena.client, Member { org: Org::North, person: Person::Hana }, true).await;
    let org = Org::North.id();
    let writes = [
        format!(
            "insert into lifecycle.import_jobs (org_id, id, dry_run, on_error, delimiter, fields, ignored_headers) values ('{org}', gen_random_uuid(), false, 'skip_rows', ',', '{{}}', '{{}}')"
        ),
        format!("insert into lifecycle.import_rows (org_id, import_id, line) values ('{org}', '{id}', 9)"),
        format!(
            "insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message) values ('{org}', '{id}', 9, '', 'x', 'checking', 'x')"
        ),
        format!("insert into lifecycle.import_progress (org_id, import_id) values ('{org}', '{id}')"),
        format!("update lifecycle.import_jobs set state = 'done' where id = '{id}'"),
        format!("update lifecycle.import_rows set employee_no = 'S9' where import_id = '{id}'"),
        format!("update lifecycle.import_errors set message = '' where import_id = '{id}'"),
        format!("update lifecycle.import_progress set rows_failed = 0 where import_id = '{id}'"),
        format!("delete from lifecycle.import_jobs where id = '{id}'"),
        format!("delete from lifecycle.import_rows where import_id = '{id}'"),
        format!("delete from lifecycle.import_errors where import_id = '{id}'"),
        format!("delete from lifecycle.import_progress where import_id = '{id}'"),
    ];
    for login in ["app_api", "app_worker", "app_auth", "app_platform"] {
        let client = arena.db.login(login).await;
        for sql in &writes {
            // an admin's context where there is one: it takes more than that
            if login == "app_api" {
                enter(&client, Member { org: Org::North, person: Person::Ada }).await;
            }
            assert_eq!(refusal(&client, sql).await.code, "42501", "{login}: {sql}");
            if login == "app_api" {
                rollback(&client).await;
            }
        }
    }
    let rows: i64 = value(&arena.admin, &format!("select count(*) from lifecycle.import_rows where import_id = '{id}' and employee_no = 'S1'")).await;
    assert_eq!(rows, 1, "control: it stands as it was staged");
}

#[tokio::test]
async fn nobody_stages_submits_or_cancels_for_somebody_else() {
    let arena = Arena::open("app_api").await;
    let member = |org, person| Member { org, person };
    let id = staged(&arena.client, member(Org::North, Person::Hana), false).await;
    let steps = [
        format!("select lifecycle.stage_import_rows('{id}', 20, '[]', '[]')"),
        format!("select lifecycle.submit_import('{id}', 20)"),
        format!("select lifecycle.abort_import('{id}', 'no')"),
        format!("select lifecycle.cancel_import('{id}')"),
    ];
    for (who, but) in [(member(Org::North, Person::Hugo), 4), (south(Person::Ada), 4), (south(Person::Hana), 4), (member(Org::North, Person::Ada), 3)]
    {
        for sql in &steps[..but] {
            enter(&arena.client, who).await;
            assert_eq!(refusal(&arena.client, sql).await.code, "RH032", "{who}: {sql}");
            rollback(&arena.client).await;
        }
    }
    for who in [member(Org::North, Person::Hana), member(Org::North, Person::Ada)] {
        enter(&arena.client, who).await;
        run(&arena.client, &steps[3]).await; // control: one's own, and any for an admin
        rollback(&arena.client).await;
    }
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        enter(&arena.client, member(Org::North, person)).await;
        let sql = "select lifecycle.open_import(gen_random_uuid(), false, 'skip_rows', ',', array['employee_no'], '{}')";
        assert_eq!(refusal(&arena.client, sql).await.code, "RH030", "{person}");
        rollback(&arena.client).await;
    }
}
