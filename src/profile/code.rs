//! 统一社会信用代码: eighteen characters, the last of which checks the others (GB 32100-2015).

/// The characters, each worth its place: no I, O, S, V and Z, which look like digits and others.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// What the characters before the last weigh: powers of 3, modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Whether a code is one, by its characters and the last of them.
///
/// # Errors
/// What is wrong with it, as the end of a sentence.
pub fn check(code: &str) -> Result<(), String> {
    let Some(values) = code.chars().map(|c| CHARACTERS.find(c)).collect::<Option<Vec<_>>>() else {
        return Err(format!("“{code}”里有代码不用的字符：只用数字和大写字母，不用 I、O、S、V、Z"));
    };
    let [of_code @ .., last] = values.as_slice() else { return Err("是空的".to_owned()) };
    if of_code.len() != WEIGHTS.len() {
        return Err(format!("“{code}”应是 18 位，现在是 {} 位", values.len()));
    }
    let sum: usize = of_code.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (31 - sum % 31) % 31;
    match expected == *last {
        true => Ok(()),
        false => {
            let expected = CHARACTERS.chars().nth(expected).unwrap_or_default();
            Err(format!("“{code}”的校验位不对：按前 17 位算，最后一位应是 {expected}，请核对是哪一位写错了"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last character, by the formula of the standard written out: C18 = 31 − Σ Ci · 3^(i−1) mod 31.
    fn by_the_formula(code: &str) -> char {
        let value = |c| CHARACTERS.find(c).unwrap();
        let sum: u128 = code.chars().zip(0..).map(|(c, at)| value(c) as u128 * 3u128.pow(at)).sum();
        CHARACTERS.chars().nth(((31 - sum % 31) % 31) as usize).unwrap()
    }

    #[test]
    fn the_example_of_the_standard_is_a_code() {
        assert_eq!(check("91350100M000100Y43"), Ok(()));
    }

    #[test]
    fn the_last_character_is_that_of_the_formula_and_no_other() {
        for before in ["11330000000000000", "1133010600251973X", "113301060025197XL", "00000000000000000"] {
            let last = by_the_formula(before);
            for c in CHARACTERS.chars() {
                assert_eq!(check(&format!("{before}{c}")).is_ok(), c == last, "{before}{c}");
            }
        }
    }

    #[test]
    fn two_characters_that_changed_places_are_noticed() {
        let code: Vec<char> = "91350100M000100Y43".chars().collect();
        for at in 0..17 {
            let mut changed = code.clone();
            changed.swap(at, at + 1);
            let changed: String = changed.iter().collect();
            assert_eq!(check(&changed).is_ok(), code[at] == code[at + 1], "{changed}");
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        assert_eq!(check("9135").unwrap_err(), "“9135”应是 18 位，现在是 4 位");
        assert!(check("9135010OM000100Y43").unwrap_err().contains("不用的字符"));
        assert!(check("91350100M000100Y44").unwrap_err().contains("最后一位应是 3"));
        assert!(check("").is_err());
    }
}
