//! 并排: two reports, or one organ over the years: their tables, their texts, and what does not go on from year to year.

use leptos::prelude::*;

use super::{does, see};
use crate::app::reports::alike::NOT_AT_HAND;
use crate::app::reports::beside::{
    BesideStep, BreakLine, Choice, MOST_CHOICES, SIDES, Table, TextsShown, YEARS,
};
use crate::app::{Errand, ReportsStep};
use crate::collection::beside::TextPair;
use crate::compare::marks::Piece;
use crate::ui::handle::Handle;

/// Reports side by side.
#[component]
pub fn Beside(handle: Handle) -> impl IntoView {
    let years = see(handle, |reports| reports.years_choices());
    let chosen = see(handle, |reports| reports.beside_chosen());
    let has_years = Memo::new(move |_| years.with(|years| !years.is_empty()));
    let choose_years = move |event| step(handle, BesideStep::Years(event_target_value(&event).parse().ok()));
    let options = move || {
        let now = chosen.get().1;
        let all = years.get().into_iter().map(move |choice| option(choice, now));
        view! { <option value="">"只看上面选的两份"</option>{all.collect_view()} }
    };
    view! {
        <p class="many__lead">"选两份报告，或者看一个机关的历年。可选的是现在筛选出来的报告。"</p>
        <div class="beside__choose">
            {[0, 1].map(|side| view! { <Side handle side/> })}
            <Show when=move || has_years.get()>
                <div>
                    <label for=YEARS>"或者看一个机关的历年"</label>
                    <select id=YEARS on:change=choose_years>{options}</select>
                </div>
            </Show>
        </div>
        <Breaks handle/>
        <Tables handle/>
        <Texts handle/>
    }
}

fn step(handle: Handle, step: BesideStep) {
    handle.run(Errand::Reports(ReportsStep::Beside(step)));
}

fn option((at, name): Choice, now: Option<usize>) -> impl IntoView {
    view! { <option value=at prop:selected=now == Some(at)>{name}</option> }
}

/// The choice of the first or the second report.
#[component]
fn Side(handle: Handle, side: usize) -> impl IntoView {
    let label = ["第一份", "第二份"][side];
    let choices = see(handle, |reports| reports.beside_choices());
    let chosen = see(handle, move |reports| reports.beside_chosen().0[side]);
    let choose = move |event| step(handle, BesideStep::Choose(side, event_target_value(&event).parse().ok()));
    let options = move || {
        let now = chosen.get();
        let all = choices.get().0.into_iter().map(move |choice| option(choice, now));
        view! { <option value="">"请选择"</option>{all.collect_view()} }
    };
    let is_cut = Memo::new(move |_| choices.with(|(choices, is_all)| !is_all && !choices.is_empty()));
    let more = format!("这里只列出前 {MOST_CHOICES} 份，其余的请先筛选。");
    view! {
        <div>
            <label for=SIDES[side]>{label}</label>
            <select id=SIDES[side] on:change=choose>{options}</select>
            <Show when=move || is_cut.get()><p class="soft">{more.clone()}</p></Show>
        </div>
    }
}

/// What does not go on from year to year, of every organ.
#[component]
fn Breaks(handle: Handle) -> impl IntoView {
    let breaks = see(handle, |reports| reports.breaks());
    let has_years = see(handle, |reports| !reports.years_choices().is_empty());
    let item = move |line: BreakLine| {
        let BreakLine { organ, sentence, rule, pair } = line;
        let label = format!("并排看：{organ}");
        view! {
            <li>
                <p><b>{organ}</b>" "{sentence}<span class="soft">{format!(" {rule}")}</span></p>
                <button type="button" class="button" aria-label=label on:click=does(handle, ReportsStep::Beside(BesideStep::Pair(pair)))>"并排看"</button>
            </li>
        }
    };
    move || {
        let (lines, count) = breaks.get();
        let more = (lines.len() < count)
            .then(|| view! { <p class="soft">{format!("这里列出前 {} 处。", lines.len())}</p> });
        match count {
            0 => has_years.get().then(|| view! { <p>"有两年报告的机关，前后年都接得上。"</p> }.into_any()),
            _ => Some(
                view! {
                    <details class="together" open>
                        <summary>{format!("前后年接不上的有 {count} 处")}</summary>
                        <ul>{lines.into_iter().map(item).collect_view()}</ul>
                        {more}
                    </details>
                }
                .into_any(),
            ),
        }
    }
}

