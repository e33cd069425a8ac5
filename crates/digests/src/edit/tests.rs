use super::*;
use crate::Passage;

/// Two sections: `World` (id 1) with the articles 10, 11 (items 3, 4) and `Energy` (id 2) with 20 (item 5).
fn issue() -> Issue {
    let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 47, "en", "World");
    let edits = [
        Edit::AddSection { name: "Energy".into(), at: 9 },
        Edit::AddItems { articles: vec![ArticleId(10), ArticleId(11)], section: SectionId(1), at: 0 },
        Edit::AddItems { articles: vec![ArticleId(20)], section: SectionId(2), at: 0 },
    ];
    edits.iter().fold(issue, |issue, edit| issue.apply(edit).unwrap())
}

/// `World: 10 11 | Energy: 20`, which a reader takes in at once.
fn outline(issue: &Issue) -> String {
    let section = |section: &Section| {
        let articles: Vec<String> = section.items.iter().map(|item| item.article.to_string()).collect();
        format!("{}: {}", section.name, articles.join(" "))
    };
    issue.sections.iter().map(section).collect::<Vec<_>>().join(" | ")
}

fn check(edit: Edit, expected: Result<&str, EditError>) {
    let before = issue();
    let after = before.apply(&edit);
    assert_eq!(after.as_ref().map(outline).map_err(|error| *error), expected.map(str::to_owned), "{edit:?}");
}

/// What is dragged has to land where it was dropped, and an edit made against an older issue has to say so.
#[test]
fn edits_do_what_they_say() {
    assert_eq!(outline(&issue()), "World: 10 11 | Energy: 20");
    let (world, energy, nowhere) = (SectionId(1), SectionId(2), SectionId(99));
    check(Edit::AddSection { name: "Sport".into(), at: 1 }, Ok("World: 10 11 | Sport:  | Energy: 20"));
    check(Edit::RenameSection { section: energy, name: "Gas".into() }, Ok("World: 10 11 | Gas: 20"));
    check(Edit::RenameSection { section: nowhere, name: "Gas".into() }, Err(EditError::NoSuchSection));
    check(Edit::MoveSection { section: energy, at: 0 }, Ok("Energy: 20 | World: 10 11"));
    check(Edit::MoveSection { section: world, at: 7 }, Ok("Energy: 20 | World: 10 11"));
    check(Edit::RemoveSection { section: energy }, Ok("World: 10 11 20"));
    check(Edit::RemoveSection { section: world }, Ok("Energy: 10 11 20"));
    check(Edit::MoveItem { item: ItemId(3), section: world, at: 1 }, Ok("World: 11 10 | Energy: 20"));
    check(Edit::MoveItem { item: ItemId(4), section: energy, at: 0 }, Ok("World: 10 | Energy: 11 20"));
    check(Edit::MoveItem { item: ItemId(4), section: energy, at: u32::MAX }, Ok("World: 10 | Energy: 20 11"));
    check(Edit::MoveItem { item: ItemId(4), section: nowhere, at: 0 }, Err(EditError::NoSuchSection));
    check(Edit::RemoveItem { item: ItemId(3) }, Ok("World: 11 | Energy: 20"));
    check(Edit::RemoveItem { item: ItemId(1) }, Err(EditError::NoSuchItem));
    check(Edit::SetNote { item: ItemId(99), note: "?".into() }, Err(EditError::NoSuchItem));
}

/// The same article twice in one issue is never meant, whichever section it is dropped on and however often it is named.
#[test]
fn an_article_is_in_an_issue_once() {
    let articles = vec![ArticleId(11), ArticleId(30), ArticleId(30), ArticleId(20)];
    check(Edit::AddItems { articles, section: SectionId(2), at: 0 }, Ok("World: 10 11 | Energy: 30 20"));
}

/// Two articles of one event side by side are what grouping is there to spare the reader.
#[test]
fn a_story_is_in_an_issue_once() {
    let draft = |article, story| Draft { article: ArticleId(article), story: StoryId(story), quoted: Vec::new() };
    let add = |stories| Edit::AddStories { stories, section: SectionId(2), at: 0 };
    let drafts = vec![draft(30, 1), draft(31, 1), draft(11, 2), draft(32, 2), draft(32, 3)];
    check(add(drafts.clone()), Ok("World: 10 11 | Energy: 30 32 20"));
    let told = issue().apply(&add(drafts)).unwrap();
    assert_eq!(
        outline(&told.apply(&add(vec![draft(33, 2), draft(34, 4)])).unwrap()),
        "World: 10 11 | Energy: 34 30 32 20"
    );
}

/// With no section an item could not be put anywhere.
#[test]
fn the_last_section_stays() {
    let one = issue().apply(&Edit::RemoveSection { section: SectionId(1) }).unwrap();
    assert_eq!(one.apply(&Edit::RemoveSection { section: SectionId(2) }), Err(EditError::LastSection));
}

