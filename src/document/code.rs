//! 核对码: a short code of what a document says, so that two prints or pages can be told to be of the same report.
//! It is of the words and the numbers; layout, labels and findings have no part in it.

use super::Block;
use crate::format::Edition;

/// The code of a document. CRC-32: a slip in any one place always gives another code. It is no seal: who means
/// to can make two reports with the same code.
pub fn of(edition: Edition, blocks: &[Block]) -> String {
    const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    let mut digest = CRC.digest();
    let mut line = |words: &str| {
        digest.update(words.as_bytes());
        digest.update(b"\n");
    };
    line(edition.id());
    for block in blocks {
        match block {
            Block::Title(lines) | Block::Signature(lines) => lines.iter().for_each(|words| line(words)),
            Block::Heading(heading) | Block::Form(heading) => line(heading),
            Block::Paragraph(paragraph) => line(&paragraph.text),
            Block::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flatten();
                for (id, cell) in cells.filter_map(|cell| Some((cell.id?, cell))) {
                    line(&format!("{id} {}", cell.text));
                }
            }
            Block::Code(_) => {}
        }
    }
    let code = digest.finalize();
    format!("{:04X}-{:04X}", code >> 16, code & 0xffff)
}

#[cfg(test)]
mod tests {
    use crate::document::check_code;
    use crate::example::example;
    use crate::format::Edition;
    use crate::report::Edit;
    use crate::report::figure::Figures;

    #[test]
    fn a_change_of_any_cell_gives_another_code() {
        let report = example(Edition::REVISED_2021);
        let code = check_code(&report);
        assert_eq!(code.len(), 9);
        for &cell in &report.format().cells {
            let mut changed = report.clone();
            changed.apply(changed.typing(cell.id(), "987654").expect("a field"));
            assert_ne!(check_code(&changed), code, "{}", cell.id());
        }
    }

    #[test]
    fn what_is_not_published_and_how_a_total_came_about_have_no_part_in_it() {
        let report = example(Edition::REVISED_2021);
        let mut same = report.clone();
        same.apply(Edit::Level(None));
        let total = report.format().cell("requests.new.total").expect("a cell");
        let text = Figures::of(&report).text(&report, total);
        same.apply(same.typing(total.id(), &text).expect("a field"));
        assert_eq!(check_code(&same), check_code(&report));
        same.apply(Edit::Organ("示例乙局".to_owned()));
        assert_ne!(check_code(&same), check_code(&report));
    }
}
