//! V10: the requests received, as the texts tell them, are those of table 3. A text that counts the requests taken
//! over among them is right too. Numbers of another scope than that of the tables are one question, about the scope.

use super::claimed::{add, sentence};
use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number of requests than table 3.
pub static RECEIVED: Rule = Rule {
    id: "V10",
    title: "正文与表三：收到",
    wording: "正文写的收到申请的数量，与表三“一、本年新收”相等，或者与它加上“二、上年结转”相等。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（二）项；表三",
    help: "核对正文和表三，改正写错的一边。正文说的是全市、全区而表里是本机关的数，先核对“数据范围”。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&RECEIVED, checked, found, |claim| {
        matches!(claim.kind, ClaimKind::Number(Topic::Received) | ClaimKind::Scope)
    });
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;
    use crate::validate::passage::reword;

    /// A report with 49 new requests and 3 taken over.
    fn clerk(overview: &str) -> Clerk {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("requests.new.natural-person", "49").types("requests.carried-in.natural-person", "3");
        clerk
            .types("requests.granted.natural-person", "50")
            .types("requests.carried-out.natural-person", "2");
        clerk.types("overview", overview);
        clerk
    }

    #[test]
    fn numbers_of_the_area_hold_beside_those_of_the_organ() {
        let text = "全市收到政府信息公开申请320件，本机关收到政府信息公开申请49件。";
        assert_eq!(clerk(text).findings(&RECEIVED), []);
        assert_eq!(clerk("全市收到政府信息公开申请320件。").findings(&RECEIVED).len(), 1);
    }

    #[test]
    fn the_tables_number_holds_with_or_without_those_taken_over() {
        for text in [
            "2024年，我局新收政府信息公开申请 49 件，办结 50 件。",
            "全年收到政府信息公开申请四十九件。",
            "全年受理政府信息公开申请52件。",
            "2023年收到政府信息公开申请12件，比上年增加5件。",
            "收到政府信息公开申请约50件，其中网上申请20件。",
        ] {
            assert_eq!(clerk(text).findings(&RECEIVED), [], "{text}");
        }
    }

    #[test]
    fn another_number_is_found_and_mended_in_its_notation() {
        for (text, mended) in [
            ("全年新收政府信息公开申请 47 件。", "全年新收政府信息公开申请 49 件。"),
            ("全年新收政府信息公开申请四十七件。", "全年新收政府信息公开申请四十九件。"),
            ("全年新收政府信息公开申请４７件。", "全年新收政府信息公开申请４９件。"),
        ] {
            let mut clerk = clerk(text);
            let found = clerk.findings(&RECEIVED);
            let [finding] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(finding.severity, Severity::Error);
            let contradiction = finding.contradiction.as_ref().expect("two numbers");
            assert_eq!(contradiction.sides[1].label, "表三 一、总计");
            assert_eq!(contradiction.sides[1].number, "49");
            assert_eq!(contradiction.off, Some(["正文少".to_owned(), "2".to_owned()]));
            let edits = reword(&clerk.0, &finding.mends[0].rewordings).expect("edits");
            edits.into_iter().for_each(|edit| clerk.0.apply(edit));
            assert_eq!(clerk.0.text(crate::format::texts::TextField::OVERVIEW), mended);
            assert_eq!(clerk.findings(&RECEIVED), []);
        }
        assert_eq!(
            clerk("全年新收政府信息公开申请 47 件。").reads(&RECEIVED),
            ["“一、总体情况”写新收的申请 47，表三 一、总计是 49。请核对，改正其中一处。"]
        );
    }

    #[test]
    fn the_same_number_in_two_texts_is_one_finding() {
        let mut clerk = clerk("收到政府信息公开申请47件。");
        clerk.types("preamble", "本机关收到政府信息公开申请47件。");
        let found = clerk.findings(&RECEIVED);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].passages.len(), found[0].mends[0].rewordings.len()), (2, 2));
        assert_eq!(found[0].mends.len(), 2, "with those taken over, or without");
    }

    #[test]
    fn numbers_of_the_whole_area_beside_those_of_the_organ_are_one_question() {
        let mut clerk = clerk("全市共收到政府信息公开申请300件，办结290件，予以公开200件。");
        clerk.types("scope", "own");
        let found = clerk.findings(&RECEIVED);
        assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
        assert!(found[0].sentence().contains("数据范围"), "{}", found[0].sentence());
        assert_eq!(clerk.findings(&super::super::handled::HANDLED), []);
    }

    #[test]
    fn an_unfinished_table_is_undecided() {
        let mut clerk = clerk("收到政府信息公开申请47件。");
        clerk.types("requests.new.natural-person", "");
        assert_eq!(clerk.findings(&RECEIVED), []);
        assert_eq!(Clerk::blank(2024).findings(&RECEIVED), []);
    }

    #[test]
    fn a_hedged_word_is_a_hint() {
        let found = clerk("全年办理政府信息公开申请40件。").findings(&RECEIVED);
        assert_eq!(found.iter().map(|it| it.severity).collect::<Vec<_>>(), [Severity::Hint]);
    }
}
