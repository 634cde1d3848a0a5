//! Claims that change in the middle of a statement: sub-selects of policies run when they are first needed, and triggers after that.

use std::collections::BTreeSet;

use harness::{Arena, Member, Org, Person, commit, enter, names, north, refusal, rollback, run, south, strings, value, who};

/// An expression that changes the claims to a member's when it is evaluated.
fn becoming(member: Member) -> String {
    format!(
        "set_config('app.session', '{}', true) || set_config('app.org_id', '{}', true) || set_config('app.role', '{}', true)",
        member.secret(),
        member.org.id(),
        member.role()
    )
}

const ROW_BY_ROW: &str = "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
    set local enable_bitmapscan = off; set local enable_memoize = off; set local enable_material = off";

/// One person who is an employee here and admin, hr or manager elsewhere: the floor of one must not meet the role of the other.
#[tokio::test]
async fn r01_two_rights_mixed_in_one_statement_are_never_more_than_the_one_that_owns_the_row() {
    let arena = Arena::open("app_api").await;
    let here = north(Person::Pia);
    let targets: Vec<String> = Person::employees().map(|person| format!("'{}'", north(person).employee())).collect();
    for elsewhere in [south(Person::Ada), south(Person::Hana), south(Person::Omar)] {
        for (table, key) in [
            ("people.employment_records", "employee_id"),
            ("people.employee_private", "employee_id"),
            ("people.reporting_lines", "employee_id"),
            ("identity.memberships", "employee_id"),
        ] {
            enter(&arena.client, here).await;
            run(&arena.client, ROW_BY_ROW).await;
            let own: BTreeSet<String> = who(&arena.client, &format!("select distinct {key} from {table} where {key} is not null")).await;
            // the first, absent, id pins the floor to the own organisation; from the second on the claims are the other one's
            let sql = format!(
                "select distinct r.{key} from (select case when ord = 1 then '00000000-0000-0000-0000-000000000000'::uuid
                                                  when {} is not null then id end as id
                                        from unnest(array['00000000-0000-0000-0000-000000000000', {}]::uuid[]) with ordinality u (id, ord) offset 0) o
                  cross join lateral (select x.{key} from {table} x where x.{key} = o.id offset 0) r",
                becoming(elsewhere),
                targets.join(", ")
            );
            let seen = who(&arena.client, &sql).await;
            assert!(seen.is_subset(&own), "{table} as {here} and {elsewhere}: {seen:?} beyond {own:?}");
            rollback(&arena.client).await;
        }
    }
    enter(&arena.client, north(Person::Ada)).await;
    assert_eq!(who(&arena.client, "select employee_id from people.employment_records").await, names(Person::employees()), "positive control");
}

/// RETURNING runs before the audit trigger.
#[tokio::test]
async fn a_write_that_drops_its_own_context_is_refused_and_never_anonymous() {
    let arena = Arena::open("app_api").await;
    let member = north(Person::Pia);
    let entries = "select count(*) from audit.log";
    let before: i64 = value(&arena.admin, entries).await;
    let update =
        "update people.employee_private set home_address = 'elsewhere' where employee_id = (select c.employee_id from app.caller c) returning";
    enter(&arena.client, member).await;
    let refused = refusal(&arena.client, &format!("{update} set_config('app.session', '', true)")).await;
    assert_eq!(refused.code, "RH011");
    rollback(&arena.client).await;
    assert_eq!(value::<i64>(&arena.admin, entries).await, before);
    assert!(strings(&arena.admin, "select home_address from people.employee_private where home_address = 'elsewhere'").await.is_empty());

    enter(&arena.client, member).await;
    run(&arena.client, &format!("{update} 1")).await;
    commit(&arena.client).await;
    let actor = strings(&arena.admin, "select actor_id::text from audit.log order by id desc limit 1").await;
    assert_eq!(actor, [member.id().to_string()], "positive control");
}

/// A statement may open its context after its statement trigger has found none; no plan is known in which that writes a row,
/// but nothing rests on plans: each row is asked about again.
#[tokio::test]
async fn r34_each_row_is_refused_in_a_closing_organisation_where_the_statement_trigger_had_nothing_to_say() {
    let arena = Arena::open("app_api").await;
    run(&arena.admin, "alter table people.sites disable trigger _100_writable").await;
    let write = format!("update people.sites set name = 'written midway' where id = '{}'", harness::site(Org::North, 1));
    enter(&arena.client, north(Person::Ada)).await;
    assert_eq!(arena.client.execute(write.as_str(), &[]).await.expect("an open organisation takes the write"), 1, "positive control");
    rollback(&arena.client).await;

    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, "select identity.close_organization()").await;
    commit(&arena.client).await;
    enter(&arena.client, north(Person::Ada)).await;
    assert_eq!(refusal(&arena.client, &write).await.code, "RH010");
    rollback(&arena.client).await;
    assert!(strings(&arena.admin, "select name from people.sites where name = 'written midway'").await.is_empty());
}

/// `statement_timestamp()` stands still for all statements of one message.
#[tokio::test]
async fn r23_a_right_that_runs_out_in_the_middle_of_a_message_ends_there() {
    let arena = Arena::open("app_api").await;
    let member = north(Person::Pia);
    let shorten = format!(
        "update identity.capabilities set expires_at = clock_timestamp() + interval '1 second' where hash = sha256('{}') and org_id = '{}'",
        member.secret(),
        Org::North.id()
    );
    run(&arena.admin, &shorten).await;
    let message = format!(
        "begin; select app.enter('{}', '{}', '{}'); select 'before', count(*) from people.employees; select pg_sleep(1.2); select 'after', count(*) from people.employees; commit",
        member.secret(),
        member.org.id(),
        member.role()
    );
    let mut counts = Vec::new();
    for answer in arena.client.simple_query(&message).await.expect("answers") {
        if let tokio_postgres::SimpleQueryMessage::Row(row) = answer
            && row.len() == 2
        {
            counts.push((row.get(0).unwrap_or_default().to_owned(), row.get(1).unwrap_or_default().to_owned()));
        }
    }
    assert_ne!(counts[0].1, "0", "positive control");
    assert_eq!(counts[1], ("after".to_owned(), "0".to_owned()));
}
