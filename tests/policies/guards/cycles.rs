//! Circles and overlaps in the chart, one at a time and two at once.

use harness::{Arena, Org, Person, Refusal, commit, enter, line, north, refusal, run, strings};

use Person::{Hana, Lena, Lew, Mona, Nora, Omar, Pia, Ravi, Rita, Sid};

fn draw(employee: Person, manager: Person, kind: &str, valid: &str) -> String {
    format!(
        "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ('{}', gen_random_uuid(), '{}', '{}', '{kind}', '{valid}')",
        Org::North.id(),
        north(employee).employee(),
        north(manager).employee()
    )
}

#[tokio::test]
async fn rh021_no_circle_of_lines_that_are_in_force_on_one_day() {
    let arena = Arena::entered(north(Hana)).await;
    for (employee, manager, kind) in [
        (Mona, Rita, "acting"), // Rita reports to Mona
        (Mona, Sid, "acting"),  // Sid to Rita to Mona
        (Mona, Sid, "primary"),
        (Lena, Lew, "primary"),
        (Omar, Omar, "acting"),
    ] {
        let refused = refusal(&arena.client, &draw(employee, manager, kind, "[2026-01-01,)")).await;
        assert_eq!(refused.code, "RH021", "{employee} -> {manager}: {refused:?}");
    }
    assert_eq!(refusal(&arena.client, &draw(Omar, Omar, "dotted", "[2026-01-01,)")).await.code, "23514");
    // near misses: another time, a line without rights, no circle at all
    run(&arena.client, &draw(Lena, Lew, "primary", "[2001-01-01,2001-02-01)")).await;
    run(&arena.client, &draw(Mona, Rita, "dotted", "[2026-01-01,)")).await;
    run(&arena.client, &draw(Omar, Sid, "primary", "[2026-01-01,)")).await;
}

#[tokio::test]
async fn rh021_a_line_cannot_be_redated_into_a_circle() {
    let arena = Arena::entered(north(Hana)).await;
    run(&arena.client, &draw(Lena, Lew, "acting", "[2001-01-01,2001-02-01)")).await;
    let redate = |until: &str| {
        format!(
            "update people.reporting_lines set valid = '[2001-01-01,{until})' where kind = 'acting' and employee_id = '{}'",
            north(Lena).employee()
        )
    };
    assert_eq!(refusal(&arena.client, &redate("")).await.code, "RH021");
    run(&arena.client, &redate("2001-03-01")).await;
}

#[tokio::test]
async fn rh021_a_circle_needs_one_common_day_all_the_way_round() {
    let arena = Arena::entered(north(Hana)).await;
    run(&arena.client, &draw(Omar, Nora, "primary", "[2001-01-01,2001-06-01)")).await;
    run(&arena.client, &draw(Nora, Pia, "primary", "[2001-05-01,2001-12-01)")).await;
    run(&arena.client, &draw(Pia, Omar, "acting", "[2001-06-01,2001-12-01)")).await; // the first line ended the day before
    let refused = refusal(&arena.client, &draw(Pia, Omar, "acting", "[2001-05-31,2001-06-02)")).await;
    assert_eq!(refused.code, "RH021", "on 31 May all three would be in force");
}

#[tokio::test]
async fn one_primary_line_per_person_and_day() {
    let arena = Arena::entered(north(Hana)).await;
    assert_eq!(refusal(&arena.client, &draw(Ravi, Nora, "primary", "[2026-01-01,)")).await.code, "23P01");
    run(&arena.client, &draw(Ravi, Nora, "acting", "[2026-01-01,)")).await;
    run(&arena.client, &draw(Ravi, Nora, "primary", "[2001-01-01,2001-02-01)")).await;
    let redate = format!("update people.reporting_lines set valid = '[2000-01-01,)' where id = '{}'", line(Org::North, 2));
    assert_eq!(refusal(&arena.client, &redate).await.code, "23P01");
    for nothing in ["empty", "(,2020-01-01)"] {
        assert_eq!(refusal(&arena.client, &draw(Ravi, Nora, "dotted", nothing)).await.code, "23514", "{nothing}");
    }
    let endless = format!("select count(*) from people.reporting_lines where id = '{}' and upper_inf(valid)", line(Org::North, 2));
    assert_eq!(harness::value::<i64>(&arena.client, &endless).await, 1, "control: that line is open-ended");
}

/// Two transactions, each right by itself, that together close a circle; the second must see the first.
async fn two_at_once(first: &str, second: &str, code: &str) {
    for _ in 0..4 {
        let arena = Arena::open("app_api").await;
        let mut rivals = Vec::new();
        for sql in [first, second] {
            let client = arena.another().await;
            enter(&client, north(Hana)).await;
            let sql = sql.to_owned();
            rivals.push(tokio::spawn(async move {
                let outcome = client.batch_execute(&sql).await.map_err(|error| Refusal::from(&error).code);
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                let _ = client.batch_execute(if outcome.is_ok() { "commit" } else { "rollback" }).await;
                outcome
            }));
        }
        let mut outcomes = Vec::new();
        for rival in rivals {
            outcomes.push(rival.await.expect("a member"));
        }
        outcomes.sort();
        assert_eq!(outcomes, [Ok(()), Err(code.to_owned())]);
    }
}

#[tokio::test]
async fn rh021_two_transactions_cannot_close_a_circle_together() {
    two_at_once(&draw(Omar, Nora, "primary", "[2026-01-01,)"), &draw(Nora, Omar, "primary", "[2026-01-01,)"), "RH021").await;
}

fn below(child: u128, parent: u128) -> String {
    format!("update people.departments set parent_id = '{}' where id = '{}'", Org::North.department(parent), Org::North.department(child))
}

#[tokio::test]
async fn rh022_a_department_is_never_below_itself() {
    let arena = Arena::entered(north(Hana)).await;
    run(&arena.client, &below(3, 2)).await;
    assert_eq!(refusal(&arena.client, &below(1, 2)).await.code, "RH022");
    assert_eq!(refusal(&arena.client, &below(1, 3)).await.code, "RH022");
    assert_eq!(refusal(&arena.client, &below(2, 3)).await.code, "RH022");
    assert_eq!(refusal(&arena.client, &below(2, 2)).await.code, "RH022");
    run(&arena.client, &below(3, 1)).await;
    commit(&arena.client).await;
    let tree = strings(
        &arena.admin,
        &format!("select right(id::text, 1) || ' below ' || coalesce(right(parent_id::text, 1), 'none') from people.departments where org_id = '{}' order by 1", Org::North.id()),
    )
    .await;
    assert_eq!(tree, ["1 below none", "2 below 1", "3 below 1"]);
}

#[tokio::test]
async fn rh022_two_transactions_cannot_close_a_circle_together() {
    two_at_once(&below(2, 3), &below(3, 2), "RH022").await;
}
