use std::io::Write;

use typeset::{Job, make_pdf};
use unicode_segmentation::UnicodeSegmentation;

use super::{Error, Format};
use crate::{model::Model, opening::is_wide};

/// A tagged PDF (PDF/A-2a, PDF/UA-1) on A4, with bookmarks, its fonts embedded.
pub(super) const FORMAT: Format =
    Format { name: "pdf", extension: "pdf", media_type: "application/pdf", shows: typeset::covers, write };

fn write(model: &Model, out: &mut dyn Write) -> Result<(), Error> {
    let mut model = model.clone();
    model.visit_texts(&mut break_long_runs);
    let data = serde_json::to_vec(&model).map_err(|error| Error::Setting(error.to_string()))?;
    let job = Job { template: include_str!("pdf/template.typ"), data, date: model.date, ident: model.ident.clone() };
    let pdf = make_pdf(job).map_err(|error| Error::Setting(error.to_string()))?;
    out.write_all(&pdf.bytes)?;
    Ok(())
}

/// Longer than any word; a line at the text's size holds some 80 letters.
const LONGEST_RUN: usize = 40;

/// Lets a run without any place to break (a machine's token, 3,000 letters of nonsense) break, so that none of it
/// leaves the page.
fn break_long_runs(text: &mut String) {
    if text.len() <= LONGEST_RUN {
        return;
    }
    let mut broken = String::with_capacity(text.len());
    let mut run = 0;
    for cluster in text.graphemes(true) {
        let breaks =
            cluster.chars().any(|char| char.is_whitespace() || char == '-' || is_wide(char) || is_spaceless(char));
        run = if breaks { 0 } else { run + 1 };
        if run == LONGEST_RUN {
            broken.push('\u{200B}');
            run = 0;
        }
        broken.push_str(cluster);
    }
    *text = broken;
}

/// Thai, Lao, Burmese and Khmer part no words by spaces; the typesetter knows where to break them.
fn is_spaceless(char: char) -> bool {
    matches!(char, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}
