use ::articles::{Colour, Correction, CorrectionStep, FieldValue, TextPlace};
use ::digests::Edit;

use super::*;

const DUMP: &[u8] = b"one, two and three after each other";

fn three() -> Vec<Article> {
    let at = |name: &str, start, end| {
        let mut article = dated(name, "2026-05-04");
        (article.origin.start, article.origin.end) = (start, end);
        article
    };
    vec![at("one", 0, 10), at("two", 10, 20), at("three", 20, 30)]
}

struct Corrected3 {
    library: Library,
    hash: ContentHash,
    text: TextId,
}

fn imported() -> Corrected3 {
    let library = library();
    let report = import_files(&library, &[File { name: "dump.txt", bytes: DUMP, articles: three() }]);
    let file = library.read_kept_file(report.sample[0].id).unwrap();
    Corrected3 { text: file.texts[0].id, hash: file.hash, library }
}

impl Corrected3 {
    fn ids(&self) -> Vec<ArticleId> {
        self.library.list_articles_of_text(self.text).unwrap().into_iter().map(|one| one.id).collect()
    }

    fn step(&self, start: u32, to: FieldValue) -> LogStep {
        let at = TextPlace { text: self.hash.clone(), start };
        LogStep::Add(CorrectionStep { set: vec![Correction::Field { at, to }], ..CorrectionStep::default() })
    }

    fn made(&self, from: u32, change: impl FnOnce(&mut Article)) -> TextChange {
        let as_read = three().remove(from as usize);
        let mut article = as_read.clone();
        change(&mut article);
        let made = MadeArticle { from: Part::All(from), place: from, article: Corrected { article, as_read } };
        TextChange { text: self.text, made: vec![made], moved: vec![], gone: vec![], spans: None }
    }

    fn correct(&self, step: &LogStep, change: TextChange) -> Vec<(ArticleId, ArticleId)> {
        self.library.correct(&self.hash, step, &[change], now()).unwrap()
    }
}

#[test]
fn a_corrected_article_is_the_same_one_and_says_what_was_read() {
    let desk = imported();
    let id = desk.ids()[1];
    desk.library.set_bookmarked(&[id], true, now()).unwrap();
    desk.library.set_tags(&[id], &["press".to_owned()], &[]).unwrap();
    let step = desk.step(10, FieldValue::Headline("Harbour reopened".to_owned()));
    assert!(desk.correct(&step, desk.made(1, |article| article.title = "Harbour reopened".to_owned())).is_empty());
    let view = desk.library.read_article(id).unwrap();
    assert_eq!(view.article.title, "Harbour reopened");
    assert_eq!(view.as_read.unwrap().title, "Headline of two");
    assert_eq!((view.bookmarked, view.tags), (true, vec!["press".to_owned()]));
    assert_eq!(found(&desk.library, "reopened"), ["Harbour reopened"]);
    // Its story is to be found anew: a program that dies now finds that written when it starts again.
    let window = desk.library.next_window((ArticleId(0), ArticleId(i64::MAX))).unwrap().unwrap();
    assert!(window.articles.iter().any(|one| one.id == id));
    assert_eq!(found(&desk.library, "title:two"), Vec::<String>::new());
    assert_well(&desk.library);

    // Back, as if nothing had been.
    let log = desk.library.read_corrections(&desk.hash).unwrap();
    assert!(!log.now.is_empty() && log.undone.unwrap().is_empty() && log.redone.is_none());
    desk.correct(&LogStep::Undo, desk.made(1, |_| {}));
    let view = desk.library.read_article(id).unwrap();
    assert_eq!((view.article.title.as_str(), view.as_read), ("Headline of two", None));
    assert!(desk.library.read_corrections(&desk.hash).unwrap().redone.is_some());
    assert_well(&desk.library);
}

