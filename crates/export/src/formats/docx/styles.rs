//! The three house styles as Word's named styles, so that a reader who changes one changes all that has it.

use std::fmt::Write;

use super::xml::HEAD;
use crate::{
    Style,
    direction::Direction,
    look::{Look, twips},
    model::Model,
};

const INK: &str = "1A1D21";
const QUIET: &str = "596270";
const RULE: &str = "C9CED6";

/// What the styles differ in. Sizes are half points, distances twentieths of a point.
struct Type {
    body: &'static str,
    head: &'static str,
    /// What stands in for them in Arabic and its neighbours, and in Chinese, Japanese and Korean.
    complex: &'static str,
    east: &'static str,
    size: u32,
    leading: u32,
    title: u32,
    section: u32,
    headline: u32,
    /// Before a headline.
    apart: u32,
}

const CLASSIC: Type = Type {
    body: "Georgia",
    head: "Georgia",
    complex: "Times New Roman",
    east: "SimSun",
    size: 21,
    leading: 288,
    title: 60,
    section: 32,
    headline: 28,
    apart: 400,
};
const MODERN: Type = Type {
    body: "Calibri",
    head: "Calibri",
    complex: "Arial",
    east: "Microsoft YaHei",
    size: 21,
    leading: 276,
    title: 52,
    section: 26,
    headline: 27,
    apart: 360,
};
const GAZETTE: Type = Type {
    body: "Times New Roman",
    head: "Times New Roman",
    complex: "Times New Roman",
    east: "SimSun",
    size: 20,
    leading: 250,
    title: 72,
    section: 24,
    headline: 26,
    apart: 260,
};

pub(super) fn write(model: &Model, look: &Look) -> String {
    let sheet = Sheet {
        kind: match look.style {
            Style::Classic => &CLASSIC,
            Style::Modern => &MODERN,
            Style::Gazette => &GAZETTE,
        },
        style: look.style,
        accent: look.accent().on_light().hex(),
        band: look.accent().hex(),
        on_band: look.accent().letters().hex(),
        // What a line of contents ends at.
        width: twips(look.paper).0 - 2 * 1_440,
    };
    let mut out = sheet.defaults(model);
    sheet.masthead(&mut out);
    sheet.headings(&mut out);
    sheet.item(&mut out);
    sheet.contents(&mut out);
    sheet.rest(&mut out);
    out + "</w:styles>"
}

struct Sheet {
    kind: &'static Type,
    style: Style,
    accent: String,
    band: String,
    on_band: String,
    width: u32,
}

impl Sheet {
    fn defaults(&self, model: &Model) -> String {
        let Type { body, complex, east, size, leading, .. } = self.kind;
        let language = if model.language.is_empty() { "en" } else { &model.language };
        // Letters of Arabic are smaller to the eye.
        let complex_size = if model.direction == Direction::Rtl { size + 4 } else { size + 2 };
        format!(
            "{HEAD}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
             <w:rFonts w:ascii=\"{body}\" w:hAnsi=\"{body}\" w:eastAsia=\"{east}\" w:cs=\"{complex}\"/><w:color w:val=\"{INK}\"/>\
             <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{complex_size}\"/><w:lang w:val=\"{language}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar\"/></w:rPr></w:rPrDefault>\
             <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"120\" w:line=\"{leading}\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n\
             <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n\
             <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\n\
             <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
             <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"115\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
        )
    }

