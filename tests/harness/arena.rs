//! A database with a login in the ring and a superuser among the spectators.

use tokio_postgres::Client;

use crate::{
    attack::{WriteOutcome, assert_blind_writes_spare, foreign_inserts},
    context::{commit, enter, rollback, who},
    database::Database,
    sight::{Table, assert_no_foreign_byte, assert_sees_nothing, read_everything, tables},
    world::{Member, Org, Person, names, north},
};

/// One login's raw connection, and the means to see what it did.
pub struct Arena {
    /// The database; dropped with the arena.
    pub db: Database,
    /// The attacker's connection.
    pub client: Client,
    /// For fixtures and for looking.
    pub admin: Client,
    /// Every table, with the grants of the attacker's login.
    pub tables: Vec<Table>,
}

impl Arena {
    /// A fresh database with `role` connected.
    pub async fn open(role: &str) -> Arena {
        let db = Database::fresh().await;
        let client = db.login(role).await;
        let admin = db.admin().await;
        let tables = tables(&admin, role).await;
        Arena { db, client, admin, tables }
    }

    /// A second connection of the request pool.
    pub async fn another(&self) -> Client {
        self.db.login("app_api").await
    }

    /// The request pool's connection with a member's context open.
    pub async fn entered(member: Member) -> Arena {
        let arena = Arena::open("app_api").await;
        enter(&arena.client, member).await;
        arena
    }

    /// Present context: no row of any tenant table, and no write of any kind; the connection's transaction ends.
    pub async fn assert_powerless(&self, situation: &str) {
        assert_sees_nothing(&self.client, &self.tables, situation).await;
        for (table, code) in foreign_inserts(&self.client, &self.admin, &self.tables, Org::North).await {
            assert!(["RH011", "42501", "22P02"].contains(&code.as_str()), "{situation}: {table} refuses with {code}");
        }
        let outcomes = assert_blind_writes_spare(&self.client, &self.admin, &self.tables, &Org::BOTH).await;
        for (sql, outcome) in outcomes {
            assert!(!matches!(outcome, WriteOutcome::Rows(1..)), "{situation}: {sql} wrote {outcome:?}");
        }
    }

    /// Present context: not one foreign byte in any table, and no foreign write; the connection's transaction ends.
    pub async fn assert_stays_home(&self, situation: &str) {
        let seen = read_everything(&self.client, &self.tables).await;
        assert_no_foreign_byte(&format!("{situation}: {seen:?}"), Org::North);
        for (table, code) in foreign_inserts(&self.client, &self.admin, &self.tables, Org::North).await {
            assert!(["RH011", "42501"].contains(&code.as_str()), "{situation}: {table} refuses with {code}");
        }
        assert_blind_writes_spare(&self.client, &self.admin, &self.tables, &[Org::South]).await;
    }

    /// The positive control: the very same connection works for a member who enters by the front door.
    pub async fn assert_front_door_works(&self) {
        let _ = self.client.batch_execute("rollback").await;
        enter(&self.client, north(Person::Ada)).await;
        assert_eq!(who(&self.client, "select id from people.employees").await, names(Person::employees()));
        rollback(&self.client).await;
    }

    /// Commits what the client has open.
    pub async fn commit(&self) {
        commit(&self.client).await;
    }
}
