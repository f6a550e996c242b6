//! What the trail calls things, in words for who oversees it.

use domain::guard::Kind;
use domain::policy::Operation;

use crate::i18n::Locale;
use crate::say;

/// What was done, by the name of the operation. The compiler sees to it that each has its words.
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
pub fn deed(operation: Operation) -> &'static str {
    let l = Locale::Nl;
    match operation {
        Operation::ReadCockpit => say!(l, oversight.deed_read_cockpit),
        Operation::ReadMeetings => say!(l, oversight.deed_read_meetings),
        Operation::ReadPublished => say!(l, oversight.deed_read_published),
        Operation::CountMeetings => say!(l, oversight.deed_count_meetings),
        Operation::OpenOnGround => say!(l, oversight.deed_open_on_ground),
        Operation::CountOverdue => say!(l, oversight.deed_count_overdue),
        Operation::CountActions => say!(l, oversight.deed_count_actions),
        Operation::SeeReaders => say!(l, oversight.deed_see_readers),
        Operation::ChangeSeries => say!(l, oversight.deed_change_series),
        Operation::PlanMeeting => say!(l, oversight.deed_plan_meeting),
        Operation::OpenProposals => say!(l, oversight.deed_open_proposals),
        Operation::CancelMeeting => say!(l, oversight.deed_cancel_meeting),
        Operation::ProposeItem => say!(l, oversight.deed_propose_item),
        Operation::ProposeCase => say!(l, oversight.deed_propose_case),
        Operation::EditItem => say!(l, oversight.deed_edit_item),
        Operation::WithdrawItem => say!(l, oversight.deed_withdraw_item),
        Operation::IncludeItem => say!(l, oversight.deed_include_item),
        Operation::ReturnItem => say!(l, oversight.deed_return_item),
        Operation::TakeOffItem => say!(l, oversight.deed_take_off_item),
        Operation::HoldOverItem => say!(l, oversight.deed_hold_over_item),
        Operation::ArrangeAgenda => say!(l, oversight.deed_arrange_agenda),
        Operation::PublishAgenda => say!(l, oversight.deed_publish_agenda),
        Operation::StartMeeting => say!(l, oversight.deed_start_meeting),
        Operation::FollowMeeting => say!(l, oversight.deed_follow_meeting),
        Operation::MarkAttendance => say!(l, oversight.deed_mark_attendance),
        Operation::WalkItems => say!(l, oversight.deed_walk_items),
        Operation::WriteNote => say!(l, oversight.deed_write_note),
        Operation::Capture => say!(l, oversight.deed_capture),
        Operation::MoveDoor => say!(l, oversight.deed_move_door),
        Operation::RecordPosition => say!(l, oversight.deed_record_position),
        Operation::ConfirmDecisions => say!(l, oversight.deed_confirm_decisions),
        Operation::CloseMeeting => say!(l, oversight.deed_close_meeting),
        Operation::Contribute => say!(l, oversight.deed_contribute),
        Operation::ReadContributions => say!(l, oversight.deed_read_contributions),
        Operation::AnswerContribution => say!(l, oversight.deed_answer_contribution),
        Operation::ReadActions => say!(l, oversight.deed_read_actions),
        Operation::AssignAction => say!(l, oversight.deed_assign_action),
        Operation::AcceptAction => say!(l, oversight.deed_accept_action),
        Operation::DeclineAction => say!(l, oversight.deed_decline_action),
        Operation::UpdateAction => say!(l, oversight.deed_update_action),
        Operation::BlockAction => say!(l, oversight.deed_block_action),
        Operation::PostponeAction => say!(l, oversight.deed_postpone_action),
        Operation::ReportDone => say!(l, oversight.deed_report_done),
        Operation::VerifyAction => say!(l, oversight.deed_verify_action),
        Operation::ReopenAction => say!(l, oversight.deed_reopen_action),
        Operation::ReassignAction => say!(l, oversight.deed_reassign_action),
        Operation::LinkStep => say!(l, oversight.deed_link_step),
        Operation::CancelAction => say!(l, oversight.deed_cancel_action),
        Operation::ReadCovenants => say!(l, oversight.deed_read_covenants),
        Operation::ReadUnsignedCovenants => say!(l, oversight.deed_read_unsigned_covenants),
        Operation::DraftCovenant => say!(l, oversight.deed_draft_covenant),
        Operation::EditClause => say!(l, oversight.deed_edit_clause),
        Operation::ConsultCovenant => say!(l, oversight.deed_consult_covenant),
        Operation::ProposeFreeze => say!(l, oversight.deed_propose_freeze),
        Operation::ConfirmFreeze => say!(l, oversight.deed_confirm_freeze),
        Operation::OpenSigning => say!(l, oversight.deed_open_signing),
        Operation::InviteParty => say!(l, oversight.deed_invite_party),
        Operation::SignCovenant => say!(l, oversight.deed_sign_covenant),
        Operation::DeclineSigning => say!(l, oversight.deed_decline_signing),
        Operation::WithdrawSignature => say!(l, oversight.deed_withdraw_signature),
        Operation::SignStatement => say!(l, oversight.deed_sign_statement),
        Operation::ReadRoadmap => say!(l, oversight.deed_read_roadmap),
        Operation::ReadBottlenecks => say!(l, oversight.deed_read_bottlenecks),
        Operation::AdoptRoadmap => say!(l, oversight.deed_adopt_roadmap),
        Operation::UpdateStep => say!(l, oversight.deed_update_step),
        Operation::VerifyStep => say!(l, oversight.deed_verify_step),
        Operation::RaiseBottleneck => say!(l, oversight.deed_raise_bottleneck),
        Operation::HandleBottleneck => say!(l, oversight.deed_handle_bottleneck),
        Operation::ReadReference => say!(l, oversight.deed_read_reference),
        Operation::ChooseTheme => say!(l, oversight.deed_choose_theme),
        Operation::ReadPeople => say!(l, oversight.deed_read_people),
        Operation::RegisterOrganisation => say!(l, oversight.deed_register_organisation),
        Operation::RegisterPerson => say!(l, oversight.deed_register_person),
        Operation::ChangePerson => say!(l, oversight.deed_change_person),
        Operation::PausePerson => say!(l, oversight.deed_pause_person),
        Operation::ResumePerson => say!(l, oversight.deed_resume_person),
        Operation::ProposeRight => say!(l, oversight.deed_propose_right),
        Operation::RevokeRight => say!(l, oversight.deed_revoke_right),
        Operation::BindIdentity => say!(l, oversight.deed_bind_identity),
        Operation::UnbindIdentity => say!(l, oversight.deed_unbind_identity),
        Operation::AskCode => say!(l, oversight.deed_ask_code),
        Operation::ConfirmApproval => say!(l, oversight.deed_confirm_approval),
        Operation::TurnDownApproval => say!(l, oversight.deed_turn_down_approval),
        Operation::WithdrawApproval => say!(l, oversight.deed_withdraw_approval),
        Operation::ReviewRights => say!(l, oversight.deed_review_rights),
        Operation::NameDeputy | Operation::SendDeputy => {
            say!(l, oversight.deed_name_deputy)
        }
        Operation::DismissDeputy => say!(l, oversight.deed_dismiss_deputy),
        Operation::InviteAdviser => say!(l, oversight.deed_invite_adviser),
        Operation::WithdrawInvitation => say!(l, oversight.deed_withdraw_invitation),
        Operation::ReadInvitations => say!(l, oversight.deed_read_invitations),
        Operation::GiveAdvice => say!(l, oversight.deed_give_advice),
        Operation::ViewAs => say!(l, oversight.deed_view_as),
        Operation::ReadProviders => say!(l, oversight.deed_read_providers),
        Operation::CheckProvider => say!(l, oversight.deed_check_provider),
        Operation::ProposeProvider => say!(l, oversight.deed_propose_provider),
        Operation::SwitchOffProvider => say!(l, oversight.deed_switch_off_provider),
        Operation::LowerClass => say!(l, oversight.deed_lower_class),
        Operation::Exclude => say!(l, oversight.deed_exclude),
        Operation::LiftExclusion => say!(l, oversight.deed_lift_exclusion),
        Operation::OverseeExclusions => say!(l, oversight.deed_oversee_exclusions),
        Operation::ReadGuests => say!(l, oversight.deed_read_guests),
        Operation::RequestGuest => say!(l, oversight.deed_request_guest),
        Operation::WithdrawGuestRequest => say!(l, oversight.deed_withdraw_guest_request),
        Operation::ScreenGuest => say!(l, oversight.deed_screen_guest),
        Operation::InviteGuest => say!(l, oversight.deed_invite_guest),
        Operation::PauseGuest => say!(l, oversight.deed_pause_guest),
        Operation::ResumeGuest => say!(l, oversight.deed_resume_guest),
        Operation::RenewGuest => say!(l, oversight.deed_renew_guest),
        Operation::RevokeGuest => say!(l, oversight.deed_revoke_guest),
        Operation::ConfirmGuest => say!(l, oversight.deed_confirm_guest),
        Operation::ReadmitGuest => say!(l, oversight.deed_readmit_guest),
        Operation::EndOwnSessions => say!(l, oversight.deed_end_own_sessions),
        Operation::EndSessions => say!(l, oversight.deed_end_sessions),
        Operation::CountTrail => say!(l, oversight.deed_count_trail),
        Operation::ReadTechnicalTrail => say!(l, oversight.deed_read_technical_trail),
        Operation::OpenTrail => say!(l, oversight.deed_open_trail),
        Operation::ReadTrail => say!(l, oversight.deed_read_trail),
        Operation::ExportTrail => say!(l, oversight.deed_export_trail),
        Operation::ReportBreach => say!(l, oversight.deed_report_breach),
        Operation::ReadGuardAnswers => say!(l, oversight.deed_read_guard_answers),
        Operation::ExportOwnData => say!(l, oversight.deed_export_own_data),
    }
}