    fn masthead(&self, out: &mut String) {
        let size = self.kind.title;
        let head = self.fonts();
        let (accent, band, letters) = (&self.accent, &self.band, &self.on_band);
        match self.style {
            Style::Classic => {
                let bar = format!(
                    "<w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"24\" w:space=\"12\" w:color=\"{accent}\"/></w:pBdr><w:spacing w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>"
                );
                style(out, "Title", "Title", &bar, &format!("{head}{}", bold(size)));
                let rules = format!(
                    "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"5\" w:color=\"{INK}\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"5\" w:color=\"{RULE}\"/></w:pBdr><w:spacing w:after=\"360\"/>"
                );
                style(out, "Subtitle", "Subtitle", &rules, &plain(QUIET, 20));
            }
            Style::Modern => {
                let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{band}\"/>");
                let edge =
                    |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"48\" w:space=\"6\" w:color=\"{band}\"/>");
                let borders = |sides: [&str; 3]| format!("<w:pBdr>{}</w:pBdr>", sides.map(edge).concat());
                let title = format!(
                    "<w:keepNext/>{}{shade}<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
                    borders(["top", "left", "right"])
                );
                style(
                    out,
                    "Title",
                    "Title",
                    &title,
                    &format!(
                        "{head}<w:b/><w:bCs/><w:color w:val=\"{letters}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"
                    ),
                );
                let line = format!("{}{shade}<w:spacing w:after=\"480\"/>", borders(["left", "bottom", "right"]));
                style(out, "Subtitle", "Subtitle", &line, &plain(letters, 21));
            }
            Style::Gazette => {
                let rule = format!(
                    "<w:keepNext/><w:pBdr><w:top w:val=\"thickThinSmallGap\" w:sz=\"24\" w:space=\"8\" w:color=\"{accent}\"/></w:pBdr><w:spacing w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>"
                );
                style(out, "Title", "Title", &rule, &format!("{head}{}", bold(size)));
                let rules = format!(
                    "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"{INK}\"/><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"{INK}\"/></w:pBdr><w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>"
                );
                style(out, "Subtitle", "Subtitle", &rules, &plain(INK, 19));
            }
        }
        let logo = if self.style == Style::Gazette {
            "<w:keepNext/><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>"
        } else {
            "<w:keepNext/><w:spacing w:after=\"160\"/>"
        };
        style(out, "Logo", "Logo", logo, "");
        style(out, "Introduction", "Introduction", "<w:spacing w:after=\"160\"/>", &sized(self.kind.size + 2));
    }

    fn headings(&self, out: &mut String) {
        let Type { section, headline, apart, size, .. } = *self.kind;
        let head = self.fonts();
        let accent = &self.accent;
        let rule = match self.style {
            Style::Classic => {
                format!("<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"7\" w:color=\"{INK}\"/></w:pBdr>")
            }
            Style::Modern => String::new(),
            Style::Gazette => format!(
                "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"3\" w:color=\"{accent}\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"3\" w:color=\"{accent}\"/></w:pBdr>"
            ),
        };
        let centre = if self.style == Style::Gazette { "<w:jc w:val=\"center\"/>" } else { "" };
        let colour = if self.style == Style::Modern { accent.as_str() } else { INK };
        let first = format!(
            "<w:keepNext/><w:keepLines/>{rule}<w:spacing w:before=\"480\" w:after=\"200\" w:line=\"252\" w:lineRule=\"auto\"/>{centre}<w:outlineLvl w:val=\"0\"/>"
        );
        style(
            out,
            "Heading1",
            "heading 1",
            &first,
            &format!(
                "{head}<w:b/><w:bCs/><w:color w:val=\"{colour}\"/><w:sz w:val=\"{section}\"/><w:szCs w:val=\"{}\"/>",
                section + 4
            ),
        );
        let second = |level: u32| {
            format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{apart}\" w:after=\"60\" w:line=\"252\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{level}\"/>"
            )
        };
        let letters = format!("{head}<w:b/><w:bCs/><w:sz w:val=\"{headline}\"/><w:szCs w:val=\"{}\"/>", headline + 4);
        style(out, "Heading2", "heading 2", &second(1), &letters);
        style(out, "HeadlineAlone", "Headline, undivided", &second(0), &letters);
        let third =
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>";
        style(out, "Heading3", "heading 3", third, &format!("{head}{}", bold(size + 1)));
        style(
            out,
            "ContentsHeading",
            "Contents heading",
            "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/>",
            &format!("{head}{}", bold(section)),
        );
    }

    fn item(&self, out: &mut String) {
        let size = self.kind.size;
        let accent = &self.accent;
        style(
            out,
            "OriginalHeadline",
            "Original headline",
            "<w:keepNext/><w:spacing w:after=\"60\"/>",
            &format!("<w:i/><w:color w:val=\"{QUIET}\"/>"),
        );
        style(
            out,
            "Facts",
            "Facts",
            "<w:keepNext/><w:spacing w:after=\"120\"/>",
            &format!("{}{}", self.sans(), plain(QUIET, 18)),
        );
        let quote = match self.style {
            Style::Classic => format!(
                "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"10\" w:color=\"{RULE}\"/></w:pBdr><w:ind w:left=\"240\"/>"
            ),
            Style::Modern | Style::Gazette => String::new(),
        };
        style(out, "Quote", "Quote", &quote, "");
        let tint = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F1EA\"/>";
        style(
            out,
            "NoteLabel",
            "Note label",
            &format!("<w:keepNext/>{tint}<w:spacing w:before=\"120\" w:after=\"0\"/>"),
            &format!("{}<w:b/><w:bCs/>{}", self.sans(), plain(accent, 18)),
        );
        style(out, "Note", "Note", &format!("{tint}<w:spacing w:after=\"60\"/>"), &sized(size));
        style(
            out,
            "Ways",
            "Ways",
            "<w:spacing w:before=\"60\" w:after=\"120\"/>",
            &format!("{}{}", self.sans(), plain(QUIET, 18)),
        );
        style(out, "Standfirst", "Standfirst", "<w:spacing w:after=\"160\"/>", &bold(size + 1));
        style(out, "Figure", "Figure", "<w:spacing w:before=\"120\" w:after=\"60\"/>", "");
        style(
            out,
            "FigureCaption",
            "Figure caption",
            "<w:spacing w:after=\"160\"/>",
            &format!("{}{}", self.sans(), plain(QUIET, 17)),
        );
        style(
            out,
            "Caption",
            "caption",
            "<w:spacing w:before=\"120\" w:after=\"60\"/>",
            &format!("{}{}", self.sans(), plain(QUIET, 18)),
        );
    }

    fn contents(&self, out: &mut String) {
        let width = self.width;
        let tabs = |number: &str| {
            format!("<w:tabs>{number}<w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{width}\"/></w:tabs>")
        };
        style(
            out,
            "TOC1",
            "toc 1",
            &format!("<w:keepNext/>{}<w:spacing w:before=\"180\" w:after=\"40\"/>", tabs("")),
            &format!("{}<w:b/><w:bCs/>{}", self.sans(), sized(20)),
        );
        let second = format!(
            "{}<w:spacing w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/><w:ind w:left=\"480\" w:hanging=\"480\"/>",
            tabs("<w:tab w:val=\"left\" w:pos=\"480\"/>")
        );
        style(out, "TOC2", "toc 2", &second, "");
        style(out, "Glance", "Glance", &format!("{}<w:spacing w:after=\"60\"/>", tabs("")), &sized(self.kind.size + 1));
    }

    fn rest(&self, out: &mut String) {
        let sans = self.sans();
        let accent = &self.accent;
        let rule = format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"{RULE}\"/></w:pBdr>");
        style(out, "Header", "header", &rule, &format!("{sans}{}", plain(QUIET, 17)));
        style(out, "Footer", "footer", "<w:jc w:val=\"center\"/>", &format!("{sans}{}", plain(QUIET, 17)));
        style(
            out,
            "SectionEnd",
            "Section end",
            "<w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>",
            &sized(2),
        );
        style(
            out,
            "TableHead",
            "Table head",
            "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"60\"/>",
            &format!("{sans}<w:b/><w:bCs/>{}", sized(18)),
        );
        style(
            out,
            "TableText",
            "Table text",
            "<w:spacing w:before=\"60\" w:after=\"60\"/>",
            &format!("{sans}{}", sized(18)),
        );
        style(
            out,
            "ChartsHeading",
            "Charts heading",
            "<w:keepNext/><w:spacing w:before=\"320\" w:after=\"0\"/><w:outlineLvl w:val=\"1\"/>",
            &format!("{sans}{}", bold(22)),
        );
        style(
            out,
            "ChartName",
            "Chart name",
            "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>",
            &format!("{sans}<w:b/><w:bCs/>{}", sized(18)),
        );
        style(
            out,
            "ChartRow",
            "Chart row",
            "<w:spacing w:before=\"20\" w:after=\"20\"/>",
            &format!("{sans}{}", sized(18)),
        );
        style(
            out,
            "Coverage",
            "Coverage",
            "<w:spacing w:before=\"120\" w:after=\"0\"/>",
            &format!("{sans}{}", sized(18)),
        );
        style(
            out,
            "Imprint",
            "Imprint",
            "<w:spacing w:before=\"80\" w:after=\"0\"/>",
            &format!("{sans}{}", plain(QUIET, 17)),
        );
        _ = writeln!(
            out,
            "<w:style w:type=\"table\" w:styleId=\"Sources\"><w:name w:val=\"Sources\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\
             <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{RULE}\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{RULE}\"/></w:tblBorders></w:tblPr></w:style>"
        );
        for (id, name, letters) in [
            ("Number", "Number", format!("<w:color w:val=\"{accent}\"/>")),
            ("Bar", "Bar", format!("{}<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", sized(14), self.band)),
            ("Outlet", "Outlet", format!("<w:b/><w:bCs/><w:color w:val=\"{INK}\"/>")),
            ("Upright", "Upright", "<w:i w:val=\"0\"/>".to_owned()),
            // A list of links that are all underlined cannot be read.
            ("Entry", "Contents entry", format!("<w:color w:val=\"{INK}\"/><w:u w:val=\"none\"/>")),
            ("EntryNumber", "Contents number", format!("<w:color w:val=\"{accent}\"/><w:u w:val=\"none\"/>")),
            ("EntrySource", "Contents source", format!("{sans}{}<w:u w:val=\"none\"/>", plain(QUIET, 18))),
            ("Hyperlink", "Hyperlink", "<w:color w:val=\"1F3A5F\"/><w:u w:val=\"single\"/>".to_owned()),
        ] {
            _ = writeln!(
                out,
                "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:qFormat/><w:rPr>{letters}</w:rPr></w:style>"
            );
        }
    }

    fn fonts(&self) -> String {
        let Type { head, complex, east, .. } = self.kind;
        format!("<w:rFonts w:ascii=\"{head}\" w:hAnsi=\"{head}\" w:eastAsia=\"{east}\" w:cs=\"{complex}\"/>")
    }

    /// For what is not read but looked up.
    fn sans(&self) -> &'static str {
        match self.style {
            Style::Classic | Style::Gazette => {
                "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Microsoft YaHei\" w:cs=\"Arial\"/>"
            }
            Style::Modern => "",
        }
    }
}

fn style(out: &mut String, id: &str, name: &str, paragraph: &str, letters: &str) {
    _ = writeln!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    );
}

fn sized(size: u32) -> String {
    format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{}\"/>", size + 2)
}

fn bold(size: u32) -> String {
    format!("<w:b/><w:bCs/>{}", sized(size))
}

fn plain(colour: &str, size: u32) -> String {
    format!("<w:color w:val=\"{colour}\"/>{}", sized(size))
}
