use api::*;
use articles::{ArticleId, StoryId};

use crate::{Desk, desk, story};

crate::tests![
    an_event_that_two_outlets_told_is_one_story,
    a_story_keeps_its_id_while_it_grows,
    what_a_hand_said_is_remembered,
    each_sentence_stands_where_it_says,
    copies_and_versions_are_flagged,
    a_digest_of_stories_has_one_item_for_each,
    an_item_of_a_story_speaks_in_the_words_of_its_outlets,
    a_story_that_was_merged_away_keeps_its_place,
    an_id_leads_to_its_story_whatever_was_done,
    an_undone_import_leaves_the_rest_grouped,
    stories_are_found_while_nobody_looks,
];

const FERRY: &str = "The harbour of Marrow Bay was closed on Monday after a ferry struck the south pier. Nobody was hurt, the \
    harbour master said.</p><p>The mayor, Ada Finch, said the pier would be repaired within a month. Until then ferries are \
    to run from Stone Cove, an hour away by road.</p><p>The ferry, the Heron, had lost power to its engines in the swell, \
    its owner said. Twelve passengers were taken off by boat.";
const PIER: &str = "A ferry struck the south pier of Marrow Bay on Monday, and the harbour was closed to all ships. “We will \
    repair the pier within a month,” said Ada Finch, the mayor.</p><p>Fifteen passengers of the Heron were taken off by \
    boat. Shops near the harbour fear for their trade, since ferries will run from Stone Cove.</p><p>Divers are to look \
    at the pier on Tuesday, when the swell has gone down.";

/// A feed of one article, printed on 23 November at that time.
fn paper(desk: &Desk, outlet: &str, time: &str, title: &str, body: &str) {
    let name = format!("{outlet} {}.xml", title.replace(' ', "-"));
    let xml = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{outlet}</title>\n<item><title>{title}</title>\
         <pubDate>Mon, 23 Nov 2026 {time}:00 +0000</pubDate><description><![CDATA[<p>{body}</p>]]></description></item>\n\
         </channel></rss>\n"
    );
    let report = desk.import(&desk.write(&name, xml));
    assert_eq!(report.summary.articles, 1, "{report:?}");
}

fn bakers(desk: &Desk, outlet: &str) {
    let told = story(0);
    let (title, body) = told.split_once("\n\n").unwrap();
    paper(desk, outlet, "05:00", title, &body.trim().replace("\n\n", "</p><p>"));
}

fn told() -> Desk {
    let desk = desk();
    paper(&desk, "Morning Post", "06:12", "Ferry strikes pier in Marrow Bay", FERRY);
    paper(&desk, "Gazette", "06:40", "Marrow Bay harbour shut after ferry hits pier", PIER);
    bakers(&desk, "Herald");
    desk
}

fn stories(desk: &Desk) -> Vec<StoryCard> {
    let ask = ListStories { date: "2026-11-23".parse().unwrap(), after: None, limit: 0 };
    desk.app.list_stories(ask).unwrap().stories
}

fn read(desk: &Desk, id: StoryId) -> StoryView {
    desk.app.read_story(ReadStory { id }).unwrap()
}

fn article_of(desk: &Desk, outlet: &str) -> ArticleId {
    let rows = desk.rows();
    rows.iter().find(|row| row.source.as_ref().is_some_and(|source| source.name == outlet)).unwrap().id
}

