use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

/// Days from the first to the last, both in it. Open where none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Option<NaiveDate>,
    pub(crate) last: Option<NaiveDate>,
}

impl Days {
    /// `2025-05-12`, `2025-05`, `2025`, `today`, `yesterday`, `monday`, `7d` (the last seven), `2w`; from one to
    /// another with `..`, where one side may be missing.
    pub(crate) fn on(value: &str, today: NaiveDate) -> Option<Days> {
        let Some((from, to)) = value.split_once("..") else { return span(value, today) };
        let first = if from.is_empty() { None } else { Some(span(from, today)?.first?) };
        let last = if to.is_empty() { None } else { Some(span(to, today)?.last?) };
        (first.is_some() || last.is_some()).then_some(Days { first, last })
    }

    /// Before all of it; `7d` is the day a week ago.
    pub(crate) fn before(value: &str, today: NaiveDate) -> Option<Days> {
        let first = ago(value, today).or_else(|| Days::on(value, today)?.first)?;
        Some(Days { first: None, last: Some(first.pred_opt()?) })
    }

    /// After all of it; `7d` is the day a week ago, so that a week is left.
    pub(crate) fn after(value: &str, today: NaiveDate) -> Option<Days> {
        let last = ago(value, today).or_else(|| Days::on(value, today)?.last)?;
        Some(Days { first: Some(last.succ_opt()?), last: None })
    }
}

fn span(value: &str, today: NaiveDate) -> Option<Days> {
    let day = |day: NaiveDate| Some(Days { first: Some(day), last: Some(day) });
    match value.to_lowercase().as_str() {
        "today" => return day(today),
        "yesterday" => return day(today.pred_opt()?),
        name => {
            if let Some(weekday) = weekday(name) {
                let back = today.weekday().days_since(weekday);
                return day(today.checked_sub_days(Count::new(back.into()))?);
            }
        }
    }
    if let Some(before) = ago(value, today) {
        return Some(Days { first: Some(before.succ_opt()?), last: Some(today) });
    }
    calendar(value)
}

/// A year, month or day: digits with `-` between them.
fn calendar(value: &str) -> Option<Days> {
    let parts: Vec<&str> = value.split('-').collect();
    let number = |at: usize| -> Option<u32> {
        let part = *parts.get(at)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let year = i32::try_from(number(0)?).ok().filter(|_| parts[0].len() == 4)?;
    let (first, last) = match parts.len() {
        1 => (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?),
        2 => {
            let first = NaiveDate::from_ymd_opt(year, number(1)?, 1)?;
            (first, first.checked_add_months(chrono::Months::new(1))?.pred_opt()?)
        }
        3 => {
            let day = NaiveDate::from_ymd_opt(year, number(1)?, number(2)?)?;
            (day, day)
        }
        _ => return None,
    };
    Some(Days { first: Some(first), last: Some(last) })
}

/// The day so many days or weeks before today: `7d`, `2w`.
fn ago(value: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = match (value.strip_suffix(['d', 'D']), value.strip_suffix(['w', 'W'])) {
        (Some(days), _) => days.parse::<u16>().ok()?.into(),
        (_, Some(weeks)) => u64::from(weeks.parse::<u16>().ok()?) * 7,
        _ => return None,
    };
    today.checked_sub_days(Count::new(days))
}

fn weekday(name: &str) -> Option<Weekday> {
    // Chrono knows `mon` and `monday`.
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_as_people_type_them() {
        // A Monday.
        let today = day("2026-11-23");
        let check = |value: &str, expected: Option<(&str, &str)>| {
            let days = expected.map(|(first, last)| Days {
                first: (!first.is_empty()).then(|| day(first)),
                last: (!last.is_empty()).then(|| day(last)),
            });
            assert_eq!(Days::on(value, today), days, "{value}");
        };
        check("2025-05-12", Some(("2025-05-12", "2025-05-12")));
        check("2025-02", Some(("2025-02-01", "2025-02-28")));
        check("2024", Some(("2024-01-01", "2024-12-31")));
        check("2025-05-01..2025-05-12", Some(("2025-05-01", "2025-05-12")));
        check("2025-05..", Some(("2025-05-01", "")));
        check("..2025", Some(("", "2025-12-31")));
        check("today", Some(("2026-11-23", "2026-11-23")));
        check("Yesterday", Some(("2026-11-22", "2026-11-22")));
        check("monday", Some(("2026-11-23", "2026-11-23")));
        check("tue", Some(("2026-11-17", "2026-11-17")));
        check("7d", Some(("2026-11-17", "2026-11-23")));
        check("2w..yesterday", Some(("2026-11-10", "2026-11-22")));
        for value in ["", "..", "christmas", "2025-13", "2025-02-30", "12-05-2025", "99999d", "-5", "2025-5-", "d"] {
            check(value, None);
        }
        assert_eq!(Days::after("7d", today).unwrap().first, Some(day("2026-11-17")));
        assert_eq!(Days::before("2025-05", today).unwrap().last, Some(day("2025-04-30")));
        assert_eq!(Days::after("2025-05", today).unwrap().first, Some(day("2025-06-01")));
    }
}