/// The numbers side by side.
#[component]
fn Tables(handle: Handle) -> impl IntoView {
    let table = see(handle, |reports| reports.beside_table());
    let shows_all = see(handle, |reports| reports.beside_shows_all());
    let show_all = move |event| step(handle, BesideStep::ShowAll(event_target_checked(&event)));
    let is_there = Memo::new(move |_| table.with(Option::is_some));
    let counts = move || {
        let (differ, all) = table.with(|table| table.as_ref().map(|table| table.counts).unwrap_or_default());
        format!("{all} 格里有 {differ} 格不同。")
    };
    view! {
        <Show when=move || is_there.get()>
            <h2>"表格"</h2>
            <p class="beside__all">{counts}" "<label for="beside-all"><input id="beside-all" type="checkbox" prop:checked=shows_all on:change=show_all/>"相同的也列出来"</label></p>
            <div class="wide-table" role="region" aria-label="并排的表格，可以滚动" tabindex="0">
                {move || table.get().map(drawn)}
            </div>
        </Show>
    }
}

fn drawn(table: Table) -> impl IntoView {
    let heads = table.heads.into_iter().map(|head| view! { <th scope="col" class="num">{head}</th> });
    let row = |row: crate::app::reports::beside::Row| {
        let held = row.held.into_iter().map(|held| view! { <td class="num">{held}</td> });
        view! {
            <tr class:differs=row.differs>
                <th scope="row">{row.name}</th>
                {held.collect_view()}
                <td class="num">{row.change}</td>
            </tr>
        }
    };
    view! {
        <table class="plain">
            <caption class="visually-hidden">"并排的数"</caption>
            <thead><tr><th scope="col">"项目"</th>{heads.collect_view()}<th scope="col" class="num">"后比前"</th></tr></thead>
            <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// The texts of two reports.
#[component]
fn Texts(handle: Handle) -> impl IntoView {
    let texts = see(handle, |reports| reports.beside_texts());
    move || {
        let shown = match texts.get() {
            TextsShown::None => return None,
            TextsShown::Reading => view! { <p role="status">"正在读这两份的原文件……"</p> }.into_any(),
            TextsShown::Refused(sentence) => view! { <p role="status">{sentence}</p> }.into_any(),
            TextsShown::Here(pairs) => pairs.into_iter().map(text).collect_view().into_any(),
            TextsShown::Sketched(shares) => {
                let item = |(name, percent)| view! { <li>{format!("{name}：约 {percent}% 相同")}</li> };
                view! { <p id="no-texts">{NOT_AT_HAND}</p><ul>{shares.into_iter().map(item).collect_view()}</ul> }
                    .into_any()
            }
        };
        Some(
            view! { <section class="beside__texts" aria-labelledby="beside-texts"><h2 id="beside-texts">"正文"</h2>{shown}</section> },
        )
    }
}

fn text(pair: TextPair) -> impl IntoView {
    let is_same = pair.pieces.iter().flatten().all(|piece| !piece.is_marked);
    let share = match (&pair.likeness, is_same) {
        (_, true) => "两份相同。".to_owned(),
        (Some(it), _) => format!("第一份有 {}% 在第二份里也有。", it.share),
        (None, _) => "文字太少，不算比例。".to_owned(),
    };
    let sides = (!is_same).then(|| {
        let side = |(label, pieces): (&'static str, Vec<Piece>)| {
            let pieces = if pieces.is_empty() {
                view! { "没有写" }.into_any()
            } else {
                pieces.into_iter().map(piece).collect_view().into_any()
            };
            view! { <div><h4>{label}</h4><p>{pieces}</p></div> }
        };
        let sides = ["第一份", "第二份"].into_iter().zip(pair.pieces).map(side);
        view! { <div class="beside__sides">{sides.collect_view()}</div> }
    });
    view! { <h3>{pair.field.name()}</h3><p class="soft">{share}</p>{sides} }
}

fn piece(piece: Piece) -> impl IntoView {
    match piece.is_marked {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    }
}
