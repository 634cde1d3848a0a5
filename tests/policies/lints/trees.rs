//! What the rules stand on: parse trees as PostgreSQL writes them, read as PostgreSQL reads them.

use harness::{Database, run, strings, value};

#[tokio::test]
async fn every_brace_of_every_tree_is_a_node() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    // awkward on purpose: names and values that look like the syntax around them
    run(
        &admin,
        r#"create policy scratch on people.sites for select to app_api
               using (exists (select from app.caller ":funcid {" where ":funcid {".org_id = sites.org_id and ":funcid {".role <> ':opno 98 } ) {CONST'));
           create policy scratch_names on people.positions for select to app_api
               using (exists (select from (select p.id as "a"")} :relid 1", p.org_id as "<>" from people.positions p) "\" where "\"."<>" = positions.org_id))"#,
    )
    .await;
    let differs = "select p.polname || ' on ' || p.polrelid::regclass
                     from pg_policy p cross join lateral (values ('using', p.polqual::text), ('check', p.polwithcheck::text)) x (clause, tree)
                    where x.tree is not null
                      and length(replace(x.tree, '\\{', '')) - length(replace(replace(x.tree, '\\{', ''), '{', ''))
                       <> (select count(*) from catalog.policy_nodes n where n.relation = p.polrelid and n.policy = p.polname and n.clause = x.clause)";
    assert_eq!(strings(&admin, differs).await, [""; 0]);
    let nodes =
        |policy: &str, what: &str| format!("select {what} from catalog.policy_nodes where policy = '{policy}' and {what} is not null order by node");
    assert_eq!(strings(&admin, &nodes("scratch", "scalars ->> 'aliasname'")).await, [":funcid {", ":funcid {"]);
    assert_eq!(strings(&admin, &nodes("scratch", "catalog.constant_text(scalars)")).await, [":opno 98 } ) {CONST"]);
    assert_eq!(strings(&admin, &nodes("scratch_names", "scalars ->> 'resname'")).await, ["a\")} :relid 1", "<>"]);
    assert_eq!(strings(&admin, &nodes("scratch_names", "own_column")).await, ["org_id"]);
}

#[tokio::test]
async fn constants_are_read_whatever_they_hold() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    run(
        &admin,
        r"create policy scratch on people.sites for select to app_api using (name in ('Zürich', '', E'a\\b\n', timezone)
              and id <> '018f0000-0000-7000-8000-0000000000ff' and timezone::name = 'Europe/Berlin')",
    )
    .await;
    let read = "select catalog.constant_text(scalars) from catalog.policy_nodes where policy = 'scratch' and kind = 'CONST' and catalog.constant_text(scalars) is not null order by node";
    assert_eq!(strings(&admin, read).await, ["Zürich", "", "a\\b\n", "018f0000-0000-7000-8000-0000000000ff", "Europe/Berlin"]);
}

#[tokio::test]
async fn what_runs_once_is_what_the_planner_runs_once() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    for (clause, asked, once) in [
        ("org_id = (select c.org_id from app.caller c)", 1, 1),
        ("exists (select from app.caller c where c.org_id = sites.org_id)", 1, 0),
        ("org_id = app.org_id()", 1, 0),
        // one wrapped call does not excuse the bare one
        ("org_id = (select app.org_id()) and created_by = app.member_id()", 2, 1),
        // correlated only with the query around it, which is not
        ("org_id in (select e.org_id from people.employees e where exists (select from app.caller c where c.employee_id = e.id))", 1, 1),
        (
            "org_id in (select e.org_id from people.employees e where exists (select from app.caller c where c.employee_id = e.id and sites.name <> ''))",
            1,
            0,
        ),
    ] {
        run(&admin, &format!("begin; create policy scratch on people.sites for select to app_api using ({clause})")).await;
        let counts = "select array[count(*), count(*) filter (where runs_once)] from catalog.policy_nodes where policy = 'scratch' and of_context";
        assert_eq!(value::<Vec<i64>>(&admin, counts).await, [asked, once], "{clause}");
        run(&admin, "rollback").await;
    }
}

#[tokio::test]
async fn sources_are_read_without_comments_and_literals() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let words: String = value(
        &admin,
        r"select catalog.source_words('Perform PG_Notify(''a'', E''b\''c'' || d.E); -- pg_notify(x)
              /* pg_notify( */ x := y::Text <> ''it''''s''')",
    )
    .await;
    assert_eq!(words, "perform pg_notify ( ' , ' | | d . e ) ; x := y :: text <> '");
}
