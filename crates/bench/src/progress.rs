//! What a person sees while waiting; on standard error, so that reports can be piped.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of `steps`, named.
pub(crate) fn bar(steps: usize, name: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(steps as u64).with_message(name);
    if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
