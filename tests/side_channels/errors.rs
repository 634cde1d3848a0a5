//! What a refusal says beyond its code: never a value, of whichever row a constraint was about.

use harness::{Arena, Org, Person, Refusal, north, refusal, run};
use tokio_postgres::Client;

/// How PostgreSQL quotes keys and rows when it thinks that the caller may see them.
const QUOTING: [&str; 3] = ["Key (", "Failing row contains", ")=("];

fn says(refusal: &Refusal) -> String {
    format!("{} | {} | {}", refusal.message, refusal.detail, refusal.context)
}

/// Fails if the refusal quotes anything; gives its code.
async fn silent(client: &Client, sql: &str) -> String {
    let refusal = refusal(client, sql).await;
    let said = says(&refusal);
    assert!(QUOTING.iter().all(|quoting| !said.contains(quoting)), "{sql}: {said}");
    for org in Org::BOTH {
        let told = sql.contains(org.token());
        assert!(told || !said.contains(org.token()), "{sql}: {said}");
    }
    refusal.code
}

#[tokio::test]
async fn no_violated_constraint_quotes_a_value_to_a_member() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let (home, token) = (Org::North.id(), Org::North.token());
    let [rita, pia] = [Person::Rita, Person::Pia].map(|person| north(person).employee());
    let violations = [
        ("23505", format!("insert into people.departments (org_id, id, name) values ('{home}', gen_random_uuid(), 'Operations {token}')")),
        ("23505", format!("insert into people.positions (org_id, id, title) values ('{home}', '{}', 'x')", Org::North.position(1))),
        ("23505", format!("update people.employees set work_email = 'work.11@{token}.example' where id = '{rita}'")),
        ("23505", format!("update people.employment_records set employee_no = 'E-{token}-11' where employee_id = '{rita}'")),
        (
            "23503",
            format!("insert into people.departments (org_id, id, name, parent_id) values ('{home}', gen_random_uuid(), 'x', gen_random_uuid())"),
        ),
        ("23503", format!("delete from people.departments where id = '{}'", Org::North.department(2))),
        ("23503", format!("delete from people.sites where id = '{}'", harness::site(Org::North, 1))),
        ("23514", format!("insert into people.departments (org_id, id, name) values ('{home}', gen_random_uuid(), '')")),
        ("23514", format!("update people.employees set display_name = '' where id = '{pia}'")),
        ("23514", "update people.employment_records set employment_type = 'none such'".to_owned()),
        ("23502", format!("insert into people.departments (org_id, id, name) values ('{home}', null, 'x')")),
        ("23502", "update people.employees set display_name = null".to_owned()),
        (
            "23P01",
            format!(
                "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
                 values ('{home}', gen_random_uuid(), '{rita}', '{pia}', 'primary', '[2000-01-01,)')"
            ),
        ),
        ("23505", format!("select identity.invite(gen_random_uuid(), 'invited@{token}.example', 'employee', null, sha256('x'))")),
        ("23503", format!("select identity.limit_to_sites('{}', array[gen_random_uuid()])", north(Person::Pia).id())),
        ("23505", format!("select identity.link_member('{}', '{rita}')", north(Person::Dora).id())),
    ];
    for (code, sql) in &violations {
        assert_eq!(silent(&arena.client, sql).await, *code, "{sql}");
    }
    // control: where nothing stands between them and the rows, the same violations are quoted
    run(&arena.admin, "begin; set local session_replication_role = replica").await;
    let quoted = refusal(&arena.admin, &violations[0].1).await;
    assert!(quoted.detail.contains("Key (") && quoted.detail.contains(token), "{quoted:?}");
    let quoted = refusal(&arena.admin, &violations[7].1).await;
    assert!(quoted.detail.contains("Failing row contains"), "{quoted:?}");
}

#[tokio::test]
async fn no_violated_constraint_quotes_a_value_to_the_other_logins() {
    let arena = Arena::open("app_platform").await;
    let token = Org::South.token();
    let found = format!("select identity.found_organization(gen_random_uuid(), '{token}', 'x', 'UTC')");
    assert_eq!(silent(&arena.client, &found).await, "23505");
    let admit = |org: String, member: String, email: String| {
        format!(
            "select identity.admit_member('{org}', '{member}', '{email}', 'x', 'employee', null, '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, sha256('x'))"
        )
    };
    let taken = admit(Org::South.id().to_string(), harness::south(Person::Pia).id().to_string(), "new@nowhere.example".to_owned());
    assert_eq!(silent(&arena.client, &taken).await, "23505");
    let nowhere =
        admit("00000000-0000-7000-8000-000000000000".to_owned(), "00000000-0000-7000-8000-000000000001".to_owned(), "new@nowhere.example".to_owned());
    assert!(silent(&arena.client, &nowhere).await.starts_with("23"), "{nowhere}");

    let auth = arena.db.login("app_auth").await;
    let sign_up = |slug: &str, email: &str| {
        format!(
            "select * from identity.sign_up('{email}', 'x', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, sha256('x'), gen_random_uuid(), '{slug}', 'x', 'UTC',
                    gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256('a'), sha256('b'))"
        )
    };
    assert_eq!(silent(&auth, &sign_up(token, "new@nowhere.example")).await, "23505");
    assert_eq!(silent(&auth, &sign_up("free-slug", &harness::south(Person::Pia).email())).await, "RH040");
    assert_eq!(silent(&auth, &sign_up("NOT A SLUG", "new@nowhere.example")).await, "23514");
    let taken = format!(
        "select * from identity.sign_in('{}', '\\x{}', null, '{}', gen_random_uuid(), sha256('a'), sha256('b'))",
        north(Person::Pia).email(),
        north(Person::Pia).tag().iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        north(Person::Rita).session()
    );
    assert_eq!(silent(&auth, &taken).await, "23505");

    let worker = arena.db.login("app_worker").await;
    for sql in [
        "select app.enter_job(gen_random_uuid(), gen_random_uuid(), 'guess')",
        "insert into people.departments (org_id, id, name) values (gen_random_uuid(), null, '')",
    ] {
        silent(&worker, sql).await;
    }
}

/// Casts, divisions and patterns run on the rows that a member sees and on no others, so what they quote is theirs.
#[tokio::test]
async fn an_expression_that_fails_quotes_no_row_of_another_organisation_to_anybody() {
    for person in [Person::Ada, Person::Hana, Person::Pia] {
        let arena = Arena::entered(north(person)).await;
        for table in arena.tables.iter().filter(|table| table.tenant) {
            for column in &table.readable {
                for sql in [
                    format!("select count(*) from {} where ({column}::text)::point is not null", table.name),
                    format!("select ({column}::text)::box from {} order by {column}::text desc", table.name),
                    format!("select string_agg({column}::text, ',')::integer from {}", table.name),
                ] {
                    let attempt = crate::raw_sql::outcome(&arena.client, &sql, &[]).await;
                    harness::assert_no_foreign_byte(&format!("{attempt:?}"), Org::North);
                }
            }
        }
    }
}
