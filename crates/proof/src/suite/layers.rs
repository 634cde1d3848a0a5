//! Layers that stand behind one another, each tried alone: what the others would catch is let through first, so that a layer which
//! holds nothing is seen. The statements run as the roles that the layer binds, or, where it binds owners too, as a superuser.
//!
//! Which layers a table has follows from the intent and from its structure, not from its policies: every tenant table has all of
//! them, but for what `tests/policies/intent/layers.csv` says otherwise.

use serde_json::Value;
use tokio_postgres::Client;

use super::{
    cast::{AWAY, CLOSING, HOME},
    shape::Shape,
};
use crate::{
    Failure,
    intent::Intent,
    witness::{Claims, PATIENCE},
    world::{Rows, World},
};

/// One layer of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// In words.
    pub name: String,
    /// The table.
    pub table: String,
    /// What makes it: parts of the names of policies, triggers or keys, and of what is done to them.
    pub made_by: Vec<String>,
    /// Takes the other layers away.
    pub alone: String,
    /// As whom: a role of the charter, or nobody's for a superuser's connection.
    pub role: Option<&'static str>,
    /// The context.
    pub claims: Claims,
    /// What is tried.
    pub statement: String,
    /// What has to come of it.
    pub expected: Expected,
}

/// What has to come of a layer's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A count of none in the first column.
    None,
    /// No row written.
    Untouched,
    /// A refusal with this SQLSTATE.
    Refused(&'static str),
    /// This in the first column.
    Value(&'static str),
    /// No refusal.
    Accepted,
    /// An entry in the audit about the table's kind of row.
    Entry(String),
}

/// Roles that the floor binds; the others act before there is a caller, or sweep every organisation.
const BOUND: [&str; 4] = ["app_api", "app_worker", "app_transition", "app_kernel"];
const VERBS: [&str; 3] = ["insert", "update", "delete"];

/// Every layer of every table.
///
/// # Errors
/// The server refused, or the intent names a table that is none.
pub(super) async fn layers(admin: &Client, intent: &Intent, world: &World, shape: &Shape, rows: &Rows) -> Result<Vec<Layer>, Failure> {
    let ground = Worked { world, shape, rows };
    for otherwise in &intent.otherwise {
        if !shape.relations.contains_key(&otherwise.table) {
            return Err(Failure::Intent { file: "layers.csv".to_owned(), line: 0, message: format!("there is no table {}", otherwise.table) });
        }
    }
    let mut all = Vec::new();
    for relation in shape.relations.values().filter(|relation| relation.table) {
        let table = relation.name.as_str();
        for verb in ["update", "delete", "truncate"] {
            if intent.has_layer(table, &format!("history {verb}"), false) {
                all.push(ground.history(table, verb));
            }
            if intent.has_layer(table, &format!("lasting {verb}"), false) {
                let kept = ground.history(table, verb);
                let name = format!("{}, replication or not", kept.name);
                all.push(Layer { name, alone: format!("{} set local session_replication_role = replica;", kept.alone), ..kept });
            }
        }
        let has = |layer: &str| intent.has_layer(table, layer, true);
        if has("owner") {
            all.push(ground.owner(table));
        }
        for role in super::reach::ROLES {
            for verb in ["select", "insert", "update", "delete"] {
                let reached = intent.reaches(role, table, verb).is_some();
                if !reached && has(&format!("granted {role} {verb}")) && (verb != "insert" || relation.tenant && ground.has_rows(table)) {
                    // somebody with everything, and people with a row of their own
                    let actors: &[&str] = if role == "app_api" && verb != "insert" { &["ada", "hana", "mona", "mia", "pia"] } else { &["ada"] };
                    all.extend(actors.iter().map(|actor| ground.granted(table, role, verb, actor)));
                }
            }
            if intent.has_layer(table, &format!("lock only {role}"), false) {
                all.push(ground.lock_only(table, role));
            }
        }
        if !relation.tenant || !ground.has_rows(table) {
            continue;
        }
        for role in BOUND {
            if has(&format!("floor {role}")) {
                all.push(ground.floor(table, role));
            }
        }
        if has("floor of writes") {
            all.push(ground.floor_of_writes(table));
        }
        if intent.reaches("app_api", table, "update").is_some() && has("moved") {
            all.push(ground.moved(table));
        }
        for verb in VERBS {
            if has(&format!("foreign {verb}")) {
                all.push(ground.guard_of_rows(table, verb, false));
            }
            if verb != "delete" && relation.columns.iter().any(|(column, _)| column == "row_version") && has(&format!("stamp {verb}")) {
                all.push(ground.stamp(table, verb));
            }
            if has(&format!("closing {verb}")) {
                all.push(ground.closing(table, verb));
            }
            if has(&format!("row closing {verb}")) && ground.of(table, CLOSING) {
                all.push(ground.guard_of_rows(table, verb, true));
            }
            if let Some(entity) = intent.entity(table).filter(|_| has(&format!("audit {verb}"))) {
                for before in [false, true] {
                    all.push(ground.audited(table, verb, entity, before));
                }
            }
        }
    }
    ground.keys(admin, &mut all).await?;
    Ok(all)
}

struct Worked<'a> {
    world: &'a World,
    shape: &'a Shape,
    rows: &'a Rows,
}

