//! `/bekijk-als`: who directs chooses as whom to look at the pages.

use leptos::prelude::*;
use service::identity::Face;

use super::meetings::query;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, Head, Icon, SectionHead};

/// Where the choice goes.
const BEGIN: &str = "/bekijk-als";
/// The way back to oneself.
const BACK: &str = "/bekijk-als/terug";

/// The page.
pub fn choose() -> AnyView {
    let page = query("pagina").unwrap_or_default();
    screen(Nav::Elsewhere, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let faces = service::identity::faces(&visit.ctx).await?;
        let title = say!(l, identity.look_title);
        let tables = faces.tables.into_iter().enumerate();
        let mut groups: Vec<AnyView> = tables
            .map(|(at, (name, faces))| group(&format!("tafel-{at}"), name, faces, &page))
            .collect();
        let others = say!(l, identity.look_others).to_owned();
        groups.push(group("anderen", others, faces.others, &page));
        let body = view! {
            <Head title/>
            <p>{say!(l, identity.look_lead)}</p>
            <div class="kt-stack">{groups}</div>
        };
        Ok(Page::new(title, body))
    })
}

fn group(id: &str, title: String, faces: Vec<Face>, page: &str) -> AnyView {
    if faces.is_empty() {
        return ().into_any();
    }
    let lines = faces
        .into_iter()
        .map(|face| line(face, page))
        .collect_view();
    view! {
        <section aria-labelledby=id.to_owned()>
            <SectionHead id=id.to_owned() title/>
            <ul class="kt-rights">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(face: Face, page: &str) -> AnyView {
    let organisation = face.organisation.clone();
    let form = as_person(face.person.to_string(), &face.function, page);
    view! {
        <li>
            <p><b>{face.function.clone()}</b>", "{organisation}</p>
            {form}
        </li>
    }
    .into_any()
}

/// The press that looks as somebody; `page` is where to begin, empty for their own first page.
pub fn as_person(person: String, function: &str, page: &str) -> AnyView {
    let l = Locale::Nl;
    let about = say!(l, identity.look_about, function = function);
    view! {
        <form method="post" action=BEGIN>
            <input type="hidden" name="person" value=person/>
            <input type="hidden" name="page" value=page.to_owned()/>
            <Button compact=true>
                <span aria-hidden="true">{say!(l, identity.look_do)}</span>
                <span class="kt-visually-hidden">{about}</span>
            </Button>
        </form>
    }
    .into_any()
}

/// What stands above every page that is looked at as somebody else, with the way back.
pub fn banner(visit: &Visit) -> Option<AnyView> {
    let l = Locale::Nl;
    visit.ctx.looks_as_another().then(|| {
        let who = say!(
            l,
            identity.look_banner,
            function = visit.viewer.function.clone(),
            organisation = visit.viewer.organisation.clone()
        );
        view! {
            <section class="kt-guise kt-noprint" aria-label=say!(l, identity.look_label)>
                <div class="kt-guise__in">
                    <p>
                        <Icon name="info"/>
                        <span>{who}" "<span class="kt-guise__only">{say!(l, identity.look_only)}</span></span>
                    </p>
                    <form method="post" action=BACK>
                        <input type="hidden" name="page" value=bridge::here()/>
                        <button class="kt-guise__back" type="submit">{say!(l, identity.look_back)}</button>
                    </form>
                </div>
            </section>
        }
        .into_any()
    })
}
