use super::{
    drawing::{drawing, fit, fit_print},
    xml::{HEAD, NAMESPACES, bookmark_name, field, paragraph, run},
};
use crate::{
    Style,
    compose::own_words,
    direction::Direction,
    formats::facts::{Fact, parting},
    link::Link,
    look::{Look, twips},
    model::{Facts, Figure, FullText, Item, Masthead, Model, Piece, Section, Text},
};

/// The parts that hold the document's words.
pub(super) struct Document {
    pub body: String,
    /// The head of the pages first, then that of each full text.
    pub headers: Vec<String>,
    pub footer: String,
    /// Addresses outside, in the order of their relationships.
    pub links: Vec<String>,
}

/// Twentieths of a point between the paper's edge and the text.
const MARGIN: u32 = 1_440;
/// Of contents, below a masthead and a glance.
const LINES: usize = 14;
/// At most, in twentieths of a point: 60 by 16 mm, 70 by 50, the width of the text by 90.
const LOGO: (u32, u32) = (3_400, 907);
const IN_ITEM: (u32, u32) = (3_970, 2_835);
const IN_TEXT: (u32, u32) = (9_000, 5_100);

/// From a number to its headline, and from that to the page.
const TAB: &str = "<w:r><w:rPr><w:rStyle w:val=\"Entry\"/></w:rPr><w:tab/></w:r>";

pub(super) fn write(model: &Model, look: &Look) -> Document {
    let mut desk =
        Writer { model, look, out: String::new(), headers: Vec::new(), links: Vec::new(), bookmarks: 0, drawings: 0 };
    let heads = [&model.masthead.running, &model.masthead.date];
    desk.add_header(&heads);
    desk.masthead(&model.masthead);
    for said in &model.introduction {
        desk.put("Introduction", said);
    }
    if !model.glance.is_empty() {
        desk.own("ContentsHeading", model.words.at_a_glance);
        for glance in &model.glance {
            desk.entry("Glance", None, &glance.entry, &[glance.source.as_ref()], &glance.anchor);
        }
    }
    desk.contents();
    for (at, section) in model.sections.iter().enumerate() {
        desk.section(section, at == 0);
    }
    desk.annex();
    desk.sources();
    for line in &model.imprint {
        desk.put("Imprint", line);
    }
    let last = desk.section_properties(1, true);
    let body = format!(
        "{HEAD}<w:document {NAMESPACES} xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n{}{last}</w:body></w:document>",
        desk.out
    );
    Document { body, footer: footer(model), headers: desk.headers, links: desk.links }
}

pub(super) struct Writer<'a> {
    pub(super) model: &'a Model,
    look: &'a Look,
    pub(super) out: String,
    headers: Vec<String>,
    links: Vec<String>,
    bookmarks: usize,
    drawings: usize,
}