fn an_event_that_two_outlets_told_is_one_story() {
    let desk = told();
    let cards = stories(&desk);
    assert_eq!(cards.iter().map(|card| card.articles).collect::<Vec<_>>(), [2, 1]);
    let ferry = &cards[0];
    let names: Vec<_> = ferry.outlets.iter().map(|outlet| outlet.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Morning Post", "Gazette"]);
    assert_eq!((ferry.reasons.outlets, ferry.reasons.voices, ferry.unread, ferry.copies), (2, 2, 2, 0));
    assert_eq!(ferry.reasons.first.unwrap().to_string(), "2026-11-23T06:12:00+00:00");
    assert!(ferry.headline.title.contains("Marrow Bay"));
    // Page by page they are the same.
    let ask = |after| ListStories { date: "2026-11-23".parse().unwrap(), after, limit: 1 };
    let first = desk.app.list_stories(ask(None)).unwrap();
    let second = desk.app.list_stories(ask(first.next)).unwrap();
    assert_eq!((first.total, &second.stories[0].id, second.next), (2, &cards[1].id, None));
    // The list of articles takes a story for a filter.
    let filter = Filter { story: Some(ferry.id), ..Filter::default() };
    assert_eq!(desk.app.list_articles(ListArticles { filter, ..ListArticles::default() }).unwrap().rows.len(), 2);
}

fn a_story_keeps_its_id_while_it_grows() {
    let desk = desk();
    // The later telling comes first: an earlier one that joins does not take the name over.
    paper(&desk, "Gazette", "06:40", "Marrow Bay harbour shut after ferry hits pier", PIER);
    let id = stories(&desk)[0].id;
    paper(&desk, "Morning Post", "06:12", "Ferry strikes pier in Marrow Bay", FERRY);
    bakers(&desk, "Herald");
    let grown = stories(&desk);
    assert_eq!((grown[0].id, grown[0].articles), (id, 2));
    // Opened again, the ids are those that were.
    let (again, _) = crate::open(&desk.folder.path().join("library"));
    assert_eq!(again.read_story(ReadStory { id }).unwrap().card.articles, 2);
}

fn what_a_hand_said_is_remembered() {
    let desk = told();
    let ferry = stories(&desk)[0].id;
    let gazette = article_of(&desk, "Gazette");
    let split = desk.app.split_story(SplitStory { id: ferry, articles: vec![gazette] }).unwrap().stories;
    assert_eq!((split.len(), split[0]), (2, ferry));
    assert_eq!(stories(&desk).len(), 3);
    // A third telling is like both; it must not bring them together.
    paper(&desk, "Star", "07:00", "Ferry hits south pier, Marrow Bay closed", &format!("{PIER} {FERRY}"));
    stories(&desk);
    let apart = |id: StoryId| read(&desk, id).card.outlets.len();
    assert!(apart(split[0]) + apart(split[1]) == 3);
    assert_eq!(desk.app.read_article(ReadArticle { id: gazette }).unwrap().story, Some(split[1]));
    let merged = desk.app.merge_stories(MergeStories { ids: split }).unwrap().stories;
    assert_eq!(merged, [ferry]);
    assert_eq!(read(&desk, ferry).card.articles, 3);
    // What has nothing in common is one where the reader says so, and stays one.
    let bakers = stories(&desk).iter().find(|card| card.id != ferry).unwrap().id;
    let all = desk.app.merge_stories(MergeStories { ids: vec![ferry, bakers] }).unwrap().stories;
    paper(
        &desk,
        "Courier",
        "07:10",
        "Lamp museum opens",
        "A museum of lamps has opened in the old mill of the town. It holds nine hundred lamps, most of them made of brass, its owner said.",
    );
    assert_eq!(stories(&desk).len(), 2);
    assert_eq!(read(&desk, all[0]).card.articles, 4);
    let gone = desk.app.read_story(ReadStory { id: StoryId(5) }).unwrap_err();
    assert_eq!(ErrorView::from(gone).code, ErrorCode::NotFound);
    desk.assert_well();
}

/// Quoted, never invented: one click leads to the place.
fn each_sentence_stands_where_it_says() {
    let desk = told();
    let view = read(&desk, stories(&desk)[0].id);
    assert!((2..=5).contains(&view.summary.len()), "{:?}", view.summary);
    let quotes = view.summary.iter().chain(view.differences.iter().flat_map(|difference| &difference.told));
    let only: Vec<&Quoted> =
        view.outlets.iter().flat_map(|outlet| &outlet.articles).flat_map(|article| &article.only).collect();
    assert!(only.iter().any(|quote| quote.text.contains("Divers")), "{only:?}");
    for quote in quotes.chain(only) {
        let text = desk.app.read_article(ReadArticle { id: quote.article }).unwrap().article.text;
        assert_eq!(text.get(quote.start as usize..quote.end as usize), Some(quote.text.as_str()));
    }
    let figures: Vec<&StoryDifference> =
        view.differences.iter().filter(|difference| difference.what == Differs::Figure).collect();
    assert!(view.people.iter().any(|name| name == "Ada Finch"), "{:?} {figures:?}", view.people);
}

fn copies_and_versions_are_flagged() {
    let desk = desk();
    paper(&desk, "Morning Post", "06:12", "Ferry strikes pier in Marrow Bay", FERRY);
    paper(&desk, "Herald", "06:30", "Pier struck by ferry", FERRY);
    paper(
        &desk,
        "Morning Post",
        "07:30",
        "Ferry strikes pier in Marrow Bay",
        &format!("{FERRY} The last of them came ashore at noon."),
    );
    let cards = stories(&desk);
    assert_eq!((cards.len(), cards[0].articles, cards[0].copies, cards[0].reasons.voices), (1, 3, 2, 1));
    let told = &cards[0].timeline;
    assert_eq!(told[1].copy_of, Some(told[0].article));
    assert_eq!(told[2].newer_than, Some(told[0].article));
    let older = desk.app.read_article(ReadArticle { id: told[0].article }).unwrap();
    assert_eq!((older.newest, older.story), (Some(told[2].article), Some(cards[0].id)));
    let ask = CompareArticles { older: told[0].article, newer: told[2].article };
    let compared = desk.app.compare_articles(ask).unwrap();
    let added: Vec<&ComparedPart> = compared.text.iter().filter(|part| part.change != Change::Same).collect();
    assert!(
        added.len() == 1 && added[0].change == Change::Added && added[0].text.contains("ashore at noon"),
        "{added:?}"
    );
    let copies = SearchArticles { query: "is:copy".to_owned(), ..SearchArticles::default() };
    assert_eq!(desk.app.search_articles(copies).unwrap().found, 2);
}

fn a_digest_of_stories_has_one_item_for_each() {
    let desk = told();
    let view = desk
        .app
        .build_issue(BuildIssue { title: None, date: "2026-11-23".parse().unwrap(), choice: Choice::Stories })
        .unwrap();
    assert_eq!(view.issue.items().count(), 2);
    let own = view.articles[0].row.source.clone().unwrap().name;
    let other = if own == "Gazette" { "Morning Post" } else { "Gazette" };
    assert_eq!(
        (view.articles[0].also_in.as_slice(), view.articles[1].also_in.len()),
        ([other.to_owned()].as_slice(), 0)
    );
    // A story of which one article is in the issue is no candidate with another.
    let ask = ListCandidates { id: view.id, choice: Choice::Stories, ..ListCandidates::default() };
    assert!(desk.app.list_candidates(ask).unwrap().rows.is_empty());
    // It grows, and keeps its place.
    paper(&desk, "Star", "07:00", "Ferry hits south pier, Marrow Bay closed", &format!("{PIER} {FERRY}"));
    stories(&desk);
    let grown = desk.app.read_issue(ReadIssue { id: view.id }).unwrap();
    assert_eq!((grown.issue == view.issue, grown.articles[0].also_in.len()), (true, 2));
}

/// The draft is quoted, each sentence from where it says, and of more than the outlet that leads.
fn an_item_of_a_story_speaks_in_the_words_of_its_outlets() {
    let desk = told();
    let date = "2026-11-23".parse().unwrap();
    let view = desk.app.build_issue(BuildIssue { title: None, date, choice: Choice::Bookmarked }).unwrap();
    let cards = stories(&desk);
    let section = view.issue.sections[0].id;
    let add = |stories| desk.app.add_stories(AddStories { id: view.id, stories, section, at: 0 }).unwrap();
    let added = add(vec![cards[0].id]);
    // Once is enough, also by another way.
    assert_eq!(add(vec![cards[0].id, cards[0].id]).issue, added.issue);
    let item = added.issue.items().next().unwrap();
    assert_eq!((added.issue.items().count(), item.story), (1, Some(cards[0].id)));
    let outlets: std::collections::BTreeSet<&str> =
        added.items[0].quoted.iter().filter_map(|quotation| quotation.outlet.as_deref()).collect();
    assert_eq!(outlets.into_iter().collect::<Vec<_>>(), ["Gazette", "Morning Post"]);
    for passage in &item.quoted {
        let text = desk.app.read_article(ReadArticle { id: passage.article }).unwrap().article.text;
        let words = text.get(passage.start as usize..passage.end as usize).unwrap();
        assert!(added.items[0].quoted.iter().any(|quotation| quotation.text.contains(words)), "{words:?}");
    }
    // What an issue quotes stays, whichever import it came with.
    for import in desk.app.list_imports(ListImports {}).unwrap().imports {
        desk.app.undo_import(ReadImport { id: import.id }).unwrap();
    }
    assert_eq!(desk.app.read_issue(ReadIssue { id: view.id }).unwrap().items[0].quoted, added.items[0].quoted);
    // An article alone opens its item.
    let one = desk.app.undo_edit(ReadIssue { id: view.id }).unwrap();
    assert!(one.issue.items().next().is_none());
    desk.assert_well();
}

fn a_story_that_was_merged_away_keeps_its_place() {
    let desk = told();
    let date = "2026-11-23".parse().unwrap();
    let view = desk.app.build_issue(BuildIssue { title: None, date, choice: Choice::Stories }).unwrap();
    let (ferry, bakers) = (stories(&desk)[0].id, stories(&desk)[1].id);
    let merged = desk.app.merge_stories(MergeStories { ids: vec![ferry, bakers] }).unwrap().stories[0];
    for id in [ferry, bakers] {
        assert_eq!(read(&desk, id).card.id, merged);
        let ask = SearchArticles { query: format!("story:{id}"), ..SearchArticles::default() };
        assert_eq!(desk.app.search_articles(ask).unwrap().found, 3);
    }
    let after = desk.app.read_issue(ReadIssue { id: view.id }).unwrap();
    assert_eq!(after.issue, view.issue);
    assert!(after.articles.iter().all(|article| article.also_in.len() == 2), "{:?}", after.articles);
    let ask = ListCandidates { id: view.id, choice: Choice::Stories, ..ListCandidates::default() };
    assert!(desk.app.list_candidates(ask).unwrap().rows.is_empty());
}

/// What an event is told with: each outlet takes most of it, in an order of its own.
const EVENTS: [&str; 5] = [
    "ferry pier harbour swell Marrow Heron mayor Finch divers passengers engines repair",
    "bakers flour strike ovens Kell union wages bread shops queue dough morning",
    "bridge Tolm closure rust cables inspectors lorries detour steel toll engineers traffic",
    "orchard frost blossom Sarn growers smoke candles harvest cider loss insurers valley",
    "ferry engines owner Heron inquiry court fuel valve Finch testimony judge harbour",
];

/// Imports, splits, merges and undone imports in a long random order: whatever an id was given for, it leads to where
/// most of its articles are, for as long as there is one of them, and is never given to another story.
fn an_id_leads_to_its_story_whatever_was_done() {
    use std::collections::{BTreeMap, BTreeSet};
    type Articles = BTreeSet<ArticleId>;

    let desk = told();
    let date: chrono::NaiveDate = "2026-11-23".parse().unwrap();
    let issue = desk.app.build_issue(BuildIssue { title: None, date, choice: Choice::Stories }).unwrap();
    let mut seed = 20_261_123_u64;
    let mut below = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    let members = |card: &StoryCard| -> Articles { card.timeline.iter().map(|told| told.article).collect() };
    let mut last: BTreeMap<StoryId, Articles> = BTreeMap::new();
    let mut gone: BTreeSet<StoryId> = BTreeSet::new();
    let (mut merged, mut parted) = (0, 0);
    for step in 0..90 {
        let cards = stories(&desk);
        match below(10) {
            0..6 => {
                let event: Vec<&str> = EVENTS[below(EVENTS.len())].split(' ').collect();
                let words: Vec<&str> = (0..40).map(|_| event[below(event.len())]).collect();
                let title = format!("{} {} {}", event[below(4)], event[4 + below(4)], event[8 + below(4)]);
                let time = format!("{:02}:{:02}", 5 + below(15), below(60));
                paper(&desk, &format!("Outlet {step}"), &time, &title, &format!("{step} {}.", words.join(" ")));
            }
            6..8 => {
                let large: Vec<&StoryCard> = cards.iter().filter(|card| card.articles > 1).collect();
                if !large.is_empty() {
                    let card = large[below(large.len())];
                    let articles = members(card).into_iter().filter(|_| below(2) == 0).collect();
                    desk.app.split_story(SplitStory { id: card.id, articles }).unwrap();
                    parted += 1;
                }
            }
            8 => {
                // Also by ids that are gone: a page may still show one.
                let known: Vec<StoryId> = last.keys().copied().filter(|id| !last[id].is_empty()).collect();
                if known.len() > 1 {
                    let ids = vec![known[below(known.len())], known[below(known.len())]];
                    // A story whose articles were all undone is no story any more.
                    merged += usize::from(desk.app.merge_stories(MergeStories { ids }).is_ok());
                }
            }
            _ => {
                let imports = desk.app.list_imports(ListImports {}).unwrap().imports;
                let id = imports[below(imports.len())].id;
                desk.app.undo_import(ReadImport { id }).unwrap();
            }
        }
        let cards = stories(&desk);
        let now: BTreeMap<StoryId, Articles> = cards.iter().map(|card| (card.id, members(card))).collect();
        let here: Articles = now.values().flatten().copied().collect();
        gone.extend(last.keys().filter(|id| !now.contains_key(id)));
        assert!(now.keys().all(|id| !gone.contains(id)), "step {step}: an id came back for another story");
        last.extend(now.clone());
        for (id, articles) in &last {
            let left: Articles = articles.intersection(&here).copied().collect();
            let found = desk.app.read_story(ReadStory { id: *id }).map(|view| view.card.id);
            if left.is_empty() {
                assert!(found.is_err(), "step {step}: {id} leads nowhere, yet to {found:?}");
                continue;
            }
            let shared = |story: &StoryId| now[story].intersection(&left).count();
            let most = now.keys().map(shared).max().unwrap();
            let found = found.unwrap_or_else(|error| panic!("step {step}: {id}: {error}"));
            assert!(found == *id || shared(&found) == most, "step {step}: {id} leads to {found}");
        }
        let view = desk.app.read_issue(ReadIssue { id: issue.id }).unwrap();
        assert_eq!(view.issue, issue.issue);
        for (item, article) in view.issue.items().zip(&view.articles) {
            let story = desk.app.read_story(ReadStory { id: item.story.unwrap() }).unwrap().card;
            let own = article.row.source.as_ref().map(|source| source.name.clone());
            let others =
                story.outlets.into_iter().filter_map(|outlet| outlet.name).filter(|name| Some(name) != own.as_ref());
            assert_eq!(article.also_in, others.collect::<Vec<_>>(), "step {step}");
        }
    }
    assert!(merged > 2 && parted > 5 && gone.len() > 5, "{merged} {parted} {gone:?}");
    desk.assert_well();
}

fn an_undone_import_leaves_the_rest_grouped() {
    let desk = told();
    let ferry = stories(&desk)[0].id;
    let imports = desk.app.list_imports(ListImports {}).unwrap().imports;
    // The first of the story's articles came with the first import.
    desk.app.undo_import(ReadImport { id: imports.last().unwrap().id }).unwrap();
    let left = stories(&desk);
    assert_eq!(left.len(), 2);
    assert!(left.iter().any(|card| card.id == ferry && card.articles == 1));
    desk.assert_well();
}

/// The window is told of an import's end at once, and of its stories when they are found.
fn stories_are_found_while_nobody_looks() {
    let desk = desk();
    let path = desk.write("one.txt", story(1));
    desk.app.start_import_paths(vec![path]).unwrap();
    desk.wait();
    let id = desk.rows()[0].id;
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while desk.app.read_article(ReadArticle { id }).unwrap().story.is_none() {
        let event = desk.events.recv_timeout(limit - std::time::Instant::now());
        assert!(matches!(event, Ok(Event::LibraryChanged {})), "{event:?}");
    }
}
