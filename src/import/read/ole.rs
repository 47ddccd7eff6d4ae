//! The streams of a compound file, the container of old Office files and of encrypted new ones. Bounded by the
//! size of the file. Knows no document.

/// How every compound file begins.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Streams below this size, in bytes, stand in the small sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// A compound file.
pub struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
    is_root: bool,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0))
}

impl<'a> Ole<'a> {
    /// Reads the tables of a file; none if it is damaged.
    pub fn open(bytes: &'a [u8]) -> Option<Ole<'a>> {
        let sector = match u16_at(bytes, 0x1e)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let (next, next_small, small, entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut ole = Ole { bytes, sector, next, next_small, small, entries };
        let most = bytes.len() / sector + 1;
        let mut tables: Vec<u32> = numbers(bytes.get(0x4c..512)?).collect();
        let mut more = u32_at(bytes, 0x44)?;
        while let Some(list) = ole.sector_at(more)
            && tables.len() < most
        {
            let (list, last) = list.split_at(list.len().saturating_sub(4));
            tables.extend(numbers(list));
            more = u32_at(last, 0)?;
        }
        for table in tables.into_iter().take(most) {
            let numbers: Vec<u32> = ole.sector_at(table).map(numbers).into_iter().flatten().collect();
            ole.next.extend(numbers);
        }
        ole.next.truncate(most);
        ole.next_small = numbers(&ole.chain(u32_at(bytes, 0x3c)?)).collect();
        let directory = ole.chain(u32_at(bytes, 0x30)?);
        ole.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let root = ole.entries.iter().find(|entry| entry.is_root).map(|entry| entry.start);
        ole.small = root.map(|start| ole.chain(start)).unwrap_or_default();
        Some(ole)
    }

    /// Whether there is a stream or a folder of a name.
    pub fn holds(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// A stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let mut bytes =
            if entry.size < SMALL { self.small_chain(entry.start) } else { self.chain(entry.start) };
        bytes.truncate(entry.size);
        Some(bytes)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        // The last sector of a file may be cut.
        Some(&rest[..rest.len().min(self.sector)])
    }

    /// What the sectors hold that follow one another; a ring of them ends where the file would.
    fn chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = Some(start);
        while let Some(sector) = at.and_then(|at| self.sector_at(at))
            && bytes.len() <= self.bytes.len()
        {
            bytes.extend_from_slice(sector);
            at = at.and_then(|at| self.next.get(at as usize).copied());
        }
        bytes
    }

    fn small_chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = Some(start as usize);
        while let Some(number) = at
            && let Some(sector) = self.small.chunks(SMALL_SECTOR).nth(number)
            && bytes.len() < SMALL
        {
            bytes.extend_from_slice(sector);
            at = self.next_small.get(number).map(|next| *next as usize);
        }
        bytes
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64) / 2;
    let units = (0..length.saturating_sub(1)).filter_map(|at| u16_at(bytes, at * 2));
    let name = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect();
    Some(Entry {
        name,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
        is_root: bytes.get(66) == Some(&5),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::shown::compound;

    #[test]
    fn a_stream_is_followed_through_its_sectors() {
        let stream: Vec<u8> = (0..5000_u32).map(|at| at as u8).collect();
        let file = compound("Workbook", &stream);
        let ole = Ole::open(&file).expect("a compound file");
        let read = ole.stream("Workbook").expect("a stream");
        assert_eq!(read[..5000], stream);
        assert!(ole.holds("Workbook") && !ole.holds("WordDocument") && ole.stream("Book").is_none());
    }

    #[test]
    fn a_ring_of_sectors_ends() {
        let mut file = compound("Workbook", &[1; 8000]);
        // The last sector of the stream leads back to its first.
        let table = 512 + 4 * 17;
        file[table..table + 4].copy_from_slice(&2_u32.to_le_bytes());
        let ole = Ole::open(&file).expect("a compound file");
        assert!(ole.stream("Workbook").is_some_and(|stream| stream.len() <= file.len() * 2));
    }
}
