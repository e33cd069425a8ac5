//! What a reader set right in how a file was read. Kept beside what was read, which it never changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Article, ContentHash, Moment, Published, PublishedFrom, Role, Source};

/// Where in a file a line or an article begins. The text is named by its hash and not by its number, so that a file
/// that is read in another way later, with other texts, is not corrected at the wrong place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TextPlace {
    /// Of the decoded text; a file may hold several.
    pub text: ContentHash,
    /// Byte of that text.
    pub start: u32,
}

/// One thing set right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "correction", rename_all = "snake_case")]
pub enum Correction {
    /// An article begins with that line, or goes on over it.
    Boundary { at: TextPlace, opens: bool },
    /// What a line is.
    Role { at: TextPlace, role: Role },
    /// What is said of the article that begins there.
    Field { at: TextPlace, to: FieldValue },
}

/// What a correction is about: of two about the same, the later one counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Subject {
    Boundary { at: TextPlace },
    Role { at: TextPlace },
    Field { at: TextPlace, field: ArticleField },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ArticleField {
    Headline,
    Byline,
    Date,
    Outlet,
    Language,
}

/// None: the article has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum FieldValue {
    /// Blank, it leaves what was read.
    Headline(String),
    Byline(Vec<String>),
    Date(Option<Moment>),
    Outlet(Option<String>),
    Language(Option<String>),
}

/// What is done to a file's corrections at once, and taken back at once: first what is reset, then what is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionStep {
    pub reset: Vec<Subject>,
    pub set: Vec<Correction>,
}

/// All that holds for a file: one correction a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(BTreeMap<Subject, Correction>);

impl Correction {
    pub fn subject(&self) -> Subject {
        match self {
            Correction::Boundary { at, .. } => Subject::Boundary { at: at.clone() },
            Correction::Role { at, .. } => Subject::Role { at: at.clone() },
            Correction::Field { at, to } => Subject::Field { at: at.clone(), field: to.field() },
        }
    }

    pub fn at(&self) -> &TextPlace {
        let (Correction::Boundary { at, .. } | Correction::Role { at, .. } | Correction::Field { at, .. }) = self;
        at
    }
}

impl FieldValue {
    pub fn field(&self) -> ArticleField {
        match self {
            FieldValue::Headline(_) => ArticleField::Headline,
            FieldValue::Byline(_) => ArticleField::Byline,
            FieldValue::Date(_) => ArticleField::Date,
            FieldValue::Outlet(_) => ArticleField::Outlet,
            FieldValue::Language(_) => ArticleField::Language,
        }
    }

    /// As a correction is kept: no space at the ends, and nothing where nothing is said.
    fn tidy(self) -> FieldValue {
        let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let filled = |text: Option<String>| text.map(line).filter(|text| !text.is_empty());
        match self {
            FieldValue::Headline(text) => FieldValue::Headline(line(text)),
            FieldValue::Byline(names) => {
                FieldValue::Byline(names.into_iter().map(line).filter(|name| !name.is_empty()).collect())
            }
            FieldValue::Date(at) => FieldValue::Date(at),
            FieldValue::Outlet(name) => FieldValue::Outlet(filled(name)),
            FieldValue::Language(code) => FieldValue::Language(filled(code)),
        }
    }
}

impl Corrections {
    /// What holds after all of these steps.
    pub fn after<'a>(steps: impl IntoIterator<Item = &'a CorrectionStep>) -> Corrections {
        let mut corrections = Corrections::default();
        steps.into_iter().for_each(|step| corrections.take(step));
        corrections
    }

    /// Taken twice, a step does what it does once.
    pub fn take(&mut self, step: &CorrectionStep) {
        for subject in &step.reset {
            self.0.remove(subject);
        }
        for correction in &step.set {
            let mut correction = correction.clone();
            if let Correction::Field { to, .. } = &mut correction {
                *to = to.clone().tidy();
            }
            let subject = correction.subject();
            match &correction {
                Correction::Field { to: FieldValue::Headline(text), .. } if text.is_empty() => {
                    self.0.remove(&subject);
                }
                _ => {
                    self.0.insert(subject, correction);
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.values()
    }

    /// Boundaries of a text: the lines, and whether an article begins there.
    pub fn boundaries(&self, text: &ContentHash) -> BTreeMap<u32, bool> {
        let boundary = |correction: &Correction| match correction {
            Correction::Boundary { at, opens } if at.text == *text => Some((at.start, *opens)),
            _ => None,
        };
        self.iter().filter_map(boundary).collect()
    }

    pub fn roles(&self, text: &ContentHash) -> BTreeMap<u32, Role> {
        let role = |correction: &Correction| match correction {
            Correction::Role { at, role } if at.text == *text => Some((at.start, *role)),
            _ => None,
        };
        self.iter().filter_map(role).collect()
    }

    /// What is said of the article that begins there.
    pub fn fields<'a>(&'a self, at: &TextPlace) -> Vec<&'a FieldValue> {
        let value = |correction: &'a Correction| match correction {
            Correction::Field { at: there, to } if there == at => Some(to),
            _ => None,
        };
        self.iter().filter_map(value).collect()
    }

    /// Takes all of it back.
    pub fn clear(&self) -> CorrectionStep {
        CorrectionStep { reset: self.0.keys().cloned().collect(), set: Vec::new() }
    }

    /// An article begins with another line than before: what was said of it goes along.
    pub fn move_boundary(&self, text: &ContentHash, from: u32, to: u32) -> CorrectionStep {
        let place = |start| TextPlace { text: text.clone(), start };
        let mut step = CorrectionStep::default();
        for value in self.fields(&place(from)) {
            step.reset.push(Subject::Field { at: place(from), field: value.field() });
            step.set.push(Correction::Field { at: place(to), to: value.clone() });
        }
        step.set.push(Correction::Boundary { at: place(from), opens: false });
        step.set.push(Correction::Boundary { at: place(to), opens: true });
        step
    }
}

