//! What a page says of its article in JSON-LD.

use serde_json::Value;

use crate::text::tidy_line;

/// Fields of the entries that describe an article, merged in the order of the page.
#[derive(Clone, Debug, Default)]
pub struct JsonLd {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub body: Option<String>,
    pub section: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub captions: Vec<String>,
    pub url: Option<String>,
}

/// Levels of JSON that are gone into: entries of news sites have four or five.
const DEPTH: usize = 12;

/// Adds what one script holds. Broken JSON (raw line breaks, comments around it, commas at the end) is mended where that is safe.
pub fn read_json_ld(script: &str, into: &mut JsonLd) {
    let Some(value) = parse(script) else { return };
    let mut entries = Vec::new();
    collect(&value, 0, &mut entries);
    // Articles first: a page often describes a list or a person before.
    entries.sort_by_key(|entry| rank(entry));
    for entry in &entries {
        if rank(entry) <= 2 {
            take_article(entry, &entries, into);
        }
    }
}

fn parse(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let mut mended = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for letter in script.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            letter if quoted && letter.is_control() => {
                mended.push(' ');
                continue;
            }
            ']' | '}' if !quoted => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            _ => {}
        }
        mended.push(letter);
    }
    let mut values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
    values.next()?.ok()
}

fn collect<'a>(value: &'a Value, depth: usize, entries: &mut Vec<&'a Value>) {
    if depth > DEPTH || entries.len() > 400 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth + 1, entries)),
        Value::Object(fields) => {
            if fields.contains_key("@type") {
                entries.push(value);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "liveBlogUpdate"] {
                if let Some(below) = fields.get(key).filter(|below| below.is_object() || below.is_array())
                    && key != "liveBlogUpdate"
                {
                    collect(below, depth + 1, entries);
                }
            }
        }
        _ => {}
    }
}

fn types(entry: &Value) -> Vec<&str> {
    match &entry["@type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// 0 for articles, 1 for kinds that stand for one, 2 for pages, 9 for all else.
fn rank(entry: &Value) -> u8 {
    types(entry)
        .iter()
        .map(|name| match *name {
            name if name.ends_with("Article")
                || name.ends_with("BlogPosting")
                || matches!(name, "Report" | "LiveBlogPosting" | "Review" | "AnalysisNewsArticle") =>
            {
                0
            }
            "CreativeWork" | "Recipe" | "HowTo" | "DiscussionForumPosting" | "SocialMediaPosting" => 1,
            "WebPage" | "VideoObject" | "ItemPage" => 2,
            _ => 9,
        })
        .min()
        .unwrap_or(9)
}

fn take_article(entry: &Value, entries: &[&Value], into: &mut JsonLd) {
    let page = rank(entry) == 2;
    let video = types(entry).contains(&"VideoObject");
    if video {
        return;
    }
    fn set(field: &mut Option<String>, value: Option<String>) {
        if field.is_none() {
            *field = value;
        }
    }
    if !page {
        set(&mut into.headline, string(&entry["headline"]).or_else(|| string(&entry["name"])));
        set(&mut into.body, string_raw(&entry["articleBody"]).or_else(|| string_raw(&entry["text"])));
        set(&mut into.section, string(&entry["articleSection"]));
        set(
            &mut into.url,
            string(&entry["url"])
                .or_else(|| string(&entry["mainEntityOfPage"]))
                .or_else(|| string(&entry["mainEntityOfPage"]["@id"])),
        );
    }
    set(&mut into.description, string(&entry["description"]));
    set(&mut into.published, string(&entry["datePublished"]));
    set(&mut into.modified, string(&entry["dateModified"]));
    set(&mut into.language, string(&entry["inLanguage"]));
    set(&mut into.publisher, string(&entry["publisher"]["name"]));
    if into.authors.is_empty() {
        for key in ["author", "creator"] {
            names(&entry[key], entries, &mut into.authors, 0);
            if !into.authors.is_empty() {
                break;
            }
        }
    }
    for image in list(&entry["image"]) {
        if let Some(caption) = string(&image["caption"]) {
            into.captions.push(caption);
        }
    }
}

fn names(value: &Value, entries: &[&Value], found: &mut Vec<String>, depth: usize) {
    if depth > 4 || found.len() > 40 {
        return;
    }
    match value {
        Value::String(name) => push(found, name),
        Value::Array(values) => values.iter().for_each(|value| names(value, entries, found, depth + 1)),
        Value::Object(fields) => {
            if let Some(name) = fields.get("name") {
                names(name, entries, found, depth + 1);
            } else if let Some(id) = fields.get("@id").and_then(Value::as_str)
                && let Some(person) = entries.iter().find(|entry| entry["@id"] == id && entry.get("name").is_some())
            {
                names(&person["name"], entries, found, depth + 1);
            }
        }
        _ => {}
    }
}

fn push(found: &mut Vec<String>, name: &str) {
    let name = tidy_line(&unescape(name));
    if !name.is_empty() && !found.contains(&name) {
        found.push(name);
    }
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().take(50).collect(),
        Value::Null => Vec::new(),
        value => vec![value],
    }
}

fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(values) => values.first()?.as_str()?,
        _ => return None,
    };
    let text = tidy_line(&unescape(text));
    (!text.is_empty()).then_some(text)
}

