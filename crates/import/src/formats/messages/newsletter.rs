//! The stories of a newsletter: blocks of a heading, a link and a text, repeated. Told by their structure alone.

use articles::Body;

use super::blocks::{Block, html_blocks, text_blocks};
use crate::markup::escape;

/// Fewer are an article with links below it.
const LEAST_STORIES: usize = 3;
const HEADING_CHARS: std::ops::RangeInclusive<usize> = 8..=250;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Story {
    pub(super) title: String,
    pub(super) url: String,
    /// Paragraphs, escaped, with their links.
    pub(super) html: String,
    /// The heading over it and others.
    pub(super) section: Option<String>,
    letters: usize,
    blocks: usize,
}

/// The stories in a mail's body, and what stands before them; none where it is one article.
pub(super) fn stories(body: &Body) -> Option<(Vec<Story>, String)> {
    let blocks = match body {
        Body::Fragment(html) | Body::Page(html) => html_blocks(html),
        Body::Plain(text) | Body::Text(text) => text_blocks(text),
    };
    let mut gathering = Gathering::default();
    for block in &blocks {
        gathering.add(block);
    }
    gathering.end_story();
    let Gathering { mut stories, letter, letters, .. } = gathering;
    cut_foot(&mut stories);
    // Headlines alone below an article are what else there is to read.
    let told: usize = stories.iter().map(|story| story.letters).sum();
    (stories.len() >= LEAST_STORIES && told > letters).then_some((stories, letter))
}

#[derive(Default)]
struct Gathering {
    stories: Vec<Story>,
    current: Option<Story>,
    section: Option<String>,
    /// Paragraphs before the first story, and their letters.
    letter: String,
    letters: usize,
}

impl Gathering {
    fn add(&mut self, block: &Block) {
        if block.is_ruler {
            if self.current.as_ref().is_some_and(|story| !story.url.is_empty()) {
                self.end_story();
            }
            return;
        }
        let fits = HEADING_CHARS.contains(&block.text.chars().count());
        match &block.link {
            Some(link) => self.add_link(block, link, fits),
            None if block.stands_out && fits => self.begin(&block.text, ""),
            None => self.add_text(block),
        }
    }

    fn add_link(&mut self, block: &Block, link: &str, fits: bool) {
        let is_address = block.text.contains("://");
        if let Some(story) = &mut self.current
            && (story.url == *link || story.url.is_empty() && (block.is_invitation() || is_address))
        {
            story.url = link.to_owned();
            return;
        }
        if fits && !block.is_invitation() && !is_address {
            self.begin(&block.text, link);
        }
    }

    fn begin(&mut self, title: &str, url: &str) {
        if let Some(story) = self.current.take_if(|story| story.url.is_empty()) {
            // A heading without a link of its own: over a group of stories where the next follows at once.
            if story.html.is_empty() {
                self.section = Some(story.title);
            } else {
                self.give_up(story);
            }
        }
        self.end_story();
        let section = self.section.clone();
        self.current = Some(Story { title: title.to_owned(), url: url.to_owned(), section, ..Story::default() });
    }

    fn add_text(&mut self, block: &Block) {
        let paragraph = format!("<p>{}</p>", block.html);
        let letters = block.text.chars().count();
        match &mut self.current {
            Some(story) => {
                story.html.push_str(&paragraph);
                story.letters += letters;
                story.blocks += 1;
                if let Some(link) = block.last_link.as_ref().filter(|_| story.url.is_empty()) {
                    story.url.clone_from(link);
                }
            }
            None => self.add_to_letter(&paragraph, letters),
        }
    }

    fn end_story(&mut self) {
        match self.current.take() {
            Some(story) if !story.url.is_empty() => self.stories.push(story),
            Some(story) => self.give_up(story),
            None => {}
        }
    }

    /// A heading and text without a link: the editor's own, or small print.
    fn give_up(&mut self, story: Story) {
        self.add_to_letter(&format!("<p>{}</p>{}", escape(&story.title), story.html), story.letters);
    }

    fn add_to_letter(&mut self, paragraphs: &str, letters: usize) {
        if self.stories.is_empty() {
            self.letter.push_str(paragraphs);
            self.letters += letters;
        }
    }
}

