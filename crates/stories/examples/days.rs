//! A library that grows by days of generated articles: does an article of the hundredth cost what one of the third did?
//!
//! `days [DAYS] [ARTICLES] [WORDS]`, 100 of 10,000 of 300 words unless told. Each day opens the two before it, by turns
//! put back from the bytes that a library keeps, as after a start, and left in memory, as in a program that goes on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use articles::ArticleId;
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::grouping::{Hands, Placed, StoryId, group};
use stories::terms::Terms;

mod generated;

use generated::{News, Story, cpu_seconds, most_megabytes};

const DAY: i64 = 86_400;
/// Days before the one that got articles that are grouped with it.
const OPEN: usize = 2;
/// Days of which the mean is printed.
const TOGETHER: usize = 10;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|one| one.parse::<usize>());
    let mut argument = |usual| arguments.next().and_then(Result::ok).unwrap_or(usual);
    let (days, count, words) = (argument(100), argument(10_000), argument(300));
    let mut news = News::new();
    let mut library = Library::default();
    let mut spent = [0.0; 4];
    println!("CPU-µs an article: opening the window, near copies, terms, grouping");
    for day in 0..days {
        let on_day = library.day(&mut news, day, count, words);
        spent.iter_mut().zip(on_day).for_each(|(sum, seconds)| *sum += seconds);
        if (day + 1) % TOGETHER == 0 {
            let each = spent.map(|seconds| seconds * 1e6 / (TOGETHER * count) as f64);
            let parts: Vec<String> = each.iter().map(|one| format!("{one:6.0}")).collect();
            let all: f64 = each.iter().sum();
            let events = library.days.iter().flatten().map(|article| article.event).collect::<BTreeSet<_>>().len();
            let stories = library.stories.values().collect::<BTreeSet<_>>().len();
            println!(
                "{:>9} stored: {} = {all:.0}; {stories} stories of {events} events open, {} MB",
                (day + 1) * count,
                parts.join(" "),
                most_megabytes()
            );
            spent = [0.0; 4];
        }
    }
}

/// What a library would keep of the open days, and what the program holds of them.
#[derive(Default)]
struct Library {
    days: VecDeque<Vec<Stored>>,
    copies: Copies,
    stories: BTreeMap<ArticleId, StoryId>,
}

struct Stored {
    id: ArticleId,
    event: usize,
    source: String,
    published: i64,
    copy_of: ArticleId,
    print: Vec<u8>,
    terms: Vec<u8>,
}

impl Library {
    /// CPU seconds for each part of a day's work.
    fn day(&mut self, news: &mut News, day: usize, count: usize, words: usize) -> [f64; 4] {
        let mut spent = [0.0; 4];
        let began = cpu_seconds();
        self.open(day);
        spent[0] = cpu_seconds() - began;
        let mut arrived = Vec::with_capacity(count);
        for at in 0..count {
            let Story { source, title, body, event } = news.tell(words);
            let id = ArticleId((day * count + at) as i64);
            let published = day as i64 * DAY + at as i64 * DAY / count as i64;
            let began = cpu_seconds();
            let print = Fingerprint::of(&title, &body);
            let kept = print.to_bytes();
            self.copies.add(Arriving { id, source: Some(&source), published: Some(published) }, print);
            let printed = cpu_seconds();
            let terms = Terms::of(&title, &body, Some("en")).to_bytes();
            spent[1] += printed - began;
            spent[2] += cpu_seconds() - printed;
            arrived.push(Stored { id, event, source, published, copy_of: id, print: kept, terms });
        }
        let began = cpu_seconds();
        self.days.push_back(arrived);
        self.group();
        spent[3] = cpu_seconds() - began;
        spent
    }

    fn open(&mut self, day: usize) {
        if self.days.len() > OPEN {
            for gone in self.days.pop_front().into_iter().flatten() {
                self.stories.remove(&gone.id);
            }
        }
        if day % 2 == 1 {
            self.copies.forget_before((day as i64 - OPEN as i64) * DAY);
            return;
        }
        self.copies = Copies::default();
        for known in self.days.iter().flatten() {
            if let Some(print) = Fingerprint::from_bytes(&known.print) {
                let arriving = Arriving { id: known.id, source: Some(&known.source), published: Some(known.published) };
                self.copies.restore(arriving, print, known.copy_of);
            }
        }
    }

    fn group(&mut self) {
        let newest = self.days.len() - 1;
        let terms: Vec<Terms> =
            self.days.iter().flatten().filter_map(|article| Terms::from_bytes(&article.terms)).collect();
        for article in self.days.iter_mut().flatten() {
            article.copy_of = self.copies.group(article.id);
        }
        let articles = self.days.iter().enumerate().flat_map(|(day, of)| of.iter().map(move |article| (day, article)));
        let placed: Vec<Placed> = articles
            .zip(&terms)
            .map(|((day, article), terms)| Placed {
                id: article.id,
                terms,
                meaning: None,
                published: Some(article.published),
                copy_of: article.copy_of,
                form: None,
                settled: day < newest,
            })
            .collect();
        let stories = group(&placed, &Hands::default(), &self.stories, &BTreeSet::new());
        self.stories =
            stories.iter().flat_map(|story| story.articles.iter().map(|article| (*article, story.id))).collect();
    }
}
