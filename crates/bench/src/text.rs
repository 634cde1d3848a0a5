//! A comparison as an aligned table.

use std::fmt::Write as _;

use crate::report::{Report, Verdict};

/// The whole report.
pub(crate) fn render(report: &Report) -> String {
    let mut out = format!("{}\n{}\n\n", report.environment, report.method);
    let _ = writeln!(
        out,
        "{:<44} {:<14} {:>9} {:>8} {:>6} {:>6} {:<7} {:>10} {:>6} {:>11} {:>6} {:>6} {:<7}",
        "operation", "contestant", "median us", "p99 us", "ratio", "goal", "", "p10 us", "ratio", "4 clients/s", "ratio", "goal", ""
    );
    for line in &report.operations {
        for (at, score) in line.scores.iter().enumerate() {
            let (latency, throughput) = (score.latency_verdict(line), score.throughput_verdict(line));
            let _ = writeln!(
                out,
                "{:<44} {:<14} {:>9.0} {:>8.0} {:>6} {:>6} {:<7} {:>10} {:>6} {:>11.0} {:>6} {:>6} {:<7}",
                if at == 0 { line.label } else { "" },
                score.contestant,
                score.latency_median,
                score.latency_p99,
                if at == 0 { String::new() } else { format!("{:.2}", score.latency_ratio) },
                goal(latency, Some(line.latency_goal)),
                latency.word(),
                format!("{:.0}", score.latency_quiet),
                if at == 0 { String::new() } else { format!("{:.2}", score.latency_quiet_ratio) },
                score.throughput,
                if at == 0 { String::new() } else { format!("{:.2}", score.throughput_ratio) },
                goal(throughput, line.throughput_goal),
                throughput.word(),
            );
        }
    }
    let _ = writeln!(
        out,
        "\nratio: latency of one client, and throughput of four, against hand; medians of the rounds' ratios. p10: of the quietest slice."
    );
    let bad: Vec<_> = report.plans.iter().filter(|plan| !plan.faults.is_empty()).collect();
    let _ = writeln!(out, "\nGeneric plans of {} statement-role pairs: {} not led by org_id throughout.", report.plans.len(), bad.len());
    for plan in bad {
        let _ = writeln!(out, "  {:<24} {:<9} {}", plan.statement, plan.role, plan.faults.join("; "));
    }
    let planned: Vec<_> =
        report.plans.iter().filter(|plan| plan.planned_each_time).map(|plan| format!("{} ({})", plan.statement, plan.role)).collect();
    if !planned.is_empty() {
        let _ = writeln!(out, "Planned again at each execution: {}.", planned.join(", "));
    }
    out
}

fn goal(verdict: Verdict, goal: Option<f64>) -> String {
    match (verdict, goal) {
        (Verdict::None, _) | (_, None) => String::new(),
        (_, Some(goal)) => format!("{goal:.2}"),
    }
}
