use super::*;

const REPORT: &str = "The council of Marrow Bay voted on Tuesday to close the old ferry pier after divers found cracks in \
    nine of its forty pillars. Repairs would take two years and cost more than the town can pay, the mayor said. \
    Fishermen who moor there were told to move their boats before the first storms of autumn. A hearing is planned.";

fn add(copies: &mut Copies, id: i64, source: &str, published: i64, title: &str, body: &str) -> Arrival {
    let arriving = Arriving { id: ArticleId(id), source: Some(source), published: Some(published) };
    copies.add(arriving, Fingerprint::of(title, body))
}

/// Each is one text to a reader, and the press prints all of them on one morning.
#[test]
fn the_ways_a_wire_text_is_printed_are_near_copies() {
    let cut = &REPORT[..REPORT.find(" Repairs").unwrap()];
    let edited = REPORT.replace("old ferry pier", "ageing ferry pier").replace("A hearing is planned.", "");
    let extended = format!(
        "{REPORT} {}",
        "The pier was built by the town's own masons and has stood through three wars and a fire."
    );
    let shouted = REPORT.to_uppercase();
    for (title, body) in
        [("Pier shut", cut), ("Pier", &edited), ("Pier closed", &extended), ("Another", REPORT), ("Pier", &shouted)]
    {
        let mut copies = Copies::default();
        assert_eq!(add(&mut copies, 1, "a.example", 0, "Pier", REPORT), Arrival::New);
        assert_eq!(add(&mut copies, 2, "b.example", 60, title, body), Arrival::NearCopyOf(ArticleId(1)), "{body}");
        assert_eq!(copies.group(ArticleId(2)), ArticleId(1));
    }
}

#[test]
fn the_same_outlet_prints_the_same_twice_or_a_newer_version() {
    let mut copies = Copies::default();
    let newer = format!("{REPORT} The hearing was later moved to Friday.");
    add(&mut copies, 1, "a.example", 0, "Pier", REPORT);
    assert_eq!(add(&mut copies, 2, "a.example", 0, "Pier", REPORT), Arrival::SameAs(ArticleId(1)));
    assert_eq!(add(&mut copies, 3, "a.example", 3600, "Pier", &newer), Arrival::NewerVersionOf(ArticleId(1)));
}

/// Two days' weather in the same words are two reports: joined, a digest would print yesterday's.
#[test]
fn templates_that_differ_in_figures_stay_apart() {
    let weather = |low: u32, high: u32, wind: u32| {
        format!(
            "The weather office expects a fair day over the coast with light cloud in the afternoon. Lows of {low} and \
             highs of {high} degrees are forecast, with winds of {wind} kilometres an hour from the west and a calm sea."
        )
    };
    let mut copies = Copies::default();
    add(&mut copies, 1, "a.example", 0, "Weather", &weather(12, 21, 15));
    assert_eq!(add(&mut copies, 2, "a.example", 86_400, "Weather", &weather(14, 25, 30)), Arrival::New);
}

/// A toll that rises within the day is the same report, newer.
#[test]
fn one_figure_that_changes_within_the_day_is_an_update() {
    let report = |dead: u32| REPORT.replace("nine", &dead.to_string());
    let mut copies = Copies::default();
    add(&mut copies, 1, "a.example", 0, "Pier", &report(9));
    assert_eq!(add(&mut copies, 2, "a.example", 7200, "Pier", &report(11)), Arrival::NewerVersionOf(ArticleId(1)));
    assert_eq!(add(&mut copies, 3, "a.example", 9 * 86_400, "Pier", &report(14)), Arrival::New);
}

#[test]
fn a_copy_that_fits_two_groups_joins_them() {
    let half = REPORT.find(" Fishermen").unwrap();
    let mut copies = Copies::default();
    add(&mut copies, 1, "a.example", 0, "", &REPORT[..half]);
    add(&mut copies, 2, "b.example", 0, "", &REPORT[half..]);
    assert_ne!(copies.group(ArticleId(1)), copies.group(ArticleId(2)));
    add(&mut copies, 3, "c.example", 0, "", REPORT);
    assert_eq!(copies.group(ArticleId(2)), ArticleId(1));
}

#[test]
fn what_is_older_than_the_window_is_forgotten_and_groups_live_on() {
    let mut copies = Copies::default();
    add(&mut copies, 1, "a.example", 100, "", REPORT);
    add(&mut copies, 2, "b.example", 200, "", REPORT);
    copies.forget_before(150);
    assert_eq!(add(&mut copies, 3, "c.example", 300, "", REPORT), Arrival::NearCopyOf(ArticleId(2)));
}
