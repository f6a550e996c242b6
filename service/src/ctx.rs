//! What every use case gets as its first parameter: who asks, where, when, and the way to the data.

use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::actor::Actor;
use domain::id::{MeetingId, RegionId};
use domain::identity::PROOF;
use domain::policy::{Facts, Operation, may};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::clock::{Clock, mint};
use crate::db::Store;
use crate::error::{Error, Result};
use crate::identity::Opens;
use crate::live::{Event, Live, wire};

/// What an installation has one of.
#[derive(Debug, Clone)]
pub struct Site {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// The hub of live events.
    pub live: Live,
}

/// A signed-in person at work in one region.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Arc<Actor>,
    /// Who really is there, when the actor is somebody as whom they look.
    behind: Option<Arc<Actor>>,
    proven: DateTime<Utc>,
    window: TimeDelta,
    opens: Arc<Opens>,
    site: Site,
}

/// A transaction that reads, with the region set.
#[derive(Debug)]
pub struct Read {
    transaction: DatabaseTransaction,
}

/// A transaction that writes, with the region set. Dropped without `commit`, nothing happened.
#[derive(Debug)]
pub struct Write {
    transaction: DatabaseTransaction,
    live: Live,
    events: Vec<Event>,
    region: RegionId,
}

impl Ctx {
    /// Puts somebody to work who came in just now.
    pub fn new(site: Site, actor: Actor) -> Self {
        Self {
            actor: Arc::new(actor),
            behind: None,
            proven: site.clock.now(),
            window: PROOF,
            opens: Arc::new(Opens::All),
            site,
        }
    }

    /// The same, for somebody who last showed then who they are.
    #[must_use]
    pub fn proven_at(mut self, proven: DateTime<Utc>) -> Self {
        self.proven = proven;
        self
    }

    /// The same, on a session that need not open every region of its account.
    #[must_use]
    pub fn opening(mut self, opens: Opens) -> Self {
        self.opens = Arc::new(opens);
        self
    }

    /// Which regions of the account the session opens.
    pub fn opens(&self) -> &Opens {
        &self.opens
    }

    /// The same request, looked at as somebody else: what opens has to open for both, nothing can be
    /// changed, and what is read is read by who was there (`docs/domain.md#looking-as-somebody-else`).
    #[must_use]
    pub fn looking_as(self, shown: Actor) -> Self {
        Self {
            behind: Some(self.actor),
            actor: Arc::new(shown),
            ..self
        }
    }

    /// Whether somebody looks as somebody else.
    pub fn looks_as_another(&self) -> bool {
        self.behind.is_some()
    }

    /// Who really is there: to whom everything is put down.
    pub fn doer(&self) -> &Actor {
        self.behind.as_deref().unwrap_or(&self.actor)
    }

    /// The request of who really is there, while they look as somebody else.
    pub(crate) fn behind(&self) -> Option<Self> {
        let behind = self.behind.clone()?;
        Some(Self {
            actor: behind,
            behind: None,
            ..self.clone()
        })
    }

    /// Who is meant by an exclusion: the actor and the organisation, and those of who really is there.
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let behind = self.behind.iter().flat_map(|actor| actor.subjects());
        self.actor.subjects().into_iter().chain(behind).collect()
    }

    /// Refuses what belongs to one person alone while somebody else looks.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub(crate) fn personal(&self) -> Result<()> {
        if self.looks_as_another() {
            Err(Error::NotFound)
        } else {
            Ok(())
        }
    }

    /// The same request where a proof counts for so long; [`PROOF`] unless it is said.
    #[must_use]
    pub fn proven_within(self, window: TimeDelta) -> Self {
        Self { window, ..self }
    }

    /// The region of this session.
    pub fn region(&self) -> RegionId {
        self.actor.region
    }

    /// The instant now.
    pub fn now(&self) -> DateTime<Utc> {
        self.site.clock.now()
    }

    /// The day now in the Netherlands.
    pub fn today(&self) -> NaiveDate {
        self.site.clock.today()
    }

    /// A new id, in the order of the clock.
    pub fn new_id(&self) -> Uuid {
        mint(self.now())
    }

    /// The installation.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Refuses unless the policy lets this actor try the operation, and, for one that is restricted,
    /// unless they showed who they are recently enough.
    ///
    /// # Errors
    /// [`Error::NotAllowed`]; [`Error::Unproven`] for somebody who may.
    pub fn authorise(&self, operation: Operation, facts: Facts) -> Result<()> {
        if !self.may(operation, facts) {
            Err(Error::NotAllowed)
        } else if operation.is_restricted() && self.now() - self.proven > self.window {
            Err(Error::Unproven)
        } else {
            Ok(())
        }
    }

    /// Whether the policy lets this actor try the operation: for showing or hiding a button.
    pub fn may(&self, operation: Operation, facts: Facts) -> bool {
        let reads = operation.is_reading();
        let behind = self.behind.as_deref().filter(|_| reads);
        may(&self.actor, operation, facts) && behind.is_none_or(|it| may(it, operation, facts))
    }

    /// Opens a transaction for reading.
    pub async fn read(&self) -> Result<Read> {
        let transaction = self.site.store.begin_read_in(self.region()).await?;
        Ok(Read { transaction })
    }

    /// Opens a transaction for what shows on nobody's page, such as who read what: after its commit
    /// nobody has to look again.
    pub async fn aside(&self) -> Result<DatabaseTransaction> {
        self.site.store.begin_write_in(self.region()).await
    }

    /// Opens a transaction for writing.
    ///
    /// # Errors
    /// [`Error::OnlyLooking`] for who looks as somebody else.
    pub async fn write(&self) -> Result<Write> {
        if self.looks_as_another() {
            return Err(Error::OnlyLooking);
        }
        let transaction = self.site.store.begin_write_in(self.region()).await?;
        Ok(Write {
            transaction,
            live: self.site.live.clone(),
            events: Vec::new(),
            region: self.region(),
        })
    }
}

impl Write {
    /// After the commit, tells who follows this meeting to look again.
    pub fn touch(&mut self, meeting: MeetingId) {
        self.tell(meeting, (false, false));
    }

    /// The same, when only an item of the closed part changed.
    pub fn touch_inside(&mut self, meeting: MeetingId) {
        self.tell(meeting, (false, true));
    }

    /// The same, when the meeting itself moved on or who may enter it changed: also who is shown
    /// out of the closed part hears of that.
    pub fn turn(&mut self, meeting: MeetingId) {
        self.tell(meeting, (true, false));
    }

    fn tell(&mut self, meeting: MeetingId, (turned, inside): (bool, bool)) {
        match self.events.iter_mut().find(|told| told.meeting == meeting) {
            Some(told) => {
                told.turned |= turned;
                told.inside &= inside;
            }
            None => self.events.push(Event {
                region: self.region,
                meeting,
                turned,
                inside,
            }),
        }
    }

    /// Makes it so, then tells who follows.
    ///
    /// Runs on when whoever asked hangs up: what is written is told, and told after it is written.
    /// A commit whose answer was lost may have worked, so that is told as well.
    pub async fn commit(self) -> Result<()> {
        let committed = tokio::spawn(async move {
            wire::tell(&self.transaction, &self.live, &self.events).await?;
            let done = self.transaction.commit().await;
            self.live.changed();
            for event in self.events {
                self.live.announce(event);
            }
            Ok(done?)
        });
        let done = committed.await;
        done.map_err(|error| Error::broken(format!("a commit was cut short: {error}")))?
    }
}

impl Deref for Read {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

impl Deref for Write {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}
