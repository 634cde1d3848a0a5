//! Rebuilds the crate when an embedded SQL file changes: the embedding macros cannot tell cargo themselves.

fn main() {
    for folder in ["../../policies", "../../sql/migrations", "../../sql/catalog"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
