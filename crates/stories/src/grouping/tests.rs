use proptest::prelude::*;

use super::*;

const DAY: i64 = 86_400;

fn article(id: i64, at: i64, title: &str, text: &str) -> (ArticleId, Option<i64>, Terms) {
    (ArticleId(id), Some(at), Terms::of(title, text, Some("en")))
}

fn told(
    articles: &[(ArticleId, Option<i64>, Terms)],
    hands: &Hands,
    before: &BTreeMap<ArticleId, StoryId>,
) -> Vec<Grouped> {
    let placed: Vec<Placed> = articles
        .iter()
        .map(|(id, published, terms)| Placed {
            id: *id,
            terms,
            meaning: None,
            published: *published,
            copy_of: *id,
            form: None,
            settled: false,
        })
        .collect();
    group(&placed, hands, before, &BTreeSet::new())
}

fn remembered(stories: &[Grouped]) -> BTreeMap<ArticleId, StoryId> {
    stories.iter().flat_map(|story| story.articles.iter().map(|article| (*article, story.id))).collect()
}

fn ids(articles: &[i64]) -> Vec<ArticleId> {
    articles.iter().map(|id| ArticleId(*id)).collect()
}

/// Two events of one morning, three outlets each.
fn morning() -> Vec<(ArticleId, Option<i64>, Terms)> {
    vec![
        article(
            1,
            100,
            "Ferry strikes pier in Marrow Bay",
            "A ferry struck the pier of Marrow Bay. The harbour was closed.",
        ),
        article(
            2,
            200,
            "Marrow Bay harbour closed after ferry hits pier",
            "The harbour of Marrow Bay was closed after a ferry hit its pier.",
        ),
        article(
            3,
            300,
            "Pier in Marrow Bay damaged by ferry",
            "Marrow Bay lost part of its pier when a ferry ran into it. The harbour is shut.",
        ),
        article(
            4,
            150,
            "Inland parliament passes school budget",
            "The parliament passed the budget for schools after a long debate on teachers' pay.",
        ),
        article(
            5,
            250,
            "School budget passed",
            "Teachers will be paid more: the parliament has passed the school budget.",
        ),
        article(
            6,
            350,
            "More pay for teachers as parliament passes budget",
            "After a debate of nine hours parliament passed the budget for schools.",
        ),
    ]
}

#[test]
fn articles_on_one_event_make_one_story() {
    let stories = told(&morning(), &Hands::default(), &BTreeMap::new());
    let expected = [(1, [1, 2, 3]), (4, [4, 5, 6])];
    assert_eq!(stories.len(), expected.len());
    for (story, (id, articles)) in stories.iter().zip(expected) {
        assert_eq!((story.id, &story.articles), (StoryId(id), &ids(&articles)));
    }
}

/// An issue holds a story by its id: it must not change when the story grows, also by an article older than all others.
#[test]
fn a_story_keeps_its_id_when_it_grows() {
    let mut all = morning();
    let older =
        article(0, 50, "Ferry hits pier at Marrow Bay", "A ferry hit the pier of Marrow Bay; the harbour was closed.");
    let first = told(&all[1..], &Hands::default(), &BTreeMap::new());
    assert_eq!(first[0].id, StoryId(4));
    assert_eq!(first[1].id, StoryId(2));
    all.push(older);
    let second = told(&all, &Hands::default(), &remembered(&first));
    let harbour = second.iter().find(|story| story.articles.contains(&ArticleId(2))).unwrap();
    assert_eq!(harbour.id, StoryId(2));
    assert_eq!(harbour.articles, ids(&[0, 1, 2, 3]));
}

#[test]
fn what_a_hand_splits_stays_apart_and_what_it_merges_stays_together() {
    let mut hands = Hands::default();
    let first = told(&morning(), &hands, &BTreeMap::new());
    hands.split(&ids(&[1, 2]), &ids(&[3]));
    let split = told(&morning(), &hands, &remembered(&first));
    assert!(split.iter().any(|story| story.id == StoryId(1) && story.articles == ids(&[1, 2])));
    assert!(split.iter().any(|story| story.id == StoryId(3) && story.articles == ids(&[3])));
    hands.merge(&ids(&[1, 2]), &ids(&[4, 5, 6]));
    let merged = told(&morning(), &hands, &remembered(&split));
    assert!(merged.iter().any(|story| story.id == StoryId(1) && story.articles == ids(&[1, 4, 2, 5, 6])));
    hands.merge(&ids(&[1, 2, 4, 5, 6]), &ids(&[3]));
    assert_eq!(told(&morning(), &hands, &remembered(&merged)).len(), 1);
}

/// The same match report a month later is another match.
#[test]
fn headlines_far_apart_in_time_are_two_stories() {
    let articles = [article(1, 0, "Bay Rovers win away", ""), article(2, 40 * DAY, "Bay Rovers win away", "")];
    assert_eq!(told(&articles, &Hands::default(), &BTreeMap::new()).len(), 2);
}

