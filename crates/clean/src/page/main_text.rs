//! Which blocks of a page are its article.

use std::collections::{HashMap, HashSet};

use super::{
    blocks::{Block, Kind},
    dom::{Dom, NodeId},
    images::{Placed, Places},
    signs::Signs,
    witness::{Witness, drop_copies},
};
use crate::text::key;

/// A part that is named like a menu or a teaser is dropped for its name only while it holds less than this share of the text.
const HEAVY: f32 = 0.35;
/// The foot of a page with a short article may say more than the article.
const FOOT: f32 = 0.6;
/// A child with this share of its parent's text is gone into in search of the main part.
const MOST: f32 = 0.68;

/// The blocks of a page with what they weigh and what became of them.
pub struct Selection {
    pub body: Vec<Block>,
    pub captions: Vec<Block>,
    pub pictures: Vec<Placed>,
    /// Where the headline is printed.
    pub headline: Option<NodeId>,
    /// Short blocks around the headline and after the end: where names and dates are printed.
    pub header: Vec<Block>,
}

/// What the page's data says, for the choice.
pub struct Given<'a> {
    /// Headlines that are given or found.
    pub titles: &'a [String],
    pub authors: &'a [String],
    /// The site's own host: links to it lead to other articles.
    pub host: Option<&'a str>,
    /// The body as the page's own data gives it.
    pub witness: Option<&'a str>,
}

/// The blocks that are no text of the article.
struct Around<'b> {
    /// The headline and the captions.
    own: &'b [Block],
    others: &'b [Block],
    captions: &'b [Block],
}

pub struct Page<'a> {
    pub dom: &'a Dom,
    pub signs: &'a [Signs],
    /// Pictures of some size, up to eight levels below each node.
    images: Vec<u32>,
    /// Characters of sentences below each node.
    pub mass: Vec<f32>,
    /// All characters below each node, and those in links.
    pub chars: Vec<f32>,
    pub linked: Vec<f32>,
    pub dropped: Vec<bool>,
}

/// Chooses the body.
pub fn select(dom: &Dom, signs: &[Signs], body: NodeId, all: Vec<Block>, given: &Given<'_>) -> Selection {
    let Given { titles, authors, host, witness } = *given;
    let mut page = Page::new(dom, signs, body, &all);
    page.drop_by_name(body);
    page.weigh(&all);
    let title_keys: Vec<String> = titles.iter().map(|title| key(title)).filter(|key| key.len() > 3).collect();
    let headline = page.headline(&all, &title_keys);
    let main = page.main(body, headline.map(|at| all[at].node));
    let witness = witness.map(Witness::new).filter(Witness::is_long);
    let kin = page.kin(main, body);
    let mut state: Vec<bool> = all
        .iter()
        .map(|block| page.is_text(block, main) || kin.iter().any(|&part| page.is_text(block, part)))
        .collect();
    if let Some(at) = headline {
        let is_title =
            |block: &Block| matches!(block.kind, Kind::Heading(1..=2)) && title_keys.contains(&key(&block.text));
        let sure = is_title(&all[at]) && !all[..at].iter().any(is_title);
        page.follow_headline(&all, at, sure, main, &mut state);
    }
    guarded(&all, &mut state, |state| page.drop_captions(&all, state));
    guarded(&all, &mut state, |state| page.drop_cards(&all, main, host, state));
    if let Some(headline) = headline {
        guarded(&all, &mut state, |state| page.drop_next_articles(&all, all[headline].node, state));
    }
    guarded(&all, &mut state, |state| page.drop_teasers(&all, main, host, state));
    guarded(&all, &mut state, |state| page.drop_walls(&all, main, state));
    guarded(&all, &mut state, |state| page.drop_lines(&all, &title_keys, state));
    guarded(&all, &mut state, |state| page.drop_tail(&all, state));
    guarded(&all, &mut state, |state| drop_copies(&all, state));
    page.drop_bios(&all, authors, &mut state);
    page.drop_loose_headings(&all, &mut state);
    if let Some(witness) = &witness {
        witness.judge(&all, &mut state);
    }
    let captions = page.captions(&all, main, headline, &state);
    let header = page.beside(&all, headline, &state);
    let headline_node = headline.map(|at| all[at].node);
    let mut text = Vec::new();
    let (mut own, mut others) = (captions.clone(), Vec::new());
    for (place, block) in all.into_iter().enumerate() {
        match () {
            _ if state[place] => text.push(block),
            _ if Some(place) == headline => own.push(block),
            _ => others.push(block),
        }
    }
    others.retain(|block| !captions.iter().any(|caption| caption.node == block.node && caption.text == block.text));
    let around = Around { own: &own, others: &others, captions: &captions };
    let pictures = page.place_pictures(body, main, &text, &around);
    Selection { body: text, captions, pictures, headline: headline_node, header }
}

