use std::{
    fs,
    time::{Duration, Instant},
};

use api::*;

use crate::{desk, feed, story};

crate::tests![
    a_job_tells_how_far_it_is_and_how_it_ended,
    pasted_text_is_imported,
    pasted_html_wins_where_it_has_blocks,
    jobs_wait_for_each_other,
    a_job_is_cancelled_within_half_a_second,
    settings_are_kept_within_bounds,
];

fn a_job_tells_how_far_it_is_and_how_it_ended() {
    let desk = desk();
    for n in 0..60 {
        desk.write(&format!("{n:03}.txt"), story(n));
    }
    let begin = Instant::now();
    let job = desk.app.start_import_paths(vec![desk.files()]).unwrap();
    let (outcome, told) = desk.wait();
    let JobOutcome::Imported { import } = outcome else { panic!("{outcome:?}") };
    let report = desk.app.read_import(ReadImport { id: import }).unwrap();
    assert_eq!((report.summary.files, report.summary.articles), (60, 60));
    let far: Vec<u64> = told
        .iter()
        .filter_map(|event| match event {
            Event::JobProgress { job: of, done, .. } => Some((*of == job).then_some(*done).unwrap()),
            _ => None,
        })
        .collect();
    assert!(!far.is_empty() && far.is_sorted());
    assert!(far.len() as u128 <= begin.elapsed().as_millis() / 100 + 1, "more than ten a second: {}", far.len());
    assert!(told.iter().any(|event| matches!(event, Event::LibraryChanged {})));
    assert_eq!(desk.app.cancel_job(CancelJob { job }).unwrap().count, 0);
}

fn pasted_text_is_imported() {
    let desk = desk();
    desk.app.start_import_text(StartImportText { text: story(3), html: None }).unwrap();
    assert!(matches!(desk.wait().0, JobOutcome::Imported { .. }));
    let row = &desk.rows()[0];
    assert_eq!(row.title, "Bakers of district 3 raise the price of bread");
    assert_eq!(desk.app.read_source_text(ReadArticle { id: row.id }).unwrap().text, story(3));
    // Nothing pasted is an import that found nothing, not an error.
    desk.app.start_import_text(StartImportText::default()).unwrap();
    let (JobOutcome::Imported { import }, _) = desk.wait() else { panic!() };
    let report = desk.app.read_import(ReadImport { id: import }).unwrap();
    assert_eq!((report.sample.len(), report.summary.articles, report.summary.problems), (1, 0, 1));
}

fn pasted_html_wins_where_it_has_blocks() {
    let desk = desk();
    let html = format!("<h1>Ferry runs again</h1><p>{}</p>", story(4).replace("\n\n", "</p><p>"));
    desk.app.start_import_text(StartImportText { text: "Ferry runs again".to_owned(), html: Some(html) }).unwrap();
    desk.wait();
    assert_eq!(desk.rows()[0].title, "Ferry runs again");
    let text = story(5);
    desk.app.start_import_text(StartImportText { text, html: Some("<span>word</span>".to_owned()) }).unwrap();
    desk.wait();
    assert_eq!(desk.rows().len(), 2);
}

fn jobs_wait_for_each_other() {
    let desk = desk();
    for n in 0..4 {
        desk.app.start_import_text(StartImportText { text: story(n), html: None }).unwrap();
    }
    for _ in 0..4 {
        assert!(matches!(desk.wait().0, JobOutcome::Imported { .. }));
    }
    assert_eq!(desk.rows().len(), 4);
    desk.assert_well();
}

fn a_job_is_cancelled_within_half_a_second() {
    let desk = desk();
    // Nothing but the machine's other work can make one of three slow.
    let mut slowest = Duration::ZERO;
    for round in 0..3 {
        // Files of many articles and many of one: whatever is being done when the wish comes. None of them was met before
        // by a job that was cancelled: what is there already is passed over, and the third job was over before its wish.
        fs::create_dir(desk.files().join(round.to_string())).unwrap();
        for n in 0..6 {
            desk.write(&format!("{round}/large {n}.xml"), feed((round * 6 + n) * 10_000, 800));
        }
        for n in 0..300 {
            desk.write(&format!("{round}/small {n}.txt"), story(200_000 + round * 1000 + n));
        }
        let job = desk.app.start_import_paths(vec![desk.files().join(round.to_string())]).unwrap();
        // Early, and in the middle of things.
        let wanted = [1, 3, 6][round];
        let mut told = 0;
        while told < wanted {
            match desk.events.recv_timeout(Duration::from_secs(60)).unwrap() {
                Event::JobProgress { .. } => told += 1,
                Event::JobEnded { outcome, .. } => panic!("it was over too soon: {outcome:?}"),
                _ => {}
            }
        }
        let begin = Instant::now();
        assert_eq!(desk.app.cancel_job(CancelJob { job }).unwrap().count, 1);
        let (outcome, _) = desk.wait();
        slowest = slowest.max(begin.elapsed());
        assert!(matches!(outcome, JobOutcome::Cancelled { .. }), "{outcome:?}");
        desk.assert_well();
    }
    assert!(slowest <= Duration::from_millis(500), "{slowest:?}");
}

fn settings_are_kept_within_bounds() {
    let desk = desk();
    assert_eq!(desk.app.read_settings(ReadSettings {}).unwrap(), Settings::default());
    let wild = Settings { text_size: 4000, theme: "dark".to_owned(), ..Settings::default() };
    let kept = desk.app.write_settings(wild).unwrap();
    assert_eq!((kept.text_size, kept.theme.as_str()), (28, "dark"));
    assert_eq!(desk.app.read_settings(ReadSettings {}).unwrap(), kept);
}