/// What stands behind the last story has nothing to end it: it takes no more paragraphs than the longest of the others.
fn cut_foot(stories: &mut [Story]) {
    let Some((last, others)) = stories.split_last_mut() else { return };
    let most = others.iter().map(|story| story.blocks).max().unwrap_or(0);
    if last.blocks > most {
        let end = last.html.match_indices("</p>").take(most).last().map_or(0, |(at, end)| at + end.len());
        last.html.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The port said on Monday that the works had ended a week before they were due to.";
    const HEADS: [&str; 4] = [
        "Ferry sails again to the outer island",
        "Crane of forty metres lifted onto the quay",
        "Museum finds lost map of the mines",
        "Council reopens the upper bridge",
    ];

    fn titles(body: &Body) -> Option<Vec<String>> {
        stories(body).map(|(stories, _)| stories.into_iter().map(|story| story.title).collect())
    }

    fn each(story: impl Fn(usize, &str) -> String) -> String {
        HEADS.iter().enumerate().map(|(number, head)| story(number, head)).collect()
    }

    /// The ways in which senders set the same thing; none is of a sender.
    #[test]
    fn finds_the_stories_of_many_layouts() {
        let check = |what: &str, body: Body| {
            let (found, _) = stories(&body).unwrap_or_else(|| panic!("{what}: no stories"));
            assert_eq!(found.iter().map(|story| story.title.as_str()).collect::<Vec<_>>(), HEADS, "{what}");
            for (number, story) in found.iter().enumerate() {
                assert_eq!(story.url, format!("https://post.test/{number}"), "{what}");
                assert!(story.html.contains("works had ended"), "{what}: {}", story.html);
                assert!(!story.html.contains("Unsubscribe"), "{what}: {}", story.html);
            }
        };
        let foot = "<p>You get this because you asked for it.</p><p><a href='https://post.test/u'>Unsubscribe</a></p>";
        check(
            "linked headings",
            Body::Fragment(format!(
                "<h1>Harbour Daily</h1>{}{foot}",
                each(|n, head| { format!("<h2><a href='https://post.test/{n}'>{head}</a></h2><p>{TEXT}</p>") })
            )),
        );
        check(
            "headings, text, an invitation",
            Body::Fragment(format!(
                "<p>Good morning.</p>{}{foot}",
                each(|n, head| {
                    format!("<h3>{head}</h3><p>{TEXT}</p><p><a href='https://post.test/{n}'>Read more</a></p>")
                })
            )),
        );
        check(
            "tables, pictures and bold",
            Body::Fragment(format!(
                "<table><tr><td><a href='https://post.test/'><img src='cid:1'></a></td></tr></table>{}{foot}",
                each(|n, head| {
                    format!(
                        "<table><tr><td><a href='https://post.test/{n}'><img src='cid:{n}'></a></td><td><span \
                     style='font-size: 20px; font-weight:bold'><a href='https://post.test/{n}'>{head}</a></span>\
                     <div style='font-size:14px'>{TEXT} <a href='https://post.test/{n}'>Weiterlesen</a></div></td></tr></table>"
                    )
                })
            )),
        );
        check(
            "plain links of many words",
            Body::Fragment(format!(
                "{}{foot}",
                each(|n, head| {
                    format!("<div><a href='https://post.test/{n}'>{head}</a></div><div>{TEXT}</div><hr>")
                })
            )),
        );
        let ruler = "-".repeat(40);
        check(
            "plain text with rulers",
            Body::Plain(format!(
                "Harbour Daily\n{ruler}\n\n{}Unsubscribe: https://post.test/u\n",
                each(|n, head| { format!("{}. {head}\n\n{TEXT}\nhttps://post.test/{n}\n\n{ruler}\n\n", n + 1) })
            )),
        );
        check(
            "plain text with blank lines",
            Body::Plain(each(|n, head| format!("{head}\n{TEXT}\nRead more: <https://post.test/{n}>\n\n\n"))),
        );
    }

    /// Read as stories, an article would be torn at its own headings or lost for the links below it.
    #[test]
    fn an_article_is_no_newsletter() {
        let check = |what: &str, body: Body| assert_eq!(titles(&body), None, "{what}");
        let long = format!("<p>{TEXT} {TEXT}</p>").repeat(6);
        check("a letter", Body::Plain(format!("Dear all,\n\n{TEXT}\n\nhttps://post.test/1\n\nYours\n")));
        check(
            "links below",
            Body::Fragment(format!(
                "<h1>{}</h1>{long}<ul>{}</ul>",
                HEADS[0],
                each(|n, head| { format!("<li><a href='https://post.test/{n}'>{head}</a></li>") })
            )),
        );
        check("headings and no links", Body::Fragment(each(|_, head| format!("<h2>{head}</h2><p>{TEXT}</p>"))));
        check(
            "two stories",
            Body::Fragment(
                (0..2)
                    .map(|n| format!("<h2><a href='https://post.test/{n}'>{}</a></h2><p>{TEXT}</p>", HEADS[n]))
                    .collect(),
            ),
        );
        check("menus", Body::Fragment("<p><a href='https://post.test/'>View in browser</a></p>".repeat(5)));
        check("nothing", Body::Fragment(String::new()));
    }

    #[test]
    fn a_heading_over_stories_is_their_section() {
        let html = format!(
            "<h1>WORLD NEWS</h1>{}",
            each(|n, head| { format!("<h2><a href='https://post.test/{n}'>{head}</a></h2><p>{TEXT}</p>") })
        );
        let (found, _) = stories(&Body::Fragment(html)).unwrap();
        assert!(found.iter().all(|story| story.section.as_deref() == Some("WORLD NEWS")));
    }

    /// What a list of mails shows beside the subject is hidden in the mail, and no text of any story.
    #[test]
    fn hidden_text_is_not_read() {
        let hidden = "<div style='display: none'>All that matters today</div>";
        let html = format!(
            "{hidden}{}",
            each(|n, head| { format!("<h2><a href='https://post.test/{n}'>{head}</a></h2>{hidden}<p>{TEXT}</p>") })
        );
        let (found, letter) = stories(&Body::Fragment(html)).unwrap();
        assert!(!letter.contains("All that matters") && found.iter().all(|story| !story.html.contains("All that")));
    }
}