#[test]
fn near_copies_tell_one_story_whatever_their_words() {
    let articles = morning();
    let placed: Vec<Placed> = articles
        .iter()
        .map(|(id, published, terms)| Placed {
            id: *id,
            terms,
            meaning: None,
            published: *published,
            copy_of: ArticleId(1),
            form: None,
            settled: false,
        })
        .collect();
    assert_eq!(group(&placed, &Hands::default(), &BTreeMap::new(), &BTreeSet::new()).len(), 1);
}

/// The reader knows better than the words: also a copy can be taken out of its story, and grows another.
#[test]
fn a_copy_that_a_hand_takes_out_stays_out() {
    let articles = morning();
    let place = |hands: &Hands| {
        let placed: Vec<Placed> = articles
            .iter()
            .map(|(id, published, terms)| {
                let copy_of = if id.0 <= 3 { ArticleId(1) } else { *id };
                Placed { id: *id, terms, meaning: None, published: *published, copy_of, form: None, settled: false }
            })
            .collect();
        group(&placed, hands, &BTreeMap::new(), &BTreeSet::new())
    };
    let mut hands = Hands::default();
    hands.split(&ids(&[1]), &ids(&[2, 3]));
    let stories: Vec<Vec<ArticleId>> = place(&hands).into_iter().map(|story| story.articles).collect();
    assert_eq!(stories, [ids(&[1]), ids(&[4, 5, 6]), ids(&[2, 3])]);
}

/// A split and a merge hold also when the articles they were said of are older than the window.
#[test]
fn hands_hold_through_articles_out_of_sight() {
    let mut hands = Hands::default();
    hands.split(&ids(&[90, 1]), &ids(&[91, 3]));
    hands.merge(&ids(&[2, 92]), &ids(&[93, 5]));
    let stories = told(&morning(), &hands, &BTreeMap::new());
    let story_of = |id: i64| stories.iter().position(|story| story.articles.contains(&ArticleId(id)));
    assert_ne!(story_of(1), story_of(3));
    assert_eq!(story_of(2), story_of(5));
    assert_eq!(stories.iter().map(|story| story.articles.len()).sum::<usize>(), 6);
}

/// At the window's older edge the article that held a story together may be out of sight.
#[test]
fn a_settled_story_stays_together_unless_a_hand_parts_it() {
    let articles = morning();
    let before: BTreeMap<ArticleId, StoryId> = [(ArticleId(1), StoryId(80)), (ArticleId(4), StoryId(80))].into();
    let group = |hands: &Hands, settled: bool| {
        let placed: Vec<Placed> = articles
            .iter()
            .map(|(id, published, terms)| Placed {
                id: *id,
                terms,
                meaning: None,
                published: *published,
                copy_of: *id,
                form: None,
                settled,
            })
            .collect();
        group(&placed, hands, &before, &BTreeSet::new())
    };
    let together =
        |stories: &[Grouped]| stories.iter().any(|story| ids(&[1, 4]).iter().all(|id| story.articles.contains(id)));
    let mut hands = Hands::default();
    assert!(!together(&group(&hands, false)));
    let settled = group(&hands, true);
    assert!(together(&settled) && settled.iter().any(|story| story.id == StoryId(80)));
    hands.split(&ids(&[1]), &ids(&[4]));
    assert!(!together(&group(&hands, true)));
}

/// The articles of an absorbed story that are out of sight must follow it: the store is told.
#[test]
fn a_story_says_which_others_became_part_of_it() {
    let before: BTreeMap<ArticleId, StoryId> =
        [(1, 70), (2, 60), (3, 60)].map(|(id, of)| (ArticleId(id), StoryId(of))).into();
    let stories = told(&morning(), &Hands::default(), &before);
    assert_eq!((stories[0].id, &stories[0].absorbed), (StoryId(60), &vec![StoryId(70)]));
    assert!(stories[1].absorbed.is_empty());
}