impl<'a> Page<'a> {
    fn new(dom: &'a Dom, signs: &'a [Signs], body: NodeId, all: &[Block]) -> Page<'a> {
        let size = dom.len();
        let mut images = vec![0; size];
        for image in dom.descendants(body).filter(|&node| dom.tag(node) == "img" && !is_icon(dom, node)) {
            for above in dom.ancestors(image).take(8) {
                images[above as usize] += 1;
            }
        }
        let mut page = Page {
            dom,
            signs,
            images,
            mass: Vec::new(),
            chars: Vec::new(),
            linked: Vec::new(),
            dropped: vec![false; size],
        };
        page.weigh(all);
        page
    }

    fn weigh(&mut self, all: &[Block]) {
        let size = self.dom.len();
        (self.mass, self.chars, self.linked) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
        // Pages that carry one text in several sizes of window hold it once.
        let mut seen: HashSet<&str> = HashSet::new();
        for block in all {
            if self.dropped[block.node as usize] {
                continue;
            }
            let again = block.chars > 40 && !seen.insert(&block.text);
            let mass = if again { 0.0 } else { block.mass };
            for node in std::iter::once(block.node).chain(self.dom.ancestors(block.node)) {
                self.mass[node as usize] += mass;
                self.chars[node as usize] += block.chars as f32;
                self.linked[node as usize] += block.linked as f32;
            }
        }
    }

    /// Marks what its names say is no text, top down.
    fn drop_by_name(&mut self, body: NodeId) {
        let mut beside = 0.0;
        let mut next = Some(body);
        while let Some(node) = next {
            let signs = self.signs[node as usize];
            let is_beside =
                (signs.comments || matches!(self.dom.tag(node), "nav" | "footer" | "aside" | "dialog")) && node != body;
            if is_beside {
                beside += self.mass[node as usize];
            }
            next = self.dom.following(node, body, !is_beside);
        }
        let total = self.mass[body as usize];
        let total = if beside < total * 0.9 { total - beside } else { total };
        // A name that many parts share, and that together hold the text, is one of the layout.
        let mut by_name: HashMap<&str, (f32, Vec<NodeId>)> = HashMap::new();
        let mut next = Some(body);
        while let Some(node) = next {
            let drops = self.dom.element(node).is_some() && node != body && self.drops(node, total);
            if drops {
                let name = self
                    .dom
                    .attribute(node, "class")
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| self.dom.tag(node));
                let group = by_name.entry(name).or_default();
                group.0 += self.mass[node as usize];
                group.1.push(node);
            }
            next = self.dom.following(node, body, !drops);
        }
        let signs = self.signs;
        let dropped: Vec<NodeId> = by_name
            .into_values()
            .filter(|(mass, nodes)| {
                nodes.len() < 2 || *mass < total * HEAVY || nodes.iter().all(|&node| signs[node as usize].comments)
            })
            .flat_map(|(_, nodes)| nodes)
            .collect();
        for node in dropped {
            for below in self.dom.descendants(node) {
                self.dropped[below as usize] = true;
            }
        }
    }

    fn drops(&self, node: NodeId, total: f32) -> bool {
        let signs = self.signs[node as usize];
        let at = node as usize;
        let mass = self.mass[at];
        if signs.comments
            && mass <= total.max(400.0)
            && !self.dom.descendants(node).any(|below| self.dom.tag(below) == "h1")
        {
            return true;
        }
        if signs.consent && mass < total * 0.6 && !self.dom.descendants(node).any(|below| self.dom.tag(below) == "h1") {
            return true;
        }
        if signs.body {
            return false;
        }
        // Paragraphs behind a wall are hidden one by one.
        if signs.hidden && mass < total * 0.5 && self.dom.tag(node) != "p" {
            return true;
        }
        let most = if signs.foot { FOOT } else { HEAVY };
        if signs.boilerplate && mass < total * most {
            return true;
        }
        let linky = self.linked[at] > self.chars[at] * 0.15;
        if signs.layout && mass < total * HEAVY && (linky || mass < 500.0) {
            return true;
        }
        let is_list = matches!(self.dom.tag(node), "ul" | "ol" | "li" | "table" | "tr" | "td" | "dl");
        signs.doubtful
            && mass < total * 0.15
            && (self.linked[at] > self.chars[at] * 0.5
                || (mass < self.chars[at] * 0.3 && self.chars[at] < 300.0 && !is_list))
    }

    /// The block that is the headline: the first heading that says what a title says.
    fn headline(&self, all: &[Block], titles: &[String]) -> Option<usize> {
        let says = |block: &Block| {
            let own = key(&block.text);
            own.len() > 3
                && titles.iter().any(|title| {
                    *title == own
                        || (own.len() > 12 && title.contains(&own))
                        || (title.len() > 12 && own.starts_with(title) && own.len() < title.len() * 2)
                })
        };
        let find = |level: fn(u8) -> bool| {
            let fitting: Vec<usize> = (0..all.len())
                .filter(|&at| matches!(all[at].kind, Kind::Heading(own) if level(own)) && says(&all[at]))
                .collect();
            fitting.iter().copied().find(|&at| !self.dropped[all[at].node as usize]).or(fitting.first().copied())
        };
        let first =
            || (0..all.len()).find(|&at| all[at].kind == Kind::Heading(1) && !self.dropped[all[at].node as usize]);
        // A heading in the text that repeats the title: the headline is the one above the text.
        let lower = || {
            let at = find(|level| level > 1)?;
            let text = |from: usize| all[from..at].iter().map(|block| block.mass).sum::<f32>();
            // One or two words are the name of the site.
            let named = |first: usize| all[first].text.split_whitespace().count() > 2;
            Some(first().filter(|&first| first < at && named(first) && text(first) > 400.0).unwrap_or(at))
        };
        find(|level| level == 1)
            .or_else(lower)
            .or_else(|| {
                (0..all.len()).find(|&at| says(&all[at]) && !self.dropped[all[at].node as usize] && all[at].linked == 0)
            })
            .or_else(first)
    }

    /// The smallest element that still holds most of the text.
    fn main(&self, body: NodeId, headline: Option<NodeId>) -> NodeId {
        let mut main = body;
        loop {
            let mass = self.mass[main as usize];
            // Of several articles on one page the one with the headline is meant.
            let articles: Vec<NodeId> = self
                .dom
                .children(main)
                .filter(|&child| self.dom.tag(child) == "article" && self.mass[child as usize] > mass * 0.1)
                .collect();
            if articles.len() > 1
                && let Some(headline) = headline
                && let Some(own) =
                    articles.iter().copied().find(|&child| self.dom.ancestors(headline).any(|above| above == child))
            {
                main = own;
                continue;
            }
            let heaviest = self
                .dom
                .children(main)
                .max_by(|one, other| self.mass[*one as usize].total_cmp(&self.mass[*other as usize]));
            match heaviest {
                // What is named the body of the article is it, all of it.
                Some(child) if self.signs[main as usize].body && !self.holds_body(child) => return main,
                Some(child)
                    if mass > 0.0
                        && self.mass[child as usize] >= mass * MOST
                        && self.dom.first_child(child).is_some() =>
                {
                    main = child
                }
                _ => return main,
            }
        }
    }

    /// Whether most of a part stands in one that is named the body of the article.
    fn holds_body(&self, top: NodeId) -> bool {
        let most = self.mass[top as usize] * MOST;
        self.dom.descendants(top).any(|node| self.signs[node as usize].body && self.mass[node as usize] >= most)
    }

    /// Parts beside the main one that go on with its text: of the same making, with little in links.
    fn kin(&self, main: NodeId, body: NodeId) -> Vec<NodeId> {
        /// Levels above the main part that are looked at.
        const LEVELS: usize = 4;
        const LEAST: f32 = 500.0;
        let mut kin = Vec::new();
        let mut path = main;
        for above in self.dom.ancestors(main).take(LEVELS).take_while(|&above| above != body) {
            for child in self.dom.children(above).filter(|&child| child != path) {
                let at = child as usize;
                let (mass, signs) = (self.mass[at], self.signs[at]);
                let text = mass > LEAST && self.linked[at] < self.chars[at] * 0.2 && mass > self.chars[at] * 0.6;
                let sound = !self.dropped[at] && !signs.boilerplate && !signs.layout && !signs.doubtful;
                if text && sound && self.is_alike(child, path) {
                    kin.push(child);
                }
            }
            path = above;
        }
        // A page of sections has several; a single one is what the house says of itself.
        if kin.len() > 1 { kin } else { Vec::new() }
    }

    /// Whether two elements are of one making: the same tag, and of the same classes or of most of them.
    fn is_alike(&self, one: NodeId, other: NodeId) -> bool {
        let classes = |node: NodeId| -> HashSet<&str> {
            self.dom.attribute(node, "class").unwrap_or_default().split_whitespace().collect()
        };
        let (own, its) = (classes(one), classes(other));
        self.dom.tag(one) == self.dom.tag(other) && own.intersection(&its).count() * 2 >= own.len().max(its.len())
    }

    pub fn is_in(&self, node: NodeId, top: NodeId) -> bool {
        node == top || self.dom.ancestors(node).any(|above| above == top)
    }

    fn is_text(&self, block: &Block, main: NodeId) -> bool {
        !self.dropped[block.node as usize] && self.is_in(block.node, main)
    }

    pub fn is_caption(&self, block: &Block) -> bool {
        if block.kind == Kind::Caption {
            return true;
        }
        if matches!(block.kind, Kind::Preformatted | Kind::Row | Kind::Quote) {
            return false;
        }
        let from = block.leaves.iter().copied().find(|&leaf| self.dom.text(leaf).is_some()).unwrap_or(block.node);
        for node in self.dom.ancestors(from).take(7) {
            let signs = self.signs[node as usize];
            if (signs.caption || signs.credit || self.dom.tag(node) == "figure") && self.chars[node as usize] < 900.0 {
                return true;
            }
        }
        self.stands_under_picture(block)
    }

    /// A short text that shares a small box with a picture and nothing else, or says what the picture's description says.
    fn stands_under_picture(&self, block: &Block) -> bool {
        if block.kind != Kind::Paragraph || block.chars < 12 || block.chars > 400 || block.linked * 2 > block.chars {
            return false;
        }
        let most = block.chars as f32 * 1.6 + 30.0;
        let around = self
            .dom
            .ancestors(block.node)
            .take(4)
            .take_while(|&node| self.chars[node as usize] <= most)
            .find(|&node| self.images[node as usize] > 0);
        let Some(around) = around else { return false };
        if self.images[around as usize] > 2 {
            return false;
        }
        let alone = self.chars[around as usize] <= block.chars as f32 * 1.1;
        if alone && self.signs[around as usize].picture {
            return true;
        }
        let own = key(&block.text);
        self.dom.descendants(around).filter_map(|node| self.dom.attribute(node, "alt")).any(|alt| {
            let alt = key(alt);
            alt.len() > 8 && (own.contains(&alt) || alt.contains(&own))
        })
    }

    /// Drops what stands before the headline, and takes in the standfirst that stands between it and the main part.
    fn follow_headline(&self, all: &[Block], at: usize, sure: bool, main: NodeId, state: &mut [bool]) {
        let mass = |range: std::ops::Range<usize>, state: &[bool]| {
            range.filter(|&place| state[place]).map(|place| all[place].mass).sum::<f32>()
        };
        let total = mass(0..all.len(), state);
        let before = mass(0..at, state);
        let after = mass(at..all.len(), state);
        if before < total * 0.3 || (sure && after > 400.0 && after > total * 0.3) {
            state[..at].iter_mut().for_each(|kept| *kept = false);
        }
        state[at] = false;
        let Some(first) = (at + 1..all.len()).find(|&place| self.is_in(all[place].node, main) && state[place]) else {
            return;
        };
        if first - at > 80 {
            return;
        }
        for place in at + 1..first {
            let block = &all[place];
            let fits = !self.dropped[block.node as usize]
                && !self.is_caption(block)
                && block.chars >= 40
                && block.linked * 3 < block.chars
                && matches!(block.kind, Kind::Paragraph | Kind::Heading(_) | Kind::Quote | Kind::Item);
            if fits {
                state[place] = true;
            }
        }
    }

    /// Blocks around the headline, then those at the end and right after it; without comments and teasers.
    fn beside(&self, all: &[Block], headline: Option<usize>, state: &[bool]) -> Vec<Block> {
        let first = state.iter().position(|kept| *kept).unwrap_or(0);
        let last = state.iter().rposition(|kept| *kept).unwrap_or(0);
        let head = headline.unwrap_or(first);
        let top = head.saturating_sub(4)..(first + 3).clamp(head + 14, head + 40).min(all.len());
        let tail = last.saturating_sub(3).max(top.end)..(last + 8).min(all.len());
        let total = mass(all, state);
        let alone = |node: NodeId| {
            let small = |above: &NodeId| self.mass[*above as usize] < total * HEAVY;
            std::iter::once(node).chain(self.dom.ancestors(node)).take(16).take_while(small).any(|above| {
                let signs = self.signs[above as usize];
                signs.comments
                    || matches!(self.dom.tag(above), "nav" | "footer")
                    || (signs.boilerplate && self.linked[above as usize] > 200.0)
            })
        };
        top.chain(tail)
            .filter(|&place| all[place].chars < 200 && !alone(all[place].node))
            .map(|place| all[place].clone())
            .collect()
    }

    fn captions(&self, all: &[Block], main: NodeId, headline: Option<usize>, state: &[bool]) -> Vec<Block> {
        let last = state.iter().rposition(|kept| *kept).unwrap_or(0);
        let first = state.iter().position(|kept| *kept).unwrap_or(0);
        let from = headline.map_or(first, |at| at.min(first)).saturating_sub(10);
        let mut found: Vec<Block> = Vec::new();
        for (place, block) in all.iter().enumerate() {
            let near = place >= from && (place <= last || self.is_in(block.node, main));
            if near && !state[place] && self.is_caption(block) && !found.iter().any(|one| one.text == block.text) {
                found.push(block.clone());
            }
        }
        found
    }

    /// The pictures that have a caption of the article, and those between its headline and its end that stand beside
    /// nothing else and lead nowhere: banners and teasers are links.
    fn place_pictures(&self, body: NodeId, main: NodeId, text: &[Block], around: &Around<'_>) -> Vec<Placed> {
        let Around { own, others, captions } = *around;
        let places = Places::new(self.dom, body, text, text.iter().chain(own), others.iter());
        let mut images = places.images();
        images.retain(|&image| !is_icon(self.dom, image));
        if images.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let starts = || text.iter().map(|block| places.start(block));
        let last = starts().max().unwrap_or(0);
        let first = starts().chain(own.iter().map(|block| places.start(block))).min().unwrap_or(0);
        let spoken: HashSet<NodeId> = captions.iter().filter_map(|caption| places.image_of(caption, &images)).collect();
        images.retain(|&image| {
            let order = places.order(image);
            let within = order < last && (order > first || self.is_in(image, main));
            spoken.contains(&image)
                || (within
                    && !self.dropped[image as usize]
                    && places.is_among_own(image)
                    && !leads_away(self.dom, image))
        });
        places.place(text, captions, &images)
    }
}

