//! Writes: the explanation says yes exactly where the same statement, sent by the member, writes a row.

use harness::{Arena, Org, Person, Table, enter, fingerprint, north, rollback};
use serde_json::{Map, Value};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::told::verdict;

const PEOPLE: [Person; 5] = [Person::Ada, Person::Hana, Person::Mona, Person::Omar, Person::Pia];

/// Whether the statement wrote a row, as the member.
async fn writes(client: &Client, person: Person, sql: &str) -> bool {
    enter(client, north(person)).await;
    let written = client.execute(sql, &[]).await;
    rollback(client).await;
    written.is_ok_and(|rows| rows > 0)
}

/// One row of each organisation and its key.
async fn rows(admin: &Client, table: &Table) -> Vec<(Value, Value)> {
    let sql = format!(
        "select to_jsonb(x)::text, (select jsonb_object_agg(k, to_jsonb(x) -> k) from unnest(app.primary_key_of('{0}')::text[]) k)::text
           from (select distinct on (t.org_id) t.* from {0} t order by t.org_id, t.created_at desc nulls last) x",
        table.name
    );
    let sql = if table.name == "audit.log" { sql.replace("t.created_at", "t.at") } else { sql };
    let found = match admin.query(&sql, &[]).await {
        Ok(found) => found,
        Err(_) => admin.query(&sql.replace(", t.created_at desc nulls last", ""), &[]).await.expect("rows"),
    };
    let json = |text: String| serde_json::from_str(&text).expect("JSON");
    found.iter().map(|row| (json(row.get(0)), json(row.get(1)))).collect()
}

fn condition(key: &Value) -> String {
    let parts: Vec<String> = key.as_object().expect("a key").iter().map(|(name, value)| format!("{name}::text = '{}'", plain(value))).collect();
    parts.join(" and ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[tokio::test]
async fn hy16_every_update_and_delete_does_what_the_explanation_says() {
    let arena = Arena::open("app_api").await;
    let before = fingerprint(&arena.admin, Org::North).await;
    let (mut yes, mut no) = (0, 0);
    for table in arena.tables.iter().filter(|table| table.tenant) {
        for (row, key) in rows(&arena.admin, table).await {
            for person in PEOPLE {
                let column = table.updatable.first().map_or("org_id", String::as_str);
                let statements = [
                    ("update", format!("update {} set {column} = {column} where {}", table.name, condition(&key))),
                    ("delete", format!("delete from {} where {}", table.name, condition(&key))),
                ];
                for (can, sql) in statements {
                    let really = writes(&arena.client, person, &sql).await;
                    let said = verdict(&arena.admin, north(person), can, &table.name, Some(&key.to_string()), "{}").await;
                    assert_eq!(said, really, "{person} may {can} {} {row}", table.name);
                    if said { yes += 1 } else { no += 1 }
                }
            }
        }
    }
    assert!(yes > 10 && no > 100, "{yes} yes, {no} no");
    assert_eq!(before, fingerprint(&arena.admin, Org::North).await, "asking wrote something");
}

#[tokio::test]
async fn hy16_every_insert_does_what_the_explanation_says() {
    let arena = Arena::open("app_api").await;
    let (mut yes, mut no) = (0, 0);
    for table in arena.tables.iter().filter(|table| table.tenant && !table.insertable.is_empty()) {
        for (row, _) in rows(&arena.admin, table).await {
            let mut shape = Map::new();
            for column in &table.insertable {
                let value = match column.as_str() {
                    "id" => Value::String(Uuid::new_v4().to_string()),
                    "name" | "title" | "employee_no" | "work_email" => Value::String("new@new".to_owned()),
                    "valid" => Value::String("[2040-01-01,2040-02-01)".to_owned()),
                    column => row[column].clone(),
                };
                shape.insert(column.clone(), value);
            }
            let arguments = Value::Object(shape).to_string();
            let columns = table.insertable.join(", ");
            let sql =
                format!("insert into {0} ({columns}) select {columns} from jsonb_populate_record(null::{0}, $json${arguments}$json$) r", table.name);
            for person in PEOPLE {
                let really = writes(&arena.client, person, &sql).await;
                let said = verdict(&arena.admin, north(person), "insert", &table.name, None, &arguments).await;
                assert_eq!(said, really, "{person} may insert into {} {arguments}", table.name);
                if said { yes += 1 } else { no += 1 }
            }
        }
    }
    assert!(yes > 5 && no > 20, "{yes} yes, {no} no");
}
