//! What somebody may do with a covenant now: the policy and the state together, for buttons.

use domain::covenants::CovenantState;
use domain::policy::{Facts, Operation};

use super::row;
use super::view::PartyView;
use crate::ctx::Ctx;

/// What the actor may do with the covenant now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one shows or hides one button"
)]
pub struct Steps {
    /// Rewrite a clause.
    pub edit: bool,
    /// Send it to the parties.
    pub consult: bool,
    /// Propose to fix the text.
    pub propose: bool,
    /// Confirm what another proposed.
    pub confirm: bool,
    /// Let the parties sign.
    pub open: bool,
    /// Sign for the own organisation.
    pub sign: bool,
    /// Withdraw the own signature.
    pub withdraw: bool,
    /// Ask a party once more.
    pub invite: bool,
}

/// What the actor may do with this covenant now.
pub fn steps(ctx: &Ctx, covenant: &row::Covenant, parties: &[PartyView]) -> Steps {
    let anyone = |operation| ctx.may(operation, Facts::default());
    let state = &covenant.state;
    let freeze = match state {
        CovenantState::Consultation { freeze } => freeze.as_ref(),
        _ => None,
    };
    let consulting = matches!(state, CovenantState::Consultation { .. });
    let by_me = freeze.is_some_and(|proposal| proposal.by == ctx.actor.person);
    let mine = parties.iter().find(|party| party.own);
    let own = |operation| {
        mine.is_some_and(|party| ctx.may(operation, Facts::of_owner(party.organisation.id)))
    };
    let signable = state.signable_version().is_some() && !covenant.term.is_over(ctx.today());
    Steps {
        edit: state.is_editable() && anyone(Operation::EditClause),
        consult: *state == CovenantState::Draft && anyone(Operation::ConsultCovenant),
        propose: consulting && freeze.is_none() && anyone(Operation::ProposeFreeze),
        confirm: freeze.is_some() && !by_me && anyone(Operation::ConfirmFreeze),
        open: matches!(state, CovenantState::Frozen { .. }) && anyone(Operation::OpenSigning),
        sign: signable
            && mine.is_some_and(|party| party.state.is_awaited())
            && own(Operation::SignCovenant),
        withdraw: mine.is_some_and(|party| party.state.signed_version().is_some())
            && own(Operation::WithdrawSignature),
        invite: signable && anyone(Operation::InviteParty),
    }
}
