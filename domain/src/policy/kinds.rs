//! What kind of operation one is: known to the trail by its name, about the machinery, or in need of
//! a fresh proof.

use super::Operation::{self, *};

impl Operation {
    /// The operation by its name, as the trail keeps it.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|operation| format!("{operation:?}") == name)
    }

    /// Whether it is about the machinery and not about the work of the table: accounts, sessions,
    /// settings. An administrator sees that these were done, and by whom.
    pub const fn is_technical(self) -> bool {
        matches!(
            self,
            EndOwnSessions
                | EndSessions
                | ChooseTheme
                | ReadPeople
                | RegisterOrganisation
                | RegisterPerson
                | ChangePerson
                | PausePerson
                | ResumePerson
                | ProposeRight
                | RevokeRight
                | BindIdentity
                | UnbindIdentity
                | AskCode
                | ConfirmApproval
                | TurnDownApproval
                | WithdrawApproval
                | ReviewRights
                | ReadProviders
                | CheckProvider
                | ProposeProvider
                | SwitchOffProvider
                | ChooseDigest
                | NewFeed
                | EndFeed
        )
    }

    /// Whether it only reads: then who looks as somebody else needs the right to it as well
    /// (`docs/domain.md#looking-as-somebody-else`).
    pub const fn is_reading(self) -> bool {
        matches!(
            self,
            ReadCockpit
                | ReadMeetings
                | ReadPublished
                | CountMeetings
                | OpenOnGround
                | SeeReaders
                | OverseeExclusions
                | ReadInvitations
                | FollowMeeting
                | ReadScript
                | ReadMinutes
                | ReadContributions
                | ReadActions
                | CountOverdue
                | CountActions
                | ReadCovenants
                | ReadUnsignedCovenants
                | ReadRoadmap
                | ReadBottlenecks
                | ReadReference
                | Search
                | ReadCommitments
                | ReadPeople
                | ReadProviders
                | ReadGuests
                | CountTrail
                | ReadTechnicalTrail
                | OpenTrail
                | ReadTrail
                | ExportTrail
                | ReportBreach
                | ReadGuardAnswers
                | ReadLetters
                | ReadDestruction
                | DownloadPaper
        )
    }

    /// Whether the actor must have shown a quarter of an hour ago at most who they are, because a
    /// machine that was left alone would do too much harm (ASVS 5.0 V7.5.3): it reaches into the
    /// account of another, gives rights or gives them back, opens content to more people, takes much
    /// out at once, or destroys what cannot be brought back. Never what stops harm by taking a right away:
    /// that must not wait. Source: `docs/domain.md#proof`.
    pub const fn is_restricted(self) -> bool {
        matches!(
            self,
            EndSessions
                | ExportTrail
                | ReportBreach
                | ExportOwnData
                | ProposeRight
                | BindIdentity
                | ProposeProvider
                | ConfirmApproval
                | ScreenGuest
                | InviteGuest
                | ReadmitGuest
                | ResumeGuest
                | RenewGuest
                | ResumePerson
                | LowerClass
                | LiftExclusion
                | InviteAdviser
                | DecideDestruction
                | ConfirmDestruction
        )
    }
}
