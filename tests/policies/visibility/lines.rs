//! Lines are dated: they give and take sight on the organisation's day.

use harness::{Arena, Org, Person, commit, enter, line, names, north, run, who};

use Person::{Hana, Marc, Mona, Pia, Ravi, Rita};

const EMPLOYMENT: &str = "select employee_id from people.employment_records";
/// The organisation's day, as SQL.
const TODAY: &str = "(now() at time zone 'Europe/Berlin')::date";

async fn redate(arena: &Arena, number: u128, range: &str) {
    enter(&arena.client, north(Hana)).await;
    run(&arena.client, &format!("update people.reporting_lines set valid = {range} where id = '{}'", line(Org::North, number))).await;
    commit(&arena.client).await;
}

async fn seen_by(arena: &Arena, person: Person) -> std::collections::BTreeSet<String> {
    enter(&arena.client, north(person)).await;
    let seen = who(&arena.client, EMPLOYMENT).await;
    commit(&arena.client).await;
    seen
}

#[tokio::test]
async fn r16_a_future_line_shows_nothing_until_its_day_and_a_past_one_nothing_any_more() {
    let arena = Arena::open("app_api").await;
    assert!(!seen_by(&arena, Mona).await.contains("pia"), "line 8 is still to come");
    assert!(!seen_by(&arena, Marc).await.contains("pia"), "line 7 is over");
    redate(&arena, 8, &format!("daterange({TODAY}, null)")).await;
    assert_eq!(seen_by(&arena, Mona).await, names([Mona, Rita, Ravi, Pia]), "it begins today");
    redate(&arena, 8, &format!("daterange({TODAY} + 1, null)")).await;
    assert_eq!(seen_by(&arena, Mona).await, names([Mona, Rita, Ravi]), "it begins tomorrow");
}

#[tokio::test]
async fn r16_on_the_day_of_a_change_the_old_manager_stops_seeing_and_the_new_one_begins() {
    let arena = Arena::open("app_api").await;
    let hand_over = async |first_day: &str| {
        redate(&arena, 1, &format!("daterange({TODAY} - 400, {TODAY} - 300)")).await; // out of the way
        enter(&arena.client, north(Hana)).await;
        run(
            &arena.client,
            &format!(
                "update people.reporting_lines set valid = daterange(lower(valid), {first_day}) where id = '{}';
                 insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
                 values ('{}', '{}', '{}', '{}', 'primary', daterange({first_day}, null))",
                line(Org::North, 2),
                Org::North.id(),
                line(Org::North, 50),
                north(Ravi).employee(),
                north(Person::Nora).employee()
            ),
        )
        .await;
        commit(&arena.client).await;
    };
    hand_over(&format!("({TODAY} + 1)")).await;
    assert_eq!(seen_by(&arena, Mona).await, names([Mona, Ravi]), "until the evening before");
    assert_eq!(seen_by(&arena, Person::Nora).await, names([Person::Nora]));
    redate(&arena, 2, &format!("daterange(lower(valid), {TODAY})")).await;
    redate(&arena, 50, &format!("daterange({TODAY}, null)")).await;
    assert_eq!(seen_by(&arena, Mona).await, names([Mona]), "from that day");
    assert_eq!(seen_by(&arena, Person::Nora).await, names([Person::Nora, Ravi]));
}

#[tokio::test]
async fn r18_an_acting_line_gives_sight_for_its_dates() {
    let arena = Arena::open("app_api").await;
    for (range, sees) in [
        (format!("daterange({TODAY} - 5, {TODAY} + 5)"), true),
        (format!("daterange({TODAY}, {TODAY} + 1)"), true),
        (format!("daterange({TODAY} - 5, {TODAY})"), false),
        (format!("daterange({TODAY} + 1, {TODAY} + 5)"), false),
        (format!("daterange({TODAY} - 1, null)"), true),
    ] {
        redate(&arena, 5, &range).await;
        assert_eq!(seen_by(&arena, Marc).await, if sees { names([Marc, Ravi]) } else { names([Marc]) }, "{range}");
        assert_eq!(seen_by(&arena, Mona).await, names([Mona, Rita, Ravi]), "the line it stands in for stays in force");
    }
}

#[tokio::test]
async fn a_dotted_line_gives_no_sight_on_any_date() {
    let arena = Arena::open("app_api").await;
    for range in ["'[2020-01-01,)'".to_owned(), format!("daterange({TODAY}, {TODAY} + 1)")] {
        redate(&arena, 6, &range).await;
        assert_eq!(seen_by(&arena, Marc).await, names([Marc, Ravi]), "{range}");
    }
}

#[tokio::test]
async fn r02_a_line_between_other_people_gives_a_manager_no_skip_level() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Mona)).await;
    assert!(!who(&arena.client, EMPLOYMENT).await.contains("sid"), "Sid reports to Rita, who reports to Mona");
    assert!(!who(&arena.client, "select id from people.reporting_lines").await.contains("line 3"));
    let named = format!("select employee_id from people.employment_records where employee_id = '{}'", north(Person::Sid).employee());
    assert!(who(&arena.client, &named).await.is_empty());
    commit(&arena.client).await;
    assert_eq!(seen_by(&arena, Rita).await, names([Rita, Person::Sid]), "control");
}
