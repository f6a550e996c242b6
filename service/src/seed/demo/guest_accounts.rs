//! How the guests of the demo came in, and who is still on the way: one account in most states.

use ::entity::guest_account;
use chrono::TimeDelta;
use domain::id::PersonId;
use domain::people::guest::{GuestState, INVITATION_LASTS, Letter, Recovery};
use domain::text::Email;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};

use super::super::cast::Cast;
use crate::error::{Error, Result};
use crate::guests::letters::address_hash;
use crate::outbox;
use crate::stored::json;

/// Who comes: key, organisation, what they are called, and who vouches for them.
struct Coming {
    key: &'static str,
    organisation: &'static str,
    function: &'static str,
    sponsor: &'static str,
    sponsors: &'static str,
    purpose: &'static str,
    /// Days since the request.
    days: i64,
    stage: Stage,
}

enum Stage {
    /// Comes already; the person of the same key.
    Active(Lost),
    Requested,
    Screened,
    Invited,
    Refused(&'static str),
    /// Left so long ago that nobody knows who it was.
    Forgotten,
}

/// What became of the second factor.
enum Lost {
    No,
    Asked,
    /// Confirmed by this person.
    Confirmed(&'static str),
}

const COMING: [Coming; 8] = [
    Coming {
        key: "koepel",
        organisation: "koepel",
        function: "Bestuurslid koepel",
        sponsor: "maatschappelijk_werk",
        sponsors: "maatschappelijk_werk",
        purpose: "Vertelt wat bij de aangesloten organisaties speelt en neemt afspraken mee terug.",
        days: 150,
        stage: Stage::Active(Lost::Confirmed("maatschappelijk_werk")),
    },
    Coming {
        key: "vrijwilliger",
        organisation: "vrouwen_verbinden",
        function: "Vrijwilliger Vrouwen Verbinden",
        sponsor: "koepel",
        sponsors: "koepel",
        purpose: "Denkt mee over voorlichting aan vrouwen in de wijk.",
        days: 90,
        stage: Stage::Active(Lost::No),
    },
    Coming {
        key: "jongere",
        organisation: "jonge_stemmen",
        function: "Vrijwilliger Jonge Stemmen",
        sponsor: "koepel",
        sponsors: "koepel",
        purpose: "Denkt mee over voorlichting door jongeren zelf.",
        days: 70,
        stage: Stage::Active(Lost::Asked),
    },
    Coming {
        key: "requested",
        organisation: "jonge_stemmen",
        function: "Jongerenwerker Jonge Stemmen",
        sponsor: "jongere",
        sponsors: "jonge_stemmen",
        purpose: "Organiseert de lessen en kan vertellen wat wel en niet werkt.",
        days: 2,
        stage: Stage::Requested,
    },
    Coming {
        key: "screened",
        organisation: "vrouwen_verbinden",
        function: "Buurtmoeder Vrouwen Verbinden",
        sponsor: "veilig_thuis",
        sponsors: "veilig_thuis",
        purpose: "Kent de gezinnen in de wijk en de drempels om hulp te vragen.",
        days: 3,
        stage: Stage::Screened,
    },
    Coming {
        key: "invited",
        organisation: "vrouwen_verbinden",
        function: "Coördinator Vrouwen Verbinden",
        sponsor: "koepel",
        sponsors: "koepel",
        purpose: "Neemt het stokje over bij de voorlichting.",
        days: 6,
        stage: Stage::Invited,
    },
    Coming {
        key: "refused",
        organisation: "koepel",
        function: "Adviseur koepel",
        sponsor: "ggd",
        sponsors: "ggd",
        purpose: "Wil het overleg een keer meemaken.",
        days: 40,
        stage: Stage::Refused("De koepel doet al mee; een tweede plaats is niet nodig."),
    },
    Coming {
        key: "forgotten",
        organisation: "jonge_stemmen",
        function: "Gast (vertrokken)",
        sponsor: "koepel",
        sponsors: "koepel",
        purpose: "",
        days: 700,
        stage: Stage::Forgotten,
    },
];

/// Fills the guest accounts.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    for coming in &COMING {
        let row = row(cast, coming)?;
        if matches!(coming.stage, Stage::Screened) {
            let place = (row.region_id, cast.at(-1, 11 * 60));
            outbox::put_at(tx, place, Letter::Invitation, row.id).await?;
        }
        row.into_active_model().reset_all().insert(tx).await?;
    }
    Ok(())
}

fn row(cast: &mut Cast, coming: &Coming) -> Result<guest_account::Model> {
    let asked = cast.at(-coming.days, 10 * 60);
    let screened = cast.at(1 - coming.days, 11 * 60);
    let director = PersonId(cast.id("person.regisseur"));
    let at = asked + TimeDelta::days(2);
    let state = match coming.stage {
        Stage::Active(_) => GuestState::Active { since: at },
        Stage::Requested => GuestState::Requested {
            at: asked,
            by: PersonId(cast.id(&format!("person.{}", coming.sponsor))),
        },
        Stage::Screened => GuestState::Screened {
            at: screened,
            by: director,
        },
        Stage::Invited => GuestState::Invited {
            at: cast.now() - TimeDelta::days(1),
            until: cast.now() - TimeDelta::days(1) + INVITATION_LASTS,
        },
        Stage::Forgotten => GuestState::Forgotten {
            at: cast.at(-100, 3 * 60),
        },
        Stage::Refused(reason) => GuestState::Refused {
            at: screened,
            by: director,
            reason: reason.to_owned(),
        },
    };
    let recovery = match coming.stage {
        Stage::Active(Lost::Asked) => Recovery::Asked {
            at: cast.at(-1, 20 * 60),
        },
        Stage::Active(Lost::Confirmed(by)) => Recovery::Confirmed {
            at: cast.at(-1, 16 * 60),
            by: PersonId(cast.id(&format!("person.{by}"))),
        },
        _ => Recovery::None,
    };
    let comes = matches!(coming.stage, Stage::Active(_));
    let welcome = comes || matches!(coming.stage, Stage::Screened | Stage::Invited);
    let ends_at = welcome.then(|| cast.at(150, 17 * 60));
    let address = format!("{}@post.example", coming.key);
    let email = Email::parse(&address).map_err(|_| Error::broken("an address of the demo"))?;
    let (email_hash, email) = match coming.stage {
        Stage::Forgotten => (String::new(), String::new()),
        _ => (address_hash(&email), email.as_str().to_owned()),
    };
    Ok(guest_account::Model {
        id: cast.id(&format!("guest.{}", coming.key)),
        region_id: cast.id("region.amstelrand"),
        series_id: cast.id("series.kega"),
        meeting_id: None,
        organisation_id: cast.id(&format!("organisation.{}", coming.organisation)),
        sponsor_organisation_id: cast.id(&format!("organisation.{}", coming.sponsors)),
        sponsor_person_id: cast.id(&format!("person.{}", coming.sponsor)),
        function: coming.function.to_owned(),
        email_hash,
        email,
        purpose: coming.purpose.to_owned(),
        account_id: comes.then(|| cast.id(&format!("account.{}", coming.key))),
        person_id: comes.then(|| cast.id(&format!("person.{}", coming.key))),
        state_word: state.word().to_owned(),
        state: json(&state)?,
        recovery: json(&recovery)?,
        idle_since: state.idle_since(ends_at),
        accepted_at: comes.then_some(at),
        ends_at,
        version: 1,
        created_at: asked,
    })
}
