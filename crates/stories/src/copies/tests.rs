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

/// The program starts anew every morning: what it said of copies yesterday must still hold, founder in sight or not.
#[test]
fn a_window_put_back_from_the_library_goes_on_as_before() {
    let known = |id: i64| Arriving { id: ArticleId(id), source: Some("a.example"), published: Some(id) };
    let mut copies = Copies::default();
    copies.restore(known(8), Fingerprint::of("Pier", REPORT), ArticleId(2));
    copies.restore(known(5), Fingerprint::of("Harbour", REPORT), ArticleId(2));
    copies.restore(
        known(6),
        Fingerprint::of("Budget", "The school budget was passed by the parliament."),
        ArticleId(6),
    );
    assert_eq!([5, 6, 8].map(|id| copies.group(ArticleId(id))), [2, 6, 2].map(ArticleId));
    assert_eq!(add(&mut copies, 1, "b.example", 9, "Pier shut", REPORT), Arrival::NearCopyOf(ArticleId(8)));
    assert_eq!(copies.group(ArticleId(1)), ArticleId(2), "a newcomer renames no group");
}

#[test]
fn groups_that_prove_to_be_one_take_the_smaller_id() {
    let half = REPORT.find(" Fishermen").unwrap();
    let known = |id: i64| Arriving { id: ArticleId(id), source: None, published: None };
    let mut copies = Copies::default();
    copies.restore(known(4), Fingerprint::of("", &REPORT[half..]), ArticleId(4));
    copies.restore(known(3), Fingerprint::of("", &REPORT[..half]), ArticleId(3));
    add(&mut copies, 9, "c.example", 0, "", REPORT);
    assert_eq!([3, 4, 9].map(|id| copies.group(ArticleId(id))), [ArticleId(3); 3]);
}

/// The weather of three towns and the exchange of two days are five things to read about, whoever prints them.
#[test]
fn reports_of_one_form_are_told_from_updates() {
    let weather = |town: &str, high: u32, low: u32| {
        format!(
            "The weather in {town} on Tuesday: cloudy in the morning, with sunny spells in the afternoon. The highest \
             temperature will be {high} degrees, the lowest {low} degrees. The chance of rain is small, says the office."
        )
    };
    let shares = |points: &str, change: &str| {
        format!(
            "Shares on the Goriz exchange moved little on Monday. The Goriz 20 index stood at {points} points, a change \
             of {change} per cent from the day before. Banks moved the index most, and trading was as usual."
        )
    };
    let mut copies = Copies::default();
    add(&mut copies, 1, "a.example", 0, "Weather for Stone Cove", &weather("Stone Cove", 12, 4));
    add(&mut copies, 2, "a.example", 60, "Weather for Marrow Bay", &weather("Marrow Bay", 9, 1));
    add(&mut copies, 3, "b.example", 90, "Weather for Goriz", &weather("Goriz", 15, 7));
    add(&mut copies, 4, "a.example", 0, "Goriz shares", &shares("2,411", "0.8"));
    add(&mut copies, 5, "a.example", 86_400, "Goriz shares", &shares("2,380", "1.3"));
    let forms = [1, 2, 3, 4, 5].map(|id| copies.form(ArticleId(id)));
    assert_eq!(forms, [1, 1, 1, 4, 4].map(|id| Some(ArticleId(id))));
    // A toll that rises is no form: the names are the same, and it is the same morning.
    let toll =
        |dead: u32, hurt: u32| format!("{REPORT} Of the divers {dead} were hurt and {hurt} treated on the spot.");
    add(&mut copies, 6, "a.example", 0, "Pier", &toll(2, 3));
    add(&mut copies, 7, "a.example", 7_200, "Pier", &toll(4, 6));
    assert_eq!([6, 7].map(|id| copies.form(ArticleId(id))), [None, None]);
}
