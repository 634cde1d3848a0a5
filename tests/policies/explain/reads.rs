//! Every member, every table, every row: the explanation says yes exactly where the member reads the row. But for rights themselves:
//! one is seen by whoever holds its secret, so that question has no answer.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, enter, fingerprint, north, rollback, strings};

/// The rows of a table to ask about: all of the north, and some of the south; of the audit, each action twice and what is about oneself.
fn sample(table: &str, employee: &str) -> String {
    let (home, away) = (Org::North.id(), Org::South.id());
    match table {
        "audit.log" | "audit.payloads" => {
            let id = if table == "audit.log" { "id" } else { "entry_id" };
            format!(
                "select t.* from {table} t where t.{id} in (
                     select x.id from (select l.id, l.entity_id, row_number() over (partition by l.org_id, l.action order by l.id) as place from audit.log l where l.org_id = '{home}' or l.entity = 'site') x
                      where x.place <= 2 or x.entity_id = '{employee}')"
            )
        }
        "identity.users" | "identity.password_credentials" | "platform.deployment" | "platform.applied_policies" | "platform.evidence_runs" => {
            format!("select t.* from {table} t")
        }
        _ => format!("select t.* from {table} t where t.org_id = '{home}' union all (select t.* from {table} t where t.org_id = '{away}' limit 3)"),
    }
}

async fn explanations_match(people: impl IntoIterator<Item = Person>) {
    let arena = Arena::open("app_api").await;
    let before = (fingerprint(&arena.admin, Org::North).await, fingerprint(&arena.admin, Org::South).await);
    let (mut yes, mut no) = (0, 0);
    for person in people {
        let member = north(person);
        for table in arena.tables.iter().filter(|table| !["platform.migration_history", "identity.capabilities"].contains(&table.name.as_str())) {
            let seen: BTreeSet<String> = if table.readable.is_empty() {
                BTreeSet::new()
            } else {
                enter(&arena.client, member).await;
                let seen =
                    strings(&arena.client, &format!("select to_jsonb(t)::text from (select {} from {}) t", table.readable.join(", "), table.name))
                        .await;
                rollback(&arena.client).await;
                seen.into_iter().collect()
            };
            let columns = if table.readable.is_empty() { "null".to_owned() } else { table.readable.join(", ") };
            let sql = format!(
                "select (select jsonb_object_agg(k, to_jsonb(t) -> k) from unnest(app.primary_key_of('{name}')::text[]) k)::text,
                        (select to_jsonb(p)::text from (select {columns} from (select t.*) q) p),
                        e.holds, e.detail
                   from ({rows}) t
                  cross join lateral catalog.explain_access('{id}', 'read', '{name}',
                        (select jsonb_object_agg(k, to_jsonb(t) -> k) from unnest(app.primary_key_of('{name}')::text[]) k)::text) e
                  where e.kind = 'result'",
                name = table.name,
                rows = sample(&table.name, &member.employee().to_string()),
                id = member.id(),
            );
            for row in arena.admin.query(&sql, &[]).await.unwrap_or_else(|error| panic!("{member}, {}: {error:?}", table.name)) {
                let (key, shape, said, detail): (String, Option<String>, bool, String) = (row.get(0), row.get(1), row.get(2), row.get(3));
                let reads = shape.is_some_and(|shape| seen.contains(&shape));
                assert_eq!(said, reads, "{member} reads {} {key}: {detail}", table.name);
                assert!(!detail.contains("DISAGREE"), "{member} reads {} {key}: {detail}", table.name);
                if said { yes += 1 } else { no += 1 }
            }
        }
    }
    assert!(yes > 100 && no > 100, "{yes} yes, {no} no");
    assert_eq!(before, (fingerprint(&arena.admin, Org::North).await, fingerprint(&arena.admin, Org::South).await), "asking wrote something");
}

#[tokio::test]
async fn r1_the_people_team_reads_what_the_explanation_says() {
    explanations_match([Person::Ada, Person::Hana, Person::Omar]).await;
}

#[tokio::test]
async fn r2_managers_read_what_the_explanation_says() {
    explanations_match([Person::Mona, Person::Rita, Person::Marc, Person::Nora]).await;
}

#[tokio::test]
async fn r1_everybody_else_reads_what_the_explanation_says() {
    explanations_match([Person::Pia, Person::Lena, Person::Lew, Person::Dora]).await;
}
