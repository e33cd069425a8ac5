//! Pictures that came with articles: where they stand, what stands under them, and when they must not be there.

use crate::samples::{
    Sample, english, issue,
    read::{members, pdf_pages, run, text_of},
    scenes::{HARBOUR, RAILWAY, with_picture},
};
use articles::{Allows, Article, Caption, Licence, Outlet, Register};
use export::{Look, Material, Product, Style, compose, find_format, freeze, thaw, write};

const CAPTION: &str = "Cranes stand idle in the harbour of Port Sorrel.";
const CREDIT: &str = "(A. Lindqvist / NC)";

fn sample() -> Sample {
    issue("Review", "en", &[("World", vec![english()])])
}

fn set(sample: &Sample, material: &Material, product: Product, format: &str, look: &Look) -> Vec<u8> {
    let model = compose(&sample.issue, material).into_product(product);
    let mut bytes = Vec::new();
    write(&model, find_format(format).unwrap(), look, &mut bytes).unwrap();
    bytes
}

/// How many pictures a file holds, by others' readers.
fn pictures_in(format: &str, bytes: &[u8]) -> usize {
    match format {
        "pdf" => picture_pages(bytes).len(),
        "html" => {
            let page = String::from_utf8(bytes.to_vec()).unwrap();
            dom_query::Document::from(page.as_str()).select("figure > img[src^='data:image/jpeg']").length()
        }
        "docx" | "epub" => members(bytes).iter().filter(|(name, _)| name.ends_with(".jpg")).count(),
        _ => 0,
    }
}

/// The page of each picture.
fn picture_pages(pdf: &[u8]) -> Vec<usize> {
    let listed = run("pdfimages", &["-list", "-"], pdf);
    let rows = listed.lines().skip(2);
    rows.map(|row| row.split_whitespace().next().unwrap().parse().unwrap()).collect()
}

/// A caption alone speaks of what nobody sees; a picture alone is somebody's whom it does not name.
#[test]
fn a_picture_stands_with_its_caption_and_credit_or_neither_does() {
    let sample = sample();
    let check = |material: &Material, product: Product, expected: usize| {
        for format in export::FORMATS {
            let bytes = set(&sample, material, product, format.name, &Look::default());
            let shown = matches!(format.name, "pdf" | "html" | "docx" | "epub");
            let pictures = if shown { expected } else { 0 };
            assert_eq!(pictures_in(format.name, &bytes), pictures, "{} {product:?}", format.name);
            let text = text_of(format.name, &bytes).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(text.contains(CAPTION), pictures > 0, "{} {product:?}: {text}", format.name);
            assert_eq!(text.contains(CREDIT), pictures > 0, "{} {product:?}", format.name);
            // A form that cannot hold it says so.
            let left_out = !shown && expected > 0;
            assert_eq!(text.contains("Pictures left out here: 1."), left_out, "{} {product:?}", format.name);
        }
    };
    let material = sample.material();
    for product in [Product::Whole, Product::Summaries, Product::Clippings] {
        check(&material, product, 1);
    }
    for allows in [Allows::HeadlineOnly, Allows::Extract { words: 20 }] {
        let licence = Licence { allows, ..Licence::default() };
        let outlet = Outlet { name: "The Northern Courier".into(), licence: Some(licence), ..Outlet::default() };
        check(&Material { register: Register::new(vec![outlet]), ..sample.material() }, Product::Whole, 0);
    }
}

/// Its caption came without it: a remote picture is never fetched.
#[test]
fn a_caption_of_a_picture_that_is_not_here_is_not_printed() {
    let remote =
        Caption { text: "Seen from afar.".into(), credit: None, image: Some("https://news.test/a.jpg".into()) };
    let article = Article { captions: vec![remote], pictures: Vec::new(), ..english() };
    let sample = issue("Review", "en", &[("World", vec![article])]);
    for format in export::FORMATS {
        let text = text_of(format.name, &sample.write(format.name).0);
        assert!(!text.contains("Seen from afar"), "{}", format.name);
    }
}

/// One that cannot be read leaves its article and the rest of the issue as they are.
#[test]
fn a_picture_that_cannot_be_read_is_counted() {
    let sample = sample();
    let material = Material { pictures: Default::default(), ..sample.material() };
    let text = text_of("html", &set(&sample, &material, Product::Whole, "html", &Look::default()));
    assert!(text.contains("Pictures left out here: 1.") && !text.contains(CAPTION));
}

#[test]
fn a_picture_stands_where_it_stood() {
    let page = String::from_utf8(sample().write("html").0).unwrap();
    let page = dom_query::Document::from(page.as_str());
    let before = page.select(".full-text p:has(+ figure)").text().to_string();
    let after = page.select(".full-text figure + p").text().to_string();
    assert!(before.starts_with("Valmora and Estrava agreed on Sunday"), "{before}");
    assert!(after.starts_with("The accord, which both parliaments"), "{after}");
    assert_eq!(page.select("figure img").attr("alt").unwrap().to_string(), "Three cranes at dusk");
}

/// Wherever a page ends: the words under a picture are on its page.
#[test]
fn no_caption_is_on_another_page_than_its_picture() {
    for (style, behind) in Style::ALL.into_iter().flat_map(|style| [3, 5, 6, 7, 9].map(|behind| (style, behind))) {
        let text = vec![english().text; 3].join("\n\n");
        let plain = Article { text, html: String::new(), pictures: Vec::new(), captions: Vec::new(), ..english() };
        let first = with_picture(plain, &HARBOUR, "", Some((CAPTION, "A. Lindqvist / NC")), behind);
        let article = with_picture(first, &RAILWAY, "", Some(("A second one, upright.", "")), behind + 2);
        let sample = issue("Review", "en", &[("World", vec![article])]);
        let (pdf, _) = sample.write_as("pdf", &Look { style, ..Look::default() });
        let pages = pdf_pages(&pdf, false);
        let page_of = |words: &str| {
            let is_on = |page: &String| page.split_whitespace().collect::<Vec<_>>().join(" ").contains(words);
            pages.iter().position(is_on).map(|at| at + 1).unwrap_or_else(|| panic!("{words} in {pages:#?}"))
        };
        let mut captions = [page_of(CAPTION), page_of("A second one, upright.")];
        captions.sort_unstable();
        let mut pictures = picture_pages(&pdf);
        pictures.sort_unstable();
        assert_eq!(pictures, captions, "{style:?} behind {behind}");
        assert!(pdf.windows(12).any(|window| window == b"pdfuaid:part"), "{style:?} costs the archival standard");
    }
}

/// What was published can be set again, its pictures too, when the library has them no longer.
#[test]
fn a_published_picture_stays() {
    let sample = sample();
    let (model, look) = (sample.model(), Look::default());
    let (thawed, _) = thaw(&freeze(&model, &look).unwrap()).unwrap();
    for format in export::FORMATS {
        let set = |model| {
            let mut bytes = Vec::new();
            write(model, format, &look, &mut bytes).unwrap();
            bytes
        };
        assert!(set(&thawed) == set(&model), "{}", format.name);
    }
}
