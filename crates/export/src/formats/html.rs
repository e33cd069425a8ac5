use std::{fmt, io::Write};

use askama::Template;

use super::{Error, Format};
use crate::model::{Facts, Model, Text};

/// One page that needs nothing beside it: no script, no font, no picture, no request.
pub(super) const FORMAT: Format = Format {
    name: "html",
    extension: "html",
    media_type: "text/html",
    // The reader's machine brings its own fonts, emoji among them.
    shows: |_| true,
    write,
};

fn write(model: &Model, out: &mut dyn Write) -> Result<(), Error> {
    let page = Page { model };
    page.write_into(out)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'a> {
    model: &'a Model,
}

impl Page<'_> {
    /// The attributes that a text needs where it is not in the document's own language.
    fn marks<'a>(&'a self, text: &'a Text) -> Marks<'a> {
        Marks { model: self.model, text }
    }

    /// Those facts that there are, in the order they are printed.
    fn facts<'a>(&self, facts: &'a Facts) -> Vec<Fact<'a>> {
        let Facts { source, byline, date, date_mark, place, page, language_mark } = facts;
        let listed = [
            ("source", source, None),
            ("page", page, None),
            ("byline", byline, None),
            ("place", place, None),
            ("date", date, date_mark.as_ref()),
            ("language", language_mark, None),
        ];
        let shown = |(class, text, mark): (&'static str, &'a Option<Text>, Option<&'a Text>)| {
            text.as_ref().map(|text| Fact { class, text, mark })
        };
        listed.into_iter().filter_map(shown).collect()
    }
}

struct Fact<'a> {
    class: &'static str,
    text: &'a Text,
    mark: Option<&'a Text>,
}

struct Marks<'a> {
    model: &'a Model,
    text: &'a Text,
}

// Both values are ours: a code of two or three lower-case letters, and one of two words.
impl askama::filters::HtmlSafe for Marks<'_> {}

impl fmt::Display for Marks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.language != self.model.language {
            // Empty says that the language is not known, so that the document's is not taken for it.
            write!(f, " lang=\"{}\"", self.text.language)?;
        }
        if self.text.direction != self.model.direction {
            write!(f, " dir=\"{}\"", self.text.direction.as_str())?;
        }
        Ok(())
    }
}