/// The words that were read are what an article is known by: the same file, or another with it, brings no second one.
#[test]
fn what_comes_again_is_still_the_corrected_article() {
    let desk = imported();
    let step = desk.step(10, FieldValue::Headline("Other".to_owned()));
    desk.correct(&step, desk.made(1, |article| article.title = "Other".to_owned()));
    let report = import_files(&desk.library, &[File { name: "b.txt", bytes: b"b", articles: vec![three().remove(1)] }]);
    assert_eq!((report.sample[0].known, report.sample[0].articles.len()), (1, 0));
    assert_eq!(ids(&desk.library).len(), 3);
    assert_well(&desk.library);
}

/// What an encoder said of a headline is not said of another.
#[test]
fn a_corrected_article_waits_for_the_encoder_again() {
    let desk = imported();
    let id = desk.ids()[1];
    let said = stories::meaning::Meaning::of(&[0.0, 1.0]);
    desk.library.write_meanings(&[(id, Some(said))]).unwrap();
    let step = desk.step(10, FieldValue::Headline("Other".to_owned()));
    desk.correct(&step, desk.made(1, |article| article.title = "Other".to_owned()));
    assert_eq!(desk.library.list_unencoded(9).unwrap(), [id]);
    let window = desk.library.next_window((ArticleId(0), ArticleId(i64::MAX))).unwrap().unwrap();
    assert!(window.meanings.is_empty());
}

/// A boundary that was set right gives the article another text: marks go to where their words are now, and where
/// they are nowhere, they are still listed.
#[test]
fn marks_follow_their_words() {
    let desk = imported();
    let id = desk.ids()[1];
    let text = desk.library.read_text(id).unwrap().text;
    for words in ["the text of two", "It has", "two paragraphs."] {
        let start = text.find(words).unwrap() as u32;
        desk.library.add_highlight(id, start..start + words.len() as u32, Colour::Blue, "").unwrap();
    }
    let places = || -> Vec<(String, Option<(u32, u32)>)> {
        let view = desk.library.read_article(desk.ids()[1]).unwrap();
        view.highlights.into_iter().map(|one| (one.text, one.range)).collect()
    };
    let at: Moment = "2026-05-06".parse().unwrap();
    let step = desk.step(10, FieldValue::Date(Some(at)));
    desk.correct(
        &step,
        desk.made(1, |article| {
            article.text = "First. This is the  text\nof two. It had two\n\nparagraphs.".to_owned();
            article.published.as_mut().unwrap().at = at;
        }),
    );
    let placed = |words: &str, range| (words.to_owned(), range);
    assert_eq!(
        places(),
        [placed("It has", None), placed("the text of two", Some((15, 31))), placed("two paragraphs.", Some((40, 56)))]
    );
    desk.correct(&LogStep::Undo, desk.made(1, |_| {}));
    assert_eq!(places().iter().filter(|(_, range)| range.is_none()).count(), 0, "the first text is back");
    assert_well(&desk.library);
}

/// A date is a place in the library: everything that names the article has to follow it there.
#[test]
fn a_new_date_moves_the_article_with_all_that_names_it() {
    let desk = imported();
    let (one, two) = (desk.ids()[0], desk.ids()[1]);
    desk.library.set_bookmarked(&[two], true, now()).unwrap();
    desk.library.set_tags(&[two], &["press".to_owned()], &[]).unwrap();
    let issue =
        desk.library.put_issue(::articles::TitleId(1), "2026-05-04".parse().unwrap(), |_| Ok(issue(&[one]))).unwrap();
    let section = desk.library.read_issue(issue).unwrap().issue.sections[0].id;
    desk.library.edit_issue(issue, &Edit::AddItems { articles: vec![two], section, at: 0 }, now()).unwrap();

    let at: Moment = "2026-05-06".parse().unwrap();
    let change = desk.made(1, |article| article.published.as_mut().unwrap().at = at);
    let renamed = desk.correct(&desk.step(10, FieldValue::Date(Some(at))), change);
    let new = renamed[0].1;
    assert_eq!(renamed, [(two, new)]);
    let view = desk.library.read_article(new).unwrap();
    assert_eq!((view.bookmarked, view.tags, view.read), (true, vec!["press".to_owned()], false));
    assert!(matches!(desk.library.read_article(two), Err(Error::NotFound { .. })));
    let of_day = Filter { date: Some("2026-05-06".parse().unwrap()), ..Filter::default() };
    assert_eq!(titles(&desk.library, &of_day, Sort::Newest), ["Headline of two"]);
    let items = |id| desk.library.read_issue(id).unwrap().issue.items().map(|item| item.article).collect::<Vec<_>>();
    assert_eq!(items(issue), [new, one]);
    desk.library.undo_edit(issue).unwrap();
    desk.library.redo_edit(issue).unwrap();
    assert_eq!(items(issue), [new, one]);
    assert_eq!(desk.library.read_source_text(new).unwrap().article, 1);
    assert_well(&desk.library);
}

