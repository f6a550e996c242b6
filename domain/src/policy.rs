//! Who may do what: one list, readable by a clerk, enforced by `service`, consulted by `app`.
//!
//! This list says which role may *try* an operation. What of the content somebody may read is
//! decided by class, seat, signature and exclusion in [`crate::covenants::gate`]; a role alone
//! never opens what is confidential. Source: DOMAIN section 2 and `docs/domain.md#roles`.

mod kinds;
mod table;

use crate::actor::{Actor, StandIn};
use crate::id::{MeetingId, OrganisationId, SeriesId};
use crate::people::{Role, SeatKind};

pub use table::rule;

/// Declares the operations and the list of all of them, so that none can be forgotten in either.
macro_rules! operations {
    ($($name:ident),+ $(,)?) => {
        /// Everything somebody can do, in the words of the trade.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(
            missing_docs,
            reason = "each name is the operation; docs/operations has a page for each"
        )]
        pub enum Operation {
            $($name),+
        }

        impl Operation {
            /// All operations, in the order of the work: the printed policy and the trail list them so.
            pub const ALL: [Self; [$(stringify!($name)),+].len()] = [$(Self::$name),+];
        }
    };
}

operations! {
    ReadCockpit,
    ReadMeetings,
    ReadPublished,
    CountMeetings,
    OpenOnGround,
    SeeReaders,
    ChangeSeries,
    AdviseSeries,
    AnswerAdvice,
    PutAnnex,
    EndAnnex,
    PlanMeeting,
    OpenProposals,
    CallUrgent,
    RescheduleMeeting,
    CancelMeeting,
    AcceptMeeting,
    DeclineMeeting,
    ProposeItem,
    ProposeCase,
    EditItem,
    WithdrawItem,
    LowerClass,
    Exclude,
    LiftExclusion,
    OverseeExclusions,
    InviteAdviser,
    WithdrawInvitation,
    ReadInvitations,
    GiveAdvice,
    AskPartyAdvice,
    WithdrawPartyAdvice,
    GivePartyAdvice,
    AttachPaper,
    RemovePaper,
    DownloadPaper,
    IncludeItem,
    ReturnItem,
    TakeOffItem,
    HoldOverItem,
    ArrangeAgenda,
    TakeUpSuggestion,
    PassSuggestion,
    PublishAgenda,
    StartMeeting,
    FollowMeeting,
    MarkAttendance,
    WalkItems,
    WriteNote,
    ReadScript,
    WriteStageNote,
    Capture,
    MoveDoor,
    RecordPosition,
    ConfirmDecisions,
    CloseMeeting,
    ReadMinutes,
    DraftMinutes,
    EditMinutes,
    OfferMinutes,
    ProposeCorrection,
    WithdrawCorrection,
    AcceptCorrection,
    DeclineCorrection,
    ApproveMinutes,
    RectifyMinutes,
    RestoreRevision,
    Contribute,
    ReadContributions,
    AnswerContribution,
    ReadActions,
    CountOverdue,
    CountActions,
    AssignAction,
    AcceptAction,
    DeclineAction,
    UpdateAction,
    BlockAction,
    PostponeAction,
    ReportDone,
    VerifyAction,
    ReopenAction,
    ReassignAction,
    LinkStep,
    CancelAction,
    ReadCovenants,
    ReadUnsignedCovenants,
    DraftCovenant,
    EditClause,
    ConsultCovenant,
    ProposeFreeze,
    ConfirmFreeze,
    OpenSigning,
    InviteParty,
    SignCovenant,
    DeclineSigning,
    WithdrawSignature,
    SignStatement,
    ReadRoadmap,
    ReadBottlenecks,
    AdoptRoadmap,
    UpdateStep,
    VerifyStep,
    RaiseBottleneck,
    HandleBottleneck,
    ReadReference,
    Search,
    ReadCommitments,
    MakeCommitment,
    RenewCommitment,
    SettleCommitment,
    ChooseTheme,
    ReadPeople,
    RegisterOrganisation,
    RegisterPerson,
    ChangePerson,
    PausePerson,
    ResumePerson,
    ProposeRight,
    RevokeRight,
    BindIdentity,
    UnbindIdentity,
    AskCode,
    ConfirmApproval,
    TurnDownApproval,
    WithdrawApproval,
    ReviewRights,
    NameDeputy,
    SendDeputy,
    DismissDeputy,
    ViewAs,
    ReadProviders,
    CheckProvider,
    ProposeProvider,
    SwitchOffProvider,
    ReadGuests,
    RequestGuest,
    WithdrawGuestRequest,
    ScreenGuest,
    InviteGuest,
    PauseGuest,
    ResumeGuest,
    RenewGuest,
    RevokeGuest,
    ConfirmGuest,
    ReadmitGuest,
    EndOwnSessions,
    EndSessions,
    CountTrail,
    ReadTechnicalTrail,
    OpenTrail,
    ReadTrail,
    ExportTrail,
    ReportBreach,
    ReadGuardAnswers,
    ExportOwnData,
    ChooseDigest,
    NewFeed,
    EndFeed,
    ReadLetters,
    RetryLetter,
    ReadDestruction,
    ProposeDestruction,
    AdviseDestruction,
    DecideDestruction,
    ConfirmDestruction,
    ExtendRetention,
    HoldItem,
    ReleaseItem,
}

