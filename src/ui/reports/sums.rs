//! 汇总: which reports of a year are added up, the sum of every cell with how many are blank beside it, the report of the
//! organ above beside the sums, and the reports behind a row.

use leptos::prelude::*;

use super::frame::Frame;
use super::missing::Year;
use super::{does, on_escape, see};
use crate::app::reports::downloads::Out;
use crate::app::reports::shown::row_name;
use crate::app::reports::sums::picture::PICTURE_OF_SUMS;
use crate::app::reports::sums::shown::{self, BEHIND, Chosen, SumLine, sum_name};
use crate::app::reports::{Reports, View};
use crate::app::{Errand, ReportsStep, SumsStep};
use crate::collection::parent::{REST, Relation};
use crate::export::FileFormat;
use crate::export::picture::{PICTURE, PICTURE_SVG};
use crate::report::office::Scope;
use crate::ui::handle::Handle;
use crate::ui::picture::Drawn;

const NUMBER: &str = "sums__number";

fn act(handle: Handle, step: SumsStep) {
    handle.run(Errand::Reports(step.into()));
}

/// The sums.
#[component]
pub fn Sums(handle: Handle) -> impl IntoView {
    let chosen = see(handle, Reports::chosen);
    let is_empty = see(handle, |reports| reports.rows() == 0);
    let has_above = Memo::new(move |_| chosen.with(|chosen| chosen.above.is_some()));
    let draft = move |_| act(handle, SumsStep::Draft);
    let is_drawn = see(handle, |reports| reports.picture_of_sums().is_some());
    let expanded = move || if is_drawn.get() { "true" } else { "false" };
    let draw = move |_| act(handle, SumsStep::Picture(!is_drawn.get_untracked()));
    view! {
        <section aria-labelledby="sums-heading">
            <h2 id="sums-heading" class="visually-hidden">"汇总"</h2>
            <div class="filters"><Year handle/><Choices handle chosen/></div>
            <p role="status">{move || chosen.with(|chosen| chosen.words.clone())}</p>
            <Notes handle chosen/>
            <div hidden=move || is_empty.get()>
                <Table handle has_above/>
                <div class="many__foot">
                    <p class="soft">"没填的不当作 0，在旁边数出来。点项目，看是哪些单位的数。"</p>
                    <button type="button" class="button" on:click=draft>"作为上级的草稿打开"</button>
                    <button type="button" class="button" on:click=does(handle, ReportsStep::Download(Out::Sums))>"下载汇总 CSV"</button>
                    <Show when=move || has_above.get()>
                        <button type="button" class="button" on:click=does(handle, ReportsStep::Download(Out::Above))>"下载上级比较 CSV"</button>
                    </Show>
                    <button type="button" class="button" on:click=does(handle, ReportsStep::Download(Out::Workbook))>"下载 Excel"</button>
                    <button type="button" class="button" id="draw-sums" aria-expanded=expanded on:click=draw>"图解"</button>
                </div>
                <Show when=move || is_drawn.get()><Charts handle/></Show>
            </div>
        </section>
    }
}

/// 图解 of the sums.
#[component]
fn Charts(handle: Handle) -> impl IntoView {
    let picture = see(handle, |reports| reports.picture_of_sums().cloned());
    let note = see(handle, Reports::note_of_picture);
    let download = move |out, format: &FileFormat| {
        view! { <button type="button" class="button" on:click=does(handle, ReportsStep::Download(out))>{format.label()}</button> }
    };
    view! {
        <section class="picture sums__picture" aria-labelledby=PICTURE_OF_SUMS>
            <h2 id=PICTURE_OF_SUMS tabindex="-1">"合计的图解"</h2>
            {move || note.get().map(|note| view! { <p class="picture__note">{note}</p> })}
            <Drawn picture/>
            <div class="many__foot">{download(Out::Picture, &PICTURE)}{download(Out::PictureSvg, &PICTURE_SVG)}</div>
        </section>
    }
}