#[test]
fn what_a_reader_did_with_a_merged_article_goes_to_the_whole() {
    let desk = imported();
    let [one, two, three] = desk.ids()[..] else { panic!() };
    desk.library.set_bookmarked(&[two], true, now()).unwrap();
    desk.library.set_tags(&[two], &["press".to_owned()], &[]).unwrap();
    let mut change = desk.made(0, |article| article.text += "\n\nAnd more.");
    change.made[0].article.as_read = change.made[0].article.article.clone();
    change.gone = vec![(1, Some(0))];
    change.moved = vec![(2, 1)];
    change.spans = Some(TextSpans::default());
    let renamed = desk.correct(&desk.step(0, FieldValue::Language(None)), change);
    assert_eq!(renamed, [(two, one)]);
    assert_eq!(desk.ids(), [one, three]);
    let view = desk.library.read_article(one).unwrap();
    assert_eq!((view.bookmarked, view.tags), (true, vec!["press".to_owned()]));
    assert_eq!(desk.library.list_imports(1).unwrap()[0].articles, 2);
    assert_well(&desk.library);
}

/// An issue is the work of a desk: what it quotes is not torn out of it.
#[test]
fn what_an_issue_quotes_stays_when_its_lines_become_another_s() {
    let desk = imported();
    let [one, two, three] = desk.ids()[..] else { panic!() };
    desk.library.put_issue(::articles::TitleId(1), "2026-05-04".parse().unwrap(), |_| Ok(issue(&[two]))).unwrap();
    let mut change = desk.made(0, |article| article.text += "\n\nAnd more.");
    change.gone = vec![(1, Some(0))];
    change.moved = vec![(2, 1)];
    desk.correct(&desk.step(0, FieldValue::Language(None)), change);
    assert_eq!(desk.library.read_article(two).unwrap().article.title, "Headline of two");
    assert_eq!(desk.ids(), [one, three, two]);
    assert_well(&desk.library);
}

#[test]
fn a_step_and_what_it_does_are_kept_both_or_neither() {
    let desk = imported();
    let before = desk.library.count_articles().unwrap();
    // The text is gone, so nothing can be done.
    let mut change = desk.made(1, |article| article.title = "Other".to_owned());
    change.text = TextId(99);
    let step = desk.step(10, FieldValue::Headline("Other".to_owned()));
    assert!(desk.library.correct(&desk.hash, &step, &[change], now()).is_err());
    assert!(desk.library.read_corrections(&desk.hash).unwrap().now.is_empty());
    assert_eq!(desk.library.count_articles().unwrap(), before);
    let turn = desk.library.take_import_turn().unwrap();
    assert!(matches!(desk.library.correct(&desk.hash, &step, &[], now()), Err(Error::Busy)));
    drop(turn);
    assert_well(&desk.library);
}

