//! 名单与缺报: the list of the units that must report, pasted, opened or of the area; its units with their reports; what
//! is proposed for those that have none, which counts when somebody says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::Frame;
use super::{does, see};
use crate::app::reports::Reports;
use crate::app::reports::downloads::Out;
use crate::app::reports::missing::Group;
use crate::app::reports::missing::shown::{CalledLine, HEADING, Proposal, Roll, Theirs, group_name};
use crate::app::reports::shown::row_name;
use crate::app::{Errand, Focus, MissingStep, ReportsStep};
use crate::browser::page;
use crate::ui::handle::Handle;
use crate::ui::opening::{self, choose, chosen};

const CHOOSER: &str = "open-list";
const NAMES: &str = "missing-names";
const COLUMNS: [&str; 3] = ["单位", "上级、代码或文件", "报告"];

fn act(handle: Handle, step: MissingStep) {
    handle.run(Errand::Reports(step.into()));
}

/// Who is missing.
#[component]
pub fn Missing(handle: Handle) -> impl IntoView {
    let roll = see(handle, Reports::roll);
    let has_list = Memo::new(move |_| roll.with(|roll| roll.units > 0));
    let heading = move || match roll.with(|roll| (roll.units, roll.units - roll.there)) {
        (0, _) => "应报单位名单".to_owned(),
        (_, missing) => format!("缺报 {missing} 家"),
    };
    let lead = move || match roll.with(|roll| (roll.units, roll.there)) {
        (0, _) => "有了应报单位的名单，就知道谁没交、谁交了两份、谁不在名单里。".to_owned(),
        (units, there) => format!(
            "名单 {units} 家，有报告的 {there} 家。写法不同的请看一眼；只是相像的不会自动对上，由您定。"
        ),
    };
    view! {
        <section class="roll" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{heading}</h2>
            <p class="many__lead">{lead}</p>
            <List handle roll has_list/>
            <Show when=move || has_list.get()>
                <div class="filters"><Year handle/><Due handle roll/></div>
                <Groups handle roll/>
                <Table handle/>
                <div class="many__foot">
                    <button type="button" class="button" on:click=does(handle, ReportsStep::Download(Out::Missing))>"下载名单与缺报 CSV"</button>
                    <button type="button" class="button" on:click=does(handle, ReportsStep::Download(Out::Workbook))>"下载 Excel"</button>
                </div>
            </Show>
        </section>
    }
}

/// The list: how another is given, and what is to be said of it.
#[component]
fn List(handle: Handle, roll: Memo<Roll>, has_list: Memo<bool>) -> impl IntoView {
    let taken = Memo::new(move |_| roll.with(|roll| roll.taken));
    // The form that was asked for stays open until a list was taken.
    let asked = RwSignal::new(None);
    let is_open = Memo::new(move |_| !has_list.get() || asked.get() == Some(taken.get()));
    let text = RwSignal::new(String::new());
    let ask = move |_| {
        text.set(handle.look(|model| model.reports().map(Reports::list_text).unwrap_or_default()));
        asked.set(Some(taken.get_untracked()));
        page::focus(Focus::near("list-text"));
    };
    let leave = move |_| {
        asked.set(None);
        page::focus(Focus::near("ask-list"));
    };
    let is_blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let take = move |_| act(handle, MissingStep::Pasted(text.get_untracked()));
    let open = move |event: web_sys::Event| {
        if let Some(file) = chosen(&event).into_iter().next() {
            spawn_local(async move {
                let bytes = opening::read(&file).await;
                act(handle, MissingStep::Opened { name: file.name(), bytes });
            });
        }
    };
    let of_area = move || {
        let (is_of_area, units) = roll.with(|roll| roll.of_area);
        (!is_of_area && units > 0).then(|| {
            let take = move |_| act(handle, MissingStep::OfArea);
            view! { <button type="button" class="button" on:click=take>{format!("用本地配置里的 {units} 家单位")}</button> }
        })
    };
    let form = move || {
        view! {
            <div class="roll__list" role="group" aria-label="应报单位名单">
                <label for="list-text">"一行写一个单位，后面可以再写代码或上级；从 Excel 里复制的可以直接粘贴"</label>
                <textarea id="list-text" rows="6" placeholder="示例市示例局，示例市人民政府" prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
                <button type="button" class="button" class:button--main=move || !is_blank.get() on:click=take
                    disabled=is_blank>"采用这份名单"</button>
                <button type="button" class="button" on:click=|_| choose(CHOOSER)>"打开名单文件"</button>
                {of_area}
                <Show when=move || has_list.get()><button type="button" class="button" on:click=leave>"不换"</button></Show>
            </div>
        }
    };
    let problems = move || {
        let problems = roll.with(|roll| roll.problems.clone());
        (!problems.is_empty()).then(|| {
            let heading = format!("名单里有 {} 处要看", problems.len());
            let lines = problems.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <details class="unread"><summary>{heading}</summary><ul>{lines}</ul></details> }
        })
    };
    view! {
        <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="打开名单文件"
            accept=".txt,.csv,.tsv,.xlsx,.xls,.docx,.html,.htm,.pdf" on:change=open/>
        <Show when=move || is_open.get()
            fallback=move || view! { <p><button type="button" class="button" id="ask-list" on:click=ask>"换名单"</button></p> }>
            {form}
        </Show>
        {problems}
    }
}

