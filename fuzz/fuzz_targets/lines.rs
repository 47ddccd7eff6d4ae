//! Any sequence of blocks: the recogniser ends without a panic, and every cell that it fills is one of the form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::import::grid::Grid;
use nianbao::import::recognise::recognise;
use nianbao::import::source::{Block, Content, Source};

fuzz_target!(|text: &str| {
    // A blank line ends a block; what it is, its first letter says.
    let blocks = text.split("\n\n").enumerate().map(|(at, text)| Block {
        page: None,
        line: Some(at as u32),
        content: match text.bytes().next().unwrap_or_default() % 4 {
            0 => Content::Heading(text.to_owned()),
            1 => Content::Paragraph(text.to_owned()),
            2 => Content::Line(text.replace('\n', " ")),
            _ => Content::Table(Grid::read_text(text)),
        },
    });
    let source = Source { blocks: blocks.collect(), ..Source::of("示例") };
    let recognised = recognise(&source);
    let format = recognised.edition().format();
    for value in recognised.values.iter().filter(|value| value.id.contains('.')) {
        assert!(format.cell(&value.id).is_some(), "{}", value.id);
    }
    let _ = recognised.report(&[], &[]);
});