/// The article with what is said of it. Its words stay as they were read, but for the headline.
pub fn correct_fields<'a>(article: &mut Article, values: impl IntoIterator<Item = &'a FieldValue>) {
    for value in values {
        match value {
            FieldValue::Headline(text) if text.is_empty() => {}
            FieldValue::Headline(text) => article.title.clone_from(text),
            FieldValue::Byline(names) => article.byline.clone_from(names),
            FieldValue::Date(at) => {
                article.published = at.map(|at| Published { at, from: PublishedFrom::Corrected, reason: None });
            }
            FieldValue::Outlet(name) => {
                let host = article.source.take().and_then(|source| source.host);
                article.source = name.clone().map(|name| Source { name, host });
            }
            FieldValue::Language(code) => article.language.clone_from(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: u32) -> TextPlace {
        TextPlace { text: ContentHash("a".repeat(64)), start }
    }

    fn set(correction: Correction) -> CorrectionStep {
        CorrectionStep { set: vec![correction], ..CorrectionStep::default() }
    }

    fn headline(start: u32, text: &str) -> Correction {
        Correction::Field { at: place(start), to: FieldValue::Headline(text.to_owned()) }
    }

    /// A step may be sent twice by a hand that trembles; the second must change nothing.
    #[test]
    fn a_step_taken_twice_is_taken_once() {
        let steps = [
            set(Correction::Boundary { at: place(4), opens: true }),
            set(Correction::Role { at: place(4), role: Role::Headline }),
            set(headline(4, "  Port \n reopens ")),
        ];
        let once = Corrections::after(&steps);
        assert_eq!(Corrections::after(steps.iter().chain(&steps)), once);
        assert_eq!(once.fields(&place(4)), [&FieldValue::Headline("Port reopens".to_owned())]);
        let mut nothing = once.clone();
        nothing.take(&once.clear());
        assert!(nothing.is_empty());
    }

    /// A headline may be another one, but an article always has one.
    #[test]
    fn a_blank_headline_is_the_one_that_was_read() {
        let mut corrections = Corrections::after(&[set(headline(0, "Other"))]);
        corrections.take(&set(headline(0, "  ")));
        assert!(corrections.is_empty());
    }

    #[test]
    fn what_was_said_of_an_article_goes_with_its_beginning() {
        let corrections = Corrections::after(&[set(headline(10, "Other")), set(headline(50, "Third"))]);
        let mut moved = corrections.clone();
        moved.take(&corrections.move_boundary(&place(0).text, 10, 14));
        assert_eq!(moved.fields(&place(10)), Vec::<&FieldValue>::new());
        assert_eq!(moved.fields(&place(14)), [&FieldValue::Headline("Other".to_owned())]);
        assert_eq!(moved.fields(&place(50)).len(), 1);
        assert_eq!(moved.boundaries(&place(0).text), BTreeMap::from([(10, false), (14, true)]));
        assert!(moved.boundaries(&ContentHash::default()).is_empty());
    }

    #[test]
    fn a_corrected_date_says_that_it_is_one() {
        let mut article = Article {
            source: Some(Source { name: "dpa".to_owned(), host: Some("dpa.test".to_owned()) }),
            ..Article::default()
        };
        let at: Moment = "2025-05-12".parse().unwrap();
        correct_fields(&mut article, [&FieldValue::Date(Some(at)), &FieldValue::Outlet(Some("Daily".to_owned()))]);
        assert_eq!(article.published.as_ref().unwrap().from, PublishedFrom::Corrected);
        assert_eq!(article.source.as_ref().unwrap().host.as_deref(), Some("dpa.test"));
        correct_fields(&mut article, [&FieldValue::Date(None)]);
        assert_eq!(article.published, None);
    }
}
