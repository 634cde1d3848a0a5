//! Plans outlive their statement: cached ones serve several tenants, parallel ones several processes.

use harness::{Arena, Member, Org, Person, begin, commit, enter, ids, north, rollback, run, south, strings, value};
use uuid::Uuid;

/// The employees whose employment tier a member reads, in their own organisation.
fn employment_tier(member: Member) -> Vec<Uuid> {
    let people: Vec<Person> = match member.person {
        Person::Ada | Person::Hana => Person::employees().collect(),
        Person::Mona => vec![Person::Mona, Person::Rita, Person::Ravi],
        Person::Dora => vec![],
        person => vec![person],
    };
    let mut ids: Vec<Uuid> = people.into_iter().map(|person| Member { org: member.org, person }.employee()).collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn one_prepared_statement_serves_tenants_and_roles_in_turn_without_mixing_them() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    for mode in ["auto", "force_generic_plan", "force_custom_plan"] {
        run(client, &format!("set plan_cache_mode = {mode}")).await;
        let statement = client.prepare("select employee_id from people.employment_records order by 1").await.expect("a statement");
        // more than five rounds, so that "auto" would settle for a generic plan
        for round in 0..4 {
            for person in [Person::Ada, Person::Mona, Person::Pia, Person::Dora, Person::Hana, Person::Omar] {
                for member in [north(person), south(person)] {
                    enter(client, member).await;
                    let rows = client.query(&statement, &[]).await.expect("rows");
                    let seen: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
                    assert_eq!(seen, employment_tier(member), "{mode}, round {round}: {member}");
                    commit(client).await;
                }
                begin(client).await;
                assert!(client.query(&statement, &[]).await.expect("rows").is_empty(), "{mode}, round {round}: no context");
                rollback(client).await;
            }
        }
    }
}

#[tokio::test]
async fn one_prepared_write_serves_tenants_in_turn_without_mixing_them() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    run(client, "set plan_cache_mode = force_generic_plan").await;
    let statement = client.prepare("update people.employees set work_phone = $1").await.expect("a statement");
    for (member, phone) in [(north(Person::Ada), "+1 north"), (south(Person::Ada), "+1 south"), (north(Person::Pia), "+1 nobody")] {
        enter(client, member).await;
        client.execute(&statement, &[&phone]).await.expect("a write");
        commit(client).await;
    }
    for org in Org::BOTH {
        let phones = strings(&arena.admin, &format!("select distinct work_phone from people.employees where org_id = '{}'", org.id())).await;
        assert_eq!(phones, [if org == Org::North { "+1 north" } else { "+1 south" }]);
    }
}

/// The parallel answer, the serial one, and whether the plan really was parallel.
async fn both_ways(client: &tokio_postgres::Client, sql: &str) -> (Vec<String>, Vec<String>, bool) {
    run(client, "set local max_parallel_workers_per_gather = 0").await;
    let serial = strings(client, sql).await;
    run(
        client,
        "set local max_parallel_workers_per_gather = 4; set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0;
         set local min_parallel_table_scan_size = 0; set local min_parallel_index_scan_size = 0",
    )
    .await;
    let plan = strings(client, &format!("explain (analyze, costs off, timing off) {sql}")).await.join("\n");
    (serial, strings(client, sql).await, plan.contains("Workers Launched"))
}

#[tokio::test]
async fn parallel_workers_give_the_serial_answer() {
    let arena = Arena::open("app_api").await;
    run(
        &arena.admin,
        &format!(
            "begin; set local session_replication_role = replica;
             insert into people.employees (org_id, id, display_name)
             select o.id, gen_random_uuid(), 'Extra ' || o.token || ' ' || i
               from generate_series(1, 20000) i, (values ('{}'::uuid, '{}'), ('{}'::uuid, '{}')) o (id, token);
             insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
             select e.org_id, e.id, 'X-' || e.id, e.display_name, 'permanent', '2024-01-01' from people.employees e where e.display_name like 'Extra%';
             commit; analyze people.employees; analyze people.employment_records",
            Org::North.id(),
            Org::North.token(),
            Org::South.id(),
            Org::South.token(),
        ),
    )
    .await;
    let name: String = value(&arena.admin, "select name from pg_settings where name in ('force_parallel_mode', 'debug_parallel_query')").await;
    let summary = "select count(*) || ' ' || coalesce(sum(hashtext(display_name)), 0) || ' ' || coalesce(string_agg(distinct org_id::text, ','), '-') from people.employees";
    let records =
        "select count(*) || ' ' || coalesce(string_agg(distinct org_id::text, ','), '-') from people.employment_records where legal_name is not null";
    let mut parallel_plans = 0;
    for forced in ["off", "on"] {
        for (member, visible, employed) in
            [(Some(north(Person::Ada)), 20_016, 20_016), (Some(north(Person::Mona)), 20_015, 3), (Some(north(Person::Pia)), 20_015, 1), (None, 0, 0)]
        {
            match member {
                Some(member) => enter(&arena.client, member).await,
                None => begin(&arena.client).await,
            }
            run(&arena.client, &format!("set local {name} = {forced}")).await;
            for (sql, count) in [(summary, visible), (records, employed)] {
                let (serial, parallel, launched) = both_ways(&arena.client, sql).await;
                assert_eq!(serial, parallel, "{member:?}");
                assert!(serial[0].starts_with(&format!("{count} ")), "{member:?}: {serial:?}");
                harness::assert_no_foreign_byte(&serial[0], Org::North);
                parallel_plans += usize::from(launched);
            }
            commit(&arena.client).await;
        }
    }
    assert!(parallel_plans >= 4, "the plans were not parallel, so nothing was shown: {parallel_plans}");
    assert!(ids(&arena.client, "select id from people.employees").await.is_empty());
}
