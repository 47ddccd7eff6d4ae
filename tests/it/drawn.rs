//! PDF files drawn by hand, to be read: pages of text and lines in fonts that are not embedded.

use std::fmt::Write;

/// A file: its objects, of which the first four are the catalog, the pages and two fonts.
pub struct Drawn {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

impl Drawn {
    /// A file whose font `/F1` is encoded in GBK and `/F2` in UTF-16, neither with a table of its letters.
    pub fn new() -> Drawn {
        let font = |encoding: &str| {
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[<</Type/Font\
                 /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
                 /Supplement 2>>/DW 1000/W[1 95 500 814 939 500]>>]>>"
            )
        };
        let mut drawn = Drawn { objects: vec![Vec::new(), Vec::new()], pages: Vec::new() };
        drawn.add(font("GBK-EUC-H"));
        drawn.add(font("UniGB-UCS2-H"));
        drawn.add(font("GBK-EUC-V"));
        drawn
    }

    /// Adds an object, and says its number.
    pub fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream.
    pub fn stream(&mut self, dictionary: &str, data: &[u8]) -> usize {
        let head = format!("<<{dictionary}/Length {}>>\nstream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a page of A4 with this content.
    pub fn page(&mut self, content: &str) {
        let content = self.stream("", content.as_bytes());
        self.page_of("", "", content);
    }

    /// Adds a page whose content is a stream that was added before; with entries of its own, and fonts and
    /// other resources behind the usual fonts.
    pub fn page_of(&mut self, entries: &str, resources: &str, content: usize) {
        let page = self.add(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R{entries}\
             /Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R{resources}>>>>>>"
        ));
        self.pages.push(page);
    }

    /// The bytes of the file; `trailer` has entries of its own.
    pub fn finish(mut self, trailer: &str) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
        self.objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.pages.len()).into_bytes();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        file.extend(table.bytes());
        let size = self.objects.len() + 1;
        file.extend(
            format!("trailer\n<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes(),
        );
        file
    }
}

/// Text in GBK, as a string of a content.
pub fn gbk(text: &str) -> String {
    let bytes = encoding_rs::GBK.encode(text).0;
    format!("<{}>", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Text in UTF-16, as a string of a content.
pub fn utf16(text: &str) -> String {
    format!("<{}>", text.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<String>())
}

/// A text at a place, from the lower left corner, in the font `/F1`.
pub fn text(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm {} Tj ET\n", gbk(text))
}

/// A line from a place to another.
pub fn line(from: (f64, f64), to: (f64, f64)) -> String {
    format!("{} {} m {} {} l S\n", from.0, from.1, to.0, to.1)
}

/// A table of two columns and rows with lines around each cell, its upper left corner at (100, 700).
pub fn ruled(texts: [[&str; 2]; 2]) -> String {
    let mut content = String::new();
    for x in [100.0, 160.0, 260.0] {
        content += &line((x, 700.0), (x, 620.0));
    }
    for y in [700.0, 660.0, 620.0] {
        content += &line((100.0, y), (260.0, y));
    }
    for (row, texts) in texts.iter().enumerate() {
        content += &text(105.0, 680.0 - 40.0 * row as f64, 10.0, texts[0]);
        content += &text(165.0, 680.0 - 40.0 * row as f64, 10.0, texts[1]);
    }
    content
}