/// Which reports, which figures, and the report of the organ above.
#[component]
fn Choices(handle: Handle, chosen: Memo<Chosen>) -> impl IntoView {
    let of = move |event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        let group = place.and_then(|place| chosen.with_untracked(|chosen| chosen.groups.get(place).cloned()));
        group.into_iter().for_each(|(of, _)| act(handle, SumsStep::Of(of)));
    };
    let scope = move |event| {
        let scope = Scope::from_id(&event_target_value(&event));
        scope.into_iter().for_each(|scope| act(handle, SumsStep::Scope(scope)));
    };
    let above = move |event| act(handle, SumsStep::Above(event_target_value(&event).parse().ok()));
    let option = |(value, words, is_now): (String, String, bool)| {
        view! { <option value=value prop:selected=is_now>{words}</option> }
    };
    let groups = move || {
        let Chosen { groups, group, .. } = chosen.get();
        let groups = groups.into_iter().enumerate();
        groups.map(|(place, (_, words))| option((place.to_string(), words, place == group))).collect_view()
    };
    let scopes = move || {
        let now = chosen.with(|chosen| chosen.scope.unwrap_or(Scope::Own));
        let scopes = Scope::ALL.into_iter();
        scopes.map(|it| option((it.id().to_owned(), it.name().to_owned(), it == now))).collect_view()
    };
    let aboves = move || {
        let Chosen { aboves, above, .. } = chosen.get();
        let none = std::iter::once((String::new(), "不比较".to_owned(), above.is_none()));
        let some = aboves.into_iter().map(|(at, words)| (at.to_string(), words, above == Some(at)));
        none.chain(some).map(option).collect_view()
    };
    view! {
        <div class="filters__one sums__choice"><label for="sums-of">"计入哪些报告"</label><select id="sums-of" on:change=of>{groups}</select></div>
        <div class="filters__one sums__choice"><label for="sums-scope">"机关有两种数时用"</label><select id="sums-scope" on:change=scope>{scopes}</select></div>
        <div class="filters__one sums__choice"><label for="sums-above">"和上级报告比"</label><select id="sums-above" on:change=above>{aboves}</select></div>
    }
}

/// What is to be heeded, what was left out and why, and where the organ above has less than those below it.
#[component]
fn Notes(handle: Handle, chosen: Memo<Chosen>) -> impl IntoView {
    let less = see(handle, Reports::less);
    let caution = move || {
        let caution = chosen.with(|chosen| chosen.caution.clone());
        (!caution.is_empty()).then(|| view! { <p class="one__doubts">{caution}</p> })
    };
    let left_out = move || {
        let left_out = chosen.with(|chosen| chosen.left_out.clone());
        (!left_out.is_empty()).then(|| {
            let heading = format!("没有计入的 {} 份", left_out.len());
            let item = move |(report, organ, why): (usize, String, &'static str)| {
                let open = does(handle, ReportsStep::Open(Some((report, 0))));
                view! {
                    <li><button type="button" class="button button--link" id=row_name(report) on:click=open>{organ}</button>"："{why}</li>
                }
            };
            view! {
                <details class="unread"><summary>{heading}</summary><ul>{left_out.into_iter().map(item).collect_view()}</ul></details>
            }
        })
    };
    let less = move || {
        let less = less.get();
        (!less.is_empty()).then(|| {
            let heading = format!("{} 格上级少于下级合计", less.len());
            let lines = less.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <details class="unread" id="less" open><summary>{heading}</summary><ul>{lines}</ul></details> }
        })
    };
    view! { {caution}{left_out}{less} }
}

