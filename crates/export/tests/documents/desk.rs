//! What a press desk adds to a digest, in each format: volume and editors, quotes, licences, versions, products.

use std::collections::BTreeMap;

use crate::samples::{Sample, fifteen_items};
use articles::{Allows, ArticleId, Licence, Outlet, Register};
use digests::{Correction, Edit, KeyQuote, Kind, Particulars, Relevance};
use export::{Look, Material, Model, Product, compose, find_format, freeze, thaw, write};

fn text_of(model: &Model, format: &str) -> String {
    let mut bytes = Vec::new();
    write(model, find_format(format).unwrap(), &Look::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn edited() -> Sample {
    let mut sample = fifteen_items();
    let items: Vec<_> = sample.issue.items().cloned().collect();
    let first = &items[0];
    let particulars = Particulars {
        volume: 3,
        edition: "Morning edition".into(),
        editors: "A. Example".into(),
        closing: "07:30".into(),
        internal: true,
        quota: Some(20),
        ..Particulars::default()
    };
    let quote = KeyQuote {
        article: first.article,
        start: 0,
        end: 5,
        text: "Picked words".into(),
        speaker: "The speaker".into(),
    };
    for edit in [
        Edit::SetParticulars { particulars },
        Edit::AddQuotes { item: first.id, quotes: vec![quote] },
        Edit::SetRelevance { item: first.id, relevance: Relevance::Main },
        Edit::SetSummary { item: first.id, summary: Some("Written by the desk itself.".into()) },
        Edit::SetKind { item: items[1].id, kind: Kind::Comment },
    ] {
        sample.issue = sample.issue.apply(&edit).unwrap();
    }
    sample
}

/// A format that leaves one of them out prints another document than the one that was approved.
#[test]
fn every_text_format_says_all_of_it() {
    let sample = edited();
    let lead = sample.issue.items().next().unwrap().id;
    let corrections =
        vec![Correction { version: 2, at: "2026-11-23T09:12:00".parse().unwrap(), note: "A name.".into() }];
    let material = Material {
        also_in: BTreeMap::from([(lead, vec!["Another Post".to_owned()])]),
        version: Some((2, "2026-11-23T09:12:00".parse().unwrap())),
        corrections,
        ..sample.material()
    };
    let model = compose(&sample.issue, &material);
    for format in ["html", "md", "eml"] {
        let text = text_of(&model, format).replace("=\r\n", "").replace('\\', "");
        for wanted in [
            "Vol. 3, No. ",
            "Morning edition",
            "Editors: A. Example",
            "Closed at 07:30",
            "For internal use only",
            "Picked words",
            "The speaker",
            "Main item",
            "Written by the desk itself.",
            "Also in: Another Post",
            "Comment and opinion",
            "15 of 20 planned",
        ] {
            assert!(text.contains(wanted), "{format} lacks {wanted:?}");
        }
        assert!(text.contains("Corrected in version 2, 23 November 2026, 09:12: A name"), "{format}");
    }
}

#[test]
fn a_frozen_document_gives_the_same_bytes() {
    let model = edited().model();
    let look = Look { style: export::Style::Gazette, accent: export::Color::parse("#0a7"), ..Look::default() };
    let (thawed, same) = thaw(&freeze(&model, &look).unwrap()).unwrap();
    assert_eq!((&thawed, &same), (&model, &look));
    for format in export::FORMATS {
        let set = |model: &Model, look: &Look| {
            let mut bytes = Vec::new();
            write(model, format, look, &mut bytes).unwrap();
            bytes
        };
        assert!(set(&model, &look) == set(&thawed, &same), "{}", format.name);
    }
    assert!(thaw("{}").is_err());
}

/// What is public must not hold what was bought for the house alone.
#[test]
fn products_hold_what_they_say() {
    let sample = fifteen_items();
    let article = sample.articles.values().next().unwrap();
    let last = article.text.split("\n\n").last().unwrap().to_owned();
    let text = |product| text_of(&sample.model().into_product(product), "html").replace("&#39;", "'");
    let first = sample.issue.items().next().unwrap();
    let opening = export::quotations(first, &sample.articles).remove(0).text;
    assert!(text(Product::Whole).contains(&last) && text(Product::Whole).contains(&opening));
    assert!(!text(Product::Summaries).contains(&last) && text(Product::Summaries).contains(&opening));
    assert!(!text(Product::Summaries).contains("href=\"#text-"));
    assert!(text(Product::Clippings).contains(&last));
}

#[test]
fn a_headline_only_licence_prints_the_headline_and_says_why() {
    let sample = fifteen_items();
    let (id, article): (&ArticleId, _) = sample.articles.iter().next().unwrap();
    assert_eq!(sample.issue.items().next().unwrap().article, *id);
    let licence = Licence { allows: Allows::HeadlineOnly, notice: "By courtesy.".into(), ..Licence::default() };
    let name = article.source.as_ref().unwrap().name.clone();
    let outlet =
        Outlet { name: "Proper Name".into(), aliases: vec![name], licence: Some(licence), ..Outlet::default() };
    let material = Material { register: Register::new(vec![outlet]), ..sample.material() };
    let text = text_of(&compose(&sample.issue, &material), "html");
    for line in export::quotations(sample.issue.items().next().unwrap(), &sample.articles) {
        assert!(!text.contains(&line.text), "{line:?}");
    }
    for wanted in ["Proper Name", "By courtesy.", "allows the headline only"] {
        assert!(text.contains(wanted), "{wanted}");
    }
}