/// The kind of thing it was done to.
pub fn thing(object: &str) -> &'static str {
    let l = Locale::Nl;
    match object {
        "item" => say!(l, oversight.thing_item),
        "meeting" => say!(l, oversight.thing_meeting),
        "action" => say!(l, oversight.thing_action),
        "covenant" => say!(l, oversight.thing_covenant),
        "step" => say!(l, oversight.thing_step),
        "criterion" => say!(l, oversight.thing_criterion),
        "bottleneck" => say!(l, oversight.thing_bottleneck),
        "roadmap" => say!(l, oversight.thing_roadmap),
        "contribution" => say!(l, oversight.thing_contribution),
        "series" => say!(l, oversight.thing_series),
        "municipality" => say!(l, oversight.thing_municipality),
        "account" => say!(l, oversight.thing_account),
        "session" => say!(l, oversight.thing_session),
        "trail" => say!(l, oversight.thing_trail),
        "door" => say!(l, oversight.thing_door),
        "provider" => say!(l, oversight.thing_provider),
        "person" => say!(l, oversight.thing_person),
        "guest_account" => say!(l, oversight.thing_guest),
        "approval" => say!(l, oversight.thing_approval),
        "region" => say!(l, oversight.thing_region),
        "sign_in_request" => say!(l, oversight.thing_request),
        "organisation" => say!(l, oversight.thing_organisation),
        "decision" => say!(l, oversight.thing_decision),
        _ => say!(l, oversight.thing_other),
    }
}

/// By which way something came in.
pub fn origin(origin: &str) -> String {
    let l = Locale::Nl;
    match origin {
        "web" => say!(l, oversight.origin_web).to_owned(),
        "demo" => say!(l, oversight.origin_demo).to_owned(),
        "house" => say!(l, oversight.origin_house).to_owned(),
        other => other.to_owned(),
    }
}

/// What the guard saw.
pub fn kind(kind: Kind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        Kind::Bsn => say!(l, oversight.kind_bsn),
        Kind::Iban => say!(l, oversight.kind_iban),
        Kind::Email => say!(l, oversight.kind_email),
        Kind::Phone => say!(l, oversight.kind_phone),
        Kind::Address => say!(l, oversight.kind_address),
        Kind::BirthDate => say!(l, oversight.kind_birth_date),
        Kind::PastDate => say!(l, oversight.kind_past_date),
        Kind::Name => say!(l, oversight.kind_name),
        Kind::Age => say!(l, oversight.kind_age),
        Kind::Nationality => say!(l, oversight.kind_nationality),
        Kind::School => say!(l, oversight.kind_school),
    }
}
