//! No table escapes: it is watched, or it is on the list with a reason.

use harness::{Arena, strings};

#[tokio::test]
async fn hy21_every_tenant_table_is_audited_or_named_with_a_reason() {
    let arena = Arena::open("app_api").await;
    let unaudited = strings(
        &arena.admin,
        "select t.table_name from catalog.tables t
          where not t.audited
            and exists (select from pg_attribute a where a.attrelid = t.table_name::regclass and a.attname = 'org_id' and not a.attisdropped)
          order by 1",
    )
    .await;
    let excused = strings(&arena.admin, "select table_name from catalog.unaudited order by 1").await;
    assert_eq!(unaudited, excused, "left: without a trigger; right: excused");
    let reasons = strings(&arena.admin, "select reason from catalog.unaudited where length(reason) > 10").await;
    assert_eq!(reasons.len(), excused.len());
}

#[tokio::test]
async fn the_generated_comparison_knows_every_column_of_its_table() {
    let arena = Arena::open("app_api").await;
    let missed = strings(
        &arena.admin,
        "select t.table_name || '.' || a.attname
           from catalog.tables t
           join pg_attribute a on a.attrelid = t.table_name::regclass and a.attnum > 0 and not a.attisdropped
           join pg_trigger g on g.tgrelid = a.attrelid and g.tgname = '_900_audit'
           join pg_proc p on p.oid = g.tgfoid
          where a.attname not in ('org_id', 'created_at', 'created_by', 'row_version')
            and (position(format('new.%I is distinct from old.%I', a.attname, a.attname) in p.prosrc) = 0)",
    )
    .await;
    assert!(missed.is_empty(), "{missed:?}");
}

#[tokio::test]
async fn every_audit_trigger_watches_every_kind_of_write_of_every_row() {
    let arena = Arena::open("app_api").await;
    // two triggers share the work: whoever acts before there is a caller, and everybody else
    for (name, who) in [("_900_audit", "<> ALL"), ("_910_audit", "= ANY")] {
        let triggers = strings(
            &arena.admin,
            &format!(
                "select distinct regexp_replace(pg_get_triggerdef(t.oid), ' ON [a-z_.]+ FOR', ' FOR') || ' ' || t.tgenabled::text from pg_trigger t where t.tgname = '{name}'"
            ),
        )
        .await;
        assert!(!triggers.is_empty());
        let expected = format!(
            "CREATE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE FOR EACH ROW WHEN ((CURRENT_USER {who} (ARRAY['app_signin'::name, 'app_registrar'::name]))) EXECUTE FUNCTION audit."
        );
        for trigger in triggers {
            assert!(trigger.starts_with(&expected), "{trigger}");
            assert!(trigger.ends_with(" O"), "{trigger}");
        }
    }
    let alone =
        "select t.tgrelid::regclass::text from pg_trigger t where t.tgname in ('_900_audit', '_910_audit') group by t.tgrelid having count(*) <> 2";
    assert!(strings(&arena.admin, alone).await.is_empty());
}
