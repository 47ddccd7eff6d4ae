//! The edge to the browser: storage, files, addresses, focus, the clock. It carries out and decides
//! nothing; whatever can be refused returns why.

pub mod clipboard;
pub mod drawing;
pub mod files;
pub mod marks;
pub mod mirror;
pub mod page;
pub mod paper;
pub mod profile;
pub mod readers;
pub mod reports;
pub mod second_lines;
pub mod storage;
pub mod worker;

/// The time, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A random number, by the browser's own source of them.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    match filled {
        true => u64::from_le_bytes(bytes),
        false => (js_sys::Math::random() * 9e15) as u64,
    }
}

/// A name that no other tab has.
pub fn fresh_name() -> String {
    format!("{:x}{:08x}", now() as u64, random() as u32)
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

/// The day of a time on the local calendar, in words: 2026年1月5日.
pub fn day_words(time: f64) -> String {
    let date = js_sys::Date::new(&time.into());
    format!("{}年{}月{}日", date.get_full_year(), date.get_month() + 1, date.get_date())
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
