//! A sketch of a text, by which texts that are nearly the same are told among thousands without the texts: minhash
//! over runs of letters, one permutation with as many bins as it has numbers. Figures, spaces and punctuation do not
//! count, since a text copied from another office has other numbers. Takes one step a letter, and 68 bytes a text.
//! Knows no report.

use std::fmt::Write;

use crate::validate::likeness::runs;

/// How many letters in a row are one feature of a text.
const RUN: usize = 8;
/// How many numbers a sketch has.
const BINS: usize = 32;
/// How many numbers in a row make a band; texts that share a band are compared.
const BAND: usize = 4;
/// What is shorter says too little to be compared: a sentence or two that everybody writes.
const FEWEST: usize = 60;

/// The sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    least: [u16; BINS],
}

impl Sketch {
    /// The sketch of a text; none if it says too little.
    pub fn of(text: &str) -> Option<Sketch> {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        if letters.len() < FEWEST {
            return None;
        }
        let mut least = [u32::MAX; BINS];
        for run in runs::<RUN>(&letters) {
            let number = mixed(run);
            let bin = (number >> 59) as usize;
            least[bin] = least[bin].min(number as u32);
        }
        let number = |at: usize| {
            // A bin that nothing fell into borrows from the next one that has something.
            let far = (0..BINS).find(|far| least[(at + far) % BINS] != u32::MAX).unwrap_or_default();
            (least[(at + far) % BINS] as u16).wrapping_add(far as u16)
        };
        Some(Sketch { least: std::array::from_fn(number) })
    }

    /// How much two texts have in common of what either has, in percent, as far as sketches tell.
    pub fn likeness(&self, other: &Sketch) -> usize {
        let same = self.least.iter().zip(&other.least).filter(|(one, other)| one == other).count();
        same * 100 / BINS
    }

    /// What two sketches share at least one of if their texts are nearly the same.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        let bands = self.least.chunks(BAND);
        bands.map(|band| band.iter().fold(0, |key, number| key << 16 | u64::from(*number)))
    }

    /// The text in which it is kept.
    pub fn write(&self) -> String {
        self.least.iter().fold(String::with_capacity(BINS * 4), |mut text, number| {
            let _ = write!(text, "{number:04x}");
            text
        })
    }

    /// Takes a text that [`Sketch::write`] gave.
    pub fn read(text: &str) -> Option<Sketch> {
        let number = |at: usize| u16::from_str_radix(text.get(at * 4..at * 4 + 4)?, 16).ok();
        let numbers: Option<Vec<u16>> = (0..BINS).map(number).collect();
        (text.len() == BINS * 4).then_some(Sketch { least: numbers?.try_into().ok()? })
    }
}

/// A number of which every bit depends on every bit of another (SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "本机关坚持以公开为常态、不公开为例外，主动公开政府信息312条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。健全审核制度，做到先审查后公开、一事一审，明确专人负责更新栏目。开展业务培训2次，参加人员四十余人。畅通申请渠道，依法答复每一件申请，没有发生超期。";

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text).expect("enough to be compared")
    }

    #[test]
    fn the_same_text_with_other_numbers_and_punctuation_has_the_same_sketch() {
        assert_eq!(sketch(&TEXT.replace("312", "86").replace('，', ", ")), sketch(TEXT));
    }

    #[test]
    fn a_text_of_which_a_word_was_changed_shares_a_band_and_another_text_does_not() {
        let shares =
            |other: &Sketch| sketch(TEXT).bands().zip(other.bands()).any(|(one, other)| one == other);
        let changed = sketch(&TEXT.replace("业务培训", "专题培训"));
        assert!(sketch(TEXT).likeness(&changed) >= 70 && shares(&changed));
        let other = sketch(
            "全区各单位报送的材料由专班逐份核对，发现的差错当天退回改正。群众来电来访由窗口登记，答复以前先与业务科室会商，难以答复的请法律顾问把关。示范点建设覆盖全部社区，公示栏每周换一次，老人看不清的由志愿者读给他们听。",
        );
        assert!(sketch(TEXT).likeness(&other) < 20 && !shares(&other));
    }

    #[test]
    fn what_is_short_has_no_sketch() {
        assert_eq!(Sketch::of("本年度未收取政府信息公开信息处理费，没有其他需要报告的事项。"), None);
        assert_eq!(Sketch::of(""), None);
    }

    #[test]
    fn a_sketch_comes_back_from_its_text() {
        assert_eq!(Sketch::read(&sketch(TEXT).write()), Some(sketch(TEXT)));
        assert_eq!(Sketch::read("00"), None);
        assert_eq!(Sketch::read(&"公".repeat(BINS * 4)), None);
    }
}
