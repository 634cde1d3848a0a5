//! What was measured, before it is printed.

use serde::Serialize;

use crate::plans::Plan;

/// A whole comparison.
#[derive(Serialize)]
pub(crate) struct Report {
    /// Server, cores, settings.
    pub(crate) environment: String,
    /// Seconds per slice and number of rounds.
    pub(crate) method: String,
    pub(crate) operations: Vec<Line>,
    pub(crate) plans: Vec<Plan>,
}

/// One operation, hand first.
#[derive(Serialize)]
pub(crate) struct Line {
    pub(crate) operation: &'static str,
    pub(crate) label: &'static str,
    pub(crate) latency_goal: f64,
    pub(crate) throughput_goal: Option<f64>,
    pub(crate) scores: Vec<Score>,
}

/// One contestant's medians.
#[derive(Serialize)]
pub(crate) struct Score {
    pub(crate) contestant: String,
    /// Microseconds, one client.
    pub(crate) latency_median: f64,
    /// Microseconds, one client.
    pub(crate) latency_p99: f64,
    /// Requests per second, four clients.
    pub(crate) throughput: f64,
    /// Tenth percentile in microseconds, one client, of the quietest slice: what other work on the machine disturbs least.
    pub(crate) latency_quiet: f64,
    /// Against hand.
    pub(crate) latency_quiet_ratio: f64,
    /// Against hand, by rounds: 1 is equal, 2 takes twice as long.
    pub(crate) latency_ratio: f64,
    /// Against hand, by rounds: 0.5 serves half as many.
    pub(crate) throughput_ratio: f64,
}

/// Whether a goal was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Hit,
    Missed,
    /// No goal, or not the kernel's own statement.
    None,
}

impl Verdict {
    /// For a table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Missed => "missed",
            Self::None => "",
        }
    }
}

impl Score {
    /// Goals are the kernel's and the changed kernels'; hand and store are shown without.
    fn judged(&self) -> bool {
        !self.contestant.starts_with("hand") && self.contestant != "store"
    }

    /// Against the latency goal.
    pub(crate) fn latency_verdict(&self, line: &Line) -> Verdict {
        verdict(self.judged(), self.latency_ratio <= line.latency_goal)
    }

    /// Against the throughput goal, where there is one.
    pub(crate) fn throughput_verdict(&self, line: &Line) -> Verdict {
        verdict(self.judged() && line.throughput_goal.is_some(), line.throughput_goal.is_none_or(|goal| self.throughput_ratio >= goal))
    }
}

fn verdict(judged: bool, hit: bool) -> Verdict {
    match (judged, hit) {
        (false, _) => Verdict::None,
        (true, true) => Verdict::Hit,
        (true, false) => Verdict::Missed,
    }
}
