//! Statements over a raw connection of the request pool, in a member's context: what is done to a hidden row and to no row at all
//! ends alike, table by table.

use harness::{Arena, Member, Person, Refusal, Table, enter, north, rollback, run, strings};
use tokio_postgres::{Client, SimpleQueryMessage};
use uuid::Uuid;

/// What a statement came to, without the ids it named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Rows that came back, as text, and how many the server says it touched.
    Done(Vec<String>, u64),
    /// SQLSTATE, message, and detail with hint and constraint.
    Refused(String, String, String),
}

/// Runs a statement in a savepoint and undoes it. `ids` are blanked in what it says.
pub(crate) async fn outcome(client: &Client, sql: &str, ids: &[Uuid]) -> Outcome {
    let blank = |text: &str| ids.iter().fold(text.to_owned(), |text, id| text.replace(&id.to_string(), "(id)"));
    run(client, "savepoint attempt").await;
    let outcome = match client.simple_query(sql).await {
        Ok(messages) => {
            let (mut rows, mut touched) = (Vec::new(), 0);
            for message in messages {
                match message {
                    SimpleQueryMessage::Row(row) => {
                        rows.push(blank(&(0..row.len()).map(|column| row.get(column).unwrap_or("null")).collect::<Vec<_>>().join(" | ")));
                    }
                    SimpleQueryMessage::CommandComplete(count) => touched = count,
                    _ => {}
                }
            }
            Outcome::Done(rows, touched)
        }
        Err(error) => {
            let refusal = Refusal::from(&error);
            Outcome::Refused(refusal.code, blank(&refusal.message), blank(&refusal.detail))
        }
    };
    run(client, "rollback to attempt; release attempt").await;
    outcome
}

/// One row as a condition on its primary key, and the same for a row that nobody has.
pub(crate) struct Target {
    pub(crate) hidden: String,
    pub(crate) absent: String,
    ids: Vec<Uuid>,
}

/// Rows of a table that the caller does not see: one of the other organisation, and one of their own where there is any.
pub(crate) async fn targets(arena: &Arena, table: &Table) -> Vec<Target> {
    let key = strings(
        &arena.admin,
        &format!(
            "select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
              where i.indrelid = '{}'::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)",
            table.name
        ),
    )
    .await;
    let condition = key.iter().map(|column| format!("{column} = %L")).collect::<Vec<_>>().join(" and ");
    let all = format!("select format('{condition}', {columns}) from {name} where org_id ", columns = key.join(", "), name = table.name);
    let visible = if key.iter().all(|column| table.readable.contains(column)) {
        strings(&arena.client, &format!("{all} is not null")).await
    } else {
        Vec::new() // no member reads these at all
    };
    let mut found = Vec::new();
    for org in harness::Org::BOTH {
        let rows = strings(&arena.admin, &format!("{all} = '{}' order by 1", org.id())).await;
        let Some(hidden) = rows.into_iter().find(|row| !visible.contains(row)) else { continue };
        // every id and every digest is another one; the organisation stays, unless it is all there is
        let (mut absent, mut ids) = (hidden.clone(), Vec::new());
        for part in hidden.split(" and ").filter(|part| key.len() == 1 || !part.starts_with("org_id")) {
            let literal = part.split_once(" = ").expect("a value").1;
            let value = literal.trim_matches('\'');
            let other = match Uuid::parse_str(value) {
                Ok(id) => {
                    let other = Uuid::now_v7();
                    ids.extend([id, other]);
                    format!("'{other}'")
                }
                Err(_) if literal.starts_with("E'") => format!("'\\x{}'", "00".repeat(32)),
                Err(_) => continue, // a word of a closed list beside an id
            };
            absent = absent.replace(literal, &other);
        }
        assert_ne!(hidden, absent, "{}: a key without an id", table.name);
        found.push(Target { hidden, absent, ids });
    }
    found
}

/// Everything that can be said about one row of a table. Columns without a grant refuse both alike, which is compared too.
fn statements(table: &Table) -> Vec<String> {
    let name = &table.name;
    let columns = if table.readable.is_empty() { "1".to_owned() } else { table.readable.join(", ") };
    let column = table.updatable.first().map_or("org_id", String::as_str);
    vec![
        format!("select {columns} from {name} where $"),
        format!("select count(*), min(org_id::text) from {name} where $"),
        format!("select 1 where exists (select from {name} where $)"),
        format!("select {columns} from {name} where $ for update"),
        format!("select {columns} from {name} where $ for key share skip locked"),
        format!("update {name} set {column} = {column} where $"),
        format!("update {name} set {column} = {column} where $ returning *"),
        format!("update {name} set {column} = {column} where $ returning {columns}"),
        format!("delete from {name} where $"),
        format!("delete from {name} where $ returning {columns}"),
        format!("merge into {name} t using (select 1) s on (t.org_id is not null and t.$) when matched then do nothing"),
        format!("with gone as (delete from {name} where $ returning 1) select count(*) from gone"),
    ]
}

