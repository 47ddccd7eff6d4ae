//! What a reader gives, in a form that tests can compare.

use super::{Refusal, read};
use crate::import::source::{Content, Source};

/// The blocks of a file, a line each; the cells of a table after one another, those that only reach over as `<`.
pub fn blocks(name: &str, bytes: &[u8]) -> Vec<String> {
    lines(&read(name, bytes).expect("a file that is read"))
}

/// The sentence by which a file is refused.
pub fn refusal(name: &str, bytes: &[u8]) -> String {
    let Refusal(sentence) = read(name, bytes).expect_err("a file that is refused");
    sentence
}

/// The blocks of a source, a line each.
pub fn lines(source: &Source) -> Vec<String> {
    let line = |content: &Content| match content {
        Content::Heading(text) => format!("# {text}"),
        Content::Paragraph(text) => text.clone(),
        Content::Line(text) => format!("> {text}"),
        Content::Table(grid) => {
            let row = |row: &Vec<crate::import::grid::Spot>| {
                let spots = row.iter().map(|spot| if spot.begins { spot.text.as_str() } else { "<" });
                spots.collect::<Vec<_>>().join("|")
            };
            grid.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
        }
    };
    source.blocks.iter().map(|block| line(&block.content)).collect()
}

/// A zip archive of parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("a text");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let count = (stream.len() / SECTOR) as u32;
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(super::ole::MAGIC);
    file[0x1e] = 9;
    file[0x30] = 1;
    file[0x3c..0x4c]
        .copy_from_slice(&[0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    file[0x4c..].fill(0xff);
    file[0x4c..0x50].fill(0);
    // The table of sectors, the folder, then the stream.
    let mut table = vec![0xffff_fffd_u32, 0xffff_fffe];
    table.extend((0..count).map(|at| if at + 1 == count { 0xffff_fffe } else { at + 3 }));
    table.resize(SECTOR / 4, 0xffff_ffff);
    file.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    for (name, kind, start, size) in [("Root Entry", 5, 0xffff_fffe_u32, 0), (name, 2, 2, stream.len())] {
        let mut entry = [0_u8; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = (name.len() as u8 + 1) * 2;
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(size as u32).to_le_bytes());
        file.extend(entry);
    }
    file.resize(SECTOR * 3, 0);
    file.extend(stream);
    file
}

/// A file with a few bytes changed: at each place, another byte.
pub fn changed(mut file: Vec<u8>, changes: &[(usize, u8)]) -> Vec<u8> {
    let length = file.len();
    for (place, byte) in changes {
        file[place % length] = *byte;
    }
    file
}
