//! Lists of entries as XML, read as the JSON that says the same: wallabag's export, Pinboard's, any whose names are known.

use articles::{ProblemCode, TableField};
use serde_json::{Map, Value};

use super::{columns::field_of, read_value};
use crate::{
    detect::Head,
    formats::{html::opens_with_markup, read_xml_text},
    input::Content,
    markup::{Tag, Tags, is_block},
    reader::{Reader, Stop},
    xml::{Element, parse},
};

/// So many tags tell what the entries are made of.
const LOOKED_AT: usize = 400;

/// Elements named for a headline and for a text or an address, or one with attributes of these names; and no page.
pub(super) fn sniff(head: &Head<'_>) -> bool {
    let Some(text) = head.text.as_deref().filter(|text| head.root.is_some() && !opens_with_markup(text)) else {
        return false;
    };
    let tags = || Tags::of(text).filter(|tag| !tag.closes).take(LOOKED_AT);
    let is_named = |wanted: &[TableField]| {
        tags().any(|tag| {
            std::str::from_utf8(tag.name.as_bytes())
                .ok()
                .and_then(field_of)
                .is_some_and(|field| wanted.contains(&field))
        })
    };
    let has = |tag: &Tag<'_>, names: &[&str]| names.iter().any(|name| tag.attribute(name).is_some());
    is_named(&[TableField::Title]) && is_named(&[TableField::Text, TableField::Url])
        || tags().any(|tag| has(&tag, &["href", "url"]) && has(&tag, &["title", "description"]))
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let parsed = parse(&read_xml_text(content, reader)?)?;
    if parsed.faults > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{} places that are no XML", parsed.faults));
    }
    read_value(&value(&parsed.root), reader)
}

fn value(element: &Element) -> Value {
    let children: Vec<&Element> = element.elements().collect();
    if children.is_empty() && element.attributes.is_empty() {
        return Value::String(element.text());
    }
    if is_text(element, &children) {
        return Value::String(element.inner_html());
    }
    if element.attributes.is_empty() && is_list(element, &children) {
        return Value::Array(children.into_iter().map(value).collect());
    }
    let mut object: Map<String, Value> = Map::new();
    for (name, text) in &element.attributes {
        object.insert(name.clone(), Value::String(text.clone()));
    }
    for child in children {
        match object.get_mut(&child.name) {
            None => {
                object.insert(child.name.clone(), value(child));
            }
            Some(Value::Array(several)) => several.push(value(child)),
            Some(one) => *one = Value::Array(vec![one.take(), value(child)]),
        }
    }
    Value::Object(object)
}

/// Paragraphs, or words between elements: a text with markup of its own.
fn is_text(element: &Element, children: &[&Element]) -> bool {
    let is_markup = |child: &&Element| {
        is_block(child.name.as_bytes()) && !matches!(child.name.as_str(), "title" | "body" | "article")
    };
    element.has_own_text() || !children.is_empty() && children.iter().all(is_markup)
}

/// `<tags><tag>…</tag><tag>…</tag></tags>`: items of one name that hold nothing but words.
fn is_list(element: &Element, children: &[&Element]) -> bool {
    let Some(first) = children.first() else { return false };
    let is_item = children.len() > 1 || first.name == "item" || element.name == format!("{}s", first.name);
    let is_word = |child: &&Element| child.attributes.is_empty() && child.elements().next().is_none();
    is_item && children.iter().all(|child| child.name == first.name && is_word(child))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is a list, a text or a part of an entry must come out as a program would write it in JSON.
    #[test]
    fn xml_says_what_json_would() {
        let check = |xml: &str, json: &str| {
            let expected: Value = serde_json::from_str(json).unwrap();
            assert_eq!(value(&parse(xml).unwrap().root), expected, "{xml}");
        };
        check(
            "<r><entry><title>A</title><tags><item>x</item></tags></entry></r>",
            r#"{"entry":{"title":"A","tags":["x"]}}"#,
        );
        check("<r><e><t>A</t></e><e><t>B</t></e></r>", r#"{"e":[{"t":"A"},{"t":"B"}]}"#);
        check("<r><e><body><p>One</p><p>Two</p></body></e></r>", r#"{"e":{"body":"<p>One</p><p>Two</p>"}}"#);
        check("<r><e><body>One <b>two</b></body></e></r>", r#"{"e":{"body":"One <b>two</b>"}}"#);
        check(
            "<posts><post href='https://a.test/' description='A'/></posts>",
            r#"{"post":{"href":"https://a.test/","description":"A"}}"#,
        );
        check(
            "<r><e><content><![CDATA[<p>One & two</p>]]></content></e></r>",
            r#"{"e":{"content":"<p>One & two</p>"}}"#,
        );
    }
}