/// Pictures that say in numbers that they are small.
fn is_icon(dom: &Dom, image: NodeId) -> bool {
    ["width", "height"]
        .iter()
        .filter_map(|name| dom.attribute(image, name)?.trim_end_matches("px").parse::<f32>().ok())
        .any(|size| size < 100.0)
}

/// A picture that is a link to anything but a larger one of itself.
fn leads_away(dom: &Dom, image: NodeId) -> bool {
    let link = dom.ancestors(image).take(4).filter(|&node| dom.tag(node) == "a").find_map(|a| dom.attribute(a, "href"));
    link.is_some_and(|link| {
        let link = link.to_lowercase();
        let is_picture = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| link.contains(ending));
        !is_picture && !link.starts_with('#') && !link.is_empty()
    })
}

/// One step of dropping, taken back where it leaves next to nothing: then it took the page's own way of writing for boilerplate.
fn guarded(all: &[Block], state: &mut Vec<bool>, step: impl FnOnce(&mut [bool])) {
    let mut after = state.clone();
    step(&mut after);
    if mass(all, &after) >= mass(all, state) * 0.3 {
        *state = after;
    }
}

fn mass(all: &[Block], state: &[bool]) -> f32 {
    all.iter().zip(state).filter(|(_, kept)| **kept).map(|(block, _)| block.mass).sum()
}
