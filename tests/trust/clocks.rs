use std::sync::{
    Mutex,
    atomic::{AtomicI32, AtomicI64, Ordering},
};

use api::{App, BuildIssue, Choice, ListArticles, ListIssues, SetBookmarked};
use chrono::{DateTime, FixedOffset, TimeZone};

use crate::{desks::desk_with_files, tell};

/// What the desk's clock shows: seconds since 1970, and seconds east of Greenwich.
static NOW: AtomicI64 = AtomicI64::new(0);
static EAST: AtomicI32 = AtomicI32::new(0);
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn clock() -> DateTime<FixedOffset> {
    let east = FixedOffset::east_opt(EAST.load(Ordering::SeqCst)).unwrap();
    east.timestamp_opt(NOW.load(Ordering::SeqCst), 0).unwrap()
}

fn set(moment: &str) {
    let moment = DateTime::parse_from_rfc3339(moment).unwrap();
    EAST.store(moment.offset().local_minus_utc(), Ordering::SeqCst);
    NOW.store(moment.timestamp(), Ordering::SeqCst);
}

/// Fourteen zones, in quarters of an hour east of Greenwich.
const ZONES: [i32; 14] = [-48, -40, -32, -20, -14, -12, 0, 4, 12, 22, 23, 36, 51, 56];

/// Whatever the clock shows, and from whatever to whatever it jumps: the articles stay in their order, a day has its issue once
/// and keeps it, the day's copy is made, and nothing that was kept is taken for old.
#[test]
fn a_clock_that_jumps_changes_no_order_and_doubles_no_digest() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let desk = desk_with_files();
    desk.import(&desk.files());
    set("2026-03-31T08:00:00+00:00");
    let app = App::open(&desk.library(), clock, |_| {}).unwrap();
    let order = || -> Vec<_> {
        let rows = app.list_articles(ListArticles::default()).unwrap().rows;
        rows.into_iter().map(|row| (row.id, row.title)).collect()
    };
    let (before, mut days) = (order(), std::collections::BTreeSet::new());
    let zoned = |stamp: &str, zone: i32| {
        let (sign, east) = (if zone < 0 { '-' } else { '+' }, zone.abs());
        format!("{stamp}{sign}{:02}:{:02}", east / 4, east % 4 * 15)
    };
    let mut moments: Vec<String> = ZONES.iter().map(|zone| zoned("2026-03-31T23:59:59", *zone)).collect();
    moments.extend(ZONES.iter().map(|zone| zoned("2026-04-01T00:00:00", *zone)));
    // Ten years on and back, both ends of what a calendar may show, and hours that come twice or never.
    for years in ["2036-03-31", "2016-03-31", "1900-01-01", "9999-12-31", "1969-12-31", "2038-01-19", "2028-02-29"] {
        moments.extend(["T00:00:00+00:00", "T23:59:59+13:00", "T12:00:00-11:00"].map(|time| format!("{years}{time}")));
    }
    for change in ["2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00", "2026-10-25T02:59:59+02:00"] {
        moments.push(change.to_owned());
    }
    moments.extend(["2026-10-25T02:00:00+01:00", "2026-10-25T02:59:59+01:00"].map(str::to_owned));
    moments.extend(
        ["2026-03-08T03:00:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"].map(str::to_owned),
    );
    let (mut fired, mut lost) = (0, 0);
    for (number, moment) in moments.iter().enumerate() {
        let last = clock();
        set(moment);
        fired += usize::from(clock() != last);
        let today = clock().date_naive();
        days.insert(today);
        let build = || app.build_issue(BuildIssue { title: None, date: today, choice: Choice::All }).unwrap().id;
        let twice = [build(), build()];
        let marked = before[number % before.len()].0;
        app.set_bookmarked(SetBookmarked { ids: vec![marked], bookmarked: number % 2 == 0 }).unwrap();
        app.back_up_if_due();
        app.scrub_a_little();
        let issues = app.list_issues(ListIssues::default()).unwrap().issues;
        let of_today = issues.iter().filter(|issue| issue.date == today).count();
        if twice[0] != twice[1] || of_today != 1 || issues.len() != days.len() || order() != before {
            println!(
                "at {moment}, from {last}: {twice:?}, {of_today} of today, {} for {} days",
                issues.len(),
                days.len()
            );
            lost += 1;
        }
    }
    let copies = api::list_backups(&desk.library()).unwrap().backups.len();
    assert!((5..=11).contains(&copies), "{copies} copies");
    assert_eq!(app.check_library(api::CheckLibrary {}).unwrap().faults, Vec::<String>::new());
    tell("the clock: ten years, zones, hours twice, 1900 and 9999", moments.len(), fired, lost);
}
