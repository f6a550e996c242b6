//! The list itself. A change here is a change of rights: it shows in `tests/policy_table.txt`.

use super::Operation::{self, *};
use super::Relation::{self, *};
use crate::people::Role;
use crate::people::Role::{
    Administrator, DataProtectionOfficer, Deputy, Director, Guest, NationalAdvisor, Participant,
    PartnerCoordinator, Secretary, SteeringMember,
};

/// Which roles may try an operation, and what must tie them to the thing.
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
pub fn rule(operation: Operation) -> &'static [(Role, Relation)] {
    match operation {
        // The director chairs the process; the secretary keeps it running.
        ChangeSeries | AnswerAdvice | PutAnnex | EndAnnex | PlanMeeting | OpenProposals
        | CallUrgent | RescheduleMeeting | CancelMeeting | PublishAgenda | ConfirmDecisions
        | CloseMeeting | OfferMinutes | ApproveMinutes | RectifyMinutes | IncludeItem
        | TakeOffItem | HoldOverItem | ReassignAction | CancelAction | VerifyAction
        | ReopenAction | VerifyStep | ConsultCovenant | ProposeFreeze | OpenSigning
        | InviteParty | InviteAdviser | WithdrawInvitation | ScreenGuest | InviteGuest
        | PauseGuest | ResumeGuest | RenewGuest | ReadmitGuest | DecideDestruction
        | ExtendRetention | ReleaseItem => &[(Director, Relation::Role)],
        // The officer of the organisation that directs advises; who directs decides.
        AdviseSeries | AdviseDestruction => &[(DataProtectionOfficer, Own)],
        // Over everything in the region at once.
        CountTrail | ViewAs => &[(Director, Over)],
        // Letters that did not leave: who keeps the process sees to it that people are told.
        ReadLetters | RetryLetter => &[(Director, Over), (Secretary, Over)],
        // What was promised is the business of whoever sits at a table, and of who steers; entering and
        // settling it, of who keeps the process of the region.
        ReadCommitments => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (SteeringMember, Relation::Role),
        ],
        MakeCommitment | RenewCommitment | SettleCommitment => {
            &[(Director, Over), (Secretary, Over)]
        }
        // Case items do not stay: the officer advises, who directs decides, the secretary is the second
        // hand. Holding something back stops what cannot be undone, so both may; letting go is deciding.
        ReadDestruction => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (DataProtectionOfficer, Own),
        ],
        ConfirmDestruction => &[(Secretary, Relation::Role)],
        ReadCockpit | ReturnItem | ArrangeAgenda | TakeUpSuggestion | PassSuggestion
        | StartMeeting | MarkAttendance | WalkItems | WriteNote | ReadScript | WriteStageNote
        | Capture | MoveDoor | RecordPosition | DraftMinutes | EditMinutes | AcceptCorrection
        | DeclineCorrection | RestoreRevision | AnswerContribution | AssignAction | LinkStep
        | DraftCovenant | EditClause | HandleBottleneck | ProposeDestruction | HoldItem => {
            &[(Director, Relation::Role), (Secretary, Relation::Role)]
        }

        // Freezing takes two people in two roles: the director proposes, another confirms.
        ConfirmFreeze => &[
            (Secretary, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],

        // What of the minutes opens is for the gate, item by item.
        ReadMeetings | FollowMeeting | ReadMinutes => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (Guest, Seated),
            (NationalAdvisor, Seated),
            (Deputy, Seated),
        ],
        // Who has a place says whether they take it.
        AcceptMeeting | DeclineMeeting => &[
            (Director, Seated),
            (Secretary, Seated),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (Guest, Seated),
            (NationalAdvisor, Seated),
            (Deputy, Seated),
        ],
        // Days only, and only of meetings at which somebody has a place.
        NewFeed | EndFeed => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (Guest, Relation::Role),
            (NationalAdvisor, Relation::Role),
            (Deputy, Relation::Role),
        ],
        // Everybody who may open an item at all; whether this one opens, the item says.
        DownloadPaper => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (Guest, Seated),
            (NationalAdvisor, Relation::Role),
            (Deputy, Seated),
            (SteeringMember, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        // From above the table: what was published, up to K1, and how far things are. The director may
        // look as them, and sees no more than by the own place.
        ReadPublished | CountOverdue => {
            &[(Director, Relation::Role), (SteeringMember, Relation::Role)]
        }
        // Beside a ground that is written down; which items, `service` asks.
        OpenOnGround => &[(DataProtectionOfficer, Relation::Role)],
        // Who brought an item in may know who looked; whoever oversees may ask without reading it.
        SeeReaders => &[
            (Director, Own),
            (Secretary, Own),
            (Participant, Own),
            (PartnerCoordinator, Own),
            (NationalAdvisor, Own),
            (DataProtectionOfficer, Relation::Role),
        ],
        ProposeItem => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (NationalAdvisor, Seated),
        ],
        // A party at the table says for itself what the minutes should read; a deputy was there for it.
        ProposeCorrection => &[
            (Director, Seated),
            (Secretary, Seated),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (NationalAdvisor, Seated),
            (Deputy, Seated),
        ],
        // Of a deputy `service` asks as well whether it is of the own organisation.
        WithdrawCorrection => &[
            (Director, OwnSeated),
            (Secretary, OwnSeated),
            (Participant, OwnSeated),
            (PartnerCoordinator, OwnSeated),
            (NationalAdvisor, OwnSeated),
            (Deputy, Seated),
        ],
        ProposeCase => &[(Participant, Seated), (PartnerCoordinator, Seated)],
        // A paper hangs on its item: whoever changes the one changes the other, and asks others what they
        // think of it.
        EditItem | AttachPaper | RemovePaper | AskPartyAdvice | WithdrawPartyAdvice => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, OwnSeated),
            (PartnerCoordinator, OwnSeated),
            (NationalAdvisor, OwnSeated),
        ],
        // An organisation advises for itself; that it is the one that was asked, is what it owns.
        WithdrawItem | GivePartyAdvice => &[
            (Director, OwnSeated),
            (Secretary, OwnSeated),
            (Participant, OwnSeated),
            (PartnerCoordinator, OwnSeated),
            (NationalAdvisor, OwnSeated),
        ],

        OverseeExclusions => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        // Who advises comes by invitation, to one item and to nothing else.
        ReadInvitations | GiveAdvice => &[(NationalAdvisor, Relation::Role)],
        // Leaving out is for who knows why: whoever brought it in, and who keeps the table.
        LowerClass | Exclude | LiftExclusion => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, OwnSeated),
            (PartnerCoordinator, OwnSeated),
        ],

        Contribute => &[(Guest, Seated)],
        ReadContributions => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Guest, Own),
        ],

        ReadActions => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (Guest, Own),
            (NationalAdvisor, Own),
        ],
        AcceptAction | DeclineAction | UpdateAction | BlockAction | PostponeAction | ReportDone => {
            &[
                (Director, Own),
                (Secretary, Own),
                (Participant, Own),
                (PartnerCoordinator, Own),
                (Guest, Own),
                (NationalAdvisor, Own),
            ]
        }

        // A covenant never stands between a party and reading, negotiating or signing it.
        ReadCovenants | ReadReference | EndOwnSessions | ExportOwnData | AskCode | ChooseDigest => {
            &[
                (Director, Relation::Role),
                (Secretary, Relation::Role),
                (Participant, Relation::Role),
                (PartnerCoordinator, Relation::Role),
                (Guest, Relation::Role),
                (SteeringMember, Relation::Role),
                (NationalAdvisor, Relation::Role),
                (Administrator, Relation::Role),
                (DataProtectionOfficer, Relation::Role),
                (Deputy, Relation::Role),
            ]
        }
        // What somebody finds is what their own pages show; a guest is shown the way and finds nothing else,
        // and who keeps the machine has no content to look for.
        Search => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (SteeringMember, Relation::Role),
            (NationalAdvisor, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
            (Deputy, Relation::Role),
        ],
        // What is not in force yet is for those who negotiate it; guests when they are a party.
        ReadUnsignedCovenants => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (Guest, Own),
            (SteeringMember, Relation::Role),
            (NationalAdvisor, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        SignCovenant | DeclineSigning | WithdrawSignature => &[
            (Director, Own),
            (PartnerCoordinator, Own),
            (SteeringMember, Own),
            (Guest, Own),
        ],
        // Who oversees reads the trail, on a ground that is written down first. An administrator sees
        // what was done to the machinery, a director how much was done.
        OpenTrail | ReadTrail | ExportTrail | ReportBreach => {
            &[(DataProtectionOfficer, Relation::Role)]
        }
        ReadTechnicalTrail => &[(Administrator, Relation::Role)],
        // Who oversees the table sees how much there is and how far it is, and no content.
        CountMeetings | CountActions => &[
            (Director, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        ReadGuardAnswers => &[(Director, Over), (DataProtectionOfficer, Relation::Role)],
        // A municipality shows its own colours to its own people.
        ChooseTheme => &[(Director, Own)],
        SignStatement => &[
            (Director, Seated),
            (Secretary, Seated),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (NationalAdvisor, Relation::Role),
            (Deputy, Seated),
        ],

        // Who keeps the rights is no business of the table, but of those who answer for them.
        ReadPeople => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Administrator, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
            (PartnerCoordinator, Own),
        ],
        // Somebody lost a laptop: the one at hand ends what is open on it. It opens nothing. Taking the
        // key of a guest away cannot wait for the director either.
        RegisterOrganisation | EndSessions | RevokeGuest | CheckProvider | ProposeProvider
        | SwitchOffProvider => &[(Director, Over), (Administrator, Over)],
        // A coordinator knows the own colleagues: who came, and who left.
        RegisterPerson | ChangePerson | PausePerson | ResumePerson | ProposeRight | RevokeRight
        | BindIdentity | UnbindIdentity => &[
            (Director, Over),
            (Administrator, Over),
            (PartnerCoordinator, Own),
        ],
        // A deputy comes from the own organisation: its coordinator knows who can, and who holds a
        // seat may send somebody in their place. Taking away is for the same people, and never waits.
        NameDeputy | DismissDeputy => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (PartnerCoordinator, Own),
        ],
        SendDeputy => &[
            (Participant, OwnSeated),
            (PartnerCoordinator, OwnSeated),
            (NationalAdvisor, OwnSeated),
        ],
        // Which of these may confirm what, the proposal says: never the role that proposed it.
        ConfirmApproval | TurnDownApproval => &[
            (Director, Over),
            (Secretary, Over),
            (Administrator, Over),
            (Participant, Own),
            (PartnerCoordinator, Own),
        ],
        WithdrawApproval => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Administrator, Relation::Role),
            (PartnerCoordinator, Relation::Role),
        ],

        // By which doors people come in: whoever answers for them reads it, whoever oversees as well.
        ReadProviders => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Administrator, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],

        // Who vouches for a guest follows that guest; who keeps the machine and who oversees see who has
        // a key and not why.
        ReadGuests => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Own),
            (PartnerCoordinator, Own),
            (Guest, OwnSeated),
            (Administrator, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        // Everybody at the table may ask for a guest; the director alone lets one in, as said above.
        // Who is a guest at one meeting brings nobody along.
        RequestGuest => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (Guest, Seated),
        ],
        // Whoever asked takes it back; that it is the same person, `service` asks.
        WithdrawGuestRequest | ConfirmGuest => &[
            (Director, Own),
            (Secretary, Own),
            (Participant, Own),
            (PartnerCoordinator, Own),
            (Guest, OwnSeated),
        ],

        ReadRoadmap => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
            (SteeringMember, Relation::Role),
            (NationalAdvisor, Relation::Role),
            (DataProtectionOfficer, Relation::Role),
        ],
        // K1 is for a seat; the steering group is there to clear what the table cannot. What is K0
        // goes with the routekaart, what is K2 or K3 with its item.
        ReadBottlenecks => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Seated),
            (PartnerCoordinator, Seated),
            (SteeringMember, Relation::Role),
            (NationalAdvisor, Seated),
        ],
        AdoptRoadmap => &[(Director, Relation::Role), (PartnerCoordinator, Own)],
        ReviewRights => &[(Director, Over), (PartnerCoordinator, Own)],
        UpdateStep => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Own),
            (PartnerCoordinator, Own),
        ],
        RaiseBottleneck => &[
            (Director, Relation::Role),
            (Secretary, Relation::Role),
            (Participant, Relation::Role),
            (PartnerCoordinator, Relation::Role),
        ],
    }
}
