use std::{io::Write, sync::Arc};

use serde::Serialize;
use typeset::{Job, make_pdf};
use unicode_segmentation::UnicodeSegmentation;

use super::{Error, Format};
use crate::{
    look::{Look, set_name},
    model::Model,
    opening::is_wide,
};

/// A tagged PDF (PDF/A-2a, PDF/UA-1) with bookmarks, its fonts embedded.
pub(super) const FORMAT: Format =
    Format { name: "pdf", extension: "pdf", media_type: "application/pdf", shows: typeset::covers, write };

/// What the template reads.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    model: &'a Model,
    look: Appearance,
}

#[derive(Serialize)]
struct Appearance {
    style: &'static str,
    paper: &'static str,
    /// In which letters are set, and with which areas are filled.
    accent: String,
    band: String,
    on_band: String,
    /// Width by height of the picture there is.
    logo: Option<f64>,
}

fn write(model: &Model, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let mut model = model.clone();
    model.visit_texts(&mut break_long_runs);
    let accent = look.accent();
    let appearance = Appearance {
        style: look.style.name(),
        paper: set_name(look.paper),
        accent: accent.on_light().hex(),
        band: accent.hex(),
        on_band: accent.letters().hex(),
        logo: look.logo.as_ref().map(|logo| f64::from(logo.width) / f64::from(logo.height.max(1))),
    };
    let of_articles = model.pictures.iter().map(|(name, picture)| (name.clone(), Arc::clone(&picture.bytes)));
    let logo = look.logo.as_ref().map(|logo| ("logo".to_owned(), logo.bytes.as_slice().into()));
    let pictures = of_articles.chain(logo).collect();
    let data = Data { model: &model, look: appearance };
    let data = serde_json::to_vec(&data).map_err(|error| Error::Setting(error.to_string()))?;
    let job = Job {
        template: include_str!("pdf/template.typ"),
        data,
        pictures,
        date: model.date,
        ident: model.ident.clone(),
    };
    let pdf = make_pdf(job).map_err(|error| Error::Setting(error.to_string()))?;
    out.write_all(&pdf.bytes)?;
    Ok(())
}

/// Letters without a place to break: longer than any word that is one.
const LONGEST_WORD: usize = 45;
/// What a line of a large headline holds of wide letters.
const PIECE: usize = 26;

/// Lets a run without any place to break (a machine's token, 3,000 letters of nonsense) break, so that none of it
/// leaves the page. Words stay as they are: what is put in would be found in the PDF's text.
fn break_long_runs(text: &mut String) {
    if text.split_whitespace().all(|word| word.len() <= LONGEST_WORD) {
        return;
    }
    let mut broken = String::with_capacity(text.len());
    let mut run: Vec<&str> = Vec::new();
    let end_run = |run: &mut Vec<&str>, broken: &mut String| {
        let long = run.len() > LONGEST_WORD;
        for (place, letter) in run.drain(..).enumerate() {
            if long && place > 0 && place % PIECE == 0 {
                broken.push('\u{200B}');
            }
            broken.push_str(letter);
        }
    };
    for letter in text.graphemes(true) {
        if letter
            .chars()
            .any(|char| char.is_whitespace() || "-/?".contains(char) || is_wide(char) || is_spaceless(char))
        {
            end_run(&mut run, &mut broken);
            broken.push_str(letter);
        } else {
            run.push(letter);
        }
    }
    end_run(&mut run, &mut broken);
    *text = broken;
}

/// Thai, Lao, Burmese and Khmer part no words by spaces; the typesetter knows where to break them.
fn is_spaceless(char: char) -> bool {
    matches!(char, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing may leave the page, and no word that people write may be changed.
    #[test]
    fn only_what_is_no_word_is_broken() {
        let check = |text: &str, expected: &str| {
            let mut broken = text.to_owned();
            break_long_runs(&mut broken);
            assert_eq!(broken, expected);
        };
        let word = "Rindfleischetikettierungsüberwachungsgesetz";
        check(word, word);
        let address = "example.org/a-path/of-many-short-pieces/and-no-long-one/at-all.html";
        check(address, address);
        let sentence = "港口重新开放之后，货运需求会明显增加，铁路必须提前做好准备。".repeat(3);
        check(&sentence, &sentence);
        let (x, piece) = ("x".repeat(60), "x".repeat(26));
        check(&format!("a {x} b"), &format!("a {piece}\u{200B}{piece}\u{200B}xxxxxxxx b"));
    }
}
