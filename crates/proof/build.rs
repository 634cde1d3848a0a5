//! Rebuilds the crate when an embedded intent file changes: the embedding macro cannot tell cargo itself.

fn main() {
    println!("cargo::rerun-if-changed=../../tests/policies/intent");
}
