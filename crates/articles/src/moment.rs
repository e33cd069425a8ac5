use std::{fmt, str::FromStr};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize, de};
use ts_rs::TS;

/// A date as exactly as it is known: a day, a local time, or a time with its offset.
///
/// Written as in ISO 8601: `2025-05-12`, `2025-05-12T08:30:00`, `2025-05-12T08:30:00+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, TS)]
#[ts(type = "string")]
pub enum Moment {
    Day(NaiveDate),
    Local(NaiveDateTime),
    Exact(DateTime<FixedOffset>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError(pub String);

impl Moment {
    /// The calendar day as printed: in the moment's own offset, never moved to another zone.
    pub fn day(&self) -> NaiveDate {
        match self {
            Moment::Day(day) => *day,
            Moment::Local(at) => at.date(),
            Moment::Exact(at) => at.date_naive(),
        }
    }

    /// For ordering only: seconds since 1970 in UTC, a day taken at its noon and a local time as if it were UTC.
    pub fn sort_seconds(&self) -> i64 {
        match self {
            Moment::Day(day) => day.and_time(NaiveTime::MIN).and_utc().timestamp() + 12 * 3600,
            Moment::Local(at) => at.and_utc().timestamp(),
            Moment::Exact(at) => at.with_timezone(&Utc).timestamp(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Moment::Local(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S")),
            Moment::Exact(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%:z")),
        }
    }
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date of ISO 8601: {:?}", self.0)
    }
}

impl std::error::Error for MomentError {}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Moment, MomentError> {
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Ok(Moment::Day(day));
        }
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Ok(Moment::Exact(at));
        }
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
            .map(Moment::Local)
            .map_err(|_| MomentError(text.to_owned()))
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is stored as text must come back as the same value, or an article changes by being saved.
    #[test]
    fn is_written_and_read_back_as_it_was() {
        for text in ["2025-05-12", "2025-05-12T08:30:00", "2025-05-12T08:30:00+02:00", "1900-01-01", "9999-12-31"] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
        }
        assert!("12 May 2025".parse::<Moment>().is_err());
    }

    /// A story of half past midnight in Damascus belongs to that day there, not to the day before in London.
    #[test]
    fn keeps_the_day_that_was_printed() {
        let moment: Moment = "2025-05-12T00:30:00+03:00".parse().unwrap();
        assert_eq!(moment.day().to_string(), "2025-05-12");
    }
}
