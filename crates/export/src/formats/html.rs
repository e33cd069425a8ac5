use std::io::Write;

use askama::Template;
use base64::{Engine, prelude::BASE64_STANDARD};

use super::{Error, Format, facts::Fact, marks::Marks};
use crate::{
    Style,
    logo::Logo,
    look::{Look, sheet},
    model::{Facts, Figure, Model, Piece, Text},
};

/// One page that needs nothing beside it: no script, no font, no picture, no request.
pub(super) const FORMAT: Format = Format {
    name: "html",
    extension: "html",
    media_type: "text/html",
    // The reader's machine brings its own fonts, emoji among them.
    shows: |_| true,
    write,
};

fn write(model: &Model, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let page = Page { model, look, style: style_sheet(look) };
    page.write_into(out)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'a> {
    model: &'a Model,
    look: &'a Look,
    style: String,
}

fn style_sheet(look: &Look) -> String {
    let own = match look.style {
        Style::Classic => "",
        Style::Modern => include_str!("html/modern.css"),
        Style::Gazette => include_str!("html/gazette.css"),
    };
    let accent = look.accent();
    let (light, dark) = (accent.on_light().hex(), accent.on_dark().hex());
    let (band, letters, paper) = (accent.hex(), accent.letters().hex(), sheet(look.paper));
    let page = format!(
        ":root {{ --accent: #{light}; --band: #{band}; --on-band: #{letters}; }}\n\
         @media (prefers-color-scheme: dark) {{ :root {{ --accent: #{dark}; }} }}\n\
         @media print {{ :root {{ --accent: #{light}; }} }}\n\
         @page {{ size: {paper}; margin: 22mm 20mm; }}\n"
    );
    [include_str!("html/style.css"), own, &page].concat()
}

impl Page<'_> {
    fn marks<'a>(&'a self, text: &'a Text) -> Marks<'a> {
        Marks { model: self.model, text, xml: false }
    }

    fn facts<'a>(&self, facts: &'a Facts) -> Vec<Fact<'a>> {
        facts.listed()
    }

    fn picture_address(&self, figure: &Figure) -> String {
        let bytes = self.model.pictures.get(&figure.picture).map(|picture| BASE64_STANDARD.encode(&picture.bytes));
        format!("data:image/jpeg;base64,{}", bytes.unwrap_or_default())
    }

    fn logo_address(&self, logo: &Logo) -> String {
        format!("data:{};base64,{}", logo.kind.media_type(), BASE64_STANDARD.encode(&logo.bytes))
    }
}
