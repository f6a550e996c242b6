//! What the forms about the region and its people send: raw texts, judged in `service`.

use crate::people::words::commands;

commands! {
    /// Chooses the theme of the own municipality.
    ChooseTheme {
        /// One of [`super::Theme`].
        theme: String,
    }

    /// Makes an organisation part of the region.
    RegisterOrganisation {
        /// The id of the new organisation, minted by the page.
        id: String,
        /// Its full name.
        name: String,
        /// Its short name.
        short: String,
        /// One of [`super::OrganisationKind`].
        kind: String,
    }

    /// Makes a person known, without any right.
    RegisterPerson {
        /// The id of the new person, minted by the page.
        id: String,
        /// What the person is called at work.
        name: String,
        /// What the person does there.
        function: String,
        /// The organisation the person works for.
        organisation: String,
        /// Where letters about the work go; may be empty.
        email: String,
    }

    /// Corrects what a person is called or does.
    ChangePerson {
        /// The person.
        id: String,
        /// The version that was seen.
        version: i32,
        /// What the person is called at work.
        name: String,
        /// What the person does there.
        function: String,
        /// Where letters about the work go; may be empty.
        email: String,
    }

    /// Takes all rights of a person away for now.
    PausePerson {
        /// The person.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Gives a person back what was taken away by a pause.
    ResumePerson {
        /// The person.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Gives a role, or proposes it.
    GrantRole {
        /// The person.
        person: String,
        /// One of [`super::Role`].
        role: String,
        /// The series it is limited to; empty for the whole region.
        series: String,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Gives a place at a table, or proposes it.
    GrantSeat {
        /// The person.
        person: String,
        /// The table.
        series: String,
        /// The highest class it reads.
        ceiling: String,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes a role or a place at a table away, at once.
    RevokeRight {
        /// The person who loses it.
        person: String,
        /// The role grant or the seat.
        id: String,
    }

    /// Names who takes the place of a colleague at one meeting.
    NameDeputy {
        /// The meeting.
        meeting: String,
        /// The seat of the colleague.
        seat: String,
        /// The deputy.
        person: String,
        /// Why, where a second person has to agree.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes the place of a deputy away, at once.
    DismissDeputy {
        /// The meeting.
        meeting: String,
        /// The seat stood in for.
        seat: String,
    }

    /// Proposes that somebody who showed themselves at a provider is this person.
    BindIdentity {
        /// The person.
        person: String,
        /// The code that the person was shown there.
        code: String,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Takes away who a person is at a provider.
    UnbindIdentity {
        /// The person.
        person: String,
        /// The provider, by its address.
        issuer: String,
    }

    /// Decides on a proposal of somebody else, or takes an own one back.
    DecideApproval {
        /// The proposal.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why not, where it is turned down.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Says that the rights of a person were looked at and are as they should be.
    ReviewRights {
        /// The person.
        id: String,
        /// Not empty when it was said in the list, to go on there.
        list: String,
    }

    /// Sets up the first region of an installation.
    SetUp {
        /// What was printed at the first start.
        token: String,
        /// The name of the region.
        region: String,
        /// The two letters before each case reference.
        prefix: String,
        /// Whose school holidays count: `noord`, `midden` or `zuid`.
        school: String,
        /// The municipalities, a line each; the first one directs.
        municipalities: String,
        /// The name of the first ketenoverleg.
        series: String,
        /// What it is for.
        purpose: String,
        /// The function of the administrator.
        administrator: String,
        /// The code that the administrator was shown after signing in.
        administrator_code: String,
        /// The function of the first director.
        director: String,
        /// The code that the director was shown after signing in.
        director_code: String,
    }
}
