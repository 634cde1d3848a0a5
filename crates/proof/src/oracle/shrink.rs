//! From the organisations that showed a disagreement to the smallest that still do.

use proptest::strategy::ValueTree;

use super::compare::{Asking, Finding, Pair, ask, forget, write};
use crate::{
    Failure, World,
    world::{Kind, Org},
};

/// What is left.
pub(super) struct Shrunk {
    pub(super) world: World,
    pub(super) finding: Finding,
}

/// Follows `tree` to smaller worlds while the operation of `finding` still disagrees in one way or another; then takes out the
/// members that do not matter, which the tree cannot do once others refer to them by place.
pub(super) async fn shrink(
    pair: &Pair,
    tree: &mut impl ValueTree<Value = World>,
    found: World,
    finding: Finding,
    steps: usize,
) -> Result<Shrunk, Failure> {
    let mut smallest = Shrunk { world: found, finding };
    let mut smaller = steps > 0 && tree.simplify();
    for _ in 0..steps {
        if !smaller {
            break;
        }
        smaller = if smallest.replaced_by(pair, tree.current()).await? { tree.simplify() } else { tree.complicate() };
    }
    for at in 0..smallest.world.orgs.len() {
        for place in (0..smallest.world.orgs[at].members.len()).rev() {
            if steps > 0 {
                let mut world = smallest.world.clone();
                take_out(&mut world.orgs[at], place);
                smallest.replaced_by(pair, world).await?;
            }
        }
    }
    Ok(smallest)
}

impl Shrunk {
    /// Whether the other world shows the same, and so takes the place of this.
    async fn replaced_by(&mut self, pair: &Pair, mut world: World) -> Result<bool, Failure> {
        let written = write(pair, &mut world).await?;
        forget(pair).await?;
        let compared = ask(pair, &world, written, Asking::Only(&self.finding.operation)).await?;
        let Some(finding) = compared.and_then(|compared| compared.findings.into_iter().next()) else { return Ok(false) };
        *self = Shrunk { world, finding };
        Ok(true)
    }
}

/// A member with everything that is theirs; the places of later members move up.
fn take_out(org: &mut Org, gone: usize) {
    let after = |place: &mut usize| *place -= usize::from(*place > gone);
    org.members.remove(gone);
    org.delegations.retain(|one| one.from != gone && one.to != gone);
    org.delegations.iter_mut().for_each(|one| {
        after(&mut one.from);
        after(&mut one.to);
    });
    org.overrides.retain(|one| one.member != gone);
    for one in &mut org.overrides {
        after(&mut one.member);
        one.by = one.by.filter(|by| *by != gone).map(|by| by - usize::from(by > gone));
    }
    for group in &mut org.groups {
        group.members.retain(|member| *member != gone);
        group.members.iter_mut().for_each(after);
    }
    org.site_limits.retain(|(member, _)| *member != gone);
    org.site_limits.iter_mut().for_each(|(member, _)| after(member));
    org.invitations.retain(|one| one.by != gone);
    org.invitations.iter_mut().for_each(|one| after(&mut one.by));
    org.imports.retain(|one| one.by != gone);
    for one in &mut org.imports {
        after(&mut one.by);
        one.job = None;
    }
    org.jobs.clear();
    // what entries are about is named by places that have moved
    org.entries.retain(|entry| matches!(entry.about.0, Kind::Employee | Kind::Org | Kind::Site | Kind::Department | Kind::Position | Kind::Line));
}
