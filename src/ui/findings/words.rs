//! The part of a card that is about words of a text: the sentences with the words marked, the two numbers below
//! each other, the mends, and the ways to the words, to the table and to the answer.

use leptos::prelude::*;

use super::go_link;
use crate::app::marked::{Change, Piece, mend_words, quote};
use crate::app::shown::answer_name;
use crate::app::{Errand, View};
use crate::format::texts::TextField;
use crate::route::Route;
use crate::ui::handle::Handle;
use crate::validate::Finding;
use crate::validate::passage::{Contradiction, Mend, Passage, Side};

/// What a card shows of words, below its sentence; nothing for a finding that is about none.
pub fn words(handle: Handle, finding: Memo<Option<Finding>>, in_full: bool) -> impl IntoView {
    // While the words move along with what is typed before them, only their places change.
    let quotes = Memo::new(move |_| {
        let of = |it: &Finding| it.passages.iter().map(|passage| quote(passage, it.severity)).collect();
        finding.with(|it| it.as_ref().map_or(Vec::new(), of))
    });
    let contradiction = Memo::new(move |_| finding.with(|it| it.as_ref()?.contradiction.clone()));
    let mends =
        Memo::new(move |_| finding.with(|it| it.as_ref().map(|it| it.mends.clone()).unwrap_or_default()));
    let links = Memo::new(move |_| {
        finding.with(|it| it.clone().filter(|it| !it.passages.is_empty()).map(|it| ways(it, in_full)))
    });
    view! {
        {move || quotes.get().into_iter().map(|it| view! { <blockquote class="quote">{marked(it)}</blockquote> }).collect_view()}
        {move || contradiction.get().map(|it| versus(handle, &it))}
        {move || mend_list(handle, mends.get())}
        {move || links.get().map(|it| links_of(handle, it))}
    }
}

/// A text in pieces, with the words marked.
pub fn marked(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece: Piece| match piece.mark {
        Some(_) => view! { <mark>{piece.text}</mark> }.into_any(),
        None => piece.text.into_any(),
    };
    pieces.into_iter().map(piece).collect_view()
}

/// What is said of a change, with what goes and what comes.
pub fn changed(changes: Vec<Change>) -> impl IntoView {
    let part = |change: Change| match change {
        Change::Said(words) => words.into_any(),
        Change::Goes(words) => view! { <del>{words}</del> }.into_any(),
        Change::Comes(words) => view! { <ins>{words}</ins> }.into_any(),
    };
    changes.into_iter().map(part).collect_view()
}

/// Two numbers below each other, and what is between them.
fn versus(handle: Handle, contradiction: &Contradiction) -> impl IntoView + use<> {
    let side = |Side { label, number, cells }: &Side| {
        let label = label.clone();
        let label = match cells.first() {
            Some(cell) => go_link(handle, cell.id(), label).into_any(),
            None => label.into_any(),
        };
        view! { <div><dt>{label}</dt><dd>{number.clone()}</dd></div> }
    };
    let off = contradiction.off.clone().map(|[label, number]| {
        view! { <div class="versus__off"><dt>{label}</dt><dd>{number}</dd></div> }
    });
    view! { <dl class="versus">{contradiction.sides.iter().map(side).collect_view()}{off}</dl> }
}

fn mend_list(handle: Handle, mends: Vec<Mend>) -> impl IntoView {
    let item = move |mend: Mend| {
        let words = mend_words(&mend);
        let reword = move |_| handle.run(Errand::Reword(mend.rewordings.clone()));
        view! { <li><button type="button" class="mend" on:click=reword>{changed(words)}</button></li> }
    };
    (!mends.is_empty()).then(|| view! { <ul class="mends">{mends.into_iter().map(item).collect_view()}</ul> })
}

/// Where a card leads besides its sentence: the words, a cell, the field for the answer.
type Ways = (Vec<Passage>, Option<&'static str>, Option<String>);

fn ways(finding: Finding, in_full: bool) -> Ways {
    let answer = (!in_full && finding.can_be_answered()).then(|| answer_name(&finding));
    let cell = finding.cells.first().map(|cell| cell.id());
    (finding.passages, cell, answer)
}

fn links_of(handle: Handle, (passages, cell, answer): Ways) -> impl IntoView {
    let several = passages.len() > 1;
    let to_words = (1..).zip(passages).map(|(number, passage)| {
        let name = if several { format!("看正文 {number}") } else { "看正文".to_owned() };
        words_link(handle, passage.field, move || Some(passage.clone()), name)
    });
    let to_words = to_words.collect_view();
    let to_cell = cell.map(|cell| go_link(handle, cell, "看表格"));
    let to_answer = answer.map(|name| {
        let href = Route::Check(handle.look(|model| model.id())).hash();
        let aim = move |_| handle.run(Errand::ShowAnswer(name.clone()));
        view! { <a href=href on:click=aim>"写说明"</a> }
    });
    view! { <div class="finding__links">{to_words}{to_cell}{to_answer}</div> }
}

/// A link to words of a text, wherever they stand by then: on the page of the form they are selected there, from
/// another page when that is drawn.
pub fn words_link(
    handle: Handle,
    field: TextField,
    passage: impl Fn() -> Option<Passage> + 'static,
    text: impl IntoView + 'static,
) -> impl IntoView {
    let href = Route::Edit(handle.look(|model| model.id()), Some(field.id().to_owned())).hash();
    let show = move |event: web_sys::MouseEvent| {
        if handle.look(|model| matches!(model.view(), Some(View::Edit))) {
            event.prevent_default();
        }
        if let Some(passage) = passage() {
            handle.run(Errand::ShowWords(passage));
        }
    };
    view! { <a href=href on:click=show>{text}</a> }
}
