//! The records of an old workbook: their numbers, what they hold, and the texts that go on from one to the next. Total:
//! what is cut says nothing.

/// The most texts that cells share.
const MOST_SHARED: usize = 200_000;

// The records that matter, by their numbers.
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000a;
pub(super) const LOCKED: u16 = 0x002f;
pub(super) const EPOCH: u16 = 0x0022;
pub(super) const SHEET: u16 = 0x0085;
pub(super) const SHARED: u16 = 0x00fc;
pub(super) const CONTINUE: u16 = 0x003c;
pub(super) const FORMAT: u16 = 0x041e;
pub(super) const STYLE: u16 = 0x00e0;
pub(super) const ROW: u16 = 0x0208;
pub(super) const COLUMNS: u16 = 0x007d;
pub(super) const BLANK: u16 = 0x0201;
pub(super) const BLANKS: u16 = 0x00be;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const SHORT_NUMBER: u16 = 0x027e;
pub(super) const SHORT_NUMBERS: u16 = 0x00bd;
pub(super) const SHARED_TEXT: u16 = 0x00fd;
pub(super) const TEXT: u16 = 0x0204;
pub(super) const FORMULA: u16 = 0x0006;
pub(super) const FORMULA_TEXT: u16 = 0x0207;
pub(super) const TRUTH: u16 = 0x0205;
pub(super) const MERGED: u16 = 0x00e5;

/// What a record holds.
#[derive(Clone, Copy)]
pub(super) struct Data<'a>(pub(super) &'a [u8]);

impl Data<'_> {
    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.0.get(at..)?.first_chunk().copied()?))
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.0.get(at..)?.first_chunk().copied()?))
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(self.0.get(at..)?.first_chunk().copied()?))
    }

    pub(super) fn index(&self, at: usize) -> Option<usize> {
        self.u16(at).map(usize::from)
    }

    /// The row and the column of a cell.
    pub(super) fn place(&self) -> Option<(usize, usize)> {
        Some((self.index(0)?, self.index(2)?))
    }
}

/// The records of a stream from a place on.
pub(super) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, Data<'_>)> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let head = Data(rest);
        let (kind, length) = (head.u16(0)?, head.index(2)?);
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((kind, Data(data)))
    })
}

/// Text in a record and in those that continue it.
pub(super) struct Text<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Text<'a> {
    pub(super) fn of(parts: &'a [&'a [u8]]) -> Text<'a> {
        Text { parts, at: 0 }
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let byte = self.parts.first()?.get(self.at).copied();
            if byte.is_some() {
                self.at += 1;
                return byte;
            }
            (self.parts, self.at) = (&self.parts[1..], 0);
        }
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(part) = self.parts.first() else { return };
            let here = (part.len() - self.at.min(part.len())).min(count);
            self.at += here;
            count -= here;
            if count > 0 {
                (self.parts, self.at) = (&self.parts[1..], 0);
            }
        }
    }

    /// A text with a long length in front, and what belongs to it behind.
    pub(super) fn long(&mut self) -> Option<String> {
        let length = self.u16()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut units = Vec::new();
        for _ in 0..length {
            // Where a text goes on in another record, that says anew how wide its letters are.
            if self.parts.first()?.len() <= self.at {
                (self.parts, self.at) = (&self.parts[1..], 0);
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(if is_wide { self.u16()? } else { self.byte()?.into() });
        }
        self.skip(runs.saturating_mul(4));
        self.skip(extra);
        Some(String::from_utf16_lossy(&units))
    }
}

pub(super) fn shared_texts(parts: &[&[u8]]) -> Vec<String> {
    let mut text = Text::of(parts);
    // How many uses there are, and how many texts.
    text.skip(8);
    std::iter::from_fn(|| text.long()).take(MOST_SHARED).collect()
}

/// A number in four bytes: whole or not, in hundredths or not.
pub(super) fn short_number(bits: u32) -> f64 {
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}
