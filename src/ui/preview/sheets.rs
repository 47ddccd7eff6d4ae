//! The document on pages of paper, with the findings that stand beside their places. The document is drawn whole
//! once, out of sight: the browser measures that, and prints it.

use leptos::html::Div;
use leptos::prelude::*;

use super::blocks;
use crate::app::paper::{Remark, Sheet, remarks, sheets};
use crate::app::shown::count_words;
use crate::browser::{page, paper};
use crate::document::compose;
use crate::ui::findings::place_link;
use crate::ui::handle::Handle;
use crate::validate;

/// The type area of an A4 page, in pixels: 156 mm wide, 225 mm high (`style/document.css`). What is printed is laid on
/// pages of whole pixels, rounded up.
const WIDTH: f64 = 156.0 * 96.0 / 25.4;
const HEIGHT: f64 = 851.0;

/// The pages.
#[component]
pub fn Sheets(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let (flow, pages) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let laid = RwSignal::new(Vec::<Sheet>::new());
    let report = handle.read(|model| model.report().cloned());
    let beside = handle.read(|model| {
        let (Some(report), Some(editing)) = (model.report(), model.editing()) else { return Vec::new() };
        remarks(report, &compose(report), editing.findings())
    });
    let lay = move || {
        let Some(flow) = flow.try_get_untracked().flatten() else { return };
        // On a narrow screen, and before the styles are here, there are no pages.
        if (flow.get_bounding_client_rect().width() - WIDTH).abs() > 1.0 {
            return;
        }
        let document = handle.look(|model| model.report().map(compose));
        let Some((document, remarks)) = document.zip(beside.try_get_untracked()) else { return };
        let text_of_lines = |block, lines| paper::text_of_lines(&flow, block, lines);
        laid.set(sheets(&document, &paper::measure(&flow), HEIGHT, &remarks, text_of_lines));
    };
    Effect::new(move |_| {
        report.track();
        beside.track();
        request_animation_frame(lay);
    });
    flow.on_load(move |flow| paper::watch(&flow, lay));
    Effect::new(move |_| {
        laid.track();
        request_animation_frame(move || {
            if let Some(pages) = pages.try_get_untracked().flatten() {
                paper::put_cards(&pages);
            }
        });
    });
    let drawn = move || {
        let remarks = beside.get_untracked();
        laid.with(|laid| laid.iter().map(|sheet| draw(handle, sheet, laid.len(), &remarks)).collect_view())
    };
    view! {
        <Standing handle beside/>
        <div class="preview__flow document" node_ref=flow>{move || report.with(|report| report.as_ref().map(blocks::document))}</div>
        <div class="preview__pages" node_ref=pages>{drawn}</div>
    }
}

/// What is still wrong, as a list above the pages, where there is no room beside them.
#[component]
fn Standing(handle: Handle, beside: Memo<Vec<Remark>>) -> impl IntoView {
    let words = handle.read(|model| {
        model.editing().map(|it| count_words(validate::count(it.findings()))).unwrap_or_default()
    });
    let line = move |remark: Remark| {
        let severity = remark.group.lead.severity;
        view! {
            <li>
                <b class=format!("standing__kind standing__kind--{}", severity.id())>{severity.name()}</b>
                {place_link(handle, &remark.group.lead, remark.group.sentence())}
            </li>
        }
    };
    view! {
        <Show when=move || beside.with(|beside| !beside.is_empty())>
            <details class="standing">
                <summary>{move || format!("还有 {}", words.get())}</summary>
                <ol>{move || beside.get().into_iter().map(line).collect_view()}</ol>
            </details>
        </Show>
    }
}

fn draw(handle: Handle, sheet: &Sheet, count: usize, remarks: &[Remark]) -> impl IntoView + use<> {
    let number = sheet.number;
    let here: Vec<(usize, f64, Remark)> =
        sheet.remarks.iter().map(|(number, top)| (*number, *top, remarks[number - 1].clone())).collect();
    let meant: Vec<&'static str> = here.iter().filter_map(|(.., remark)| remark.cell()).collect();
    let shown = sheet.shown.iter().map(|shown| blocks::draw(shown, &meant)).collect_view();
    // Remarks to the same place have one sign.
    let signs = here.chunk_by(|one, other| one.1 == other.1).map(|same| {
        let numbers: Vec<String> = same.iter().map(|(number, ..)| number.to_string()).collect();
        let worst = same.iter().map(|(.., remark)| remark.group.lead.severity).min();
        let class = format!("sign sign--{}", worst.map_or("", |severity| severity.id()));
        view! { <span class=class data-sign="" data-top=same[0].1.to_string()>{numbers.join("、")}</span> }
    });
    let signs = signs.collect_view();
    let side = if number.is_multiple_of(2) { "paper__number paper__number--left" } else { "paper__number" };
    let cards =
        here.into_iter().map(|(number, top, remark)| card(handle, number, top, &remark)).collect_view();
    view! {
        <section class="preview__page" aria-label=format!("第 {number} 页，共 {count} 页")>
            <div class="paper">
                <div class="paper__text document">{shown}</div>
                <div class="paper__signs" aria-hidden="true">{signs}</div>
                <p class=side aria-hidden="true">{format!("— {number} —")}</p>
            </div>
            <ul class="remarks" data-cards="">{cards}</ul>
        </section>
    }
}

fn card(handle: Handle, number: usize, top: f64, remark: &Remark) -> impl IntoView + use<> {
    let (finding, sentence) = (&remark.group.lead, remark.group.sentence());
    let (rule, severity) = (finding.rule, finding.severity);
    let answer = finding
        .answer
        .clone()
        .map(|answer| view! { <p class="remark__answer">{format!("说明：{answer}")}</p> });
    view! {
        <li class=format!("remark finding finding--{}", severity.id()) data-top=top.to_string()>
            <div class="finding__kind">
                <span class=format!("sign sign--{}", severity.id())>{number}</span>
                {format!("{} · {}", severity.name(), rule.title)}
            </div>
            <p>{place_link(handle, finding, sentence)}</p>
            {answer}
        </li>
    }
}
