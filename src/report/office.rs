//! Who reports, whose figures, and when: the level of the organ, the scope of its tables, the date.

use time::{Date, Month};

use crate::named::named;

named! {
    /// The level of the organ, 机关层级.
    pub enum Level {
        /// A department of the State Council.
        StateCouncil => "state-council", "国务院部门";
        /// A provincial government.
        Province => "province", "省级";
        /// A city government.
        City => "city", "市级";
        /// A county government.
        County => "county", "县级";
        /// A department of a local government.
        Department => "department", "部门";
        /// A township government or subdistrict office.
        Township => "township", "乡镇街道";
    }
}

named! {
    /// Whose figures the tables hold, 数据范围.
    pub enum Scope {
        /// The organ's own.
        Own => "own", "本机关";
        /// The sum over the organ's whole area.
        Area => "area", "本地区汇总";
    }
}

impl Level {
    /// Whether an organ of the level may make rules, 规章: departments of the State Council, and the governments
    /// of provinces and of cities (立法法 第九十一条、第九十三条).
    pub fn may_make_rules(self) -> bool {
        matches!(self, Level::StateCouncil | Level::Province | Level::City)
    }
}

/// Reads a date written as 2021-01-05, with a year of four digits.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits| {
        let part = parts.next()?;
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    parts.next().is_none().then_some(date)
}