impl Worked<'_> {
    fn of(&self, table: &str, org: usize) -> bool {
        let id = self.world.org_id(org).to_string();
        self.rows.get(table).is_some_and(|rows| rows.iter().any(|row| row.get("org_id").and_then(Value::as_str) == Some(id.as_str())))
    }

    /// Whether there are rows to try a layer on.
    fn has_rows(&self, table: &str) -> bool {
        self.of(table, HOME) && self.of(table, AWAY)
    }

    /// ada's, in one of the organisations.
    fn claims(&self, org: usize) -> Claims {
        Claims::of_member(self.world, org, self.world.orgs[org].member("ada"))
    }

    /// Those of a worker for the worker's login, else a member's.
    fn claims_for(&self, role: &str, actor: &str) -> Claims {
        if role == "app_worker" {
            Claims::of_job(self.world, HOME, 0)
        } else {
            Claims::of_member(self.world, HOME, self.world.orgs[HOME].member(actor))
        }
    }

    /// The floor for one of the roles it binds: with every row let through by a permissive policy and no guard, no row of another
    /// organisation is seen.
    fn floor(&self, table: &str, role: &'static str) -> Layer {
        Layer {
            name: format!("the floor for {role}"),
            table: table.to_owned(),
            made_by: vec!["policy tenant".to_owned()],
            alone: format!(
                "create policy nothing_but_the_floor on {table} for all to {role} using (true) with check (true);
                 grant select on {table} to {role}; grant usage on schema {} to {role}; grant select on app.caller, identity.capabilities to {role};
                 grant usage on schema app, identity to {role};",
                schema(table)
            ),
            role: Some(role),
            claims: self.claims_for(role, "ada"),
            statement: format!("select count(*) from {table} where org_id <> '{}'", self.world.org_id(HOME)),
            expected: Expected::None,
        }
    }

    /// The floor for writing: with every write let through by a permissive policy and no guard, no new row is another organisation's.
    fn floor_of_writes(&self, table: &str) -> Layer {
        Layer {
            name: "the floor for new rows".to_owned(),
            table: table.to_owned(),
            made_by: vec!["policy tenant".to_owned()],
            alone: format!(
                "alter table {table} disable trigger all;
                 create policy nothing_but_the_floor on {table} for all to app_api using (true) with check (true);
                 grant select, insert on {table} to app_api; grant usage on schema {} to app_api;
                 {} grant select on witness.sample to app_api;",
                schema(table),
                self.sample(table, AWAY)
            ),
            role: Some("app_api"),
            claims: self.claims(HOME),
            statement: format!("insert into {table} select * from witness.sample"),
            expected: Expected::Refused("42501"),
        }
    }

    /// What a role is not meant to do to a table at all: with everything granted, its policies let no row through.
    fn granted(&self, table: &str, role: &'static str, verb: &str, actor: &str) -> Layer {
        let (statement, expected) = match verb {
            "select" => (format!("select count(*) from {table}"), Expected::None),
            "insert" => (self.write(table, "insert", HOME), Expected::Refused("42501")),
            "update" if self.shape.relations[table].tenant => {
                (format!("update {table} set org_id = '{}'", self.world.org_id(HOME)), Expected::Untouched)
            }
            "update" => {
                // to what the column has by itself, so that no check of the new row stands in for the row's own policy
                let relation = &self.shape.relations[table];
                let column = relation.columns.iter().map(|(column, _)| column).find(|column| !relation.key.contains(column));
                (format!("update {table} set {} = default", column.map_or("id", String::as_str)), Expected::Untouched)
            }
            _ => (format!("delete from {table}"), Expected::Untouched),
        };
        let room = if verb == "insert" { format!("{}{}", self.sample(table, HOME), self.without_sample(table)) } else { String::new() };
        Layer {
            name: format!("no {verb} by {role} for {actor}, whatever it is granted"),
            table: table.to_owned(),
            made_by: [": for all commands", ": for everybody", ": with check", ": without app_", "row security"].map(str::to_owned).to_vec(),
            alone: format!(
                "alter table {table} disable trigger all; {room} grant {verb} on {table} to {role}; grant usage on schema {}, app, identity to {role};
                 grant select on app.caller, identity.capabilities to {role}; {}",
                schema(table),
                if verb == "insert" { format!("grant usage on schema witness to {role}; grant select on witness.sample to {role};") } else { String::new() }
            ),
            role: Some(role),
            claims: self.claims_for(role, actor),
            statement,
            expected,
        }
    }

    /// A role that may lock rows, and for that holds UPDATE, changes none.
    fn lock_only(&self, table: &str, role: &'static str) -> Layer {
        Layer {
            name: format!("{role} locks and changes nothing"),
            table: table.to_owned(),
            made_by: vec!["policy ".to_owned()],
            alone: format!(
                "alter table {table} disable trigger all; grant select, update on {table} to {role}; grant usage on schema {} to {role};",
                schema(table)
            ),
            role: Some(role),
            claims: self.claims_for(role, "ada"),
            statement: format!("update {table} set {} where true", self.change(table).replace("t.", "")),
            expected: Expected::Refused("42501"),
        }
    }

    /// A row that may be changed is not given away: without the floor, the policies themselves hold new rows to the organisation.
    fn moved(&self, table: &str) -> Layer {
        Layer {
            name: "no row is given to another organisation".to_owned(),
            table: table.to_owned(),
            made_by: vec![": with check".to_owned()],
            alone: format!(
                "alter table {table} disable trigger all; alter policy tenant on {table} using (true) with check (true); grant update (org_id) on {table} to app_api;"
            ),
            role: Some("app_api"),
            claims: self.claims(HOME),
            statement: format!("update {table} set org_id = '{}'", self.world.org_id(AWAY)),
            expected: Expected::Refused("42501"),
        }
    }

    /// Row security that binds the owner: `app_owner` sees nothing of its own table.
    fn owner(&self, table: &str) -> Layer {
        Layer {
            name: "row security for the owner".to_owned(),
            table: table.to_owned(),
            made_by: vec!["row security".to_owned()],
            alone: "grant usage on schema app, identity to app_owner; grant select on app.caller to app_owner;".to_owned(),
            role: Some("app_owner"),
            claims: self.claims(HOME),
            statement: format!("select count(*) from {table}"),
            expected: Expected::None,
        }
    }

    /// The guard of each row alone, of another organisation's rows and (R34) of one that is closing: a superuser, whom no policy binds,
    /// with the context of an admin.
    fn guard_of_rows(&self, table: &str, verb: &str, closing: bool) -> Layer {
        let (name, caller, rows, code) = if closing {
            ("the read-only guard of each row", CLOSING, CLOSING, "RH010")
        } else {
            ("the guard of another organisation's rows", HOME, AWAY, "RH011")
        };
        Layer {
            name: format!("{name} against {verb}"),
            table: table.to_owned(),
            made_by: vec!["_200_same_org".to_owned()],
            alone: format!("{} {}", only_trigger(table, "_200_same_org"), self.sample(table, rows)),
            role: None,
            claims: self.claims(caller),
            statement: self.write(table, verb, rows),
            expected: Expected::Refused(code),
        }
    }

    /// R34 by the statement trigger alone.
    fn closing(&self, table: &str, verb: &str) -> Layer {
        let statement = match verb {
            "insert" => format!("insert into {table} select * from {table} where false"),
            "update" => format!("update {table} set org_id = org_id where false"),
            _ => format!("delete from {table} where false"),
        };
        Layer {
            name: format!("the read-only guard against {verb}"),
            table: table.to_owned(),
            made_by: vec!["_100_writable".to_owned()],
            alone: only_trigger(table, "_100_writable"),
            role: None,
            claims: self.claims(CLOSING),
            statement,
            expected: Expected::Refused("RH010"),
        }
    }

    /// Versions are the database's: whatever a statement supplies is replaced.
    fn stamp(&self, table: &str, verb: &str) -> Layer {
        let (made, statement, version) = match verb {
            "insert" => (
                format!("{} update witness.sample set row_version = 99;", self.without_sample(table)),
                format!("insert into {table} select s.* from witness.sample s returning row_version::text"),
                "1",
            ),
            _ => (
                "update witness.sample set row_version = 99;".to_owned(),
                format!(
                    "update {table} t set row_version = s.row_version from witness.sample s where {} returning t.row_version::text",
                    self.same_row(table)
                ),
                "2",
            ),
        };
        Layer {
            name: format!("the version of a row at {verb}"),
            table: table.to_owned(),
            made_by: vec!["_300_stamp".to_owned()],
            alone: format!("{} {} {made}", only_trigger(table, "_300_stamp"), self.sample(table, HOME)),
            role: None,
            claims: self.claims(HOME),
            statement,
            expected: Expected::Value(version),
        }
    }

    /// History: a superuser cannot change it either.
    fn history(&self, table: &str, verb: &str) -> Layer {
        let statement = match verb {
            "truncate" => format!("truncate {table} cascade"),
            "delete" => format!("delete from {table}"),
            _ => format!("update {table} set {0} = {0}", self.shape.relations[table].columns[0].0),
        };
        Layer {
            name: format!("the history against {verb}"),
            table: table.to_owned(),
            made_by: vec!["append_only".to_owned()],
            alone: format!(
                "{} {}",
                without_triggers(&format!("g.tgrelid = '{table}'::regclass and not g.tgisinternal and g.tgname !~ 'append_only$'")),
                // what a cascade reaches has guards of its own
                without_triggers(&format!("g.tgrelid <> '{table}'::regclass and g.tgname ~ 'append_only$'"))
            ),
            role: None,
            claims: self.claims(HOME),
            statement,
            expected: Expected::Refused("RH012"),
        }
    }

    /// HY-21: a row that is written leaves its entry, whether there is a caller or, at sign-in and founding, not yet.
    fn audited(&self, table: &str, verb: &str, entity: &str, before_there_is_a_caller: bool) -> Layer {
        let trigger = if before_there_is_a_caller { "_910_audit" } else { "_900_audit" };
        let way = if before_there_is_a_caller { "before there is a caller" } else { "by a caller" };
        let granted = if before_there_is_a_caller {
            format!(
                "create policy nothing_but_the_audit on {table} as permissive for all to app_signin using (true) with check (true);
                 grant select, insert, update, delete on {table} to app_signin; grant usage on schema {}, witness to app_signin;
                 grant select on witness.sample to app_signin;",
                schema(table)
            )
        } else {
            String::new()
        };
        Layer {
            name: format!("the audit of {verb} {way}"),
            table: table.to_owned(),
            made_by: vec![trigger.to_owned()],
            alone: format!(
                "{} {} {} {} {granted}",
                only_trigger(table, trigger),
                unchecked(table),
                self.sample(table, HOME),
                if verb == "insert" { self.without_sample(table) } else { String::new() }
            ),
            role: before_there_is_a_caller.then_some("app_signin"),
            claims: self.claims(HOME),
            statement: self.write(table, verb, HOME),
            expected: Expected::Entry(entity.to_owned()),
        }
    }

    /// A row of an organisation, to be written again.
    fn sample(&self, table: &str, org: usize) -> String {
        format!("create table witness.sample as select * from {table} where org_id = '{}' limit 1;", self.world.org_id(org))
    }

    /// Makes room for it, unseen by any trigger.
    fn without_sample(&self, table: &str) -> String {
        format!("set local session_replication_role = replica; {}; set local session_replication_role = origin;", self.write(table, "delete", HOME))
    }

    /// One row written, with nothing but the layer in its way.
    fn write(&self, table: &str, verb: &str, org: usize) -> String {
        let of = self.same_row(table);
        match verb {
            "insert" => format!("insert into {table} select s.* from witness.sample s"),
            "update" => format!("update {table} t set {} from witness.sample s where {of}", self.change(table)),
            _ => format!("delete from {table} t using witness.sample s where t.org_id = '{}' and {of}", self.world.org_id(org)),
        }
    }

    /// The row `t` that the sample `s` was taken of.
    fn same_row(&self, table: &str) -> String {
        let key: Vec<String> = self.shape.relations[table].key.iter().map(|part| format!("t.{part} = s.{part}")).collect();
        key.join(" and ")
    }

    /// A column that is no part of a key, with another value.
    fn change(&self, table: &str) -> String {
        let relation = &self.shape.relations[table];
        let plain = |kinds: &[&str]| {
            relation
                .columns
                .iter()
                .find(|(name, kind)| {
                    kinds.contains(&kind.as_str())
                        && !relation.key.contains(name)
                        && !["row_version", "created_at", "org_id"].contains(&name.as_str())
                })
                .map(|(name, _)| name.clone())
        };
        if let Some(column) = plain(&["text"]) {
            format!("{column} = coalesce(t.{column}, '') || 'x'")
        } else if let Some(column) = plain(&["timestamp with time zone"]) {
            format!("{column} = coalesce(t.{column}, now()) + interval '1 second'")
        } else if let Some(column) = plain(&["date"]) {
            format!("{column} = coalesce(t.{column}, current_date) + 1")
        } else if let Some(column) = plain(&["boolean"]) {
            format!("{column} = not coalesce(t.{column}, false)")
        } else {
            // every column is a part of the key, or the row's version
            let column = relation.key.last().map_or("org_id", String::as_str);
            if relation.columns.iter().any(|(name, kind)| name == column && kind == "uuid") {
                format!("{column} = pg_catalog.gen_random_uuid()")
            } else {
                format!("{column} = t.{column} || 'x'")
            }
        }
    }

    async fn keys(&self, admin: &Client, all: &mut Vec<Layer>) -> Result<(), Failure> {
        for key in references(admin).await? {
            if self.stands(admin, &key.table).await? && self.stands(admin, &key.parent).await? {
                all.push(self.reference(&key));
            }
        }
        for key in names(admin).await? {
            if self.has_rows(&key.table) {
                all.push(self.unique(&key));
            }
        }
        Ok(())
    }

    /// Whether both organisations have a row, those included that were minted and not loaded.
    async fn stands(&self, admin: &Client, table: &str) -> Result<bool, Failure> {
        let of = |org| format!("exists (select from {table} where org_id = '{}')", self.world.org_id(org));
        Ok(admin.query_one(&format!("select {} and {}", of(HOME), of(AWAY)), &[]).await?.get(0))
    }

    /// A reference that carries the organisation: without any guard or policy a row cannot point at another organisation's.
    fn reference(&self, key: &Reference) -> Layer {
        let Reference { name, table, column, parent, parent_column } = key;
        Layer {
            name: format!("the reference {column}"),
            table: table.clone(),
            made_by: vec![format!("reference {name} ")],
            alone: format!("alter table {table} disable trigger user; {} {}", unchecked(table), unreferenced(table, column)),
            role: None,
            claims: Claims::default(),
            statement: format!(
                "update {table} set {column} = (select p.{parent_column} from {parent} p where p.org_id = '{}' order by p.{parent_column} desc limit 1)
                  where ctid = (select t.ctid from {table} t where t.org_id = '{}' limit 1)",
                self.world.org_id(AWAY),
                self.world.org_id(HOME)
            ),
            expected: Expected::Refused("23503"),
        }
    }

    /// A key that leads with the organisation: what another organisation uses is free here.
    fn unique(&self, key: &Name) -> Layer {
        let Name { table, index, column } = key;
        Layer {
            name: format!("the key ({column})"),
            table: table.clone(),
            made_by: vec![format!("unique key {index}")],
            alone: format!("alter table {table} disable trigger all;"),
            role: None,
            claims: Claims::default(),
            statement: format!(
                "update {table} t set {column} = s.{column} from (select * from {table} where org_id = '{}' limit 1) s
                  where t.ctid = (select x.ctid from {table} x where x.org_id = '{}' limit 1)",
                self.world.org_id(AWAY),
                self.world.org_id(HOME)
            ),
            expected: Expected::Accepted,
        }
    }
}