/// A headline field that was emptied means the article's own headline again, not an item without one.
#[test]
fn a_blank_headline_is_none() {
    let own = |headline: Option<&str>| {
        let edit = Edit::SetHeadline { item: ItemId(3), headline: headline.map(str::to_owned) };
        issue().apply(&edit).unwrap().sections[0].items[0].headline.clone()
    };
    assert_eq!(own(Some("Ours")).as_deref(), Some("Ours"));
    assert_eq!(own(Some(" \n")), None);
    assert_eq!(own(None), None);
}

/// An issue that was written before there were pools and titles is still one.
#[test]
fn an_issue_of_the_first_version_is_read() {
    let old = r#"{"title":"Review","date":"2026-03-31","number":3,"language":"en","introduction":"","next_id":3,
        "sections":[{"id":1,"name":"","items":[{"id":2,"article":7,"headline":null,"note":"N"}]}]}"#;
    let read: Issue = serde_json::from_str(old).unwrap();
    let item = Item { note: "N".into(), ..Item::new(ItemId(2), ArticleId(7)) };
    assert_eq!((read.items().next(), read.pool.len()), (Some(&item), 0));
}

#[test]
fn items_are_joined_and_split() {
    let (ten, eleven) = (ItemId(3), ItemId(4));
    let quote = |article| KeyQuote { article, start: 0, end: 1, text: "Q".into(), speaker: "S".into() };
    let edits = [
        Edit::SetNote { item: ten, note: "One".into() },
        Edit::SetNote { item: eleven, note: "Two".into() },
        Edit::SetSummary { item: eleven, summary: Some("Ours".into()) },
        Edit::AddQuotes { item: eleven, quotes: vec![quote(ArticleId(11))] },
        Edit::JoinItems { item: ten, other: eleven },
    ];
    let joined = edits.iter().fold(issue(), |issue, edit| issue.apply(edit).unwrap());
    let item = &joined.sections[0].items[0];
    assert_eq!(outline(&joined), "World: 10 | Energy: 20");
    assert_eq!(
        (item.note.as_str(), item.summary.as_deref(), item.joined.as_slice()),
        ("One\n\nTwo", Some("Ours"), &[ArticleId(11)][..])
    );
    assert_eq!(joined.apply(&Edit::JoinItems { item: ten, other: ten }), Err(EditError::NoSuchItem));

    let turned = joined.apply(&Edit::SetArticle { item: ten, article: ArticleId(11) }).unwrap();
    assert_eq!(turned.sections[0].items[0].joined, [ArticleId(10)]);
    assert_eq!(joined.apply(&Edit::SetArticle { item: ten, article: ArticleId(20) }), Err(EditError::NoSuchArticle));

    let split = joined.apply(&Edit::SplitItem { item: ten, article: ArticleId(11) }).unwrap();
    assert_eq!(outline(&split), "World: 10 11 | Energy: 20");
    assert_eq!(split.sections[0].items[1].quotes, [quote(ArticleId(11))]);
    assert_eq!(split.apply(&Edit::SplitItem { item: ten, article: ArticleId(11) }), Err(EditError::NoSuchArticle));
}

/// What came late is marked until the next load; what was decided stays decided.
#[test]
fn candidates_are_loaded_marked_and_decided() {
    let load = |articles: &[i64]| Edit::LoadCandidates {
        articles: articles.iter().map(|id| Arriving { article: ArticleId(*id), carried_from: None }).collect(),
        at: "2026-11-23T07:40:00".parse().unwrap(),
    };
    let decide = |id: i64, decision| Edit::Decide { articles: vec![ArticleId(id)], decision };
    let pool = |issue: &Issue| {
        let candidate = |one: &crate::Candidate| format!("{}{}", one.article, if one.fresh { "*" } else { "" });
        issue.pool.iter().map(candidate).collect::<Vec<_>>().join(" ")
    };
    let first = issue().apply(&load(&[10, 11, 20, 30, 31])).unwrap();
    assert_eq!(pool(&first), "10 11 20 30 31");
    let second = first.apply(&load(&[31, 40])).unwrap();
    assert_eq!(pool(&second), "10 11 20 30 31 40*");
    assert_eq!(second.undecided(), [30, 31, 40].map(ArticleId));
    let third = second.apply(&decide(30, Decision::Out)).unwrap();
    let third = third.apply(&decide(11, Decision::CarriedOver)).unwrap();
    assert_eq!(outline(&third), "World: 10 | Energy: 20");
    assert_eq!((third.undecided(), third.carried_over()), ([31, 40].map(ArticleId).to_vec(), vec![ArticleId(11)]));
}

