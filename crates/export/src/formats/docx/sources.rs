//! The last part: which outlets the items come from, and how they spread.

use super::{
    document::Writer,
    xml::{paragraph, run},
};
use crate::{
    direction::Direction,
    model::{Bar, Chart, ItemNumber, SourceRow},
};

/// Blanks in a bar as long as its column.
const LONGEST_BAR: u32 = 48;

impl Writer<'_> {
    pub(super) fn sources(&mut self) {
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
        self.charts();
        for line in &model.coverage {
            self.put("Coverage", line);
        }
    }

    fn source_row(&self, row: &SourceRow) -> String {
        let direction = self.model.direction;
        let name = paragraph("TableText", direction, "", &run(&row.name, ""));
        let languages = row.languages.as_ref().map(|languages| run(languages, "")).unwrap_or_default();
        let languages = paragraph("TableText", direction, "", &languages);
        let link =
            |item: &ItemNumber| self.link_inside(&item.anchor, &run(&self.said(&item.number.to_string()), "Hyperlink"));
        let items: Vec<String> = row.items.iter().map(link).collect();
        let items = paragraph("TableText", direction, "", &items.join(&run(&self.said(", "), "")));
        format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}{}</w:tr>", cell(&name), cell(&languages), cell(&items))
    }

    /// A table each: name, bar, number. A bar is blanks on a ground, which nobody hears and no search finds.
    fn charts(&mut self) {
        let model = self.model;
        if model.charts.is_empty() {
            return;
        }
        self.own("ChartsHeading", model.words.desk.coverage);
        for chart in &model.charts {
            self.chart(chart);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let turned = if self.model.direction == Direction::Rtl { "<w:bidiVisual/>" } else { "" };
        self.put("ChartName", &chart.name);
        let last = chart.bars.len() - 1;
        let rows: String = chart.bars.iter().enumerate().map(|(at, bar)| self.bar(bar, at < last)).collect();
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableNormal\"/>{turned}<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr>\
             <w:tblGrid><w:gridCol w:w=\"3400\"/><w:gridCol w:w=\"4600\"/><w:gridCol w:w=\"1000\"/></w:tblGrid>{rows}</w:tbl>\n"
        ));
    }

    fn bar(&self, bar: &Bar, followed: bool) -> String {
        let direction = self.model.direction;
        let keep = if followed { "<w:keepNext/>" } else { "" };
        let line = |runs: &str| cell(&paragraph("ChartRow", direction, keep, runs));
        let blanks = "\u{A0}".repeat((bar.share * LONGEST_BAR).div_ceil(100) as usize);
        let drawn = if blanks.is_empty() { String::new() } else { run(&self.said(&blanks), "Bar") };
        let number = run(&self.said(&bar.count()), "");
        format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}{}</w:tr>",
            line(&run(&bar.name, "")),
            line(&drawn),
            line(&number)
        )
    }
}

fn cell(paragraph: &str) -> String {
    format!("<w:tc>{paragraph}</w:tc>")
}