/// A reference of two columns, the first of which is the organisation.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Of the constraint.
    pub name: String,
    /// What refers.
    pub table: String,
    /// By which column.
    pub column: String,
    /// To what.
    pub parent: String,
    /// Which column of it.
    pub parent_column: String,
}

/// References that carry the organisation.
///
/// # Errors
/// The server refused.
pub async fn references(admin: &Client) -> Result<Vec<Reference>, Failure> {
    let rows = admin
        .query(
            "select k.conname::text, n.nspname || '.' || c.relname, pn.nspname || '.' || pc.relname,
                    array(select a.attname::text from unnest(k.conkey) with ordinality x (attnum, place) join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.attnum order by x.place),
                    array(select a.attname::text from unnest(k.confkey) with ordinality x (attnum, place) join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.attnum order by x.place)
               from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               join pg_catalog.pg_class pc on pc.oid = k.confrelid join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and k.contype = 'f' and cardinality(k.conkey) = 2 order by 2, 1",
            &[],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| {
            let (columns, parents): (Vec<String>, Vec<String>) = (row.get(3), row.get(4));
            Reference { name: row.get(0), table: row.get(1), column: columns[1].clone(), parent: row.get(2), parent_column: parents[1].clone() }
        })
        .collect())
}

/// A unique key of the organisation and one more column that people choose.
#[derive(Debug, Clone)]
pub struct Name {
    /// Of what.
    pub table: String,
    /// Its index.
    pub index: String,
    /// The column.
    pub column: String,
}