/// What an issue quotes are the article's own words: corrected, they are quoted from where they are now, or not at all.
#[test]
fn a_corrected_article_is_followed_by_what_quotes_it() {
    let (old, new) = (ArticleId(7), ArticleId(9));
    let (before, now) = ("A widget. One. Two.", "One. Three. Two.");
    let moved = Moved { from: old, to: new, before, now };
    let passage = |article, words: &str, text: &str| {
        let start = text.find(words).unwrap() as u32;
        Passage::new(article, start, start + words.len() as u32)
    };
    let was = passage(new, "A widget.", before).start;
    let gone = Passage { lost: Some("A widget.".to_owned()), ..Passage::new(new, was, was) };
    let other = Passage::new(ArticleId(8), 3, 5);
    let quoted = vec![passage(old, "Two.", before), passage(old, "A widget.", before), other.clone()];
    let expected = vec![passage(new, "Two.", now), gone, other.clone()];
    let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 1, "en", "");
    let section = issue.sections[0].id;
    let draft = |article, quoted| Draft { article, story: StoryId(7), quoted };
    let add = |draft| Edit::AddStories { stories: vec![draft], section, at: 0 };
    assert_eq!(add(draft(old, quoted.clone())).follow(&moved), add(draft(new, expected.clone())));
    let items = Edit::AddItems { articles: vec![old, ArticleId(8)], section, at: 0 };
    assert_eq!(items.follow(&moved), Edit::AddItems { articles: vec![new, ArticleId(8)], section, at: 0 });
    let issue = issue.apply(&add(draft(old, quoted))).unwrap().follow(&moved);
    assert_eq!((issue.sections[0].items[0].article, &issue.sections[0].items[0].quoted), (new, &expected));
    // Taken back, the correction gives the issue its words again.
    let back = Moved { from: new, to: old, before: now, now: before };
    let quoted = vec![passage(old, "Two.", before), passage(old, "A widget.", before), other];
    assert_eq!(issue.follow(&back).sections[0].items[0].quoted, quoted);
}

/// A line that stands twice: what was quoted was the second, also after a correction that took it out for a while.
#[test]
fn words_that_were_lost_come_back_where_they_were() {
    let id = ArticleId(7);
    let (before, without) = ("Rain. Wind came. Rain.", "Wind came.");
    let moved = |before, now| Moved { from: id, to: id, before, now };
    let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 1, "en", "");
    let section = issue.sections[0].id;
    let quoted = vec![Passage::new(id, 17, 22)];
    let draft = Draft { article: id, story: StoryId(7), quoted: quoted.clone() };
    let issue = issue.apply(&Edit::AddStories { stories: vec![draft], section, at: 0 }).unwrap();
    let lost = issue.follow(&moved(before, without));
    assert_eq!(lost.sections[0].items[0].quoted[0].lost.as_deref(), Some("Rain."));
    assert_eq!(lost.follow(&moved(without, before)).sections[0].items[0].quoted, quoted);
}

/// Words that come again are those nearest to where they were picked, and never the ones at the old offsets.
#[test]
fn a_picked_quote_is_followed_by_its_words() {
    let check = |before: &str, now: &str, (start, text): (u32, &str), expected: u32| {
        let moved = Moved { from: ArticleId(7), to: ArticleId(7), before, now };
        let end = start + text.len() as u32;
        let quote = KeyQuote { article: ArticleId(7), start, end, text: text.to_owned(), speaker: String::new() };
        let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 1, "en", "");
        let section = issue.sections[0].id;
        let issue = issue.apply(&Edit::AddItems { articles: vec![ArticleId(7)], section, at: 0 }).unwrap();
        let item = issue.sections[0].items[0].id;
        let issue = issue.apply(&Edit::AddQuotes { item, quotes: vec![quote] }).unwrap().follow(&moved);
        let quote = &issue.sections[0].items[0].quotes[0];
        assert_eq!((quote.start, quote.end), (expected, expected + text.len() as u32), "{before:?} {now:?}");
    };
    check("One. Two.", "Zero. One. Two.", (5, "Two."), 11);
    check("We go. We stay. We go.", "So: We go. We stay. We go.", (16, "We go."), 20);
    // Gone, then there again: the text before has other words at the quote's place.
    check("Yes. Three. Four.", "One. Two. Yes. Three. Four.", (5, "Two."), 5);
}

/// A history is kept for as long as its issue is: what was written before must still be read.
#[test]
fn a_quote_of_an_older_history_is_read() {
    let quote = KeyQuote { article: ArticleId(11), start: 0, end: 1, text: "Q".into(), speaker: "S".into() };
    let before = serde_json::json!({"edit": "add_quote", "item": 4, "quote": &quote});
    let now = Edit::AddQuotes { item: ItemId(4), quotes: vec![quote] };
    assert_eq!(serde_json::from_value::<Edit>(before).unwrap(), now);
    assert_eq!(serde_json::from_value::<Edit>(serde_json::to_value(&now).unwrap()).unwrap(), now);
}
