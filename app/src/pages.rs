//! The pages, rendered by the server only. A page reads through `service` and renders; it holds
//! no state and knows no SQL.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

mod account;
mod actions;
mod alert;
mod calendar;
mod covenants;
mod destruction;
mod done;
mod form;
mod frame;
mod guests;
mod guise;
mod identity;
mod live;
mod mail;
mod meetings;
mod oversight;
mod own_data;
mod paper;
mod papers;
mod proof;
mod public;
mod recovery;
mod reference;
mod regie;
mod registers;
mod rights;
mod roadmaps;
mod screen;
mod search;
mod settings;
mod shell;

pub use account::idle_warning;
pub use guests::door::Door;
pub use live::regions as live_regions;
pub use oversight::{between as breach_between, breach_file, filter as trail_filter, trail_file};
pub use papers::{ATTACH as ATTACH_PAPER, FILE as PAPER_FILE};
pub use screen::{Nav, Page, screen};
pub use search::SEARCH;
pub use shell::{door_shell, fault_shell, shell, signed_out_shell};

/// All pages of the site, one line each.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=screen::not_found>
                <Route path=path!("/") view=identity::sign_in ssr=SsrMode::Async/>
                <Route path=path!("/inrichten") view=identity::set_up ssr=SsrMode::Async/>
                <Route path=path!("/convenant") view=covenants::list ssr=SsrMode::Async/>
                <Route path=path!("/convenant/nieuw") view=covenants::draft ssr=SsrMode::Async/>
                <Route path=path!("/convenant/:id") view=covenants::one ssr=SsrMode::Async/>
                <Route path=path!("/convenant/:id/tekst") view=covenants::text ssr=SsrMode::Async/>
                <Route path=path!("/convenant/:id/ondertekenen") view=covenants::sign ssr=SsrMode::Async/>
                <Route path=path!("/naslag") view=reference::index ssr=SsrMode::Async/>
                <Route path=path!("/naslag/maatregelen") view=reference::measures ssr=SsrMode::Async/>
                <Route path=path!("/naslag/toezeggingen") view=reference::commitments ssr=SsrMode::Async/>
                <Route path=path!("/naslag/gemeenten") view=reference::municipalities ssr=SsrMode::Async/>
                <Route path=path!("/naslag/keten") view=reference::chain ssr=SsrMode::Async/>
                <Route path=path!("/naslag/meldcode") view=reference::code ssr=SsrMode::Async/>
                <Route path=path!("/naslag/contact") view=reference::contacts ssr=SsrMode::Async/>
                <Route path=path!("/beheer") view=rights::overview ssr=SsrMode::Async/>
                <Route path=path!("/beheer/vier-ogen") view=rights::approvals ssr=SsrMode::Async/>
                <Route path=path!("/beheer/mensen") view=rights::people ssr=SsrMode::Async/>
                <Route path=path!("/beheer/mensen/nieuw") view=rights::register ssr=SsrMode::Async/>
                <Route path=path!("/beheer/mensen/:id") view=rights::person ssr=SsrMode::Async/>
                <Route path=path!("/beheer/organisaties") view=rights::organisations ssr=SsrMode::Async/>
                <Route path=path!("/beheer/tafels") view=rights::tables ssr=SsrMode::Async/>
                <Route path=path!("/beheer/vervanging") view=rights::ahead ssr=SsrMode::Async/>
                <Route path=path!("/beheer/rechten") view=rights::reviews ssr=SsrMode::Async/>
                <Route path=path!("/beheer/aanmeldpunten") view=rights::providers ssr=SsrMode::Async/>
                <Route path=path!("/beheer/aanmeldpunten/nieuw") view=rights::add_provider ssr=SsrMode::Async/>
                <Route path=path!("/beheer/aanmeldpunten/:id") view=rights::provider ssr=SsrMode::Async/>
                <Route path=path!("/beheer/aanmeldpunten/:id/wijzigen") view=rights::change_provider ssr=SsrMode::Async/>
                <Route path=path!("/beheer/post") view=mail::post ssr=SsrMode::Async/>
                <Route path=path!("/beheer/vernietiging") view=destruction::overview ssr=SsrMode::Async/>
                <Route path=path!("/beheer/vernietiging/:id") view=destruction::list ssr=SsrMode::Async/>
                <Route path=path!("/beheer/vernietiging/punt/:id") view=destruction::item ssr=SsrMode::Async/>
                <Route path=path!("/beheer/thema") view=settings::theme ssr=SsrMode::Async/>
                <Route path=path!("/account") view=account::account ssr=SsrMode::Async/>
                <Route path=path!("/account/gegevens") view=own_data::own_data ssr=SsrMode::Async/>
                <Route path=path!("/bekijk-als") view=guise::choose ssr=SsrMode::Async/>
                <Route path=path!("/bevestigen") view=proof::page ssr=SsrMode::Async/>
                <Route path=path!("/toegankelijkheid") view=public::accessibility ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=public::privacy ssr=SsrMode::Async/>
                <Route path=path!("/beveiliging") view=public::security ssr=SsrMode::Async/>
                <Route path=path!("/toezicht") view=oversight::oversight ssr=SsrMode::Async/>
                <Route path=path!("/toezicht/lek") view=oversight::breach ssr=SsrMode::Async/>
                <Route path=path!("/toezicht/bewaking") view=oversight::answers ssr=SsrMode::Async/>
                <Route path=path!("/zoek") view=search::page ssr=SsrMode::Async/>
                <Route path=path!("/regie") view=regie::cockpit ssr=SsrMode::Async/>
                <Route path=path!("/acties") view=actions::list ssr=SsrMode::Async/>
                <Route path=path!("/acties/:id") view=actions::record ssr=SsrMode::Async/>
                <Route path=path!("/besluiten") view=registers::decisions ssr=SsrMode::Async/>
                <Route path=path!("/toezeggingen") view=registers::commitments ssr=SsrMode::Async/>
                <Route path=path!("/toezeggingen/nieuw") view=registers::make ssr=SsrMode::Async/>
                <Route path=path!("/toezeggingen/:id") view=registers::commitment ssr=SsrMode::Async/>
                <Route path=path!("/adviezen") view=meetings::advices ssr=SsrMode::Async/>
                <Route path=path!("/overleg") view=meetings::list ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id") view=meetings::sheet ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/wijzigen") view=meetings::change ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/vooruit") view=meetings::ahead ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/advies") view=meetings::advise ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/advies/antwoord") view=meetings::answer_advice ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/bijlage") view=meetings::put_annex ssr=SsrMode::Async/>
                <Route path=path!("/overleg/reeks/:id/bijlage/:annex/einde") view=meetings::end_annex ssr=SsrMode::Async/>
                <Route path=path!("/overleg/nieuw") view=meetings::plan ssr=SsrMode::Async/>
                <Route path=path!("/overleg/spoed") view=meetings::urgent ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id") view=meetings::agenda ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/opstellen") view=meetings::compose ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/voorstel") view=meetings::propose ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/verplaatsen") view=meetings::reschedule ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/regieboek") view=meetings::script ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/verslag") view=meetings::minutes ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/verslag/versies") view=meetings::versions ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/advies") view=meetings::party_advices ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/annuleren") view=meetings::cancel ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/vervanging") view=rights::deputies ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id") view=meetings::item ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/stukken") view=papers::papers ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/advies") view=meetings::ask_advice ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/gezien") view=meetings::readers ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/uitsluiten") view=meetings::exclusions ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/wijzigen") view=meetings::revise ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/terug") view=meetings::send_back ssr=SsrMode::Async/>
                <Route path=path!("/punt/:id/eraf") view=meetings::take_off ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/live/deel") view=live::fragment ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/live") view=live::table ssr=SsrMode::Async/>
                <Route path=path!("/overleg/:id/besluiten") view=live::decisions ssr=SsrMode::Async/>
                <Route path=path!("/routekaart") view=roadmaps::region ssr=SsrMode::Async/>
                <Route path=path!("/routekaart/stap/:step") view=roadmaps::step ssr=SsrMode::Async/>
                <Route path=path!("/routekaart/:organisation") view=roadmaps::municipality ssr=SsrMode::Async/>
                <Route path=path!("/routekaart/:organisation/:code") view=roadmaps::step_of ssr=SsrMode::Async/>
                <Route path=path!("/knelpunten") view=roadmaps::bottlenecks ssr=SsrMode::Async/>
                <Route path=path!("/gast") view=guests::home ssr=SsrMode::Async/>
                <Route path=path!("/beheer/gasten") view=guests::accounts::list ssr=SsrMode::Async/>
                <Route path=path!("/beheer/gasten/nieuw") view=guests::accounts::request ssr=SsrMode::Async/>
                <Route path=path!("/beheer/gasten/:id") view=guests::accounts::one ssr=SsrMode::Async/>
                <Route path=path!("/bijdragen") view=guests::contributions ssr=SsrMode::Async/>
                <Route path=path!("/bijdragen/:id") view=guests::contribution ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