/// Names that are unique within an organisation. A reference or a secret is unique by itself.
///
/// # Errors
/// The server refused.
pub async fn names(admin: &Client) -> Result<Vec<Name>, Failure> {
    let rows = admin
        .query(
            "select n.nspname || '.' || c.relname, i.indexrelid::regclass::text, array_agg(a.attname::text order by x.place)
               from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              cross join unnest(i.indkey::smallint[]) with ordinality x (attnum, place) join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = x.attnum
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')
                and i.indisunique and not i.indisprimary and i.indexprs is null and i.indpred is null
              group by 1, 2 having (array_agg(a.attname::text order by x.place))[1] = 'org_id' and count(*) = 2 order by 1, 2",
            &[],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| {
            let columns: Vec<String> = row.get(2);
            Name { table: row.get(0), index: row.get(1), column: columns[1].clone() }
        })
        .filter(|name| !name.column.ends_with("_id") && !name.column.ends_with("hash"))
        .collect())
}

fn schema(table: &str) -> &str {
    table.split('.').next().unwrap_or_default()
}

/// Switches every trigger of the table off but one, references included.
fn only_trigger(table: &str, trigger: &str) -> String {
    without_triggers(&format!("g.tgrelid = '{table}'::regclass and g.tgname <> '{trigger}'"))
}

