//! What adds up and what does not, beside and below a table: every identity as a formula that says so. It is not
//! printed.

use rust_xlsxwriter::{ConditionalFormatText, ConditionalFormatTextRule, Formula, Worksheet, XlsxError};

use super::formulas::{EQUAL, Sheet, UNEQUAL, checked, name};
use super::look;
use super::sheets::write_text;
use crate::format::{Identity, Sum};
use crate::report::Report;
use crate::report::figure::Figures;
use crate::validate::rules::sums;

/// The width of the column of checks, in digits.
const WIDTH: f64 = 15.0;

/// The checks of a table: where they stand, and what they say now.
pub struct Tally {
    /// The ranges of the checks, with their sheet.
    ranges: Vec<String>,
    /// What each says.
    say: Vec<String>,
}

/// Writes the checks of a table: that of a row beside it, those of columns below it, from a row on. Where a row
/// has several, each stands below its total.
pub fn write(
    sheet: &mut Worksheet,
    title: &str,
    at: &Sheet,
    report: &Report,
    figures: &Figures,
    below: usize,
) -> Result<Tally, XlsxError> {
    let mut tally = Tally { ranges: Vec::new(), say: Vec::new() };
    let identities: Vec<&Identity> = (report.format().identities.iter())
        .filter(|identity| identity.cells().all(|cell| at.place(cell).is_some()))
        .collect();
    let row = |identity: &Identity| {
        let mut rows = identity.cells().filter_map(|cell| Some(at.place(cell)?.0));
        let first = rows.next()?;
        rows.all(|row| row == first).then_some(first)
    };
    let is_beside = |identity: &Identity| {
        let alike = identities.iter().filter(|other| row(other) == row(identity));
        row(identity).is_some() && alike.count() == 1
    };
    let (beside, under): (Vec<&Identity>, Vec<&Identity>) =
        identities.iter().partition(|identity| is_beside(identity));
    let (columns, labels) = (at.places.columns, at.places.labels());
    let mut put =
        |sheet: &mut Worksheet, group: &[&Identity], place: &dyn Fn((usize, usize)) -> (usize, usize)| {
            let mut places = Vec::new();
            for &identity in group {
                let Some(last) = identity.right.last().and_then(|cell| at.place(*cell)) else { continue };
                let (row, column) = place(last);
                let say = checked(figures, identity);
                let formula = Formula::new(at.check(report, identity)).set_result(&say);
                sheet.write_formula_with_format(row as u32, column as u16, formula, &look::check())?;
                places.push((row, column));
                tally.say.push(say);
            }
            if let (Some(&first), Some(&last)) = (places.first(), places.last()) {
                let wrong = ConditionalFormatTextRule::BeginsWith(UNEQUAL.trim_end().to_owned());
                let wrong = ConditionalFormatText::new().set_rule(wrong).set_format(look::wrong());
                let (rows, columns) = ((first.0 as u32, last.0 as u32), (first.1 as u16, last.1 as u16));
                sheet.add_conditional_format(rows.0, columns.0, rows.1, columns.1, &wrong)?;
                tally.ranges.push(format!("'{title}'!{}:{}", name(first.0, first.1), name(last.0, last.1)));
            }
            Ok::<(), XlsxError>(())
        };
    if let Some(first) = beside.first() {
        put(sheet, &beside, &|(row, _)| (row, columns))?;
        let (column, head) = (columns as u16, at.first_row + at.places.head.max(1) - 1);
        sheet.set_column_width(column, WIDTH)?;
        if head > at.first_row {
            sheet.merge_range(at.first_row as u32, column, head as u32, column, "", &look::check())?;
        }
        write_text(sheet, at.first_row, columns, &says(first.sum), &look::check())?;
    }
    let mut sums: Vec<Sum> = under.iter().map(|identity| identity.sum).collect();
    sums.dedup();
    let mut next = below;
    for sum in sums {
        // Where the table has no labels at the left, there is no room beside the checks.
        let (last, step) = if labels > 0 { (labels, 0) } else { (columns, 1) };
        if last > 1 {
            sheet.merge_range(next as u32, 0, next as u32, last as u16 - 1, "", &look::remark())?;
        }
        write_text(sheet, next, 0, &says(sum), &look::remark())?;
        let group: Vec<&Identity> = under.iter().copied().filter(|identity| identity.sum == sum).collect();
        put(sheet, &group, &|(_, column)| (next + step, column))?;
        next += step + 1;
    }
    Ok(tally)
}

/// What must be equal, in words.
fn says(sum: Sum) -> String {
    let rule = sums::rule(sum);
    let sides = rule.sides.map(|sides| sides.join("＝")).unwrap_or_default();
    format!("核对：{sides}")
}

impl Tally {
    /// The formula that says how many checks hold.
    pub fn formula(&self) -> String {
        let count = |what: &str| {
            let counts = self.ranges.iter().map(|range| format!("COUNTIF({range},\"{what}\")"));
            counts.collect::<Vec<_>>().join("+")
        };
        let (equal, unequal) = (count(EQUAL), count(&format!("{UNEQUAL}*")));
        let all = self.say.len();
        format!(
            "\"{EQUAL} \"&({equal})&\" 处，不符 \"&({unequal})&\" 处，没有填完 \"&({all}-({equal})-({unequal}))&\" 处\""
        )
    }

    /// What it says now.
    pub fn shown(&self) -> String {
        let equal = self.say.iter().filter(|say| *say == EQUAL).count();
        let unequal = self.say.iter().filter(|say| say.starts_with(UNEQUAL)).count();
        let open = self.say.len() - equal - unequal;
        format!("{EQUAL} {equal} 处，不符 {unequal} 处，没有填完 {open} 处")
    }

    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        self.say.is_empty()
    }
}
