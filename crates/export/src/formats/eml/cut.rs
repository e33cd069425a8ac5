//! What a message keeps of an issue: all but the full texts, and less of each text where that is still too much.

use crate::{
    compose::{own_words, pictures_line},
    model::{Model, Text},
    opening::shorten,
};

/// What is kept, in letters of each text and in items.
#[derive(Clone, Copy)]
struct Cut {
    quoted: usize,
    own: usize,
    headline: usize,
    items: usize,
}

const WHOLE: Cut = Cut { quoted: usize::MAX, own: usize::MAX, headline: usize::MAX, items: usize::MAX };
const STEPS: [Cut; 3] = [
    Cut { quoted: 420, own: 1_200, headline: 300, items: usize::MAX },
    Cut { quoted: 160, own: 400, headline: 160, items: usize::MAX },
    Cut { quoted: 0, own: 160, headline: 140, items: usize::MAX },
];

/// The issue as a message, and then ever less of it; the last is nothing but its head.
pub(super) fn ever_shorter(model: &Model) -> impl Iterator<Item = Model> {
    let count: usize = model.sections.iter().map(|section| section.items.len()).sum();
    let fewer = std::iter::successors(Some(count / 2), |items| (*items > 0).then_some(items / 2));
    let fewer = fewer.map(|items| Cut { items, ..STEPS[2] });
    std::iter::once(WHOLE).chain(STEPS).chain(fewer).map(move |cut| keep(model, cut, count))
}

fn keep(model: &Model, cut: Cut, count: usize) -> Model {
    let mut model = model.clone();
    let full_texts = !model.full_texts.is_empty();
    let pictures = model.figures().count();
    model.full_texts.clear();
    let mut left = cut.items;
    let mut shortened = false;
    for said in &mut model.introduction {
        shortened |= cut_text(said, cut.own);
    }
    shortened |= cut_text(&mut model.masthead.title, cut.headline);
    shortened |= model.masthead.particulars.as_mut().is_some_and(|said| cut_text(said, cut.own));
    for section in &mut model.sections {
        section.items.truncate(left);
        left -= section.items.len().min(left);
        shortened |= section.name.as_mut().is_some_and(|name| cut_text(name, cut.headline));
        for item in &mut section.items {
            item.full_text = None;
            item.figure = None;
            shortened |= cut_text(&mut item.headline, cut.headline);
            if cut.quoted == 0 {
                shortened |= !item.quotes.is_empty();
                item.quotes.clear();
            }
            for quote in &mut item.quotes {
                shortened |= cut_text(&mut quote.text, cut.quoted);
            }
            for line in &mut item.lines {
                shortened |= cut_text(line, cut.own);
            }
            shortened |= item.original_headline.as_mut().is_some_and(|said| cut_text(said, cut.headline));
            shortened |= cut_all(&mut item.quoted, cut.quoted) | cut_all(&mut item.note, cut.own);
            shortened |= item.also_in.as_mut().is_some_and(|said| cut_text(said, cut.headline));
            let facts = &mut item.facts;
            for said in [&mut facts.source, &mut facts.byline, &mut facts.place, &mut facts.page].into_iter().flatten()
            {
                shortened |= cut_text(said, cut.headline);
            }
        }
    }
    model.sections.retain(|section| !section.items.is_empty());
    for glance in &mut model.glance {
        shortened |= glance.source.as_mut().is_some_and(|said| cut_text(said, cut.headline));
    }
    for row in &mut model.sources {
        shortened |= cut_text(&mut row.name, cut.headline);
    }
    let words = model.words;
    if cut.items < count {
        let rest = words.more_items.replace("{count}", &(count - cut.items).to_string());
        model.coverage.insert(0, own_words(&model, rest));
        // Their links would lead nowhere.
        model.sources.clear();
        model.glance.clear();
    }
    if full_texts {
        model.imprint.push(own_words(&model, words.imprint_mail.to_owned()));
    }
    if pictures > 0 {
        model.imprint.push(own_words(&model, pictures_line(words, pictures)));
    }
    if shortened {
        model.imprint.push(own_words(&model, words.imprint_mail_cut.to_owned()));
    }
    model
}

/// The first of several paragraphs, cut. Whether anything was.
fn cut_all(texts: &mut Vec<Text>, most: usize) -> bool {
    if most == usize::MAX {
        return false;
    }
    let several = texts.len() > 1 || (most == 0 && !texts.is_empty());
    texts.truncate(usize::from(most > 0));
    let cut = texts.first_mut().is_some_and(|said| cut_text(said, most));
    if several
        && !cut
        && let Some(said) = texts.first_mut()
    {
        said.text.push_str(" …");
    }
    several || cut
}

fn cut_text(said: &mut Text, most: usize) -> bool {
    if most == usize::MAX {
        return false;
    }
    let short = shorten(&said.text, most);
    let cut = short.ends_with('…') && short != said.text;
    if cut {
        said.text = short;
    }
    cut
}