/// After a power cut the library opens with every article that waits for a rule still waiting.
#[test]
fn articles_wait_for_a_rule_until_they_are_held_against_it() {
    let library = library();
    import(&library, vec![from_source("one", "Daily"), from_source("two", "Daily"), from_source("three", "Other")]);
    let pattern = ::articles::Pattern::BylinePrefix { prefix: "Staff:".to_owned() };
    let rule = ::articles::OutletRule { outlet: "Daily".to_owned(), pattern };
    library.add_outlet_rule(&rule).unwrap();
    library.add_outlet_rule(&rule).unwrap();
    let [(id, _)] = library.list_outlet_rules().unwrap()[..] else { panic!("a rule is kept once") };
    let waiting = library.list_unruled(9).unwrap();
    assert_eq!(waiting.len(), 2);
    let held = library.read_corrected(waiting[0]).unwrap().unwrap();
    let mut article = held.article.clone();
    article.source.as_mut().unwrap().name = "The Daily".to_owned();
    let becomes = Corrected { article, as_read: held.as_read };
    let ruled = |was: &Article| [Ruled { id: waiting[0], change: Some((was.clone(), becomes.clone())) }];
    // What somebody set right since then is not written over.
    let other = Article { title: "Another".to_owned(), ..held.article.clone() };
    assert_eq!(library.put_ruled(&ruled(&other), now()).unwrap(), 0);
    assert_eq!(library.list_unruled(9).unwrap(), waiting);
    assert_eq!(library.put_ruled(&ruled(&held.article), now()).unwrap(), 1);
    assert_eq!(library.list_unruled(9).unwrap(), waiting[1..]);
    let other = Store::open(library.folder.path()).unwrap();
    assert_eq!(other.list_unruled(9).unwrap(), waiting[1..]);
    assert!(library.remove_outlet_rule(id).unwrap());
    // What it changed is looked at again.
    assert_eq!(library.list_unruled(9).unwrap().len(), 2);
    assert_well(&library);
}

/// Another name is kept in the register and nowhere else, and whatever changes it there is done to the articles.
#[test]
fn another_name_of_an_outlet_is_the_registers() {
    let library = library();
    import(
        &library,
        vec![from_source("one", "daily online"), from_source("two", "Daily"), from_source("three", "Other")],
    );
    let alias = |outlet: &str, name: &str| ::articles::OutletRule {
        outlet: outlet.to_owned(),
        pattern: ::articles::Pattern::Alias { name: name.to_owned() },
    };
    let waiting = || {
        let waiting = library.list_unruled(9).unwrap();
        let done: Vec<_> = waiting.iter().map(|id| Ruled { id: *id, change: None }).collect();
        library.put_ruled(&done, now()).unwrap();
        waiting.len()
    };
    library.add_outlet_rule(&alias("Daily Online", "Daily")).unwrap();
    library.add_outlet_rule(&alias("Daily Online", "Daily")).unwrap();
    assert!(library.list_outlet_rules().unwrap().is_empty());
    let (outlets, _) = library.list_outlets().unwrap();
    assert_eq!((outlets.len(), &outlets[0].outlet.aliases), (1, &vec!["Daily Online".to_owned()]));
    assert_eq!(waiting(), 1);
    assert!(matches!(library.add_outlet_rule(&alias("DAILY", "Other")), Err(Error::Taken { .. })));
    // What is printed of it changes no name.
    let ranked = ::articles::Outlet { rank: 1, ..outlets[0].outlet.clone() };
    library.save_outlet(Some(outlets[0].id), &ranked).unwrap();
    assert_eq!(waiting(), 0);
    assert!(library.remove_outlet(outlets[0].id).unwrap());
    assert_eq!(waiting(), 1, "those under its own name may be there by the other");
    assert_well(&library);
}