/// What ties the actor to the thing, beside holding the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Holding the role, for this series or the region, is enough.
    Role,
    /// Holding the role over all the thing touches: for its series, or for the whole region where it
    /// belongs to none (`docs/domain.md#one-table`).
    Over,
    /// The actor takes a seat at the table of the series.
    Seated,
    /// The actor's organisation owns the thing.
    Own,
    /// The actor's organisation owns the thing and the actor takes a seat in its series.
    OwnSeated,
}

/// What the policy has to know about the thing; the rest is no business of a role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// The one meeting of that series it belongs to; a deputy has a place there and nowhere else, and so
    /// has a guest of one meeting.
    pub meeting: Option<MeetingId>,
    /// The organisation that owns it.
    pub owner: Option<OrganisationId>,
}

impl Facts {
    /// Something that belongs to a series.
    pub fn of_series(series: SeriesId) -> Self {
        Self {
            series: Some(series),
            ..Self::default()
        }
    }

    /// A meeting of a series, or something of that meeting.
    pub fn of_meeting(series: SeriesId, meeting: MeetingId) -> Self {
        Self::of_series(series).at(Some(meeting))
    }

    /// Something that belongs to an organisation.
    pub fn of_owner(owner: OrganisationId) -> Self {
        Self::owned(None, owner)
    }

    /// Something of an organisation within a series.
    pub fn owned(series: Option<SeriesId>, owner: OrganisationId) -> Self {
        Self {
            series,
            owner: Some(owner),
            ..Self::default()
        }
    }

    /// The same thing, as that of an organisation.
    #[must_use]
    pub fn owned_by(self, owner: OrganisationId) -> Self {
        Self {
            owner: Some(owner),
            ..self
        }
    }

    /// The same thing, of one meeting.
    #[must_use]
    pub fn at(self, meeting: Option<MeetingId>) -> Self {
        Self { meeting, ..self }
    }
}

/// Whether the actor may try the operation on a thing with these facts.
pub fn may(actor: &Actor, operation: Operation, facts: Facts) -> bool {
    role_for(actor, operation, facts).is_some()
}

/// In which role the actor may try the operation: the first one of the rule that is held.
pub fn role_for(actor: &Actor, operation: Operation, facts: Facts) -> Option<Role> {
    rule(operation)
        .iter()
        .find(|(role, relation)| {
            holds_role(actor, *role, facts) && holds_relation(actor, *role, *relation, facts)
        })
        .map(|(role, _)| *role)
}

/// A role is held by itself, or by standing in: a deputy is one at that meeting and keeps running
/// what the colleague keeps running there.
fn holds_role(actor: &Actor, role: Role, facts: Facts) -> bool {
    let stands_in = |place: &StandIn| match facts.series {
        Some(series) => {
            let is_here = place.seat.series == series && Some(place.meeting) == facts.meeting;
            is_here && (role == Role::Deputy || place.role == Some(role))
        }
        None => role == Role::Deputy,
    };
    actor.holds(role, facts.series) || actor.stand_ins.iter().any(stands_in)
}

fn holds_relation(actor: &Actor, role: Role, relation: Relation, facts: Facts) -> bool {
    let own = facts.owner.is_some_and(|owner| owner == actor.organisation);
    // A guest seat carries the rights of a guest only, whatever other role the person holds.
    // Who is a deputy there has that place.
    let seated = match facts.series {
        _ if role == Role::Deputy => true,
        Some(series) => actor
            .own_seat_at(series, facts.meeting)
            .is_some_and(|seat| seat.kind == SeatKind::Member || role == Role::Guest),
        None => !actor.seats.is_empty(),
    };
    match relation {
        Relation::Role => true,
        // Who stands in does so for a table, and holds nothing over the region.
        Relation::Over => facts.series.is_some() || actor.holds_over(role, None),
        Relation::Seated => seated,
        Relation::Own => own,
        Relation::OwnSeated => own && seated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn facts_hold_what_they_are_made_of() {
        let series = SeriesId(Uuid::from_u128(1));
        let meeting = MeetingId(Uuid::from_u128(2));
        let owner = OrganisationId(Uuid::from_u128(3));
        let parts = |facts: Facts| (facts.series, facts.meeting, facts.owner);
        assert_eq!(parts(Facts::of_series(series)), (Some(series), None, None));
        let of_meeting = (Some(series), Some(meeting), None);
        assert_eq!(parts(Facts::of_meeting(series, meeting)), of_meeting);
        assert_eq!(parts(Facts::of_owner(owner)), (None, None, Some(owner)));
        let owned = (Some(series), None, Some(owner));
        assert_eq!(parts(Facts::owned(Some(series), owner)), owned);
        let there = Facts::owned(Some(series), owner).at(Some(meeting));
        assert_eq!(parts(there), (Some(series), Some(meeting), Some(owner)));
    }
}
