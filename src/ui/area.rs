//! What the area adds to the form: its units, proposed while the organ is typed; its points, dates and contact beside
//! the sheet, told apart from the official ones; what is wrong with its profile.

use leptos::prelude::*;

use super::handle::Handle;
use crate::app::AreaPoint;
use crate::browser::page;
use crate::profile::Link;

/// The list of the units, out of sight, which the field of the organ is told to propose.
const UNITS: &str = "units";
/// The field of the organ.
const ORGAN: &str = "organ";

/// The units of the area, proposed while the organ is typed.
#[component]
pub fn Units(handle: Handle) -> impl IntoView {
    let taken = handle.read(|model| model.area().taken);
    // The field is drawn anew with every sheet: it is told when it gets the focus.
    page::listen("focusin", |event: web_sys::Event| {
        if let Some(field) = page::target(&event).filter(|field| field.id() == ORGAN) {
            let _ = field.set_attribute("list", UNITS);
        }
    });
    move || {
        taken.get();
        let names = handle.look(|model| {
            let units = model.area().profile.units.iter();
            units.map(|unit| (unit.name.clone(), unit.code.clone())).collect::<Vec<_>>()
        });
        let options = names.into_iter().map(|(name, code)| view! { <option value=name>{code}</option> });
        view! { <datalist id=UNITS>{options.collect_view()}</datalist> }
    }
}

/// What the area asks for, beside the sheet.
#[component]
pub fn Asked(handle: Handle) -> impl IntoView {
    let points = handle.read(|model| model.area_points());
    let dates =
        handle.read(|model| model.report().map(|report| model.area_dates(report)).unwrap_or_default());
    let name = handle.read(|model| model.area().profile.area.clone());
    let is_there = move || name.with(|name| !name.is_empty());
    let list = move || points.get().into_iter().map(point).collect_view();
    let days = move || dates.get().into_iter().map(|date| view! { <li>{date}</li> }).collect_view();
    view! {
        <Show when=is_there>
            <aside aria-label="本地区的要求"><details class="area" id="area" open>
                <summary>{move || format!("{}的要求", name.get())}</summary>
                <Show when=move || dates.with(|dates| !dates.is_empty())><ul class="area__dates">{days}</ul></Show>
                <Show when=move || points.with(|points| !points.is_empty())>
                    <ul class="points" aria-label="本地要求写的内容">{list}</ul>
                </Show>
                <Whom handle/>
            </details></aside>
        </Show>
    }
}

fn point(point: AreaPoint) -> impl IntoView {
    let (class, mark, words) = match point.is_there {
        true => ("points__item points__item--there", "✓", "已写到："),
        false => ("points__item", "○", "还没有写到："),
    };
    view! {
        <li class=class>
            <span class="points__mark" aria-hidden="true">{mark}</span>
            <span class="visually-hidden">{words}</span>
            <b>{point.label}</b>
            <span class="points__asks">{format!("{}：{}", point.text, point.asks)}</span>
        </li>
    }
}

/// Whom to ask, and the way back to the site of the area.
#[component]
fn Whom(handle: Handle) -> impl IntoView {
    let taken = handle.read(|model| model.area().taken);
    move || {
        taken.get();
        let (contact, link) =
            handle.look(|model| (model.area().profile.contact.clone(), model.area().profile.link.clone()));
        let contact = (!contact.is_empty()).then(|| view! { <p>{format!("联系：{contact}")}</p> });
        let link = link.map(|Link { name, href }| view! { <p><a href=href>{name}</a></p> });
        view! { {contact}{link} }
    }
}

/// On the page of the drafts: whom to ask, and what is wrong with the profile.
#[component]
pub fn Notes(handle: Handle) -> impl IntoView {
    let problems = handle.read(|model| model.area().problems.clone());
    let wrong = move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let lines = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
            view! {
                <details class="drafts__trouble" id="profile-problems">
                    <summary>"本地配置 profile.json 有错，没有采用；本页照常使用。请告诉管理员。"</summary>
                    <ul>{lines}</ul>
                </details>
            }
        })
    };
    view! { {wrong}<Whom handle/> }
}