/// The year that is looked at.
#[component]
pub fn Year(handle: Handle) -> impl IntoView {
    let now = see(handle, Reports::year);
    let years = see(handle, |reports| reports.choices().1);
    let set = move |event| {
        if let Ok(year) = event_target_value(&event).parse() {
            act(handle, MissingStep::Year(year));
        }
    };
    let options = move || {
        let now = now.get();
        let mut years = years.get();
        years.extend(now.filter(|now| !years.contains(now)));
        let option = move |year: i64| {
            view! { <option value=year.to_string() prop:selected=now == Some(year)>{format!("{year} 年")}</option> }
        };
        years.into_iter().map(option).collect_view()
    };
    view! { <div class="filters__one"><label for="roll-year">"年度"</label><select id="roll-year" on:change=set>{options}</select></div> }
}

/// The day after which a report is late.
#[component]
fn Due(handle: Handle, roll: Memo<Roll>) -> impl IntoView {
    let set = move |event| act(handle, MissingStep::Due(event_target_value(&event)));
    view! {
        <div class="filters__one">
            <label for="roll-due">"公开日期晚于这天算晚报"</label>
            <input id="roll-due" type="date" min="2020-01-01" max="2099-12-31" on:change=set
                prop:value=move || roll.with(|roll| roll.due.clone())/>
        </div>
    }
}

/// The groups of units and reports, each with how many it has.
#[component]
fn Groups(handle: Handle, roll: Memo<Roll>) -> impl IntoView {
    let now = see(handle, Reports::group);
    let item = move |group: Group| {
        let count = move || {
            roll.with(|roll| roll.groups.iter().find(|(other, _)| *other == group).map_or(0, |it| it.1))
        };
        let show = move |_| act(handle, MissingStep::Show(group));
        view! {
            <button type="button" class="button roll__group" id=group_name(group) on:click=show
                aria-pressed=move || (now.get() == group).to_string()>{group.name()}" "{count}</button>
        }
    };
    view! { <div class="roll__groups" role="group" aria-label="看哪些">{Group::ALL.map(item).collect_view()}</div> }
}

#[component]
fn Table(handle: Handle) -> impl IntoView {
    let now_open = see(handle, Reports::open_number);
    let rows = see(handle, Reports::rows);
    let names = see(handle, |reports| match reports.group() {
        Group::Unexpected => reports.missing_names(),
        _ => Vec::new(),
    });
    let columns = Memo::new(|_| COLUMNS.len());
    let heads = COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    let head = view! {
        <colgroup><col class="roll__name"/><col class="roll__facts"/><col/></colgroup>
        <thead><tr aria-rowindex="1">{heads.collect_view()}</tr></thead>
    };
    let option = |name: String| view! { <option value=name></option> };
    let is_empty = Memo::new(move |_| rows.get() == 0);
    view! {
        <datalist id=NAMES>{move || names.get().into_iter().map(option).collect_view()}</datalist>
        <Show when=move || is_empty.get()><p>"这一类没有。"</p></Show>
        <div hidden=move || is_empty.get()>
            <Frame handle name="名单与缺报" class="list list--roll" columns head rows=|reports, range| reports.called_lines(range)
                row=move |at, line| row(handle, now_open, at, line)/>
        </div>
    }
}

fn row(handle: Handle, now_open: Memo<Option<usize>>, at: usize, line: CalledLine) -> impl IntoView {
    let CalledLine { id, name, report, facts, reports, proposals, besides } = line;
    let to_be_named =
        report.filter(|(_, is_named)| *is_named).map(|(report, _)| by_name(handle, at, report, name.clone()));
    let name = match report {
        Some((report, _)) => opens(handle, at, report, name).into_any(),
        None => view! { <span title=name.clone()>{name.clone()}</span> }.into_any(),
    };
    let is_open = move || report.is_some() && now_open.get() == report.map(|(report, _)| report);
    let theirs = move |Theirs { report, words, is_otherwise }: Theirs| {
        let label = format!("不是它：{words}");
        let not_it = is_otherwise.then(|| {
            let say = move |_| act(handle, MissingStep::Say { report, unit: None });
            view! { <button type="button" class="button roll__say" data-row=at aria-label=label on:click=say>"不是它"</button> }
        });
        view! { {opens(handle, at, report, words)}{not_it} }
    };
    let may_be = move |Proposal { report, unit, words }: Proposal| {
        let say = move |_| act(handle, MissingStep::Say { report, unit: Some(unit) });
        view! {
            <span class="roll__like">{words.clone()}</span>
            <button type="button" class="button roll__say" data-row=at aria-label=format!("就是它：{words}") on:click=say>"就是它"</button>
        }
    };
    let may_be_words = (!proposals.is_empty()).then(|| view! { <span class="soft">"可能是："</span> });
    view! {
        <th scope="row" id=id tabindex="-1" data-row=at class:is-open=is_open>{name}</th>
        <td class="soft" title=facts.clone()>{facts.clone()}</td>
        <td>
            {reports.into_iter().map(theirs).collect_view()}{to_be_named}{may_be_words}
            {proposals.into_iter().map(may_be).collect_view()}<span class="soft">{besides}</span>
        </td>
    }
}

/// What opens a report beside the table.
fn opens(handle: Handle, at: usize, report: usize, words: String) -> impl IntoView {
    let open = does(handle, ReportsStep::Open(Some((report, 0))));
    view! {
        <button type="button" class="button button--link list__open" id=row_name(report) data-row=at title=words.clone()
            on:click=open>{words.clone()}</button>
    }
}

/// The field in which the name of the unit is written whose report it is.
fn by_name(handle: Handle, at: usize, report: usize, organ: String) -> impl IntoView {
    let say = move |event| act(handle, MissingStep::SayName { report, name: event_target_value(&event) });
    view! {
        <input type="text" class="roll__by-name" list=NAMES data-row=at autocomplete="off" placeholder="写单位名称"
            aria-label=format!("{organ}是名单里的哪家单位") on:change=say/>
    }
}
