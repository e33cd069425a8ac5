use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    coverage::reading_minutes,
    model::{FullText, Model},
};

/// What of an issue leaves: one selection, several products.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// Items, and the full texts behind them.
    #[default]
    Whole,
    /// Items alone: what may be made public.
    Summaries,
    /// Headlines, and the full texts behind them.
    Clippings,
}

impl Model {
    /// How long its items take to read, at least one minute where there are any.
    pub fn minutes(&self) -> u32 {
        let texts = self.sections.iter().flat_map(|section| &section.items);
        let texts = texts.flat_map(|item| std::iter::once(&item.headline).chain(&item.quoted).chain(&item.note));
        let minutes = reading_minutes(texts).round();
        // Small and not negative; none is none.
        if self.sections.is_empty() { 0 } else { (minutes as u32).max(1) }
    }

    /// Also of a document that was frozen: each product is what it was then.
    pub fn into_product(mut self, product: Product) -> Model {
        match product {
            Product::Whole => {}
            Product::Summaries => {
                let texts: BTreeMap<String, FullText> =
                    self.full_texts.drain(..).map(|entry| (entry.anchor.clone(), entry)).collect();
                for item in self.sections.iter_mut().flat_map(|section| &mut section.items) {
                    // What stood with the full text stands with the item.
                    let Some(entry) = item.full_text.take().and_then(|anchor| texts.get(&anchor)) else { continue };
                    item.lines.extend(entry.copyright.iter().cloned());
                    item.figure = item.figure.take().or_else(|| entry.figures.first().cloned());
                }
                // It says how long the full texts take.
                self.coverage.pop();
            }
            Product::Clippings => {
                for item in self.sections.iter_mut().flat_map(|section| &mut section.items) {
                    item.figure = None;
                    item.quoted.clear();
                    item.quotes.clear();
                    item.note.clear();
                }
                self.introduction.clear();
                self.coverage.pop();
            }
        }
        self.drop_unseen_pictures();
        self
    }

    fn drop_unseen_pictures(&mut self) {
        let seen: BTreeSet<String> = self.figures().map(|figure| figure.picture.clone()).collect();
        self.pictures.retain(|name, _| seen.contains(name));
    }
}