impl Writer<'_> {
    pub(super) fn put(&mut self, style: &str, said: &Text) {
        self.out.push_str(&paragraph(style, said.direction, "", &run(said, "")));
    }

    pub(super) fn said(&self, words: &str) -> Text {
        own_words(self.model, words.to_owned())
    }

    pub(super) fn own(&mut self, style: &str, words: &str) {
        let said = self.said(words);
        self.put(style, &said);
    }

    /// Around a heading's runs, so that links and page numbers find it.
    pub(super) fn bookmarked(&mut self, anchor: &str, runs: &str) -> String {
        self.bookmarks += 1;
        let (id, name) = (self.bookmarks, bookmark_name(anchor));
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>")
    }

    pub(super) fn link_inside(&self, anchor: &str, runs: &str) -> String {
        format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{runs}</w:hyperlink>", bookmark_name(anchor))
    }

    fn link_outside(&mut self, link: &Link, runs: &str) -> String {
        self.links.push(link.address.clone());
        format!("<w:hyperlink r:id=\"link{}\" w:history=\"1\">{runs}</w:hyperlink>", self.links.len())
    }

    fn masthead(&mut self, masthead: &Masthead) {
        if let Some(logo) = &self.look.logo {
            let name = masthead.title.text.replace('\n', " ");
            let size = fit((logo.width, logo.height), LOGO);
            let run = drawing("logo", self.next_drawing(), size, &name);
            self.out.push_str(&paragraph("Logo", self.model.direction, "", &run));
        }
        self.put("Title", &masthead.title);
        let dot = self.dot([&masthead.date, &masthead.number]);
        let line = [run(&masthead.date, ""), dot, run(&masthead.number, "")].concat();
        self.out.push_str(&paragraph("Subtitle", self.model.direction, "", &line));
        if let Some(line) = &masthead.particulars {
            self.put("Caption", line);
        }
    }

    /// No two drawings of a document have one number.
    fn next_drawing(&mut self) -> usize {
        self.drawings += 1;
        self.drawings
    }

    /// With what stands under it on the same page.
    fn figure(&mut self, figure: &Figure, most: (u32, u32)) {
        let size = fit_print((figure.width, figure.height), most);
        let run_of = drawing(&format!("picture-{}", figure.picture), self.next_drawing(), size, &figure.alt.text);
        let under: Vec<&Text> = figure.caption.iter().chain(&figure.credit).collect();
        let keep = if under.is_empty() { "" } else { "<w:keepNext/>" };
        let direction = figure.caption.as_ref().map_or(figure.alt.direction, |caption| caption.direction);
        self.out.push_str(&paragraph("Figure", direction, keep, &run_of));
        if under.is_empty() {
            return;
        }
        let mut runs: Vec<String> = figure.caption.iter().map(|caption| run(caption, "")).collect();
        runs.extend(
            figure.credit.iter().map(|credit| run(&Text { text: format!("({})", credit.text), ..credit.clone() }, "")),
        );
        let blank = run(&self.said(" "), "");
        self.out.push_str(&paragraph("FigureCaption", direction, "<w:keepLines/>", &runs.join(&blank)));
    }

    /// What parts the pieces of a line.
    fn dot<'a>(&self, pieces: impl IntoIterator<Item = &'a Text>) -> String {
        run(&self.said(&parting("  ·  ", self.model.direction, pieces)), "")
    }

    fn contents(&mut self) {
        let model = self.model;
        if model.sections.is_empty() {
            self.own("Facts", model.words.no_items);
            return;
        }
        self.own("ContentsHeading", model.words.contents);
        for section in &model.sections {
            if let Some(name) = &section.name {
                self.entry("TOC1", None, name, &[], &section.anchor);
            }
            for item in &section.items {
                let beside = [item.facts.source.as_ref(), item.facts.language_mark.as_ref()];
                self.entry("TOC2", Some(item.number), &item.entry, &beside, &item.anchor);
            }
        }
        if !model.full_texts.is_empty() {
            self.entry("TOC1", None, &self.said(model.words.full_texts), &[], "full-texts");
        }
        if !model.sources.is_empty() {
            self.entry("TOC1", None, &self.said(model.words.sources), &[], "sources");
        }
    }

    /// A line of the contents: number, headline, source and language, and a field for the page. No page is given until the program
    /// that shows the document has reckoned it: a wrong one is worse than none.
    fn entry(&mut self, style: &str, number: Option<u32>, said: &Text, beside: &[Option<&Text>], anchor: &str) {
        let mut runs = String::new();
        if let Some(number) = number {
            runs.push_str(&run(&self.said(&number.to_string()), "EntryNumber"));
            runs.push_str(TAB);
        }
        runs.push_str(&run(said, "Entry"));
        for quiet in beside.iter().flatten() {
            let blank = parting("  ", self.model.direction, [said, quiet]);
            runs.push_str(&run(&self.said(&blank), "Entry"));
            runs.push_str(&run(quiet, "EntrySource"));
        }
        runs.push_str(TAB);
        runs.push_str(&field(&format!("PAGEREF {} \\h", bookmark_name(anchor)), "", "Entry"));
        let link = self.link_inside(anchor, &runs);
        self.out.push_str(&paragraph(style, self.model.direction, "", &link));
    }

    fn section(&mut self, section: &Section, first: bool) {
        // Where the contents fill the first page (a glance is given from the same number of items on), and are not so long
        // that they fill some of the next: how much of it, only the program that shows the document knows.
        let sections = &self.model.sections;
        let lines: usize = sections.iter().map(|section| section.items.len() + 1).sum();
        let own_page = first && !self.model.glance.is_empty() && lines <= LINES;
        let mut page = if own_page { "<w:pageBreakBefore/>" } else { "" };
        if let Some(name) = &section.name {
            let runs = self.bookmarked(&section.anchor, &run(name, ""));
            self.out.push_str(&paragraph("Heading1", name.direction, page, &runs));
            page = "";
        }
        for item in &section.items {
            self.item(item, section.name.is_some(), page);
            page = "";
        }
    }

    fn item(&mut self, item: &Item, divided: bool, page: &str) {
        // In an issue that is not divided the items are its first level.
        let style = if divided { "Heading2" } else { "HeadlineAlone" };
        let number = run(&self.said(&format!("{}\u{2002}", item.number)), "Number");
        let runs = number + &run(&item.headline, "");
        let runs = self.bookmarked(&item.anchor, &runs);
        self.out.push_str(&paragraph(style, item.headline.direction, page, &runs));
        if let Some(original) = &item.original_headline {
            // Slanted Chinese is no italic.
            let upright = matches!(original.language.as_str(), "zh" | "ja" | "ko");
            let runs = run(original, if upright { "Upright" } else { "" });
            self.out.push_str(&paragraph("OriginalHeadline", original.direction, "", &runs));
        }
        self.facts(&item.facts);
        if let Some(figure) = &item.figure {
            self.figure(figure, IN_ITEM);
        }
        // A shorter item stays on one page; of a longer one too much of a page would be left empty.
        let texts = || item.quoted.iter().chain(&item.note);
        let short = texts().map(|said| said.text.len()).sum::<usize>() < 2_400;
        let ways = usize::from(item.full_text.is_some() || item.link.is_some());
        let others = item.quotes.len() + item.lines.len() + usize::from(item.also_in.is_some());
        let mut left = texts().count() + others + ways;
        let mut keep = || {
            left -= 1;
            if short && left > 0 { "<w:keepNext/><w:keepLines/>" } else { "" }
        };
        for said in &item.quoted {
            self.quote(said, keep());
        }
        if let Some(outlets) = &item.also_in {
            self.out.push_str(&paragraph("Facts", outlets.direction, keep(), &run(outlets, "")));
        }
        for quote in &item.quotes {
            let mut runs = run(&Text { text: format!("“{}”", quote.text.text), ..quote.text.clone() }, "");
            if let Some(speaker) = &quote.speaker {
                runs.push_str(&run(&Text { text: format!(" — {}", speaker.text), ..speaker.clone() }, "EntrySource"));
            }
            self.out.push_str(&paragraph("Quote", quote.text.direction, keep(), &runs));
        }
        if !item.note.is_empty() {
            self.own("NoteLabel", self.model.words.note);
        }
        for said in &item.note {
            self.out.push_str(&paragraph("Note", said.direction, keep(), &run(said, "")));
        }
        for line in &item.lines {
            self.out.push_str(&paragraph("Caption", line.direction, keep(), &run(line, "")));
        }
        let mut ways = Vec::new();
        if let Some(anchor) = &item.full_text {
            ways.push(self.link_inside(anchor, &run(&self.said(self.model.words.full_text), "Hyperlink")));
        }
        if let Some(link) = &item.link {
            let runs = run(&self.said(&format!("{}: {}", self.model.words.original, link.host)), "Hyperlink");
            ways.push(self.link_outside(link, &runs));
        }
        self.ways(&ways);
    }

    /// A quotation: its rule stands where its lines begin, which borders do not follow by themselves.
    fn quote(&mut self, said: &Text, keep: &str) {
        let turned = said.direction == Direction::Rtl && self.look.style == Style::Classic;
        let border = "<w:pBdr><w:left w:val=\"nil\"/><w:right w:val=\"single\" w:sz=\"12\" w:space=\"10\" w:color=\"C9CED6\"/></w:pBdr>";
        let border = if turned { border } else { "" };
        self.out.push_str(&paragraph("Quote", said.direction, &format!("{keep}{border}"), &run(said, "")));
    }

    fn facts(&mut self, facts: &Facts) {
        let pieces: Vec<String> = facts.listed().iter().map(|fact| self.fact(fact)).collect();
        if !pieces.is_empty() {
            let dot = self.dot(facts.listed().iter().map(|fact| fact.text));
            let line = pieces.join(&dot);
            self.out.push_str(&paragraph("Facts", self.model.direction, "", &line));
        }
    }

    fn fact(&self, fact: &Fact<'_>) -> String {
        let style = if fact.class == "source" { "Outlet" } else { "" };
        let mark = |mark: &Text| run(&Text { text: format!(" ({})", mark.text), ..mark.clone() }, "Number");
        run(fact.text, style) + &fact.mark.map(mark).unwrap_or_default()
    }

    fn ways(&mut self, ways: &[String]) {
        if !ways.is_empty() {
            let line = ways.join(&self.dot([]));
            self.out.push_str(&paragraph("Ways", self.model.direction, "", &line));
        }
    }

    /// Each full text on pages of its own, under a head with its outlet and date.
    fn annex(&mut self) {
        let model = self.model;
        if model.full_texts.is_empty() {
            return;
        }
        self.end_section(1, true);
        for (at, entry) in model.full_texts.iter().enumerate() {
            if at == 0 {
                let runs = self.bookmarked("full-texts", &run(&self.said(model.words.full_texts), ""));
                self.out.push_str(&paragraph("Heading1", model.direction, "", &runs));
            }
            self.full_text(entry);
            let Facts { source, date, .. } = &entry.facts;
            let heads: Vec<&Text> =
                [Some(&model.masthead.running), source.as_ref(), date.as_ref()].into_iter().flatten().collect();
            self.add_header(&heads);
            self.end_section(self.headers.len(), false);
        }
    }

    fn full_text(&mut self, entry: &FullText) {
        let number = run(&self.said(&format!("{}\u{2002}", entry.number)), "Number");
        let runs = number + &run(&entry.headline, "");
        let runs = self.bookmarked(&entry.anchor, &runs);
        self.out.push_str(&paragraph("Heading2", entry.headline.direction, "", &runs));
        self.facts(&entry.facts);
        if let Some(standfirst) = &entry.standfirst {
            self.put("Standfirst", standfirst);
        }
        for piece in entry.pieces() {
            match piece {
                Piece::Figure(figure) => self.figure(figure, IN_TEXT),
                Piece::Block(block) => self.put(if block.heading { "Heading3" } else { "Normal" }, &block.text),
            }
        }
        for line in &entry.copyright {
            self.put("Caption", line);
        }
        let mut ways = Vec::new();
        if let Some(link) = &entry.link {
            // An address runs from left to right in any language.
            let printed = Text { text: link.printed.clone(), ..Text::default() };
            ways.push(self.link_outside(link, &run(&printed, "Hyperlink")));
        }
        ways.push(self.link_inside(&entry.item, &run(&self.said(self.model.words.back_to_item), "Hyperlink")));
        self.ways(&ways);
    }

    fn add_header(&mut self, pieces: &[&Text]) {
        let runs: Vec<String> = pieces.iter().map(|said| run(said, "")).collect();
        let line = paragraph("Header", self.model.direction, "", &runs.join(&self.dot(pieces.iter().copied())));
        self.headers.push(format!("{HEAD}<w:hdr {NAMESPACES}>{line}</w:hdr>"));
    }

    /// What follows starts a page; what was before has the head of that number.
    fn end_section(&mut self, header: usize, title_page: bool) {
        let properties = self.section_properties(header, title_page);
        // The paragraph that carries them is one more: as low as a line can be.
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>{properties}</w:pPr></w:p>\n"));
    }

    fn section_properties(&self, header: usize, title_page: bool) -> String {
        let (width, height) = twips(self.look.paper);
        // Only the issue's own first page has its masthead for a head.
        let title_page = if title_page && header == 1 && self.headers.len() == 1 { "<w:titlePg/>" } else { "" };
        let bidi = if self.model.direction == Direction::Rtl { "<w:bidi/>" } else { "" };
        let first = if title_page.is_empty() { "" } else { "<w:footerReference w:type=\"first\" r:id=\"footer1\"/>" };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header{header}\"/>\
             <w:footerReference w:type=\"default\" r:id=\"footer1\"/>{first}<w:type w:val=\"nextPage\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" \
             w:left=\"{MARGIN}\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>{title_page}{bidi}</w:sectPr>"
        )
    }
}

/// `Page {page} of {pages}`, in the order in which the language says it.
fn footer(model: &Model) -> String {
    let mut runs = String::new();
    let mut rest = model.words.page;
    while let Some(start) = rest.find('{') {
        let Some(end) = rest[start..].find('}').map(|end| start + end) else { break };
        runs.push_str(&run(&own_words(model, rest[..start].to_owned()), ""));
        runs.push_str(&field(if &rest[start..=end] == "{page}" { "PAGE" } else { "NUMPAGES" }, "1", ""));
        rest = &rest[end + 1..];
    }
    runs.push_str(&run(&own_words(model, rest.to_owned()), ""));
    format!("{HEAD}<w:ftr {NAMESPACES}>{}</w:ftr>", paragraph("Footer", model.direction, "", &runs))
}
