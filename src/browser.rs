//! The edge to the browser: storage, files, addresses, focus, the clock. It carries out and decides
//! nothing; whatever can be refused returns why.

pub mod clipboard;
pub mod files;
pub mod mirror;
pub mod page;
pub mod storage;

/// The time, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A name that no other draft has: the time and a random tail.
pub fn fresh_id() -> String {
    let tail = (js_sys::Math::random() * 46_656.0) as u32;
    format!("{:x}{tail:03x}", now() as u64)
}

/// The year of the local calendar.
pub fn current_year() -> i64 {
    i64::from(js_sys::Date::new_0().get_full_year())
}

/// The day of a time on the local calendar, as file names have it: 2026-01-05.
pub fn date_words(time: f64) -> String {
    let date = js_sys::Date::new(&time.into());
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// A time of the local clock in words: 10:32 on the same day, 1月5日 10:32 before.
pub fn clock_words(time: f64) -> String {
    let (date, today) = (js_sys::Date::new(&time.into()), js_sys::Date::new_0());
    let clock = format!("{}:{:02}", date.get_hours(), date.get_minutes());
    let day = |date: &js_sys::Date| (date.get_full_year(), date.get_month(), date.get_date());
    let (year, month, number) = day(&date);
    if day(&today) == (year, month, number) {
        clock
    } else if today.get_full_year() == year {
        format!("{}月{number}日 {clock}", month + 1)
    } else {
        format!("{year}年{}月{number}日", month + 1)
    }
}