proptest! {
    /// Hands are obeyed whatever they say and in whatever order the articles come, and every article is in one story.
    #[test]
    fn hands_are_obeyed_and_order_does_not_matter(
        order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle(),
        said in prop::collection::vec((1i64..7, 1i64..7, any::<bool>()), 0..4),
    ) {
        let mut hands = Hands::default();
        let mut stories = told(&morning(), &hands, &BTreeMap::new());
        for (a, b, merge) in said {
            let story_of = |id: i64| stories.iter().find(|story| story.articles.contains(&ArticleId(id))).unwrap().articles.clone();
            let (one, other) = (story_of(a), story_of(b));
            if merge && one != other {
                hands.merge(&one, &other);
            } else if !merge && one == other && one.len() > 1 {
                let stay: Vec<ArticleId> = one.iter().copied().filter(|id| *id != ArticleId(a)).collect();
                hands.split(&stay, &[ArticleId(a)]);
            } else {
                continue;
            }
            let before = remembered(&stories);
            let all = morning();
            let shuffled: Vec<_> = order.iter().map(|at| all[*at].clone()).collect();
            let next = told(&shuffled, &hands, &before);
            prop_assert_eq!(&next, &told(&all, &hands, &before));
            let together = |x: i64, y: i64| next.iter().any(|story| story.articles.contains(&ArticleId(x)) && story.articles.contains(&ArticleId(y)));
            prop_assert_eq!(next.iter().map(|story| story.articles.len()).sum::<usize>(), 6);
            if merge {
                prop_assert!(together(a, b));
            } else {
                prop_assert!(one.iter().all(|other| *other == ArticleId(a) || !together(a, other.0)));
            }
            let mut ids: Vec<StoryId> = next.iter().map(|story| story.id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), next.len());
            stories = next;
        }
    }
}

/// Printed every day and for every town, and each time another event.
#[test]
fn one_form_filled_in_twice_is_two_stories() {
    let text = |town: &str, figure: u32| {
        format!(
            "Today in {town} it will be cloudy with light rain and a fresh wind from the west, up to {figure} metres a \
             second. In the evening the sky clears and the night stays dry."
        )
    };
    let check = |one: (&str, &str, u32), other: (&str, &str, u32), expected: bool| {
        let [a, b] = [one, other].map(|(title, town, figure)| Terms::of(title, &text(town, figure), Some("en")));
        let mut rarity = Rarity::default();
        [&a, &b].into_iter().for_each(|terms| rarity.see(terms));
        assert_eq!(same_story(&a, &b, &rarity), expected, "{one:?} {other:?}");
    };
    check(("The weather on 8 May", "Stone Cove", 7), ("The weather on 9 May", "Stone Cove", 9), false);
    check(
        ("The weather tomorrow in Marrow", "Marrow", 7),
        ("The weather tomorrow in Kettering", "Kettering", 9),
        false,
    );
    check(
        ("The weather tomorrow in Marrow", "Marrow", 7),
        ("The weather tomorrow, 8 May, in Marrow", "Marrow", 9),
        true,
    );
    // Where each word has a capital none of them is known to be a name.
    check(("Cloudy Weather Today In Marrow", "Marrow", 7), ("Grey Weather Today In Marrow", "Marrow", 7), true);
}

/// Two headlines that share no name, in two scripts: only what an encoder says of them can show that they tell one
/// event. Where it says that they do not, or says nothing, they stay apart.
#[test]
fn meanings_tie_headlines_that_share_no_word() {
    let titles = [("Ferry strikes pier, nobody hurt", "en"), ("Паром врезался в причал", "ru")];
    let terms = titles.map(|(title, language)| Terms::of(title, "", Some(language)));
    let stories = |meanings: [Option<Meaning>; 2]| {
        let placed: Vec<Placed> = (0..2)
            .map(|at| Placed {
                id: ArticleId(at as i64 + 1),
                terms: &terms[at],
                meaning: meanings[at].as_ref(),
                published: Some(1_000),
                copy_of: ArticleId(at as i64 + 1),
                form: None,
                settled: false,
            })
            .collect();
        group(&placed, &Hands::default(), &BTreeMap::new(), &BTreeSet::new()).len()
    };
    let meaning = |at: usize| {
        let mut vector = [0.1; 16];
        vector[at] = 1.0;
        Some(Meaning::of(&vector))
    };
    assert_eq!(stories([meaning(0), meaning(0)]), 1);
    assert_eq!(stories([meaning(0), meaning(1)]), 2);
    assert_eq!(stories([meaning(0), None]), 2);
    assert_eq!(stories([None, None]), 2);
}

/// Reports of one form stand by themselves, however alike; what a hand put together stays together.
#[test]
fn reports_of_one_form_are_stories_of_their_own() {
    let text = "The weather on Tuesday: cloudy in the morning, with sunny spells in the afternoon and little rain.";
    let articles: Vec<_> =
        (1..4).map(|id| article(id, id, "Weather for the coast", &format!("{text} At most {id} degrees."))).collect();
    let told = |form: Option<ArticleId>, hands: &Hands| {
        let placed: Vec<Placed> = articles
            .iter()
            .map(|(id, published, terms)| Placed {
                id: *id,
                terms,
                meaning: None,
                published: *published,
                copy_of: *id,
                form,
                settled: false,
            })
            .collect();
        group(&placed, hands, &BTreeMap::new(), &BTreeSet::new()).len()
    };
    assert_eq!(told(None, &Hands::default()), 1);
    assert_eq!(told(Some(ArticleId(1)), &Hands::default()), 3);
    let mut hands = Hands::default();
    hands.merge(&[ArticleId(1)], &[ArticleId(2)]);
    assert_eq!(told(Some(ArticleId(1)), &hands), 2);
}