fn string_raw(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(unescape)
}

/// Sites write HTML entities into JSON too, some of them twice.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for _ in 0..2 {
        for (entity, letter) in [
            ("&quot;", "\""),
            ("&oacute;", "ó"),
            ("&eacute;", "é"),
            ("&aacute;", "á"),
            ("&iacute;", "í"),
            ("&ntilde;", "ñ"),
            ("&uuml;", "ü"),
            ("&ouml;", "ö"),
            ("&auml;", "ä"),
            ("&szlig;", "ß"),
            ("&egrave;", "è"),
            ("&ccedil;", "ç"),
            ("&#34;", "\""),
            ("&apos;", "'"),
            ("&#39;", "'"),
            ("&#039;", "'"),
            ("&#x27;", "'"),
            ("&rsquo;", "’"),
            ("&lsquo;", "‘"),
            ("&ldquo;", "“"),
            ("&rdquo;", "”"),
            ("&#8217;", "’"),
            ("&#8216;", "‘"),
            ("&#8220;", "“"),
            ("&#8221;", "”"),
            ("&#8211;", "–"),
            ("&#8212;", "—"),
            ("&ndash;", "–"),
            ("&mdash;", "—"),
            ("&nbsp;", " "),
            ("&#160;", " "),
            ("&hellip;", "…"),
            ("&#8230;", "…"),
            ("&#038;", "&"),
            ("&#38;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ] {
            if out.contains(entity) {
                out = out.replace(entity, letter);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> JsonLd {
        let mut found = JsonLd::default();
        read_json_ld(script, &mut found);
        found
    }

    #[test]
    fn articles_are_read_out_of_graphs_and_lists() {
        let found = read(
            r##"{"@graph":[{"@type":"Person","@id":"#a","name":"Ana Reis"},{"@type":["NewsArticle"],"headline":"Port &amp; rail","author":{"@id":"#a"},"datePublished":"2025-05-12T10:00:00Z"}]}"##,
        );
        assert_eq!((found.headline.as_deref(), found.authors), (Some("Port & rail"), vec!["Ana Reis".to_owned()]));
        assert_eq!(found.published.as_deref(), Some("2025-05-12T10:00:00Z"));
    }

    /// Many sites write JSON by hand; its faults must not cost the date.
    #[test]
    fn broken_json_is_mended() {
        let found =
            read("<!-- {\"@type\":\"NewsArticle\",\n\"headline\":\"Port\nreopens\",\"author\":[\"Ana\",],}; -->");
        assert_eq!(found.headline.as_deref(), Some("Port reopens"));
        assert_eq!(read("not json").headline, None);
    }
}
