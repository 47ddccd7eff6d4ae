//! Which reports are shown: words, level, year, how they stand.

use leptos::prelude::*;

use super::see;
use crate::app::{Errand, ReportsStep};
use crate::collection::list::{Filter, State};
use crate::report::office::Level;
use crate::ui::handle::Handle;

/// The filters of the list and the matrix.
#[component]
pub fn Filters(handle: Handle) -> impl IntoView {
    let filter = see(handle, |reports| reports.filter().clone());
    let choices = see(handle, |reports| reports.choices());
    let tally = see(handle, |reports| reports.tally());
    let set = move |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.get_untracked();
        change(&mut filter);
        handle.run(Errand::Reports(ReportsStep::Filter(filter)));
    };
    let words = move |event| {
        let words = event_target_value(&event);
        set(&|filter| filter.words.clone_from(&words));
    };
    let level = move |event| {
        let level = Level::from_id(&event_target_value(&event));
        set(&|filter| filter.level = level);
    };
    let year = move |event| {
        let year = event_target_value(&event).parse().ok();
        set(&|filter| filter.year = year);
    };
    let state = move |event| {
        let state = State::from_id(&event_target_value(&event));
        set(&|filter| filter.state = state);
    };
    let levels = move || {
        let chosen = filter.with(|filter| filter.level);
        let option =
            move |level: Level| (level.id().to_owned(), level.name().to_owned(), chosen == Some(level));
        options("全部层级", choices.get().0.into_iter().map(option))
    };
    let years = move || {
        let chosen = filter.with(|filter| filter.year);
        let option = move |year: i64| (year.to_string(), format!("{year} 年"), chosen == Some(year));
        options("全部年度", choices.get().1.into_iter().map(option))
    };
    let states = move || {
        let chosen = filter.with(|filter| filter.state);
        let option =
            move |state: State| (state.id().to_owned(), state.name().to_owned(), chosen == Some(state));
        options("全部", State::ALL.into_iter().map(option))
    };
    view! {
        <div class="filters" role="search" aria-label="筛选">
            <div class="filters__search">
                <label for="filter-words">"机关或文件名"</label>
                <input id="filter-words" type="search" placeholder="例如：街道" on:input=words
                    prop:value=move || filter.with(|filter| filter.words.clone())/>
            </div>
            <div class="filters__one"><label for="filter-level">"层级"</label><select id="filter-level" on:change=level>{levels}</select></div>
            <div class="filters__one"><label for="filter-year">"年度"</label><select id="filter-year" on:change=year>{years}</select></div>
            <div class="filters__one"><label for="filter-state">"问题"</label><select id="filter-state" on:change=state>{states}</select></div>
            <p class="filters__count" role="status">{move || format!("显示 {} 份", tally.get().shown)}</p>
        </div>
    }
}

fn options(all: &'static str, some: impl Iterator<Item = (String, String, bool)>) -> impl IntoView {
    let option =
        |(value, name, is_chosen)| view! { <option value=value prop:selected=is_chosen>{name}</option> };
    view! { <option value="">{all}</option>{some.map(option).collect_view()} }
}