#[tokio::test]
async fn statements_on_a_hidden_row_end_like_those_on_no_row_in_every_table() {
    let (mut pairs, mut tables, mut own) = (0, std::collections::BTreeSet::new(), 0);
    for caller in [Person::Pia, Person::Mona, Person::Hana, Person::Ada].map(north) {
        let arena = Arena::entered(caller).await;
        for table in arena.tables.iter().filter(|table| table.tenant) {
            for target in targets(&arena, table).await {
                own += usize::from(target.hidden.contains(harness::Org::North.prefix()));
                for statement in statements(table) {
                    let about = async |row: &str| outcome(&arena.client, &statement.replace('$', row), &target.ids).await;
                    let (hidden, absent) = (about(&target.hidden).await, about(&target.absent).await);
                    assert_eq!(hidden, absent, "{caller}: {statement} where {}", target.hidden);
                    pairs += 1;
                }
                tables.insert(table.name.clone());
            }
        }
        let expected: std::collections::BTreeSet<String> = arena.tables.iter().filter(|table| table.tenant).map(|table| table.name.clone()).collect();
        assert_eq!(tables, expected, "every table of the organisations has a hidden row here");
    }
    println!("statements on hidden and absent rows: {pairs} pairs in {} tables, {own} rows of the own organisation", tables.len());
    assert!(pairs >= 1000 && own >= 30, "{pairs} {own}");
    // control: the same comparison tells a row that is seen
    let arena = Arena::entered(north(Person::Ada)).await;
    let seen = |id: Uuid| format!("select id from people.departments where id = '{id}'");
    let (visible, nobody) = (harness::Org::North.department(1), Uuid::now_v7());
    let ids = [visible, nobody];
    assert_ne!(outcome(&arena.client, &seen(visible), &ids).await, outcome(&arena.client, &seen(nobody), &ids).await);
}

async fn plan(client: &Client, options: &str, sql: &str, ids: &[Uuid]) -> Vec<String> {
    match outcome(client, &format!("explain ({options}) {sql}"), ids).await {
        Outcome::Done(lines, _) => lines,
        Outcome::Refused(code, message, _) => vec![code, message],
    }
}

const ANALYZE: &str = "analyze, costs off, timing off, summary off";

/// Closed: a plan that names the other organisation never reaches its rows, and no plan says that a row came out.
#[tokio::test]
async fn explain_of_a_row_of_a_named_organisation_is_the_same_whether_there_is_one() {
    let arena = Arena::entered(north(Person::Pia)).await;
    let mut compared = 0;
    for table in arena.tables.iter().filter(|table| table.tenant && table.readable.len() > 1) {
        for target in targets(&arena, table).await {
            let about = async |row: &str| plan(&arena.client, ANALYZE, &format!("select 1 from {} where {row}", table.name), &target.ids).await;
            let (hidden, absent) = (about(&target.hidden).await, about(&target.absent).await);
            if hidden[0] == "42501" {
                assert_eq!(hidden, absent, "{}: a key without a grant", table.name);
                continue;
            }
            assert!(hidden[0].contains("rows=0") && absent[0].contains("rows=0"), "{}: {hidden:?}", table.name);
            if target.hidden.contains(harness::Org::South.prefix()) {
                assert_eq!(hidden, absent, "{}", table.name);
                compared += 1;
            }
        }
    }
    assert!(compared >= 15, "{compared}");
}

/// Open, and listed in docs/threat-model.md: what this shows must stay true for as long as it is listed there.
#[tokio::test]
async fn open_explain_tells_whether_a_condition_met_a_hidden_row() {
    let arena = Arena::entered(north(Person::Pia)).await;
    let rita: Uuid = Member { org: harness::Org::North, person: Person::Rita }.employee();
    let nobody = Uuid::now_v7();
    let about = async |id: Uuid| {
        let sql = format!("select 1 from people.employment_records where employee_id = '{id}'");
        assert_eq!(outcome(&arena.client, &sql, &[]).await, Outcome::Done(Vec::new(), 0), "the statement itself gives nothing");
        plan(&arena.client, ANALYZE, &sql, &[rita, nobody]).await
    };
    assert_ne!(about(rita).await, about(nobody).await);
    // estimates rest on statistics of every organisation's rows
    let estimated =
        async |id: Uuid| plan(&arena.client, "costs on", &format!("select 1 from people.employees where department_id = '{id}'"), &[id]).await;
    assert_ne!(estimated(harness::Org::South.department(2)).await[0], estimated(nobody).await[0]);
    let counted: f32 = harness::value(&arena.client, "select reltuples from pg_class where oid = 'people.employees'::regclass").await;
    assert!(counted >= 32.0, "both organisations are counted: {counted}");
    // and nothing of it can be had as rows: plans and statistics are not readable from inside a statement
    let statistics = "select count(*) from pg_stats where schemaname in ('identity', 'people', 'audit', 'lifecycle')";
    assert_eq!(outcome(&arena.client, statistics, &[]).await, Outcome::Done(vec!["0".to_owned()], 1));
    for sql in ["select pg_stat_get_live_tuples('people.employees'::regclass)", "select pg_relation_size('people.employees')", "table pg_locks"] {
        let Outcome::Refused(code, ..) = outcome(&arena.client, sql, &[]).await else { panic!("{sql} is open") };
        assert_eq!(code, "42501", "{sql}");
    }
}

#[tokio::test]
async fn without_a_context_every_row_is_absent() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Pia)).await;
    rollback(&arena.client).await;
    run(&arena.client, "begin").await;
    for table in arena.tables.iter().filter(|table| table.tenant) {
        for target in targets(&arena, table).await {
            for statement in statements(table) {
                let about = async |row: &str| outcome(&arena.client, &statement.replace('$', row), &target.ids).await;
                assert_eq!(about(&target.hidden).await, about(&target.absent).await, "{statement} where {}", target.hidden);
            }
        }
    }
}
