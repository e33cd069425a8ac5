//! Takes out of the chosen part what is no text of the article: captions, cards, teasers, walls, labels, bios, tails.

use std::collections::HashSet;

use super::{
    blocks::{Block, Kind},
    dom::NodeId,
    main_text::Page,
    phrases,
};
use crate::{bylines, captions, dates, text::key};

impl Page<'_> {
    pub fn drop_captions(&self, all: &[Block], state: &mut [bool]) {
        for (block, kept) in all.iter().zip(state.iter_mut()) {
            *kept &= !self.is_caption(block);
        }
    }

    /// Drops lists of links, cards and boxes inside the main part.
    pub fn drop_cards(&self, all: &[Block], main: NodeId, host: Option<&str>, state: &mut [bool]) {
        let total = self.mass[main as usize].max(1.0);
        let nested: f32 = self
            .dom
            .descendants(main)
            .filter(|&node| node != main && self.dom.tag(node) == "article")
            .map(|node| self.mass[node as usize])
            .sum();
        // Where nested articles hold the text they are its sections.
        let sections = nested > total * 0.4;
        for (block, kept) in all.iter().zip(state.iter_mut()).filter(|(_, kept)| **kept) {
            let fully = block.linked * 10 >= block.chars * 8;
            if block.linked * 2 > block.chars && !self.leads_to_site(block, host) {
                continue;
            }
            if fully && (matches!(block.kind, Kind::Heading(_)) || block.chars < 200) {
                *kept = false;
                continue;
            }
            for node in
                std::iter::once(block.node).chain(self.dom.ancestors(block.node)).take_while(|&node| node != main)
            {
                let (mass, chars, linked) =
                    (self.mass[node as usize], self.chars[node as usize], self.linked[node as usize]);
                let tag = self.dom.tag(node);
                let nested = tag == "article" && !sections && mass < total * 0.3;
                let linky = matches!(tag, "ul" | "ol" | "div" | "section" | "table" | "dl")
                    && linked > chars * 0.6
                    && mass < total * 0.2
                    && chars > 0.0;
                if nested || linky {
                    *kept = false;
                    break;
                }
            }
        }
    }

    /// Drops the articles that a page goes on with after its own: each in an `<article>` with a headline of its own.
    pub fn drop_next_articles(&self, all: &[Block], headline: NodeId, state: &mut [bool]) {
        let article = |node: NodeId| self.dom.ancestors(node).filter(|&above| self.dom.tag(above) == "article").last();
        let own = article(headline);
        let heads: HashSet<NodeId> = all
            .iter()
            .filter(|block| block.kind == Kind::Heading(1) && block.node > headline)
            .filter_map(|block| article(block.node))
            .filter(|&other| own.is_some() && Some(other) != own)
            .collect();
        for (block, kept) in all.iter().zip(state.iter_mut()).filter(|(_, kept)| **kept) {
            *kept = !article(block.node).is_some_and(|other| heads.contains(&other));
        }
    }

    /// Whether the first link of a block stays on the site: menus and teasers do, sources do not.
    fn leads_to_site(&self, block: &Block, host: Option<&str>) -> bool {
        let link = block
            .leaves
            .iter()
            .find_map(|&leaf| self.dom.ancestors(leaf).take(8).find(|&node| self.dom.tag(node) == "a"));
        let Some(link) = link.and_then(|node| self.dom.attribute(node, "href")) else { return true };
        let elsewhere = link.starts_with("http") || link.starts_with("//");
        !elsewhere || host.is_none_or(|host| link.contains(host))
    }

    /// Drops the boxes that announce other articles: a small box with a linked heading, three or more on the page.
    pub fn drop_teasers(&self, all: &[Block], main: NodeId, host: Option<&str>, state: &mut [bool]) {
        let mut boxes: Vec<NodeId> = Vec::new();
        for block in all.iter().filter(|block| {
            matches!(block.kind, Kind::Heading(_))
                && block.linked * 10 >= block.chars * 8
                && !self.dropped[block.node as usize]
        }) {
            if !self.is_in(block.node, main) || !self.leads_to_site(block, host) {
                continue;
            }
            let around = self
                .dom
                .ancestors(block.node)
                .take_while(|&node| node != main && self.chars[node as usize] <= 500.0)
                .last();
            if let Some(around) = around
                && !boxes.contains(&around)
            {
                boxes.push(around);
            }
        }
        if boxes.len() < 3 {
            return;
        }
        // Where they begin with the text and hold much of it they are its sections.
        let (mut before, mut inside, mut total) = (0.0, 0.0, 0.0);
        for block in all.iter().zip(state.iter()).filter(|(_, kept)| **kept).map(|(block, _)| block) {
            let mass = block.mass;
            total += mass;
            if boxes.iter().any(|&around| self.is_in(block.node, around)) {
                inside += mass;
            } else if inside == 0.0 {
                before += mass;
            }
        }
        if inside > total * 0.35 && before < total * 0.3 {
            return;
        }
        for (block, kept) in all.iter().zip(state.iter_mut()).filter(|(_, kept)| **kept) {
            *kept = !boxes.iter().any(|&around| self.is_in(block.node, around));
        }
    }

    /// Drops what asks to register or subscribe, with the small box that it stands in.
    pub fn drop_walls(&self, all: &[Block], main: NodeId, state: &mut [bool]) {
        let total = self.mass[main as usize];
        for place in 0..all.len() {
            if !state[place] || !phrases::is_wall(&all[place].text) {
                continue;
            }
            state[place] = false;
            let node = all[place].node;
            let small = |node: NodeId| self.chars[node as usize] <= 700.0 && self.mass[node as usize] <= total * 0.2;
            let around = self.dom.ancestors(node).take_while(|&above| above != main && small(above)).last();
            if let Some(around) = around {
                for (block, kept) in all.iter().zip(state.iter_mut()).filter(|(_, kept)| **kept) {
                    *kept = !self.is_in(block.node, around);
                }
            }
        }
    }

    /// Drops the lines about the authors at the end, which begin with their names.
    pub fn drop_bios(&self, all: &[Block], authors: &[String], state: &mut [bool]) {
        let last: Vec<usize> = (0..all.len()).filter(|&place| state[place]).collect();
        for &place in last.iter().rev().take(5).filter(|_| last.len() > 6) {
            let text = &all[place].text;
            let mut names = authors.iter().filter(|name| name.contains(' ') && name.chars().count() < 60);
            // "Ana has been with the paper since 2010."
            let by_first_name = |name: &str| {
                let first = name.split(' ').next().unwrap_or_default();
                let opens = |place: &&usize| {
                    let rest = all[**place].text.strip_prefix(first).and_then(|rest| rest.strip_prefix(' '));
                    rest.is_some_and(|rest| rest.starts_with(char::is_lowercase))
                };
                first.chars().count() > 2 && opens(&&place) && last.iter().filter(opens).count() == 1
            };
            let at_end = Some(&place) == last.last();
            if text.chars().count() < 700
                && names.any(|name| {
                    text.starts_with(name.as_str())
                        || text.starts_with(&format!("By {name}"))
                        || (at_end && by_first_name(name))
                })
            {
                state[place] = false;
            }
        }
    }

    /// Drops single lines: the title again, bylines, dates, labels, credits.
    pub fn drop_lines(&self, all: &[Block], titles: &[String], state: &mut [bool]) {
        let hints = dates::DateHints::default();
        let mut seen: HashSet<String> = HashSet::new();
        let places: Vec<usize> = (0..all.len()).filter(|&place| state[place]).collect();
        let count = places.len();
        for (order, &place) in places.iter().enumerate() {
            let block = &all[place];
            let text = block.text.as_str();
            let own = key(text);
            let edge = order < 8 || order + 8 >= count;
            let signs = self.signs[block.node as usize];
            let length = text.chars().count();
            let drop = own.is_empty()
                || (order < 6 && titles.contains(&own))
                || phrases::leads_away(text)
                || phrases::is_small_print(text)
                || is_address(text)
                || (length < 120
                    && (signs.byline || signs.date || signs.credit)
                    && !matches!(block.kind, Kind::Heading(_))
                    && edge)
                || (edge
                    && length < 120
                    && (dates::date_line(text, &hints).is_some() || bylines::parse_byline(text).is_some()))
                || (order < 3 && length < 120 && is_posted_line(text, &hints))
                || (length < 90 && block.kind != Kind::Item && captions::credit_line(text).is_some())
                || (length > 60 && !seen.insert(own));
            if drop {
                state[place] = false;
            }
        }
    }

    /// Cuts at the heading after which the page speaks of other things.
    pub fn drop_tail(&self, all: &[Block], state: &mut [bool]) {
        let total: f32 = all.iter().zip(state.iter()).filter(|(_, kept)| **kept).map(|(block, _)| block.mass).sum();
        let mut before = 0.0;
        for place in 0..all.len() {
            if !state[place] {
                continue;
            }
            let block = &all[place];
            let short = block.chars < 60;
            if short && phrases::is_end_heading(&block.text) {
                let after = total - before;
                if after < total * 0.4 {
                    state[place..].iter_mut().for_each(|kept| *kept = false);
                    return;
                }
                state[place] = false;
            }
            before += block.mass;
        }
    }

    /// A heading belongs to the text only with text below it.
    pub fn drop_loose_headings(&self, all: &[Block], state: &mut [bool]) {
        for place in (0..all.len()).rev().filter(|&place| !matches!(all[place].kind, Kind::Caption)) {
            if state[place] {
                if !matches!(all[place].kind, Kind::Heading(_)) {
                    return;
                }
                state[place] = false;
            }
        }
    }
}

/// Whether a line is the address of something and little else.
fn is_address(text: &str) -> bool {
    let links: usize = text
        .split_whitespace()
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .map(|word| word.len())
        .sum();
    links * 10 > text.len() * 6
}

/// `12 May 2025 / 0 Comments / in News / by desk`: a date among labels, no sentence.
fn is_posted_line(text: &str, hints: &dates::DateHints<'_>) -> bool {
    !text.ends_with(['.', '!', '?', ':', '”', '"', '。'])
        && text.split_whitespace().count() <= 16
        && dates::find_dates(text, hints).first().is_some_and(|date| date.range.start < 30)
}