/// Switches the triggers off of which this holds.
fn without_triggers(which: &str) -> String {
    format!(
        "do $$ declare t record; begin
             for t in select g.tgrelid::regclass as of, g.tgname from pg_catalog.pg_trigger g where {which} loop
                 execute format('alter table %s disable trigger %I', t.of, t.tgname);
             end loop; end $$;"
    )
}

/// Takes the references to a column away: they would refuse its change as well.
fn unreferenced(table: &str, column: &str) -> String {
    format!(
        "do $$ declare key record; begin
             for key in select c.conrelid::regclass as child, c.conname from pg_catalog.pg_constraint c
                          join pg_catalog.pg_attribute a on a.attrelid = c.confrelid and a.attnum = any (c.confkey)
                         where c.contype = 'f' and c.confrelid = '{table}'::regclass and a.attname = '{column}' loop
                 execute pg_catalog.format('alter table %s drop constraint %I', key.child, key.conname);
             end loop; end $$;"
    )
}

/// Takes what judges values away: a layer is about who, not about what.
fn unchecked(table: &str) -> String {
    format!(
        "do $$ declare k name; begin
             for k in select c.conname from pg_catalog.pg_constraint c where c.conrelid = '{table}'::regclass and c.contype = 'c' loop
                 execute format('alter table {table} drop constraint %I', k);
             end loop; end $$;"
    )
}

