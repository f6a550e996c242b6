//! Sentences for refusals: what is wrong, what was kept, what to do.

use crate::say;
use domain::fault::Code;
use domain::guard::Kind;
use domain::identity::provider::Unfit;

use crate::error::AppError;
use crate::i18n::Locale;

/// The sentence under a refused field; a line for each kind of personal data. `plain` is for guests: short, and in everyday words.
pub fn fault(code: &Code, plain: bool) -> String {
    let l = Locale::Nl;
    match code {
        Code::Empty => say!(l, faults.empty).to_owned(),
        Code::TooLong(most) => say!(l, faults.too_long, most = *most),
        Code::TooShort(least) => say!(l, faults.too_short, least = *least),
        Code::NotAChoice => say!(l, faults.not_a_choice).to_owned(),
        Code::NotANumber => say!(l, faults.not_a_number).to_owned(),
        Code::OutOfRange(low, high) => say!(l, faults.out_of_range, low = *low, high = *high),
        Code::NotADate => say!(l, faults.not_a_date).to_owned(),
        Code::InThePast => say!(l, faults.in_the_past).to_owned(),
        Code::TimePassed => say!(l, faults.time_passed).to_owned(),
        Code::NotUrgent => say!(l, faults.not_urgent).to_owned(),
        Code::InTheFuture => say!(l, faults.in_the_future).to_owned(),
        Code::TooFew(least) => say!(l, faults.too_few, least = *least),
        Code::WrongOrder => say!(l, faults.wrong_order).to_owned(),
        Code::AgendaBeforeProposals => say!(l, faults.agenda_before_proposals).to_owned(),
        Code::AgendaAfterMeeting => say!(l, faults.agenda_after_meeting).to_owned(),
        Code::TermAfterMeeting => say!(l, faults.term_after_meeting).to_owned(),
        Code::NeverHeld => say!(l, faults.never_held).to_owned(),
        Code::DayTaken => say!(l, faults.day_taken).to_owned(),
        Code::LookFirst => say!(l, faults.look_first).to_owned(),
        Code::Personal(kinds) | Code::AskReason(kinds) => guards(kinds, plain).join("\n"),
        Code::ClosedOnly => say!(l, faults.closed_only).to_owned(),
        Code::OpenOnly => say!(l, faults.open_only).to_owned(),
        Code::AboveCeiling => say!(l, faults.above_ceiling).to_owned(),
        Code::NameOrganisations => say!(l, faults.name_organisations).to_owned(),
        Code::NotALink => say!(l, faults.not_a_link).to_owned(),
        Code::MayNotRead => say!(l, faults.may_not_read).to_owned(),
        Code::ReasonNeeded => say!(l, faults.reason_needed).to_owned(),
        Code::EvidenceNeeded => say!(l, faults.evidence_needed).to_owned(),
        Code::AlreadySo => say!(l, faults.already_so).to_owned(),
        Code::ChangedSince => say!(l, faults.changed_since).to_owned(),
        Code::ProposerGone => say!(l, faults.proposer_gone).to_owned(),
        Code::IsGuest => say!(l, faults.is_guest).to_owned(),
        Code::LastDirector => say!(l, faults.last_director).to_owned(),
        Code::WrongToken => say!(l, faults.wrong_token).to_owned(),
        Code::SamePerson => say!(l, faults.same_person).to_owned(),
        Code::UnknownCode => say!(l, faults.unknown_code).to_owned(),
        Code::TermRuns => say!(l, faults.term_runs).to_owned(),
        Code::CorrectionsWait => say!(l, faults.corrections_wait).to_owned(),
        Code::NotTwoLetters => say!(l, faults.not_two_letters).to_owned(),
        Code::NotAnAddress => say!(l, faults.not_an_address).to_owned(),
        Code::NotAKey => say!(l, faults.not_a_key).to_owned(),
        Code::ComesAlready => say!(l, faults.comes_already).to_owned(),
        Code::Taken => say!(l, faults.taken).to_owned(),
        Code::OtherProvider => say!(l, faults.other_provider).to_owned(),
        Code::Unfit(why) => unfit(*why).to_owned(),
        Code::File(flaw) => super::papers::flaw(*flaw).to_owned(),
        Code::Found(places) => super::papers::found(places),
    }
}

