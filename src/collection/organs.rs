//! Which reports are of one organ: those of one 统一社会信用代码, where they have a right one; a report without goes by
//! its name, with those of a code of that name if there is but one.
//! Knows no list of units.

use std::collections::HashMap;

use super::extract::Extract;
use crate::profile::code;

/// The 统一社会信用代码 of a report, if it is one.
pub fn code_of(extract: &Extract) -> Option<&str> {
    Some(extract.organ_code.as_str()).filter(|code| code::check(code).is_ok())
}

/// For every report what its organ is known by; nothing for one that does not say whose it is.
pub fn keys(extracts: &[Extract]) -> Vec<String> {
    let names: Vec<String> = extracts.iter().map(Extract::organ_key).collect();
    // The code of each name; none where there are several.
    let mut codes: HashMap<&str, Option<&str>> = HashMap::new();
    for (name, extract) in names.iter().zip(extracts) {
        if let Some(code) = code_of(extract) {
            let known = codes.entry(name).or_insert(Some(code));
            *known = known.filter(|known| *known == code);
        }
    }
    let by_name = |name: &str| codes.get(name).copied().flatten().filter(|_| !name.is_empty());
    let key = |(name, extract): (&String, &Extract)| {
        code_of(extract).or_else(|| by_name(name)).unwrap_or(name).to_owned()
    };
    names.iter().zip(extracts).map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::extract::Origin;
    use crate::report::{Edit, Report};

    const ONE: &str = "91350100M000100Y43";
    const OTHER: &str = "113301060025197318";

    fn of(organ: &str, code: &str) -> Extract {
        let mut report = Report::of_year(2024);
        report.apply(Edit::Organ(organ.into()));
        report.apply(Edit::OrganCode(code.into()));
        Extract::of(Origin::default(), &report, &[], 0)
    }

    fn are_one(extracts: &[Extract]) -> bool {
        let keys = keys(extracts);
        keys[0] == keys[1]
    }

    #[test]
    fn where_both_have_a_code_the_code_counts_and_the_name_does_not() {
        assert!(are_one(&[of("示例局", ONE), of("示例市示例局", ONE)]), "it has another name now");
        assert!(!are_one(&[of("教育局", ONE), of("教育局", OTHER)]), "two counties");
    }

    #[test]
    fn where_one_lacks_it_or_has_a_wrong_one_the_name_counts() {
        assert!(are_one(&[of("示例局", ONE), of("示例 局", "")]));
        assert!(are_one(&[of("示例局", &ONE.replace('3', "4")), of("示例局", OTHER)]), "a slip in the code");
        assert!(!are_one(&[of("示例局", ONE), of("别的局", "")]));
    }

    #[test]
    fn a_name_of_several_codes_is_none_of_them() {
        let [bare, one, other] = [of("教育局", ""), of("教育局", ONE), of("教育局", OTHER)];
        assert!(!are_one(&[bare.clone(), one.clone(), other]));
        assert!(are_one(&[bare, one]));
    }

    #[test]
    fn who_does_not_say_whose_it_is_has_no_key() {
        assert_eq!(keys(&[of(" ", ""), of("", ONE)]), ["", ONE]);
    }
}
