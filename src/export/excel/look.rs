//! How the cells of a workbook look, and which of them are open. What is typed is tinted, what is summed is
//! grey, and words say so too; on paper there are no tints.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::format::Kind;

const SONG: &str = "宋体";
const HEI: &str = "黑体";
const FANG_SONG: &str = "仿宋";
/// The tint of what is typed, and of what is summed.
const OPEN: Color = Color::RGB(0xff_fb_ea);
const SUMMED: Color = Color::RGB(0xf0_f0_f0);
const QUIET: Color = Color::RGB(0x59_59_59);
const WRONG: Color = Color::RGB(0xb0_00_20);
const WRONG_TINT: Color = Color::RGB(0xfd_ec_ea);

/// What every cell is that nothing is said of; the widths of columns are counted in its digits.
pub fn plain() -> Format {
    Format::new().set_font_name(SONG).set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

/// The title of the report.
pub fn title() -> Format {
    let font = Format::new().set_font_name(HEI).set_font_size(16);
    font.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// The heading of a chapter.
pub fn heading() -> Format {
    Format::new().set_font_name(HEI).set_font_size(14).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// A remark in small letters.
pub fn remark() -> Format {
    plain().set_font_size(10).set_font_color(QUIET).set_text_wrap()
}

fn of_table() -> Format {
    plain().set_font_size(10.5).set_border(FormatBorder::Thin).set_text_wrap()
}

/// A label of a table: of rows at the left, of everything else in the middle.
pub fn label(is_of_row: bool) -> Format {
    of_table().set_align(if is_of_row { FormatAlign::Left } else { FormatAlign::Center })
}

/// What stands in a cell of the table.
#[derive(Clone, Copy)]
pub enum Stands {
    /// A number or nothing, typed.
    Typed,
    /// A text where there should be a number; no program takes it for a formula.
    Text,
    /// A total that was typed.
    TypedTotal,
    /// A total that follows its parts.
    Sum,
}

/// A cell for a number.
pub fn number(kind: Kind, stands: Stands) -> Format {
    let pattern = match kind {
        Kind::Count => "0",
        Kind::Change => "+0;-0;0",
        // As many decimals as there are; `whole` keeps the point from standing alone.
        Kind::Money => "0.####",
    };
    let cell = of_table().set_align(FormatAlign::Center).set_num_format(pattern);
    match stands {
        Stands::Sum => cell.set_background_color(SUMMED),
        Stands::Typed => open(cell),
        Stands::Text => open(cell).set_quote_prefix(),
        Stands::TypedTotal => open(cell).set_bold(),
    }
}

fn open(cell: Format) -> Format {
    cell.set_background_color(OPEN).set_unlocked()
}

/// An amount without decimals.
pub fn whole() -> Format {
    Format::new().set_num_format("0")
}

/// A field before the report: closed where what is chosen there decides on the sheets.
pub fn field(is_open: bool) -> Format {
    let cell = of_table().set_align(FormatAlign::Left);
    if is_open { open(cell) } else { cell.set_background_color(SUMMED) }
}

/// The day of publication.
pub fn date() -> Format {
    field(true).set_num_format("yyyy\"年\"m\"月\"d\"日\"")
}

/// A paragraph of a text.
pub fn paragraph() -> Format {
    let cell = Format::new().set_font_name(FANG_SONG).set_font_size(12).set_text_wrap();
    open(cell.set_align(FormatAlign::Left).set_align(FormatAlign::Top).set_quote_prefix())
}

/// What a check says.
pub fn check() -> Format {
    remark().set_align(FormatAlign::Center)
}

/// What a check says that does not hold.
pub fn wrong() -> Format {
    Format::new().set_bold().set_font_color(WRONG).set_background_color(WRONG_TINT)
}
