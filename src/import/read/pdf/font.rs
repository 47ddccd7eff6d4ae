//! The fonts of a PDF as far as reading needs them: which letters a string shows, and how wide they are.
//! Outlines are never looked at. Knows neither pages nor places.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{self, Array, Dict, Name, Number, Object, Stream};

use super::letters::letter_of_name;
use super::unpack::unpack;

/// The most widths of a font.
const MOST_WIDTHS: usize = 70_000;

/// What a code of a string shows.
pub(super) struct Glyph {
    /// The letters; none if they cannot be known.
    pub(super) letters: Option<String>,
    /// How wide it is, in parts of the size of the font.
    pub(super) width: f64,
    /// Whether it is the one-byte space, which can be widened.
    pub(super) is_space: bool,
}

/// A font.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    kind: Kind,
    /// The width of what has none, in parts of the size.
    usual_width: f64,
    widths: HashMap<u32, f64>,
    /// Whether it is written downwards.
    pub(super) is_vertical: bool,
}

enum Kind {
    /// A byte for each glyph.
    Simple(HashMap<u8, String>),
    /// Codes of several bytes, which name the glyphs of a collection.
    Composite { encoding: Box<CMap>, to_unicode: Option<Rc<CMap>> },
}

/// The collections that were loaded, each once for a file.
pub(super) type Collections = HashMap<Vec<u8>, Option<Rc<CMap>>>;

impl Font {
    /// Reads the dictionary of a font. `cost` grows by what has been read for it.
    pub(super) fn read(dictionary: &Dict, collections: &mut Collections, cost: &mut usize) -> Font {
        *cost += dictionary.data().len() + 2000;
        let to_unicode = read_to_unicode(dictionary, cost);
        match dictionary.get::<Name>("Subtype").as_deref() {
            Some(b"Type0") => composite(dictionary, to_unicode, collections, cost),
            _ => simple(dictionary, to_unicode),
        }
    }

    /// Takes a string apart.
    pub(super) fn glyphs(&self, bytes: &[u8], mut shown: impl FnMut(Glyph)) {
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let (code, length) = match &self.kind {
                Kind::Simple(_) => (u32::from(*first), 1),
                Kind::Composite { encoding, .. } => next_code(encoding, rest),
            };
            rest = rest.get(length..).unwrap_or_default();
            let key = match &self.kind {
                Kind::Simple(_) => code,
                Kind::Composite { encoding, .. } => cid(encoding, code).unwrap_or(0),
            };
            let width = self.widths.get(&key).copied().unwrap_or(self.usual_width);
            shown(Glyph { letters: self.letters(code), width, is_space: length == 1 && code == 32 });
        }
    }

    /// What a code stands for: as the file says; else by the encoding or the collection of its glyphs.
    fn letters(&self, code: u32) -> Option<String> {
        let told = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).map(text);
        // Some programs map what they do not know to nothing.
        let told = told.filter(|told| !told.chars().all(|c| c == '\0' || c == '\u{fffd}'));
        told.or_else(|| match &self.kind {
            Kind::Simple(letters) => letters.get(&u8::try_from(code).ok()?).cloned(),
            Kind::Composite { encoding, to_unicode } => {
                to_unicode.as_ref()?.lookup_bf_string(cid(encoding, code)?).map(text)
            }
        })
    }
}

fn text(found: BfString) -> String {
    match found {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(text) => text,
    }
}

fn next_code(encoding: &CMap, bytes: &[u8]) -> (u32, usize) {
    let mut code = 0;
    for (byte, length) in bytes.iter().zip(1..=4) {
        code = code << 8 | u32::from(*byte);
        if encoding.lookup_cid_code(code, length).is_some() {
            return (code, usize::from(length));
        }
    }
    (0, 1)
}

fn cid(encoding: &CMap, code: u32) -> Option<u32> {
    (1..=4).find_map(|length| encoding.lookup_cid_code(code, length))
}

fn embedded(name: CMapName) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

fn read_map(stream: &Stream, cost: &mut usize) -> Option<CMap> {
    let data: Cow<[u8]> = unpack(stream)?;
    *cost += data.len();
    CMap::parse(&data, load_embedded)
}

fn read_to_unicode(dictionary: &Dict, cost: &mut usize) -> Option<CMap> {
    match dictionary.get::<Object>("ToUnicode")? {
        Object::Stream(stream) => read_map(&stream, cost),
        Object::Name(name) => embedded(CMapName::from_bytes(name.as_ref())),
        _ => None,
    }
}

