//! Measures the kernel against hand-written filters.
fn main() {}
