use articles::SearchId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Issue, Rule, Section, SectionId};

/// A series of issues: what each new one of it begins with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Title {
    /// The masthead, and what file names are made of.
    pub name: String,
    /// Of its own words: ISO 639-1. Empty takes that of the window.
    pub language: String,
    pub style: Style,
    pub paper: Paper,
    /// `#b3392b`; none takes the style's own.
    pub accent: Option<String>,
    /// In the desk's order. A title without any has issues of one section without a name.
    pub sections: Vec<FixedSection>,
    /// What its first issue is numbered, where none was made yet. 0 is taken for 1.
    pub first_number: u32,
    pub particulars: Particulars,
    /// What proposes items for its issues.
    pub rules: Vec<Rule>,
}

/// A section that each issue of a title has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct FixedSection {
    pub name: String,
    /// What it is filled from.
    pub search: Option<SearchId>,
    /// How many items it is meant to hold.
    pub quota: Option<u32>,
}

/// What is printed of an issue beside its name, and what its items are held to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Particulars {
    /// 0 for none.
    pub volume: u32,
    /// `Morning edition`
    pub edition: String,
    pub editors: String,
    /// When work on it ended, as the desk writes it: `07:30`.
    pub closing: String,
    /// Printed as for internal use, and may hold full texts that others must not get.
    pub internal: bool,
    /// Of each item: its headline and summary together.
    pub budget: Option<Budget>,
    /// How many items it is meant to hold.
    pub quota: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Budget {
    pub unit: Unit,
    pub most: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    #[default]
    Characters,
    Words,
}

/// A house style: type, masthead, density and rules together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A serif on a wide page, numbers in the margin, quotations beside a rule.
    #[default]
    Classic,
    /// A sans serif under a coloured band, no rules.
    Modern,
    /// A newspaper: a centred name between double rules, small type, two columns.
    Gazette,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Title {
    /// An issue of this title with nothing in it. `language` where the title has none of its own.
    pub fn begin(&self, date: NaiveDate, number: u32, language: &str) -> Issue {
        let language = if self.language.is_empty() { language } else { &self.language };
        let first = self.sections.first().cloned().unwrap_or_default();
        let mut issue = Issue::new(&self.name, date, number, language, &first.name);
        issue.particulars = self.particulars.clone();
        for fixed in self.sections.iter().skip(1) {
            let id = SectionId(issue.take_id());
            issue.sections.push(Section { name: fixed.name.clone(), ..Section::new(id) });
        }
        for (section, fixed) in issue.sections.iter_mut().zip(&self.sections) {
            section.search = fixed.search;
            section.quota = fixed.quota;
        }
        issue
    }
}

impl Style {
    pub const ALL: [Style; 3] = [Style::Classic, Style::Modern, Style::Gazette];

    pub fn name(self) -> &'static str {
        match self {
            Style::Classic => "classic",
            Style::Modern => "modern",
            Style::Gazette => "gazette",
        }
    }
}

impl Paper {
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }
}