fn composite(
    dictionary: &Dict,
    to_unicode: Option<CMap>,
    collections: &mut Collections,
    cost: &mut usize,
) -> Font {
    let encoding = match dictionary.get::<Object>("Encoding") {
        Some(Object::Stream(stream)) => read_map(&stream, cost),
        Some(Object::Name(name)) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH => Some(CMap::identity_h()),
            CMapName::IdentityV => Some(CMap::identity_v()),
            predefined => {
                *cost += 100_000;
                embedded(predefined)
            }
        },
        _ => None,
    };
    let encoding = encoding.unwrap_or_else(CMap::identity_h);
    let descendants = dictionary.get::<Array>("DescendantFonts");
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict>().next()).unwrap_or_default();
    *cost += descendant.data().len();
    let of_encoding = encoding.metadata().character_collection.as_ref().map(|collection| &collection.family);
    let family = of_encoding.filter(|family| **family != CidFamily::AdobeIdentity).cloned();
    let family = family.or_else(|| {
        let system = descendant.get::<Dict>("CIDSystemInfo")?;
        let ordering = system.get::<object::String>("Ordering")?;
        Some(CidFamily::from_registry_ordering(b"Adobe", ordering.as_bytes()))
    });
    let collection = family.and_then(|family| family.ucs2_cmap()).and_then(|name| {
        let load = || embedded(name).map(Rc::new);
        collections.entry(name.to_bytes().to_vec()).or_insert_with(load).clone()
    });
    Font {
        usual_width: descendant.get::<f64>("DW").unwrap_or(1000.0) / 1000.0,
        widths: composite_widths(&descendant),
        is_vertical: encoding.metadata().writing_mode == Some(WritingMode::Vertical),
        to_unicode,
        kind: Kind::Composite { encoding: Box::new(encoding), to_unicode: collection },
    }
}

/// The widths of a composite font: `first [width width …]` or `first last width`.
fn composite_widths(descendant: &Dict) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let Some(array) = descendant.get::<Array>("W") else { return widths };
    let mut pending: Vec<f64> = Vec::new();
    for item in array.iter::<Object>() {
        match item {
            Object::Number(number) => pending.push(number.as_f64()),
            Object::Array(list) if pending.len() == 1 => {
                let first = pending[0] as u32;
                for (at, width) in list.iter::<Number>().take(MOST_WIDTHS).enumerate() {
                    widths.insert(first.saturating_add(at as u32), width.as_f64() / 1000.0);
                }
                pending.clear();
            }
            _ => pending.clear(),
        }
        if let [first, last, width] = pending[..] {
            let last = (last as u32).min(u32::from(u16::MAX));
            (first as u32..=last).for_each(|code| {
                widths.insert(code, width / 1000.0);
            });
            pending.clear();
        }
        if widths.len() > MOST_WIDTHS {
            break;
        }
    }
    widths
}

fn simple(dictionary: &Dict, to_unicode: Option<CMap>) -> Font {
    let is_drawn = dictionary.get::<Name>("Subtype").as_deref() == Some(b"Type3");
    let matrix = dictionary.get::<[f64; 6]>("FontMatrix").filter(|_| is_drawn);
    let scale = matrix.map_or(0.001, |matrix| matrix[0].abs());
    let descriptor = dictionary.get::<Dict>("FontDescriptor").unwrap_or_default();
    let first = dictionary.get::<u32>("FirstChar").unwrap_or(0);
    let list = dictionary.get::<Array>("Widths");
    let list = list.iter().flat_map(|list| list.iter::<f64>()).take(256);
    let widths = list.zip(first..).map(|(width, code)| (code, width * scale)).collect();
    let usual_width = descriptor.get::<f64>("MissingWidth").map_or(0.5, |width| width * scale);
    let kind = Kind::Simple(simple_letters(dictionary, &descriptor, is_drawn));
    Font { to_unicode, kind, usual_width, widths, is_vertical: false }
}

/// What the bytes of a simple font stand for, by its encoding.
fn simple_letters(dictionary: &Dict, descriptor: &Dict, is_drawn: bool) -> HashMap<u8, String> {
    let encoding = dictionary.get::<Object>("Encoding");
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.clone()), None),
        Some(Object::Dict(encoding)) => {
            (encoding.get::<Name>("BaseEncoding"), encoding.get::<Array>("Differences"))
        }
        _ => (None, None),
    };
    let name = dictionary.get::<Name>("BaseFont");
    let is_pictures = name.as_ref().is_some_and(|name| {
        ["Symbol", "Dingbats", "Wingdings", "Webdings"].iter().any(|other| name.as_str().contains(other))
    });
    let has_program = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key));
    // A subset may number its glyphs as it likes, unless it says that it does not.
    let is_free = has_program && descriptor.get::<u32>("Flags").unwrap_or(0) & 32 == 0;
    let first = dictionary.get::<u32>("FirstChar").unwrap_or(0);
    let page = match base.as_deref() {
        Some(b"MacRomanEncoding") => Some(encoding_rs::MACINTOSH),
        Some(_) => Some(encoding_rs::WINDOWS_1252),
        None if is_pictures || is_drawn || is_free && first < 32 => None,
        None => Some(encoding_rs::WINDOWS_1252),
    };
    let mut letters = HashMap::new();
    if let Some(page) = page {
        for byte in 32..=u8::MAX {
            let letter = page.decode_without_bom_handling(&[byte]).0.into_owned();
            letters.insert(byte, letter);
        }
    }
    let mut code = 0_u32;
    for item in differences.iter().flat_map(|list| list.iter::<Object>()).take(1024) {
        match item {
            Object::Number(number) => code = number.as_f64() as u32,
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    match letter_of_name(name.as_str()) {
                        Some(letter) => letters.insert(byte, letter.to_string()),
                        None => letters.remove(&byte),
                    };
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}
