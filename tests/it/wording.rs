//! What was found in the words of texts, on the page: where it is marked, what leads there, how it is mended.

use std::ops::Range;

use nianbao::app::marked::Piece;
use nianbao::app::{Errand, Focus, Message};
use nianbao::format::texts::TextField;
use nianbao::prose::Prose;
use nianbao::report::Edit;
use nianbao::validate::passage::{Passage, Rewording};

use crate::clerk::Clerk;

const TEXT: &str = "二是答复𠮷。（文字描述）三是监督。";

/// A clerk who wrote a text, and paused.
fn wrote(field: &str, text: &str) -> Clerk {
    let mut clerk = Clerk::with_year(2024);
    clerk.types(field, text).waits(500.0);
    clerk
}

/// The first passage of what was found in words.
fn passage(clerk: &Clerk) -> Passage {
    let passages = clerk.editing().findings().iter().flat_map(|finding| &finding.passages);
    passages.clone().next().expect("a passage").clone()
}

/// The marked words of the page, each with the number of its card.
fn marked(clerk: &Clerk) -> Vec<(String, String)> {
    let texts = clerk.editing().marked_texts();
    let pieces = texts.into_iter().flat_map(|(_, pieces)| pieces).filter(|piece| piece.mark.is_some());
    pieces.map(|Piece { text, numbers, .. }| (text, numbers)).collect()
}

fn rewording(field: TextField, text: &str, words: &str, becomes: &str) -> Rewording {
    let at = text.find(words).expect("words of the text");
    Rewording::of(field, &Prose::read(text), at..at + words.len(), becomes)
}

fn selected(clerk: &Clerk) -> (String, Option<Range<usize>>) {
    let Focus { name, range, .. } = clerk.focus.clone().expect("the focus");
    (name.unwrap_or_default(), range)
}

#[test]
fn words_are_marked_when_typing_pauses_move_along_and_are_no_longer_when_they_are_touched() {
    let mut clerk = Clerk::with_year(2024);
    clerk.enters("overview").sends(Message::Typed { field: "overview".into(), value: TEXT.into() });
    assert_eq!(marked(&clerk), []);
    clerk.waits(500.0);
    let words = vec![("（文字描述）".to_owned(), "1".to_owned())];
    assert_eq!(marked(&clerk), words);
    let typed = |value: String| Message::Typed { field: "overview".into(), value };
    clerk.sends(typed(format!("一是公开。{TEXT}")));
    assert_eq!(marked(&clerk), words, "typing before them");
    let text: String = clerk.editing().marked_texts()[0].1.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(text, format!("一是公开。{TEXT}"), "the pieces are the text");
    clerk.sends(typed(format!("一是公开。{}", TEXT.replace("文字", "文"))));
    assert_eq!(marked(&clerk), [], "typing into them");
}

#[test]
fn what_was_answered_is_marked_no_more() {
    let mut clerk = wrote("overview", TEXT);
    let cause = clerk.editing().findings().iter().find(|it| it.rule.id == "V30").expect("found");
    let cause = cause.cause(clerk.report());
    assert!(clerk.editing().found_in(TextField::OVERVIEW).is_some());
    clerk.runs(Errand::Answer(cause, "照录原文".into()));
    assert_eq!(marked(&clerk), []);
    assert_eq!(clerk.editing().found_in(TextField::OVERVIEW), None);
}

#[test]
fn below_a_text_it_is_said_what_was_found_in_it() {
    let clerk = wrote("overview", TEXT);
    let found = clerk.editing().found_in(TextField::OVERVIEW).expect("found");
    assert_eq!((found.count.as_str(), found.counts.as_str()), ("有 1 处问题", "1 处提醒"));
    assert_eq!(found.card, "finding-V30-overview");
    assert_eq!(clerk.editing().card_number(&found.card), Some(1));
    assert!(found.sentences.contains("（文字描述）"), "{}", found.sentences);
    assert_eq!(clerk.editing().found_in(TextField::PROBLEMS), None);
}

#[test]
fn the_check_and_the_preview_know_what_was_typed_a_moment_ago() {
    for page in ["check", "preview"] {
        let mut clerk = Clerk::with_year(2024);
        let id = clerk.editing_id();
        clerk.enters("overview").sends(Message::Typed { field: "overview".into(), value: TEXT.into() });
        clerk.goes(&format!("#/{page}/{id}"));
        let is_found = clerk.editing().findings().iter().any(|finding| finding.rule.id == "V30");
        assert!(is_found, "on the page {page}");
    }
}

