//! The slips of people who copy numbers, known by what stands in a cell and what should.
//! Knows no report.

use crate::report::guess::By;

/// How a wrong number, or a text in place of one, may have come about, the surest signs first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// A total was left as it was when its parts changed.
    TotalNotUpdated,
    /// What is counted under 部分公开 was counted here too.
    CountedTwice,
    /// Two digits changed places.
    Swapped,
    /// A digit was typed twice.
    Doubled,
    /// Two cells beside each other hold each other's numbers.
    Neighbours,
    /// A digit is missing.
    Lost,
    /// The number of the cell beside it was copied.
    Copied,
    /// There is a digit too many.
    Extra,
    /// One digit of several is another.
    Mistyped,
    /// No slip that is known.
    Unknown,
    /// It was written otherwise than as a number of its kind.
    Written(By),
}

impl Slip {
    /// The slips that put another number in place of the right one.
    pub const OF_NUMBERS: [Slip; 10] = [
        Slip::TotalNotUpdated,
        Slip::CountedTwice,
        Slip::Swapped,
        Slip::Doubled,
        Slip::Neighbours,
        Slip::Lost,
        Slip::Copied,
        Slip::Extra,
        Slip::Mistyped,
        Slip::Unknown,
    ];

    /// What a user reads of it; nothing where no slip is known.
    pub fn words(self) -> &'static str {
        match self {
            Slip::TotalNotUpdated => "总计没有跟着改",
            Slip::CountedTwice => "部分公开的件数又计了一次",
            Slip::Swapped => "两位数字颠倒",
            Slip::Doubled => "一位数字打了两次",
            Slip::Neighbours => "填到了相邻的格里",
            Slip::Lost => "少打一位数字",
            Slip::Copied => "抄成了相邻一格的数",
            Slip::Extra => "多打一位数字",
            Slip::Mistyped => "打错一位数字",
            Slip::Unknown => "",
            Slip::Written(by) => by.words(),
        }
    }

    /// The slip of fingers that turns a number into another; [`Slip::Unknown`] if there is none.
    pub fn of_digits(right: i64, typed: i64) -> Slip {
        let (right, typed) = (right.to_string().into_bytes(), typed.to_string().into_bytes());
        let differs: Vec<usize> = match right.len() == typed.len() {
            true => (0..right.len()).filter(|place| right[*place] != typed[*place]).collect(),
            false => Vec::new(),
        };
        match differs.as_slice() {
            [one, other]
                if *other == one + 1 && right[*one] == typed[*other] && right[*other] == typed[*one] =>
            {
                return Slip::Swapped;
            }
            [_] if right.len() > 1 => return Slip::Mistyped,
            _ => {}
        }
        if let Some(place) = one_more(&typed, &right) {
            let digit = typed[place];
            let beside = [place.checked_sub(1), Some(place + 1)];
            let doubled = beside.into_iter().flatten().any(|beside| typed.get(beside) == Some(&digit));
            return if doubled { Slip::Doubled } else { Slip::Extra };
        }
        // A 0 that should be 10 has lost nothing: it is one of many that were never filled.
        let is_lost = typed != b"0" && one_more(&right, &typed).is_some();
        if is_lost { Slip::Lost } else { Slip::Unknown }
    }
}

/// The place of the digit that the longer number has beyond the shorter one.
fn one_more(longer: &[u8], shorter: &[u8]) -> Option<usize> {
    if longer.len() != shorter.len() + 1 {
        return None;
    }
    let place = longer.iter().zip(shorter).take_while(|(one, other)| one == other).count();
    (longer[place + 1..] == shorter[place..]).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_fingers_are_told_apart() {
        for (right, typed, slip) in [
            (12, 21, Slip::Swapped),
            (1032, 1302, Slip::Swapped),
            (12, 122, Slip::Doubled),
            (5, 55, Slip::Doubled),
            (12, 1, Slip::Lost),
            (100, 10, Slip::Lost),
            (10, 0, Slip::Unknown),
            (12, 127, Slip::Extra),
            (12, 120, Slip::Extra),
            (12, 13, Slip::Mistyped),
            (3, 5, Slip::Unknown),
            (12, 45, Slip::Unknown),
            (123, 321, Slip::Unknown),
            (12, 1245, Slip::Unknown),
        ] {
            assert_eq!(Slip::of_digits(right, typed), slip, "{right} typed as {typed}");
        }
    }
}
