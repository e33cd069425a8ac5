//! The parts around the text: what is in the package, what it is called, how it is to be opened.

use std::fmt::Write;

use super::{
    document::Document,
    xml::{HEAD, escape},
};
use crate::{logo::Logo, model::Model};

pub(super) const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

pub(super) const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Tidings</Application></Properties>"#;

pub(super) fn content_types(headers: usize, logo: Option<&Logo>, pictures: bool) -> String {
    let mut types = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    // An extension said twice makes the package one that does not open.
    let of_logo = logo.map(|logo| (logo.kind.extension(), logo.kind.media_type()));
    let of_pictures = pictures.then_some(("jpg", "image/jpeg")).filter(|kind| Some(*kind) != of_logo);
    for (extension, media_type) in of_logo.into_iter().chain(of_pictures) {
        _ = write!(types, "<Default Extension=\"{extension}\" ContentType=\"{media_type}\"/>");
    }
    let mut part = |name: &str, kind: &str| {
        _ = write!(types, "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>");
    };
    part("docProps/core.xml", "package.core-properties");
    part("docProps/app.xml", "officedocument.extended-properties");
    for (name, kind) in
        [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("footer1", "footer")]
    {
        part(&format!("word/{name}.xml"), &format!("officedocument.wordprocessingml.{kind}"));
    }
    for at in 1..=headers {
        part(&format!("word/header{at}.xml"), "officedocument.wordprocessingml.header");
    }
    types + "</Types>"
}

pub(super) fn document_relationships(document: &Document, logo: Option<&Logo>, model: &Model) -> String {
    let mut all =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    let mut add = |id: &str, kind: &str, target: &str, mode: &str| {
        _ = write!(
            all,
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{}\"{mode}/>",
            escape(target)
        );
    };
    add("styles", "styles", "styles.xml", "");
    add("settings", "settings", "settings.xml", "");
    add("footer1", "footer", "footer1.xml", "");
    for at in 1..=document.headers.len() {
        add(&format!("header{at}"), "header", &format!("header{at}.xml"), "");
    }
    if let Some(logo) = logo {
        add("logo", "image", &format!("media/logo.{}", logo.kind.extension()), "");
    }
    for name in model.pictures.keys() {
        add(&format!("picture-{name}"), "image", &format!("media/picture-{name}.jpg"), "");
    }
    for (at, address) in document.links.iter().enumerate() {
        add(&format!("link{}", at + 1), "hyperlink", address, " TargetMode=\"External\"");
    }
    all + "</Relationships>"
}

pub(super) fn core(model: &Model) -> String {
    let language = if model.language.is_empty() { "en" } else { &model.language };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escape(&model.name),
        escape(&model.masthead.number.text),
        date = model.date,
    )
}

/// Opened as a document of Word 2013 and later: without this line it is one of 2007, in compatibility mode.
pub(super) fn settings(model: &Model) -> String {
    let language = if model.language.is_empty() { "en" } else { &model.language };
    format!(
        "{HEAD}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/></w:settings>"
    )
}