/// Two articles are made one, and parted again: what a reader did with the lower one is the whole's, and then the lower
/// one's again.
#[test]
fn a_merge_that_is_taken_back_gives_the_lower_article_its_marks_again() {
    let desk = imported();
    let [upper, lower, _] = desk.ids()[..] else { panic!("three") };
    desk.library.set_tags(&[lower], &["press".to_owned()], &[]).unwrap();
    desk.library.set_bookmarked(&[lower], true, now()).unwrap();
    let text = desk.library.read_text(lower).unwrap().text;
    let start = text.find("of two").unwrap() as u32;
    desk.library.add_highlight(lower, start..start + 6, Colour::Blue, "why?").unwrap();
    let (one, two) = (three().remove(0), three().remove(1));
    let as_it_was = |article: &Article| Corrected { article: article.clone(), as_read: article.clone() };
    let mut both = one.clone();
    (both.text, both.origin.end) = (format!("{}\n\n{}", one.text, two.text), 20);
    let merged = TextChange {
        text: desk.text,
        made: vec![MadeArticle { from: Part::All(0), place: 0, article: as_it_was(&both) }],
        moved: vec![(2, 1)],
        gone: vec![(1, Some(0))],
        spans: None,
    };
    let step = desk.step(10, FieldValue::Headline("Merged".to_owned()));
    desk.correct(&step, merged);
    let whole = desk.library.read_article(upper).unwrap();
    assert_eq!((whole.tags, whole.bookmarked), (vec!["press".to_owned()], true));
    assert_eq!(
        whole.highlights[0].range.map(|(start, _)| whole.article.text[start as usize..].starts_with("of two")),
        Some(true)
    );

    let parted = TextChange {
        text: desk.text,
        made: vec![
            MadeArticle { from: Part::All(0), place: 0, article: as_it_was(&one) },
            MadeArticle { from: Part::Some(0), place: 1, article: as_it_was(&two) },
        ],
        moved: vec![(1, 2)],
        gone: vec![],
        spans: None,
    };
    desk.correct(&LogStep::Undo, parted);
    let lower = desk.library.read_article(desk.ids()[1]).unwrap();
    assert_eq!((lower.article.title, lower.tags, lower.bookmarked), (two.title, vec!["press".to_owned()], true));
    assert_eq!((lower.highlights.len(), &lower.highlights[0].note[..]), (1, "why?"));
    assert!(desk.library.read_article(upper).unwrap().highlights.is_empty());
    assert_well(&desk.library);
}

/// What is set right may be what another file brought already: then no half of it is lost, and none is there twice.
#[test]
fn an_article_that_becomes_a_known_one_gives_way_to_it() {
    let desk = imported();
    let [upper, lower, third] = desk.ids()[..] else { panic!("three") };
    desk.library.set_tags(&[lower], &["press".to_owned()], &[]).unwrap();
    desk.library.set_bookmarked(&[lower], true, now()).unwrap();
    desk.library.set_note(lower, "why?").unwrap();
    let (one, two) = (three().remove(0), three().remove(1));
    let mut both = one.clone();
    (both.text, both.origin.end) = (format!("{}\n\n{}", one.text, two.text), 20);
    import_files(&desk.library, &[File { name: "b.txt", bytes: b"b", articles: vec![both.clone()] }]);
    let known = *ids(&desk.library).iter().find(|id| ![upper, lower, third].contains(id)).unwrap();
    let merged = TextChange {
        text: desk.text,
        made: vec![MadeArticle {
            from: Part::All(0),
            place: 0,
            article: Corrected { article: both.clone(), as_read: both.clone() },
        }],
        moved: vec![(2, 1)],
        gone: vec![(1, Some(0))],
        spans: None,
    };
    let step = desk.step(10, FieldValue::Headline("Merged".to_owned()));
    assert_eq!(desk.correct(&step, merged), [(upper, known)]);
    let sorted = |mut ids: Vec<ArticleId>| {
        ids.sort();
        ids
    };
    assert_eq!(sorted(ids(&desk.library)), sorted(vec![known, third, lower]), "what a reader marked stays");
    let view = desk.library.read_article(known).unwrap();
    assert_eq!((view.article.text, view.tags), (both.text, vec![]));
    assert_well(&desk.library);

    let as_it_was = |article: &Article| Corrected { article: article.clone(), as_read: article.clone() };
    let parted = TextChange {
        text: desk.text,
        made: vec![
            MadeArticle { from: Part::All(0), place: 0, article: as_it_was(&one) },
            MadeArticle { from: Part::Some(0), place: 1, article: as_it_was(&two) },
        ],
        moved: vec![(1, 2)],
        gone: vec![],
        spans: None,
    };
    desk.correct(&LogStep::Undo, parted);
    assert_eq!(desk.ids()[1..], [lower, third]);
    let view = desk.library.read_article(lower).unwrap();
    assert_eq!((view.tags, view.bookmarked, &view.note[..]), (vec!["press".to_owned()], true, "why?"));
    assert!(!desk.library.read_article(known).unwrap().bookmarked);
    assert_eq!(ids(&desk.library).len(), 4);
    assert_well(&desk.library);
}