#[test]
fn words_are_gone_to_and_selected_from_the_form_and_from_another_page() {
    let mut clerk = wrote("overview", TEXT);
    let words = passage(&clerk);
    // 𠮷 takes two units.
    let expected = ("overview".to_owned(), Some(7..13));
    clerk.enters("organ").runs(Errand::ShowWords(words.clone()));
    assert_eq!(selected(&clerk), expected);
    let id = clerk.editing_id();
    clerk.goes(&format!("#/check/{id}")).runs(Errand::ShowWords(words));
    clerk.goes(&format!("#/edit/{id}/overview"));
    assert_eq!(selected(&clerk), expected);
    clerk.goes(&format!("#/check/{id}")).goes(&format!("#/edit/{id}/overview"));
    assert_eq!(selected(&clerk), ("overview".to_owned(), None), "it was asked for once");
}

#[test]
fn the_field_for_an_answer_is_gone_to_on_the_page_of_the_check() {
    let mut clerk = wrote("overview", TEXT);
    let id = clerk.editing_id();
    clerk.runs(Errand::ShowAnswer("answer-V30-overview".into())).goes(&format!("#/check/{id}"));
    assert_eq!(selected(&clerk), ("answer-V30-overview".to_owned(), None));
    clerk.goes(&format!("#/edit/{id}")).goes(&format!("#/check/{id}"));
    assert_eq!(clerk.focused(), "", "it was asked for once");
}

#[test]
fn words_are_mended_in_one_step_in_several_texts_and_the_first_that_come_are_selected() {
    let problems = "收到47件。";
    let mut clerk = wrote("overview", TEXT);
    clerk.types("problems", problems).enters("organ");
    let changes = vec![
        rewording(TextField::PROBLEMS, problems, "47", "49"),
        rewording(TextField::OVERVIEW, TEXT, "（文字描述）", "𠮷样"),
    ];
    clerk.runs(Errand::Reword(changes.clone()));
    let texts = |clerk: &Clerk| {
        let text = |field| clerk.report().text(field).to_owned();
        (text(TextField::OVERVIEW), text(TextField::PROBLEMS))
    };
    assert_eq!(texts(&clerk), ("二是答复𠮷。𠮷样三是监督。".to_owned(), "收到49件。".to_owned()));
    assert_eq!(selected(&clerk), ("overview".to_owned(), Some(7..10)));
    assert_eq!(clerk.said.last().map(String::as_str), Some("已改 2 处，可以撤销。"));
    assert_eq!(marked(&clerk), [], "read again at once");
    clerk.undoes();
    assert_eq!(texts(&clerk), (TEXT.to_owned(), problems.to_owned()));
    // The words are others now.
    clerk.loads(Edit::Text(TextField::PROBLEMS, "收到48件。".into()));
    clerk.runs(Errand::Reword(changes));
    assert_eq!(texts(&clerk), (TEXT.to_owned(), "收到48件。".to_owned()));
    assert_eq!(clerk.said.last().map(String::as_str), Some("文字已经变了，请再看一看。"));
}

#[test]
fn words_are_mended_on_the_page_of_the_check_and_selected_when_the_form_is_gone_back_to() {
    let mut clerk = wrote("overview", TEXT);
    let id = clerk.editing_id();
    clerk.goes(&format!("#/check/{id}"));
    clerk.runs(Errand::Reword(vec![rewording(TextField::OVERVIEW, TEXT, "（文字描述）", "")]));
    assert_eq!((marked(&clerk), clerk.focused()), (Vec::new(), ""));
    clerk.goes(&format!("#/edit/{id}"));
    assert_eq!(selected(&clerk), ("overview".to_owned(), Some(7..7)));
}

#[test]
fn a_sentence_is_put_in_where_the_caret_stands_as_one_step() {
    let inserts = |clerk: &mut Clerk, caret: usize| {
        let sentence = "收到10件。".to_owned();
        clerk.runs(Errand::Insert { field: TextField::OVERVIEW, caret, sentence });
        clerk.report().text(TextField::OVERVIEW).to_owned()
    };
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(inserts(&mut clerk, 0), "收到10件。");
    assert_eq!(selected(&clerk), ("overview".to_owned(), Some(6..6)));
    clerk.types("overview", "一是𠮷。二是答复。");
    // 𠮷 takes two units.
    assert_eq!(inserts(&mut clerk, 5), "一是𠮷。收到10件。二是答复。");
    assert_eq!(selected(&clerk), ("overview".to_owned(), Some(11..11)));
    assert_eq!(clerk.said.last().map(String::as_str), Some("已插入，可以撤销。"));
    clerk.undoes();
    assert_eq!(inserts(&mut clerk, 0), "一是𠮷。二是答复。收到10件。", "a caret that was never set");
}