/// What came of the layers that were tried, by place: `None` where one holds, else what happened.
///
/// # Errors
/// The database broke.
pub async fn tried(admin: &Client, layers: &[&Layer]) -> Result<Vec<Option<String>>, Failure> {
    let mut outcomes = Vec::with_capacity(layers.len());
    for layer in layers {
        admin.batch_execute(&format!("begin; set local statement_timeout = '{PATIENCE}'")).await?;
        let outcome = attempt(admin, layer).await;
        admin.batch_execute("rollback; reset session authorization").await?;
        outcomes.push(match outcome {
            Ok(outcome) => outcome,
            // what the layer is made of is not there
            Err(Failure::Refused { message, .. }) => Some(message),
            Err(failure) => return Err(failure),
        });
    }
    Ok(outcomes)
}

async fn attempt(admin: &Client, layer: &Layer) -> Result<Option<String>, Failure> {
    if !layer.alone.is_empty() {
        admin.batch_execute(&layer.alone).await.map_err(|error| Failure::in_statement(&error, &layer.name))?;
    }
    if let Some(says) = layer.claims.statement() {
        admin.batch_execute(&says).await?;
    }
    if let Some(role) = layer.role {
        // the login where it is one, so that session_user is right too
        let assumed = if role == "app_worker" { format!("set session authorization {role}") } else { format!("set local role {role}") };
        admin.batch_execute(&assumed).await?;
    }
    let entries = "select count(*) from audit.log l where l.entity = $1";
    let before: i64 = match &layer.expected {
        Expected::Entry(entity) => {
            admin.batch_execute("reset role").await?;
            let before = admin.query_one(entries, &[entity]).await?.get(0);
            if let Some(role) = layer.role {
                admin.batch_execute(&format!("set local role {role}")).await?;
            }
            before
        }
        _ => 0,
    };
    if layer.expected == Expected::Untouched {
        return Ok(match admin.execute(&layer.statement, &[]).await {
            Ok(0) => None,
            Ok(count) => Some(format!("{count} rows written")),
            Err(error) => Some(Failure::in_statement(&error, "refused").to_string()),
        });
    }
    let outcome = admin.query(&layer.statement, &[]).await;
    Ok(match (&layer.expected, outcome) {
        (Expected::None, Ok(rows)) => {
            let count: i64 = rows.first().map_or(0, |row| row.get(0));
            (count != 0).then(|| format!("{count} rows"))
        }
        (Expected::Refused(_), Ok(_)) => Some("not refused".to_owned()),
        (Expected::Refused(code), Err(error)) => {
            let state = error.code().map(|state| state.code().to_owned()).unwrap_or_default();
            (state != *code || state == "42501" && !by_policy(&error))
                .then(|| Failure::in_statement(&error, &format!("refused with {state}")).to_string())
        }
        (Expected::None | Expected::Untouched | Expected::Value(_) | Expected::Accepted | Expected::Entry(_), Err(error)) => {
            Some(Failure::in_statement(&error, "refused").to_string())
        }
        (Expected::Value(value), Ok(rows)) => {
            let got: Option<String> = rows.first().and_then(|row| row.get(0));
            (got.as_deref() != Some(*value)).then(|| format!("{} in it", got.unwrap_or_else(|| "nothing".to_owned())))
        }
        (Expected::Accepted | Expected::Untouched, Ok(_)) => None,
        (Expected::Entry(entity), Ok(_)) => {
            admin.batch_execute("reset role").await?;
            let after: i64 = admin.query_one(entries, &[entity]).await?.get(0);
            (after != before + 1).then(|| format!("{} entries", after - before))
        }
    })
}

/// Whether a policy refused. A missing grant has the same SQLSTATE: it would stand in for the layer, which was not tried at all.
fn by_policy(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_some_and(|refusal| refusal.code().code() == "42501" && refusal.message().contains("row-level security"))
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Expected::None => f.write_str("no row"),
            Expected::Untouched => f.write_str("no row written"),
            Expected::Refused(code) => write!(f, "refused with {code}"),
            Expected::Value(value) => f.write_str(value),
            Expected::Accepted => f.write_str("accepted"),
            Expected::Entry(entity) => write!(f, "an entry about {entity}"),
        }
    }
}