#[component]
fn Table(handle: Handle, has_above: Memo<bool>) -> impl IntoView {
    let sums = see(handle, Reports::sum_heads);
    // A row stays the same element when what is behind it is opened: the focus comes back to it.
    let now_open = see(handle, Reports::behind_row);
    let columns = Memo::new(move |_| 1 + 2 * sums.with(Vec::len) + if has_above.get() { 2 } else { 0 });
    let col = |class: &'static str| view! { <col class=class/> };
    let widths = move || {
        let number = || has_above.get().then(|| col(NUMBER));
        let of_sums =
            sums.get().into_iter().map(|_| view! { {col(NUMBER)}{col("sums__blank")} }).collect_view();
        view! { {number()}{of_sums}{number()} }
    };
    let above = move || has_above.get().then(|| view! { <th scope="col" class="num">"上级报告"</th> });
    let rest = move || has_above.get().then(|| view! { <th scope="col" class="num">{REST}</th> });
    let heads = move || {
        let sums = sums.get();
        let is_alone = sums.len() == 1;
        let head = move |name: &'static str| {
            let sum = match (is_alone, has_above.get()) {
                (true, true) => "下级合计",
                (true, false) => "合计",
                (false, _) => name,
            };
            let blank = view! { "没填"{(!is_alone).then(|| view! { <span class="visually-hidden">{format!("（{name}）")}</span> })} };
            view! { <th scope="col" class="num">{sum}</th><th scope="col" class="num">{blank}</th> }
        };
        sums.into_iter().map(head).collect_view()
    };
    let head = view! {
        <colgroup>{col("sums__name")}{widths}</colgroup>
        <thead><tr aria-rowindex="1"><th scope="col">"项目"</th>{above}{heads}{rest}</tr></thead>
    };
    view! {
        <Frame handle name="汇总" class="list list--sums" columns head rows=|reports, range| reports.sum_lines(range)
            row=move |at, line| row(handle, now_open, at, line)/>
    }
}

fn row(handle: Handle, now_open: Memo<Option<usize>>, at: usize, line: SumLine) -> impl IntoView {
    let SumLine { name, sums, above } = line;
    let open = move |_| act(handle, SumsStep::Behind(Some(at)));
    let sum = |sum: Option<(String, usize)>| {
        match sum {
        None => view! { <td class="num soft" colspan="2">"没有这一格"</td> }.into_any(),
        Some((number, blank)) => view! {
            <td class="num">{number}</td>
            <td class="num" class:soft=blank == 0>{if blank == 0 { "0".to_owned() } else { format!("{blank} 份") }}</td>
        }
        .into_any(),
    }
    };
    let (above, rest) = match above {
        None => (None, None),
        Some((above, rest, relation)) => {
            let is_less = relation == Relation::Less.id();
            let less = is_less.then(|| view! { <span class="sums__less">"下级多"</span> });
            (
                Some(view! { <td class="num">{above}</td> }),
                Some(
                    view! { <td class="num" class:bad=is_less class:soft=relation == Relation::Unknown.id()>{less}{rest}</td> },
                ),
            )
        }
    };
    view! {
        <th scope="row" class:is-open=move || now_open.get() == Some(at)>
            <button type="button" class="button button--link list__open" id=sum_name(at) data-row=at title=name.clone()
                on:click=open>{name.clone()}</button>
        </th>
        {above}
        {sums.into_iter().map(sum).collect_view()}
        {rest}
    }
}

/// What is behind the row that was opened.
#[component]
pub fn Behind(handle: Handle) -> impl IntoView {
    let behind = handle.read(|model| {
        let reports = model.reports().filter(|reports| reports.view() == View::Sums);
        reports.and_then(Reports::behind)
    });
    let close = on_escape(handle, || SumsStep::Behind(None).into());
    move || {
        behind.get().map(|behind| {
            view! { <section class="one" aria-labelledby=BEHIND on:keydown=close>{list(handle, behind)}</section> }
        })
    }
}

fn list(handle: Handle, behind: shown::Behind) -> impl IntoView {
    let shown::Behind { heading, words, reports, besides } = behind;
    let row = move |(report, organ, held): (usize, String, String)| {
        let open = does(handle, ReportsStep::Open(Some((report, 0))));
        view! {
            <tr>
                <th scope="row"><button type="button" class="button button--link" id=row_name(report) on:click=open>{organ}</button></th>
                <td class="num">{held}</td>
            </tr>
        }
    };
    let besides =
        (besides > 0).then(|| view! { <p class="soft">{format!("另有 {besides} 份没有列出。")}</p> });
    view! {
        <div class="one__head">
            <h2 id=BEHIND tabindex="-1">{heading.clone()}</h2>
            <button type="button" class="button button--plain" on:click=move |_| act(handle, SumsStep::Behind(None))>"关闭"</button>
        </div>
        <p class="soft">{words}</p>
        <table class="behind">
            <caption class="visually-hidden">{format!("各单位的数：{heading}")}</caption>
            <thead class="visually-hidden"><tr><th scope="col">"单位"</th><th scope="col">"数"</th></tr></thead>
            <tbody>{reports.into_iter().map(row).collect_view()}</tbody>
        </table>
        {besides}
    }
}
