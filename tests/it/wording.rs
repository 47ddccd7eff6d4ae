//! What was found in the words of texts, on the page: where it is marked, what leads there, how it is mended.

use std::ops::Range;

use nianbao::app::marked::Piece;
use nianbao::app::{Errand, Focus, Message};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::phrases;
use nianbao::prose::Prose;
use nianbao::report::Edit;
use nianbao::validate::passage::{Passage, Rewording};
use nianbao::validate::validate;

use crate::clerk::{Clerk, zeros};

const TEXT: &str = "公开答复𠮷。（文字描述）监督保障。";

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
    clerk.sends(typed(format!("本年公开。{TEXT}")));
    assert_eq!(marked(&clerk), words, "typing before them");
    let text: String = clerk.editing().marked_texts()[0].1.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(text, format!("本年公开。{TEXT}"), "the pieces are the text");
    clerk.sends(typed(format!("本年公开。{}", TEXT.replace("文字", "文"))));
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
    assert_eq!(texts(&clerk), ("公开答复𠮷。𠮷样监督保障。".to_owned(), "收到49件。".to_owned()));
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

#[test]
fn a_sentence_that_is_put_in_agrees_with_the_tables_and_when_a_number_changes_it_follows_in_one_move() {
    let mut reports = vec![example(Edition::TRIAL_2019), example(Edition::REVISED_2021)];
    reports.extend([2020, 2024].map(|year| zeros(year).report().clone()));
    for report in reports {
        for field in [TextField::OVERVIEW, TextField::OTHER_MATTERS] {
            for sentence in phrases::sentences(&report, field) {
                let mut with = report.clone();
                with.apply(Edit::Text(TextField::PREAMBLE, String::new()));
                with.apply(Edit::Text(TextField::OVERVIEW, String::new()));
                with.apply(Edit::Text(field, sentence.text()));
                let about_words: Vec<String> = validate(&with)
                    .into_iter()
                    .filter(|finding| !finding.passages.is_empty())
                    .map(|finding| finding.sentence())
                    .collect();
                assert_eq!(about_words, Vec::<String>::new(), "{}", sentence.text());
            }
        }
    }
}

#[test]
fn numbers_of_texts_follow_the_tables_in_one_move() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.natural-person", "49").types("requests.granted.natural-person", "49");
    clerk.types("overview", "新收政府信息公开申请四十九件，办结49件。").waits(500.0);
    assert_eq!(clerk.editing().following(), []);
    clerk.types("requests.new.natural-person", "51").types("requests.granted.natural-person", "51");
    clerk.waits(500.0);
    let following = clerk.editing().following();
    assert_eq!(following.len(), 2, "{following:?}");
    let words =
        [("四十九件", "1"), ("49件", "2")].map(|(words, number)| (words.to_owned(), number.to_owned()));
    assert_eq!(marked(&clerk), words);
    clerk.runs(Errand::Reword(following.into_iter().map(|it| it.rewording).collect()));
    assert_eq!(clerk.report().text(TextField::OVERVIEW), "新收政府信息公开申请五十一件，办结51件。");
    assert_eq!((clerk.editing().following(), marked(&clerk)), (Vec::new(), Vec::new()));
    clerk.undoes();
    assert_eq!(clerk.report().text(TextField::OVERVIEW), "新收政府信息公开申请四十九件，办结49件。");
}