/// Why a sign-in provider cannot be used, and whose turn it is.
fn unfit(why: Unfit) -> &'static str {
    let l = Locale::Nl;
    match why {
        Unfit::Silent => say!(l, faults.unfit_silent),
        Unfit::Inside => say!(l, faults.unfit_inside),
        Unfit::OtherIssuer => say!(l, faults.unfit_other_issuer),
        Unfit::NoCode => say!(l, faults.unfit_no_code),
        Unfit::NoPkce => say!(l, faults.unfit_no_pkce),
        Unfit::OpenLine => say!(l, faults.unfit_open_line),
        Unfit::OtherWay => say!(l, faults.unfit_other_way),
    }
}

/// What to write instead of everything the guard saw, kind by kind.
pub fn guards(kinds: &[Kind], plain: bool) -> Vec<&'static str> {
    let say = if plain { guard_plain } else { guard };
    kinds.iter().map(|kind| say(*kind)).collect()
}

fn guard(kind: Kind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        Kind::Bsn => say!(l, faults.guard_bsn),
        Kind::Iban => say!(l, faults.guard_iban),
        Kind::Email => say!(l, faults.guard_email),
        Kind::Phone => say!(l, faults.guard_phone),
        Kind::Address => say!(l, faults.guard_address),
        Kind::BirthDate => say!(l, faults.guard_birth_date),
        Kind::PastDate => say!(l, faults.guard_past_date),
        Kind::Name => say!(l, faults.guard_name),
        Kind::Age => say!(l, faults.guard_age),
        Kind::Nationality => say!(l, faults.guard_nationality),
        Kind::School => say!(l, faults.guard_school),
        Kind::Approach => say!(l, faults.guard_approach),
    }
}

fn guard_plain(kind: Kind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        Kind::Bsn => say!(l, faults.plain_bsn),
        Kind::Iban => say!(l, faults.plain_iban),
        Kind::Email => say!(l, faults.plain_email),
        Kind::Phone => say!(l, faults.plain_phone),
        Kind::Address => say!(l, faults.plain_address),
        Kind::BirthDate => say!(l, faults.plain_birth_date),
        Kind::PastDate => say!(l, faults.plain_past_date),
        Kind::Name => say!(l, faults.plain_name),
        Kind::Age => say!(l, faults.plain_age),
        Kind::Nationality => say!(l, faults.plain_nationality),
        Kind::School => say!(l, faults.plain_school),
        Kind::Approach => say!(l, faults.plain_approach),
    }
}

/// The sentence above a form that was refused as a whole; refused fields have their own.
pub fn refusal(error: &AppError) -> &'static str {
    let l = Locale::Nl;
    match error {
        AppError::Refused { faults } if faults.len() == 1 => say!(l, faults.summary_one),
        AppError::Refused { .. } => say!(l, faults.summary_many),
        AppError::NotNow { .. } => say!(l, faults.not_now),
        AppError::NotAllowed => say!(l, faults.not_allowed),
        AppError::NotFound => say!(l, faults.not_found),
        AppError::Stale { .. } => say!(l, faults.stale),
        AppError::Replayed => say!(l, faults.replayed),
        AppError::FourEyes => say!(l, faults.four_eyes),
        AppError::Unproven => say!(l, faults.unproven),
        AppError::OnlyLooking => say!(l, faults.only_looking_text),
        AppError::TooMany { .. } => say!(l, faults.too_many),
        AppError::TooLarge => say!(l, faults.too_large),
        AppError::WrongWay => say!(l, faults.wrong_way),
        AppError::DoorShut => say!(l, faults.door_shut),
        AppError::SignedOut => say!(l, faults.signed_out),
        AppError::Malformed => say!(l, faults.malformed),
        AppError::Unavailable => say!(l, faults.unavailable),
        AppError::NoScanner => say!(l, faults.no_scanner),
        AppError::Broken => say!(l, faults.broken),
    }
}
