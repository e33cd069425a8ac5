use std::fmt;

use crate::model::{Model, Text};

/// The attributes that a text needs where it is not in the document's own language or direction.
pub(super) struct Marks<'a> {
    pub model: &'a Model,
    pub text: &'a Text,
    /// With XML's own attribute for the language too.
    pub xml: bool,
}

// Both values are ours: a code of two or three lower-case letters, and one of two words.
impl askama::filters::HtmlSafe for Marks<'_> {}

impl fmt::Display for Marks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = &self.text.language;
        if *language != self.model.language {
            // Empty says that the language is not known, so that the document's is not taken for it.
            if self.xml {
                write!(f, " xml:lang=\"{language}\"")?;
            }
            write!(f, " lang=\"{language}\"")?;
        }
        if self.text.direction != self.model.direction {
            write!(f, " dir=\"{}\"", self.text.direction.as_str())?;
        }
        Ok(())
    }
}
