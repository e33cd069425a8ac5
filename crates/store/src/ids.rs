use std::ops::RangeInclusive;

use articles::Moment;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// How many articles may share a second; one more and they are counted to the next.
const SEQUENCE_BITS: u32 = 14;
/// From 0001-01-01 to 1970-01-01. Years before our era and after 9999 are taken for these ends.
const SECONDS_BEFORE_1970: i64 = 62_135_596_800;
pub(crate) const LAST_SECOND: i64 = 315_537_897_599;

/// A time on the desk's own clock, which is its time zone's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub DateTime<FixedOffset>);

impl Clock {
    pub(crate) fn utc_seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// As the hands of the clock show it, so that all that came on a day of the desk lies in that day.
    pub(crate) fn shown_seconds(self) -> i64 {
        shown(self.0.naive_local())
    }
}

/// Seconds since 0001-01-01 of the time as printed, never moved to another zone: a list that is parted by printed
/// days stays in order, and a day is one range of ids. A day without a time is at its noon.
pub(crate) fn printed_seconds(moment: &Moment) -> i64 {
    match moment {
        Moment::Day(day) => shown(day.and_time(NaiveTime::MIN)) + 12 * 3600,
        Moment::Local(at) => shown(*at),
        Moment::Exact(at) => shown(at.naive_local()),
    }
}

pub(crate) fn first_id(second: i64) -> i64 {
    second << SEQUENCE_BITS
}

/// The second of an id, since 1970, as if its clock were UTC's.
pub(crate) fn since_1970(id: i64) -> i64 {
    (id >> SEQUENCE_BITS) - SECONDS_BEFORE_1970
}

/// All ids of a day, dated or come then.
pub(crate) fn ids_of_day(day: NaiveDate) -> RangeInclusive<i64> {
    let midnight = shown(day.and_time(NaiveTime::MIN));
    first_id(midnight)..=first_id(midnight + 24 * 3600) - 1
}

/// The day whose `ids_of_day` hold it.
pub(crate) fn day_of_id(id: i64) -> NaiveDate {
    let second = (id >> SEQUENCE_BITS) - SECONDS_BEFORE_1970;
    DateTime::<Utc>::from_timestamp(second, 0).unwrap_or_default().date_naive()
}

pub(crate) fn seconds_of_day(day: NaiveDate) -> RangeInclusive<i64> {
    let midnight = shown(day.and_time(NaiveTime::MIN));
    midnight..=midnight + 24 * 3600 - 1
}

/// A stored time for people and programs: RFC 3339 in UTC.
pub(crate) fn rfc3339(utc_seconds: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp(utc_seconds, 0).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn shown(at: NaiveDateTime) -> i64 {
    (at.and_utc().timestamp() + SECONDS_BEFORE_1970).clamp(0, LAST_SECOND - 24 * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page holds ids as numbers, which are exact to 2^53 only.
    #[test]
    fn ids_are_positive_and_exact_in_a_page() {
        for (text, day) in
            [("0001-01-01", "0001-01-01"), ("2025-05-12T00:30:00+03:00", "2025-05-12"), ("9999-12-30", "9999-12-30")]
        {
            let id = first_id(printed_seconds(&text.parse().unwrap()));
            assert!((0..1 << 53).contains(&id), "{text}");
            assert!(ids_of_day(day.parse().unwrap()).contains(&id), "{text}");
            assert_eq!(day_of_id(id).to_string(), day);
        }
        let far = NaiveDate::from_ymd_opt(200_000, 1, 1).unwrap();
        assert!(*ids_of_day(far).end() < 1 << 53);
    }
}
