//! Streams of a PDF unpacked within bounds: what would swell beyond them is not unpacked at all.
//! Knows no page and no letter.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{DECODE_PARMS, DP};
use hayro_syntax::object::{Array, Dict, Stream};

/// The most bytes that one stream is unpacked to.
const MOST_OF_ONE: usize = 16 * 1024 * 1024;
/// The most bytes of all streams of objects together.
const MOST_OF_OBJECTS: usize = 32 * 1024 * 1024;
/// The most streams, each of which is named twice.
const MOST_STREAMS: usize = 40_000;
/// How far back the dictionary of a stream is looked for.
const MOST_OF_DICTIONARY: usize = 2048;

/// Unpacks a stream; none if it is damaged, of a kind that holds no text, or too large.
pub(super) fn unpack<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let filters: Vec<Filter> = stream.filters().into_iter().filter(|f| *f != Filter::Crypt).collect();
    if has_parameters(stream.dict()) {
        return None;
    }
    match filters[..] {
        [] => return Some(stream.raw_data()).filter(|data| data.len() <= MOST_OF_ONE),
        [Filter::FlateDecode] => return inflate(&stream.raw_data(), MOST_OF_ONE).map(Cow::Owned),
        _ => {}
    }
    // How many times longer each step makes what it is given, at most.
    let swell = filters.iter().try_fold(1_usize, |swell, filter| match filter {
        Filter::AsciiHexDecode => Some(swell),
        Filter::Ascii85Decode => swell.checked_mul(4),
        Filter::RunLengthDecode => swell.checked_mul(64),
        Filter::FlateDecode => swell.checked_mul(1032),
        Filter::LzwDecode => swell.checked_mul(1400),
        _ => None,
    })?;
    stream.raw_data().len().checked_mul(swell).filter(|most| *most <= MOST_OF_ONE)?;
    stream.decoded_data().ok()
}

/// Whether a stream has parameters for unpacking, which only pictures and tables of objects need.
fn has_parameters(dictionary: &Dict) -> bool {
    let is_filled = |key| {
        let many = dictionary
            .get::<Array>(key)
            .is_some_and(|array| array.iter::<Dict>().take(8).any(|parameters| !parameters.is_empty()));
        many || dictionary.get::<Dict>(key).is_some_and(|parameters| !parameters.is_empty())
    };
    is_filled(DECODE_PARMS) || is_filled(DP)
}

/// Inflates as much as is sound; none if that is nothing, or more than `most`.
fn inflate(data: &[u8], most: usize) -> Option<Vec<u8>> {
    let limit = most as u64 + 1;
    let mut unpacked = Vec::new();
    // An error ends what is sound.
    let _ = ZlibDecoder::new(data).take(limit).read_to_end(&mut unpacked);
    if unpacked.is_empty() {
        let _ = DeflateDecoder::new(data).take(limit).read_to_end(&mut unpacked);
    }
    (unpacked.len() <= most && (!unpacked.is_empty() || data.len() < 16)).then_some(unpacked)
}

/// Whether the streams that hold objects and their places, which the library unpacks by itself, stay within
/// bounds, and are of the kind that programs write.
pub(super) fn objects_are_bounded(bytes: &[u8]) -> bool {
    let mut room = MOST_OF_OBJECTS;
    for (count, at) in find_all(bytes, b"stream").enumerate() {
        if count > MOST_STREAMS {
            return false;
        }
        let before = &bytes[at.saturating_sub(MOST_OF_DICTIONARY)..at];
        if before.ends_with(b"end") {
            continue;
        }
        let head = &before[before.windows(4).rposition(|word| word == b" obj").unwrap_or(0)..];
        let has = |word: &[u8]| find_all(head, word).next().is_some();
        if !(has(b"ObjStm") || has(b"XRef") || has(b"/First")) {
            continue;
        }
        let is_odd = |key: &[u8], most: usize| {
            find_all(head, key).any(|at| !(1..=most).contains(&number(&head[at + key.len()..])))
        };
        if has(b"LZW") || has(b"RunLength") || is_odd(b"/Columns", 4096) || is_odd(b"/Colors", 1) {
            return false;
        }
        if is_odd(b"/BitsPerComponent", 8) || find_all(head, b"Flate").nth(1).is_some() {
            return false;
        }
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        match room.checked_sub(inflated_length(data, room)) {
            Some(left) => room = left,
            None => return false,
        }
    }
    true
}

/// How long data is when it is inflated, as far as just beyond `most`.
fn inflated_length(data: &[u8], most: usize) -> usize {
    let mut length = 0;
    let mut piece = [0; 16 * 1024];
    let mut decoder = ZlibDecoder::new(data);
    while let Ok(more @ 1..) = decoder.read(&mut piece)
        && length <= most
    {
        length += more;
    }
    length
}

/// The number that stands at the beginning of a text.
fn number(text: &[u8]) -> usize {
    let digits = text.iter().skip_while(|byte| byte.is_ascii_whitespace()).take_while(|b| b.is_ascii_digit());
    digits.fold(0, |number, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
}

/// Where a word stands in the bytes.
fn find_all<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let last = word.last().copied().unwrap_or_default();
    let ends = bytes.iter().enumerate().filter(move |(_, byte)| **byte == last).map(|(at, _)| at + 1);
    ends.filter(|end| bytes[..*end].ends_with(word)).map(|end| end - word.len())
}
