use std::io::Write;

use askama::Template;
use mail_builder::{
    headers::{content_type::ContentType, raw::Raw, text::Text as HeaderText},
    mime::MimePart,
};
use sha2::{Digest, Sha256};

use super::{Error, Format, facts::Fact, marks::Marks};
use crate::{
    Style,
    direction::Direction,
    look::Look,
    model::{Facts, Model, Text},
};

mod cut;
mod plain;

/// A message that a mail program opens as a draft: text and HTML, under 100 KB, without the full texts.
pub(super) const FORMAT: Format =
    Format { name: "eml", extension: "eml", media_type: "message/rfc822", shows: |_| true, write };

/// Over 102 KB some mail services show a message's beginning alone.
const MOST_BYTES: usize = 100_000;

fn write(model: &Model, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let mut message = Vec::new();
    for model in cut::ever_shorter(model) {
        message = build(&model, look)?;
        if message.len() <= MOST_BYTES {
            break;
        }
    }
    out.write_all(&message)?;
    Ok(())
}

fn build(model: &Model, look: &Look) -> Result<Vec<u8>, Error> {
    let text = plain::write(model);
    let html = Page { model, look: Colours::of(look) }.render().map_err(|error| Error::Setting(error.to_string()))?;
    // Of the words themselves: the same in each export, and nothing that they could hold.
    let hash = Sha256::new().chain_update(&text).chain_update(&html).finalize();
    let boundary: String = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let kind = ContentType::new("multipart/alternative").attribute("boundary", format!("tidings-{boundary}"));
    let parts = vec![MimePart::new("text/plain", text), MimePart::new("text/html", html)];
    let subject = format!("{} · {}", model.masthead.running.text, model.masthead.date.text);
    let mut message = Vec::new();
    // Neither date nor sender nor id: those belong to the program that sends it.
    MimePart::new(kind, parts)
        .header("Subject", HeaderText::new(subject))
        .header("X-Unsent", Raw::new("1"))
        .header("MIME-Version", Raw::new("1.0"))
        .write_part(&mut message);
    Ok(message)
}

/// Mail programs know no style sheets to speak of: every colour and font stands at its element.
struct Colours {
    style: Style,
    accent: String,
    band: String,
    on_band: String,
    fonts: &'static str,
}

const SERIF: &str = "Georgia,'Times New Roman',serif";
const SANS: &str = "'Segoe UI','Helvetica Neue',Arial,sans-serif";

impl Colours {
    fn of(look: &Look) -> Colours {
        let accent = look.accent();
        Colours {
            style: look.style,
            accent: accent.on_light().hex(),
            band: accent.hex(),
            on_band: accent.letters().hex(),
            fonts: if look.style == Style::Modern { SANS } else { SERIF },
        }
    }
}

#[derive(Template)]
#[template(path = "eml/mail.html")]
struct Page<'a> {
    model: &'a Model,
    look: Colours,
}

impl Page<'_> {
    fn marks<'a>(&'a self, text: &'a Text) -> Marks<'a> {
        Marks { model: self.model, text, xml: false }
    }

    fn facts<'a>(&self, facts: &'a Facts) -> Vec<Fact<'a>> {
        facts.listed()
    }

    fn language(&self) -> &str {
        &self.model.language
    }

    /// Where a text's lines begin: mail programs know left and right alone.
    fn start(&self, text: &Text) -> &'static str {
        match text.direction {
            Direction::Ltr => "left",
            Direction::Rtl => "right",
        }
    }
}
