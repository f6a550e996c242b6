//! The kinds of things the system holds about an account holder.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;
use serde::Serialize;
use uuid::Uuid;

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnData {
    /// The account.
    pub account: OwnAccount,
    /// Who one is at sign-in providers.
    pub identities: Vec<OwnIdentity>,
    /// What one shows at the door, besides a letter.
    pub factors: Vec<OwnFactor>,
    /// Where one is signed in now.
    pub sessions: Vec<OwnSession>,
    /// What hangs on the person in each region: first the one at work, then the others by name.
    pub regions: Vec<OwnRegion>,
}

/// What hangs on the person in one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRegion {
    /// The person.
    pub person: OwnPerson,
    /// As whose guest one came, and to which letter box.
    pub guest: Vec<OwnGuest>,
    /// The roles.
    pub roles: Vec<OwnRole>,
    /// The seats.
    pub seats: Vec<OwnSeat>,
    /// Meetings at which one takes the place of a colleague.
    pub deputies: Vec<OwnDeputy>,
    /// To which meetings one said to come, or not.
    pub answers: Vec<OwnAnswer>,
    /// Statements of confidentiality that one signed.
    pub statements: Vec<OwnStatement>,
    /// Signatures that one placed for an organisation.
    pub signatures: Vec<OwnSignature>,
    /// What one did and read, the latest first.
    pub trail: Vec<OwnLine>,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnAccount {
    /// Which one.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Since when it is there.
    pub since: DateTime<Utc>,
    /// Since when a calendar finds its meetings at an address.
    pub calendar_since: Option<DateTime<Utc>>,
}

/// The person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnPerson {
    /// Which one.
    pub id: Uuid,
    /// What the person is called here.
    pub name: String,
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
    /// The region.
    pub region: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Where letters about the work go; nothing without an address of the own.
    pub email: Option<String>,
    /// Whether they come once a day.
    pub daily: bool,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRole {
    /// Its word.
    pub role: String,
    /// The table it is limited to.
    pub table: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSeat {
    /// At which table.
    pub table: String,
    /// When the one meeting begins, for a guest who comes to one only.
    pub meeting: Option<DateTime<Utc>>,
    /// Member or guest.
    pub kind: String,
    /// The highest class it may read.
    pub ceiling: String,
}

/// Who one is at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnIdentity {
    /// The provider.
    pub issuer: String,
    /// What it calls the person, all but the end hidden: it works as a key elsewhere.
    pub subject: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A passkey, or the codes of an app. The secret itself is of no use to read, and stays here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnFactor {
    /// `passkey` or `totp`.
    pub kind: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The place of a colleague at one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnDeputy {
    /// At which table.
    pub table: String,
    /// When the meeting starts.
    pub starts: DateTime<Utc>,
    /// What is kept running there.
    pub role: Option<String>,
    /// When it was given.
    pub since: DateTime<Utc>,
}

/// What one said about coming to a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnAnswer {
    /// At which table.
    pub table: String,
    /// When the meeting starts.
    pub starts: DateTime<Utc>,
    /// Whether one comes.
    pub comes: bool,
    /// When that was said.
    pub said: DateTime<Utc>,
}

/// An account by invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnGuest {
    /// The letter box.
    pub email: String,
    /// At which table.
    pub table: String,
    /// What for.
    pub purpose: String,
    /// The organisation that vouches.
    pub sponsor: String,
    /// Where it stands.
    pub state: String,
    /// When the house rules were accepted.
    pub accepted: Option<DateTime<Utc>>,
    /// When it ends.
    pub ends: Option<DateTime<Utc>>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSession {
    /// The kind of machine.
    pub device: String,
    /// When it began.
    pub began: DateTime<Utc>,
    /// When it was last seen.
    pub seen: DateTime<Utc>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnStatement {
    /// For which table.
    pub table: String,
    /// When the one meeting begins that it is for; nothing where it is for all of them.
    pub meeting: Option<DateTime<Utc>>,
    /// When it was signed.
    pub signed: DateTime<Utc>,
    /// Until when it holds.
    pub until: Option<NaiveDate>,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSignature {
    /// Under which covenant.
    pub covenant: String,
    /// In which capacity.
    pub capacity: String,
    /// Where.
    pub place: String,
    /// When.
    pub signed: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn: Option<DateTime<Utc>>,
}

/// A line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct OwnLine {
    /// When.
    pub at: DateTime<Utc>,
    /// What, by the name of the operation.
    pub action: String,
    /// To what kind of thing.
    pub object: String,
    /// Which one.
    pub object_id: Option<Uuid>,
    /// How it ended.
    pub result: String,
    /// By which way.
    pub origin: String,
    /// In which role.
    pub role: String,
    /// Facts about it.
    pub detail: String,
}
