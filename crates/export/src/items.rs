use articles::{Allows, Article, Register};
use digests::{Kind, Relevance};

use crate::{
    compose::{Desk, Voice, filled, title_of},
    item_text::{ItemText, allowed, item_text},
    link::Link,
    model::{Facts, Item, Quote, Text},
    opening::{one_line, paragraphs, shorten},
};

impl Desk<'_> {
    pub(crate) fn item(&self, item: &digests::Item, number: u32) -> Item {
        let articles = &self.material.articles;
        let article = articles.get(&item.article);
        let own = item.headline.as_deref().map(one_line).filter(|own| !own.is_empty()).map(|own| self.says(&own));
        let printed = article.map(|article| Voice::of(article).says(&title_of(article)));
        let headline = own.clone().or(printed.clone()).unwrap_or_else(|| self.says(self.words.missing_article));
        let text = item_text(item, articles, &self.material.register, self.date);
        let mut quoted = self.quoted(&text);
        if article.is_none() && own.is_some() {
            quoted.insert(0, self.says(self.words.missing_article));
        }
        let full_text = text.full_text.then(|| format!("text-{}", item.id.0));
        let figures = article.filter(|_| full_text.is_none()).map(|article| self.figures(article, &[]));
        let facts =
            article.map(|article| Facts { place: None, page: None, kind: self.kind(item), ..self.facts(article) });
        Item {
            anchor: format!("item-{}", item.id.0),
            number,
            entry: Text { text: shorten(&headline.text, 140), ..headline.clone() },
            original_headline: printed.filter(|printed| own.is_some() && printed.text != headline.text),
            headline,
            facts: facts.unwrap_or_default(),
            quoted,
            also_in: self.also_in(item, article),
            quotes: self.quotes(item),
            note: paragraphs(&item.note).map(|text| self.says(text)).collect(),
            lines: article.map(|article| self.lines(article, &text)).unwrap_or_default(),
            full_text,
            figure: figures.and_then(|figures| figures.into_iter().next()),
            link: article.and_then(|article| Link::new(article.url.as_deref()?)),
        }
    }

    fn quoted(&self, text: &ItemText) -> Vec<Text> {
        let said = text.quoted.iter().filter(|quotation| !quotation.text.trim().is_empty());
        said.filter_map(|quotation| {
            if text.by_hand {
                return Some(self.says(quotation.text.trim()));
            }
            let voice = Voice::of(self.material.articles.get(&quotation.article)?);
            let outlet = filled(quotation.outlet.as_deref()).map(|outlet| format!(" ({})", self.name_of(&outlet)));
            Some(voice.says(&format!("{}{}", quotation.text.trim(), outlet.unwrap_or_default())))
        })
        .collect()
    }

    fn kind(&self, item: &digests::Item) -> Option<Text> {
        let desk = self.words.desk;
        let relevance = match item.relevance {
            Relevance::Main => Some(desk.main),
            Relevance::Secondary => None,
            Relevance::Mention => Some(desk.mention),
        };
        let kind = match item.kind {
            Kind::News => None,
            Kind::Comment => Some(desk.comment),
            Kind::Interview => Some(desk.interview),
        };
        let said: Vec<&str> = relevance.into_iter().chain(kind).collect();
        (!said.is_empty()).then(|| self.says(&said.join(self.words.comma)))
    }

    fn quotes(&self, item: &digests::Item) -> Vec<Quote> {
        let register: &Register = &self.material.register;
        let quote = |quote: &digests::KeyQuote| {
            let article = self.material.articles.get(&quote.article);
            if article.is_some_and(|article| allowed(article, register, self.date) == Allows::HeadlineOnly) {
                return None;
            }
            let text = one_line(&quote.text);
            let text = article.map_or_else(|| self.says(&text), |article| Voice::of(article).says(&text));
            Some(Quote { text, speaker: filled(Some(&quote.speaker)).map(|speaker| self.says(&speaker)) })
        };
        item.quotes.iter().filter_map(quote).collect()
    }

    /// Those of joined articles first, then the story's; each once, as the register calls it.
    fn also_in(&self, item: &digests::Item, article: Option<&Article>) -> Option<Text> {
        let lead = article.and_then(|article| article.source.as_ref()).map(|source| self.name_of(&source.name));
        let joined = item.joined.iter().filter_map(|id| self.material.articles.get(id)?.source.as_ref());
        let story = self.material.also_in.get(&item.id).into_iter().flatten();
        let mut others: Vec<String> = Vec::new();
        for name in joined.map(|source| &source.name).chain(story) {
            let name = self.name_of(name);
            if !name.is_empty() && Some(&name) != lead.as_ref() && !others.contains(&name) {
                others.push(name);
            }
        }
        let outlets = others.join(self.words.comma);
        (!outlets.is_empty()).then(|| self.says(&self.words.also_in.replace("{outlets}", &outlets)))
    }

    /// Whose words the summary is; what the licence leaves and asks for; the article's own line.
    fn lines(&self, article: &Article, text: &ItemText) -> Vec<Text> {
        let desk = self.words.desk;
        let mut said = Vec::new();
        if text.by_hand && !text.quoted.is_empty() {
            said.push(desk.by_hand.to_owned());
        }
        match text.limit {
            Some(Allows::HeadlineOnly) => said.push(desk.headline_only.to_owned()),
            Some(Allows::Extract { words }) => said.push(desk.extract.replace("{words}", &words.to_string())),
            Some(Allows::FullText) | None => {}
        }
        said.extend(text.notices.iter().map(|notice| one_line(notice)));
        let voice = Voice::of(article);
        // Beside the full text it stands there.
        let copyright = article.copyright.iter().filter(|_| !text.full_text).filter_map(|line| filled(Some(line)));
        said.iter().map(|line| self.says(line)).chain(copyright.map(|line| voice.says(&line))).collect()
    }

    /// As the register calls it.
    fn name_of(&self, outlet: &str) -> String {
        let known = self.material.register.find_name(outlet).map(|outlet| one_line(&outlet.name));
        known.filter(|name| !name.is_empty()).unwrap_or_else(|| one_line(outlet))
    }
}
