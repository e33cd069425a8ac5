use super::xml::{HEAD, NAMESPACES, bookmark_name, escape, field, paragraph, run};
use crate::{
    Style,
    compose::own_words,
    direction::Direction,
    formats::facts::{Fact, parting},
    link::Link,
    look::{Look, twips},
    model::{Facts, FullText, Item, Masthead, Model, Section, SourceRow, Text},
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
/// The drawing unit: English metric units in a twentieth of a point.
const EMU: u64 = 635;

/// From a number to its headline, and from that to the page.
const TAB: &str = "<w:r><w:rPr><w:rStyle w:val=\"Entry\"/></w:rPr><w:tab/></w:r>";

pub(super) fn write(model: &Model, look: &Look) -> Document {
    let mut desk = Writer { model, look, out: String::new(), headers: Vec::new(), links: Vec::new(), bookmarks: 0 };
    let heads = [&model.masthead.running, &model.masthead.date];
    desk.add_header(&heads);
    desk.masthead(&model.masthead);
    for said in &model.introduction {
        desk.put("Introduction", said);
    }
    if !model.glance.is_empty() {
        desk.own("ContentsHeading", model.words.at_a_glance);
        for glance in &model.glance {
            desk.entry("Glance", None, &glance.entry, glance.source.as_ref(), &glance.anchor);
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

struct Writer<'a> {
    model: &'a Model,
    look: &'a Look,
    out: String,
    headers: Vec<String>,
    links: Vec<String>,
    bookmarks: usize,
}

impl Writer<'_> {
    fn put(&mut self, style: &str, said: &Text) {
        self.out.push_str(&paragraph(style, said.direction, "", &run(said, "")));
    }

    fn said(&self, words: &str) -> Text {
        own_words(self.model, words.to_owned())
    }

    fn own(&mut self, style: &str, words: &str) {
        let said = self.said(words);
        self.put(style, &said);
    }

    /// Around a heading's runs, so that links and page numbers find it.
    fn bookmarked(&mut self, anchor: &str, runs: &str) -> String {
        self.bookmarks += 1;
        let (id, name) = (self.bookmarks, bookmark_name(anchor));
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>")
    }

    fn link_inside(&self, anchor: &str, runs: &str) -> String {
        format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{runs}</w:hyperlink>", bookmark_name(anchor))
    }

    fn link_outside(&mut self, link: &Link, runs: &str) -> String {
        self.links.push(link.address.clone());
        format!("<w:hyperlink r:id=\"link{}\" w:history=\"1\">{runs}</w:hyperlink>", self.links.len())
    }

    fn masthead(&mut self, masthead: &Masthead) {
        if let Some(logo) = &self.look.logo {
            // 16 mm high at most, and 60 mm wide.
            let (width, height) = (u64::from(logo.width.max(1)), u64::from(logo.height.max(1)));
            let scale = |most_wide: u64, most_high: u64| {
                if width * most_high > height * most_wide {
                    (most_wide, height * most_wide / width)
                } else {
                    (width * most_high / height, most_high)
                }
            };
            let (width, height) = scale(3_400 * EMU, 907 * EMU);
            let name = escape(&masthead.title.text.replace('\n', " "));
            let drawing = format!(
                "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
                 <wp:docPr id=\"1\" name=\"Logo\" descr=\"{name}\"/>\
                 <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
                 <pic:nvPicPr><pic:cNvPr id=\"1\" name=\"Logo\" descr=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr>\
                 <pic:blipFill><a:blip r:embed=\"logo\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
                 <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
                 <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
            );
            self.out.push_str(&paragraph("Logo", self.model.direction, "", &drawing));
        }
        self.put("Title", &masthead.title);
        let dot = self.dot([&masthead.date, &masthead.number]);
        let line = [run(&masthead.date, ""), dot, run(&masthead.number, "")].concat();
        self.out.push_str(&paragraph("Subtitle", self.model.direction, "", &line));
        if let Some(line) = &masthead.particulars {
            self.put("Caption", line);
        }
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
                self.entry("TOC1", None, name, None, &section.anchor);
            }
            for item in &section.items {
                self.entry("TOC2", Some(item.number), &item.entry, item.facts.source.as_ref(), &item.anchor);
            }
        }
        if !model.full_texts.is_empty() {
            self.entry("TOC1", None, &self.said(model.words.full_texts), None, "full-texts");
        }
        if !model.sources.is_empty() {
            self.entry("TOC1", None, &self.said(model.words.sources), None, "sources");
        }
    }

    /// A line of the contents: number, headline, source, and a field for the page. No page is given until the program
    /// that shows the document has reckoned it: a wrong one is worse than none.
    fn entry(&mut self, style: &str, number: Option<u32>, said: &Text, source: Option<&Text>, anchor: &str) {
        let mut runs = String::new();
        if let Some(number) = number {
            runs.push_str(&run(&self.said(&number.to_string()), "EntryNumber"));
            runs.push_str(TAB);
        }
        runs.push_str(&run(said, "Entry"));
        if let Some(source) = source {
            let blank = parting("  ", self.model.direction, [said, source]);
            runs.push_str(&run(&self.said(&blank), "Entry"));
            runs.push_str(&run(source, "EntrySource"));
        }
        runs.push_str(TAB);
        runs.push_str(&field(&format!("PAGEREF {} \\h", bookmark_name(anchor)), "", "Entry"));
        let link = self.link_inside(anchor, &runs);
        self.out.push_str(&paragraph(style, self.model.direction, "", &link));
    }

    fn section(&mut self, section: &Section, first: bool) {
        // Where the contents fill the first page. (A glance is given from the same number of items on.)
        let mut page = if first && !self.model.glance.is_empty() { "<w:pageBreakBefore/>" } else { "" };
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
        for block in &entry.blocks {
            self.put(if block.heading { "Heading3" } else { "Normal" }, &block.text);
        }
        for caption in &entry.captions {
            let mut runs = run(&self.said(&format!("{}: ", self.model.words.picture)), "Outlet");
            runs.push_str(&run(&caption.text, ""));
            if let Some(credit) = &caption.credit {
                runs.push_str(&run(&Text { text: format!(" ({})", credit.text), ..credit.clone() }, ""));
            }
            self.out.push_str(&paragraph("Caption", caption.text.direction, "", &runs));
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

    fn sources(&mut self) {
        let model = self.model;
        if model.sources.is_empty() && model.coverage.is_empty() {
            return;
        }
        let runs = self.bookmarked("sources", &run(&self.said(model.words.sources), ""));
        self.out.push_str(&paragraph("Heading1", model.direction, "", &runs));
        if !model.sources.is_empty() {
            let turned = if model.direction == Direction::Rtl { "<w:bidiVisual/>" } else { "" };
            let head = [model.words.source, model.words.language, model.words.items]
                .map(|words| cell(&paragraph("TableHead", model.direction, "", &run(&self.said(words), ""))))
                .concat();
            let rows: String = model.sources.iter().map(|row| self.source_row(row)).collect();
            self.out.push_str(&format!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"Sources\"/>{turned}<w:tblW w:w=\"5000\" w:type=\"pct\"/>\
                 <w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr>\
                 <w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol w:w=\"2500\"/><w:gridCol w:w=\"2500\"/></w:tblGrid>\
                 <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>\n"
            ));
        }
        for line in &model.coverage {
            self.put("Coverage", line);
        }
    }

    fn source_row(&self, row: &SourceRow) -> String {
        let direction = self.model.direction;
        let name = paragraph("TableText", direction, "", &run(&row.name, ""));
        let languages = row.languages.as_ref().map(|languages| run(languages, "")).unwrap_or_default();
        let languages = paragraph("TableText", direction, "", &languages);
        let link = |item: &crate::model::ItemNumber| {
            self.link_inside(&item.anchor, &run(&self.said(&item.number.to_string()), "Hyperlink"))
        };
        let items: Vec<String> = row.items.iter().map(link).collect();
        let items = paragraph("TableText", direction, "", &items.join(&run(&self.said(", "), "")));
        format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}{}</w:tr>", cell(&name), cell(&languages), cell(&items))
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

fn cell(paragraph: &str) -> String {
    format!("<w:tc>{paragraph}</w:tc>")
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
