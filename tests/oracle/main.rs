//! Differential testing: an independent model of the rules and the database decide the same about random organisations, and a database
//! that protects less is found out.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod mutants;

use proof::{
    Database, Ground,
    oracle::{Options, Report, run_on, text},
    witness,
};
use schema::Sources;

/// Members of both organisations of a shrunk world.
const A_HANDFUL: usize = 9;

struct Bench {
    ground: Ground,
    original: Database,
}

impl Bench {
    /// One cluster for all of it: a database as the files say, with the witness, to make copies of.
    async fn open() -> Bench {
        let ground = Ground::open(None).await.expect("a cluster");
        let original = ground.build(&Sources::embedded()).await.expect("the files apply");
        let admin = ground.admin(&original).await.expect("a connection");
        witness::install(&admin).await.expect("the witness");
        Bench { ground, original }
    }

    async fn run(&self, change: &str, options: Options) -> Report {
        let copy = self.ground.copy(&self.original).await.expect("a copy");
        let admin = self.ground.admin(&copy).await.expect("a connection");
        admin.batch_execute(change).await.unwrap_or_else(|error| panic!("{error:?}\n{change}"));
        let report = run_on(&self.ground, &copy, &options, &|_| ()).await.expect("a run");
        self.ground.discard(&copy).await.expect("dropped");
        report
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_and_database_agree_on_random_organisations_and_every_weakening_is_found() {
    let bench = Bench::open().await;
    let report = bench.run("", Options::default()).await;
    println!("{}", text(&report));
    assert!(report.decisions >= 20_000, "{} decisions", report.decisions);
    assert!(report.disagreements.is_empty(), "model and database differ: see above; --seed {} replays it", report.seed);

    the_same_seed_asks_the_same(&bench, &report).await;
    for mutant in mutants::ALL {
        found_out(&bench, &mutant).await;
    }
    bench.ground.clear().await.expect("nothing is left behind");
}

async fn the_same_seed_asks_the_same(bench: &Bench, first: &Report) {
    let again = bench.run("", Options { seed: Some(first.seed), ..Options::default() }).await;
    assert_eq!((&again.digest, again.decisions, &again.operations), (&first.digest, first.decisions, &first.operations), "seed {}", first.seed);
    let other = bench.run("", Options { seed: Some(first.seed ^ 1), decisions: 1, ..Options::default() }).await;
    assert_ne!(other.digest, first.digest, "another seed asks something else");
}

async fn found_out(bench: &Bench, mutant: &mutants::Mutant) {
    let options = Options { decisions: 500_000, seed: Some(mutant.seed), disagreements: 1, steps: 50, ..Options::default() };
    let report = bench.run(&mutant.sql(), options).await;
    let one = report.disagreements.first().unwrap_or_else(|| panic!("{}: not found in {} decisions", mutant.name, report.decisions));
    println!(
        "{}: {} decisions, {:.1} s; {} on {}: {}, where the rules say {}; {} members",
        mutant.name, report.decisions, report.seconds, one.operation, one.row, one.got, one.expected, one.members
    );
    assert!(
        mutant.shows_in.is_empty() || mutant.shows_in.contains(&one.operation.as_str()),
        "{} showed in {}, by {}",
        mutant.name,
        one.operation,
        one.sql
    );
    assert!(one.members <= A_HANDFUL, "{} members are left:\n{}", one.members, one.world);

    // what the report names finds it again, at once
    let replayed = bench.run(&mutant.sql(), Options { decisions: 1, first_world: one.world_number, steps: 0, connections: 1, ..options }).await;
    assert!(
        replayed.disagreements.iter().any(|again| again.operation == one.operation),
        "{}: world {} of seed {}",
        mutant.name,
        one.world_number,
        one.seed
    );
}
