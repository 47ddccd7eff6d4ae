//! Who reports, whose figures, and when: the level of the organ, the scope of its tables, the date.

use time::{Date, Month};

/// The level of the organ, 机关层级.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A department of the State Council.
    StateCouncil,
    /// A provincial government.
    Province,
    /// A city government.
    City,
    /// A county government.
    County,
    /// A department of a local government.
    Department,
    /// A township government or subdistrict office.
    Township,
}

impl Level {
    /// All levels, in the order of the list that a user chooses from.
    pub const ALL: [Level; 6] = [
        Level::StateCouncil,
        Level::Province,
        Level::City,
        Level::County,
        Level::Department,
        Level::Township,
    ];

    /// The stable name in files.
    pub fn id(self) -> &'static str {
        match self {
            Level::StateCouncil => "state-council",
            Level::Province => "province",
            Level::City => "city",
            Level::County => "county",
            Level::Department => "department",
            Level::Township => "township",
        }
    }

    /// The level of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.id() == id)
    }

    /// The name that a user reads.
    pub fn name(self) -> &'static str {
        match self {
            Level::StateCouncil => "国务院部门",
            Level::Province => "省级",
            Level::City => "市级",
            Level::County => "县级",
            Level::Department => "部门",
            Level::Township => "乡镇街道",
        }
    }
}

/// Whose figures the tables hold, 数据范围.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The organ's own.
    Own,
    /// The sum over the organ's whole area.
    Area,
}

impl Scope {
    /// Both scopes.
    pub const ALL: [Scope; 2] = [Scope::Own, Scope::Area];

    /// The stable name in files.
    pub fn id(self) -> &'static str {
        match self {
            Scope::Own => "own",
            Scope::Area => "area",
        }
    }

    /// The scope of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.id() == id)
    }

    /// The name that a user reads.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Own => "本机关",
            Scope::Area => "本地区汇总",
        }
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
