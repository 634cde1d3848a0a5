//! From the organisations that showed a disagreement to the smallest that still do.

use proptest::strategy::ValueTree;

use super::compare::{Finding, Pair, ask, forget, write};
use crate::{Failure, World};

/// What is left.
pub(super) struct Shrunk {
    pub(super) world: World,
    pub(super) finding: Finding,
}

/// Follows `tree` to smaller worlds while the operation of `finding` still disagrees in one way or another.
pub(super) async fn shrink(pair: &Pair, tree: &mut impl ValueTree<Value = World>, found: World, finding: Finding, steps: usize) -> Result<Shrunk, Failure> {
    let operation = finding.operation.clone();
    let mut smallest = Shrunk { world: found, finding };
    let mut smaller = tree.simplify();
    for _ in 0..steps {
        if !smaller {
            break;
        }
        let mut world = tree.current();
        let written = write(pair, &mut world).await?;
        forget(pair).await?;
        let compared = ask(pair, &world, written, Some(&operation)).await?;
        match compared.and_then(|compared| compared.findings.into_iter().next()) {
            Some(finding) => {
                smallest = Shrunk { world, finding };
                smaller = tree.simplify();
            }
            None => smaller = tree.complicate(),
        }
    }
    Ok(smallest)
}
