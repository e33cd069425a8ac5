//! Safety is not emptiness: the words and links of what may be shown are there after cleaning.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::HashMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use articles::{Body, Document};

/// Of the real pages, in the order of their names.
const REAL: usize = 500;

/// What is not shown as text, with all that is in it, and what asks or draws.
const NOT_TEXT: [&str; 24] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "progress", "select", "textarea", "button",
    "svg", "math", "title", "head", "xmp", "noembed", "noframes", "audio", "video", "canvas", "dialog", "datalist",
    "map",
];

/// Pages as a feed would carry them: whatever stands in them is wanted.
#[test]
fn the_words_and_links_of_a_page_are_kept() {
    let invented: Vec<(String, String)> =
        (0..60).map(|number| (format!("invented {number}"), invented(number))).collect();
    check("invented pages", &invented, 1.0, 1.0);
    let real = real_pages();
    if real.is_empty() {
        println!("no real pages are at hand: only invented ones were read");
        return;
    }
    // What is not: credits and links of pictures that have no place in the text, or a second one; links around a sign alone.
    check("real pages", &real, 0.995, 0.998);
}

#[test]
fn links_around_blocks_and_in_captions_are_kept() {
    let html = "<a href='/card'><h3>Ferry</h3><div>It sails again.</div></a><figure><img src='https://a.example/b.jpg'>\
                <figcaption>A quay. <a href='https://a.example/licence'>CC BY-SA</a></figcaption></figure><p>It was late.</p>";
    let url = Some("https://news.example/a".to_owned());
    let document = Document { body: Body::Fragment(html.to_owned()), url, ..Document::default() };
    let html = clean::article(&document).unwrap().html;
    let card = "<a href=\"https://news.example/card\" rel=\"noopener noreferrer\">";
    assert!(html.contains(&format!("<h3>{card}Ferry</a></h3>\n<p>{card}It sails again.</a></p>")), "{html}");
    assert!(
        html.contains("<a href=\"https://a.example/licence\" rel=\"noopener noreferrer\">CC BY-SA</a></figcaption>"),
        "{html}"
    );
    assert!(html.contains("<p>It was late.</p>"), "{html}");
}

/// `words` and `links`: the shares of them that must be there.
fn check(what: &str, pages: &[(String, String)], words: f64, links: f64) {
    let (mut all, mut lost) = ([0, 0], [0, 0]);
    let mut worst = (0, String::new());
    for (name, page) in pages {
        let document = Document {
            body: Body::Fragment(body_of(page).to_owned()),
            url: Some("https://news.example/a/b".to_owned()),
            ..Document::default()
        };
        let kept = clean::article(&document).map(|article| {
            // Captions are kept as such, and stand in the text where their picture has a place.
            let shown = clean::text_of_html(&article.html);
            let apart = article.captions.iter().filter(|caption| !shown.contains(&caption.text));
            let apart =
                apart.map(|caption| format!("<p>{} {}</p>", caption.text, caption.credit.clone().unwrap_or_default()));
            article.html + &apart.collect::<String>()
        });
        let (before, after) = (read(body_of(page)), read(&kept.unwrap_or_default()));
        let missing = [missing(&before.words, &after.words), missing(&before.links, &after.links)];
        let counts = [&before.words, &before.links].map(|found| found.values().sum::<usize>());
        for at in [0, 1] {
            all[at] += counts[at];
            lost[at] += missing[at].iter().map(|(_, count)| count).sum::<usize>();
        }
        let size = missing.iter().map(Vec::len).sum();
        if size > worst.0 {
            worst = (size, format!("{name}: {missing:.600?}"));
        }
    }
    let kept = [0, 1].map(|at| 1. - lost[at] as f64 / all[at] as f64);
    let said = format!("{what}: {} pages, of {all:?} words and links {lost:?} lost: {kept:.4?} kept", pages.len());
    println!("{said}");
    assert!(all[0] > 20_000 && all[1] > 300, "too little was read");
    assert!(kept[0] >= words && kept[1] >= links, "{said}; most in {}", worst.1);
}

/// What stands in one and not in the other, and how often.
fn missing(before: &HashMap<String, usize>, after: &HashMap<String, usize>) -> Vec<(String, usize)> {
    let lost = before.iter().map(|(word, count)| (word, count.saturating_sub(after.get(word).copied().unwrap_or(0))));
    let mut lost: Vec<(String, usize)> =
        lost.filter(|(_, lost)| *lost > 0).map(|(word, lost)| (word.clone(), lost)).collect();
    lost.sort();
    lost
}

/// What a reader sees of some HTML, told without any tree: by its tags alone.
#[derive(Default)]
struct Seen {
    words: HashMap<String, usize>,
    /// Addresses of links with words in them.
    links: HashMap<String, usize>,
}

fn read(html: &str) -> Seen {
    let mut seen = Seen::default();
    let (mut text, mut rest) = (String::new(), html);
    // Where the text of an open link begins, and where it leads.
    let mut link: Option<(usize, String)> = None;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let name_end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '/' && c != '-').unwrap_or(after.len());
        let name = after[..name_end].to_ascii_lowercase();
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            text.push(' ');
            rest = after;
            continue;
        }
        let tag = &after[..end_of_tag(after)];
        rest = after.get(tag.len() + 1..).unwrap_or_default();
        let bare = name.trim_matches('/');
        if NOT_TEXT.contains(&bare) {
            if !name.starts_with('/') && !tag.ends_with('/') {
                rest = behind(rest, bare);
            }
            continue;
        }
        if bare == "a" {
            if let Some((from, address)) = link.take()
                && text[from..].chars().any(char::is_alphanumeric)
            {
                seen.links.insert(address, 1);
            }
            link = (name == "a").then(|| address_of(tag)).flatten().map(|address| (text.len(), address));
        }
        if !INLINE.contains(&bare) && !bare.contains('-') {
            text.push(' ');
        }
    }
    text.push_str(rest);
    for word in words(&text) {
        *seen.words.entry(word).or_default() += 1;
    }
    seen
}

const INLINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "ruby",
];

/// A word with a named letter in it is left out: which letter that is, is not told here.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let unseen = ["shy;", "#173;", "#xAD;", "zwnj;", "#8203;"].iter().find_map(|name| after.strip_prefix(name));
        if let Some(after) = unseen {
            rest = after;
            continue;
        }
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(after.len());
        let is_blank =
            matches!(&after[..end], "nbsp" | "amp" | "lt" | "gt" | "quot" | "#160" | "#39" | "#x27" | "#xa0");
        plain.push(if is_blank || end == 0 { ' ' } else { '\u{fffc}' });
        rest = after[end..].strip_prefix(';').unwrap_or(&after[end..]);
    }
    plain.push_str(rest);
    plain.retain(|letter| !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}'));
    let parts = plain.split(|c: char| !c.is_alphanumeric() && c != '\u{fffc}');
    parts.filter(|word| !word.is_empty() && !word.contains('\u{fffc}')).map(str::to_owned).collect()
}

fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    let mut last = ' ';
    for (at, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') if last == '=' => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        if !letter.is_whitespace() {
            last = letter;
        }
    }
    tag.len()
}

/// What stands behind the end of the element, which may hold others of its name.
fn behind<'a>(mut rest: &'a str, name: &str) -> &'a str {
    let is_raw =
        ["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe", "noscript"].contains(&name);
    let mut depth = 1;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let bare = after.strip_prefix('/');
        let found = bare.unwrap_or(after);
        let is_named = found.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !found[name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if !is_named {
            continue;
        }
        match bare {
            Some(_) => depth -= 1,
            None if !is_raw => depth += 1,
            None => {}
        }
        if depth == 0 {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

/// As a link is followed: absolute, and only where it leads out of the page and to nothing that runs.
fn address_of(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href")?;
    let value = tag[at + 4..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(|c: char| c.is_whitespace()).next()?,
    };
    let value = value.trim();
    if value.is_empty() || value.contains("&#") {
        return None;
    }
    let base = url::Url::parse("https://news.example/a/b").ok()?;
    let url = base.join(&value.replace("&amp;", "&")).ok()?;
    let is_bare = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https" | "mailto") && is_bare).then(|| url.to_string())
}

fn body_of(page: &str) -> &str {
    let from = page.find("<body").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap_or(0);
    let to = page.rfind("</body>").filter(|to| *to > from).unwrap_or(page.len());
    &page[from..to]
}

/// All that may be shown, each in each place where it may stand.
fn invented(number: usize) -> String {
    const AROUND: [&str; 12] = [
        "<p>X</p>",
        "<div><section>X</section></div>",
        "<ul><li>X</li><li>X</li></ul>",
        "<ol start=3><li><p>X</p></li></ol>",
        "<blockquote><p>X</p></blockquote>",
        "<table><caption>X</caption><thead><tr><th>X</th><th>X</th></tr></thead><tbody><tr><td>X</td><td>X</td></tr></tbody></table>",
        "<h2>X</h2>",
        "<h4>X</h4>",
        "<pre>X</pre>",
        "<dl><dt>X</dt><dd>X</dd></dl>",
        "<figure><img src='https://news.example/N.jpg' alt='A quay'><figcaption>X</figcaption></figure>",
        "<form><fieldset><legend>X</legend>X</fieldset></form>",
    ];
    const WITHIN: [&str; 14] = [
        "X",
        "<b>X</b>",
        "<i>X</i> X",
        "<em>X</em>",
        "<strong>X</strong>",
        "<u>X</u>",
        "<s>X</s>",
        "<code>X</code>",
        "<q>X</q>",
        "<mark>X</mark>",
        "<a href='https://other.example/N'>X</a>",
        "<a href='../N?a=1&amp;b=2#c'>X <b>X</b></a>",
        "<a href='mailto:desk@news.example?subject=N'>X</a>",
        "<span class=x onclick=y>X</span>",
    ];
    let mut count = 0;
    let mut page = String::from("<html><body>");
    for (one, around) in AROUND.iter().enumerate() {
        for (other, within) in WITHIN.iter().enumerate() {
            let within = within.replace('N', &format!("{number}/{one}/{other}"));
            let around = around.replace('N', &format!("{number}/{other}"));
            let mut parts = around.split('X').peekable();
            while let Some(part) = parts.next() {
                page.push_str(part);
                if parts.peek().is_some() {
                    count += 1;
                    page.push_str(&within.replace('X', &format!("word{number} quay{count} über港")));
                }
            }
        }
    }
    page + "</body></html>"
}

fn real_pages() -> Vec<(String, String)> {
    let shared = match std::env::var_os("TIDINGS_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for corpus in fs::read_dir(shared.join("bench/extract/html")).into_iter().flatten().flatten() {
        files.extend(fs::read_dir(corpus.path()).unwrap().map(|file| file.unwrap().path()));
    }
    files.sort();
    let each = (files.len() / REAL).max(1);
    let read = |path: PathBuf| {
        let mut page = String::new();
        flate2::read::GzDecoder::new(fs::File::open(&path).unwrap()).read_to_string(&mut page).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), page)
    };
    files.into_iter().step_by(each).take(REAL).map(read).collect()
}
