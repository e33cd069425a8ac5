//! HTML that the sanitiser would give back to the letter, told without a tree.
//!
//! Nearly all that is sanitised was written by this crate, and is sanitised twice: in the parser child and, as nobody
//! believes the child, in the program. What is of the few forms below holds nothing that ammonia takes out; whatever is
//! not goes through it. A test holds the one against the other.

const TOP: &[&str] = &["blockquote", "figure", "h2", "h3", "h4", "p", "ul"];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strong",
    "sub", "sup", "u",
];
const LINK: &str = " rel=\"noopener noreferrer\"";
/// More than this is open in nothing that we write.
const DEPTH: usize = 40;

pub(crate) fn is_settled(html: &str) -> bool {
    // A byte order mark is dropped where it opens a page.
    !html.starts_with('\u{feff}') && read(html).is_some()
}

/// None at the first thing that is of no form below.
fn read(html: &str) -> Option<()> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    loop {
        let Some((text, tag)) = rest.split_once('<') else {
            return (open.is_empty() && is_escaped(rest, false)).then_some(());
        };
        if !is_escaped(text, false) {
            return None;
        }
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return None;
            }
            continue;
        }
        let (name, attributes) = tag.find(' ').map_or((tag, ""), |at| tag.split_at(at));
        match name {
            "br" if attributes.is_empty() => continue,
            "img" if is_image(attributes) => continue,
            "a" if is_link(attributes) => {}
            "a" | "img" => return None,
            _ if attributes.is_empty() => {}
            _ => return None,
        }
        if open.len() >= DEPTH || !may_stand(name, &open) {
            return None;
        }
        open.push(name);
    }
}

/// Where an element stands as it is written. Others are moved, closed or opened again by the rules of the standard.
fn may_stand(name: &str, open: &[&str]) -> bool {
    match (name, open.last().copied()) {
        ("li", parent) => parent == Some("ul"),
        ("figcaption", parent) => parent == Some("figure"),
        (name, parent) if TOP.contains(&name) => matches!(parent, None | Some("blockquote")),
        (name, parent) => INLINE.contains(&name) && !open.contains(&name) && parent != Some("ul"),
    }
}

/// Nothing in it is markup or would be written in another way.
fn is_escaped(text: &str, in_value: bool) -> bool {
    let mut bytes = text.as_bytes();
    while let Some((first, rest)) = bytes.split_first() {
        bytes = match first {
            b'<' | b'>' | b'\0' | b'\r' => return false,
            b'"' if in_value => return false,
            // A blank that does not break is written by its name.
            0xc2 if rest.first() == Some(&0xa0) => return false,
            b'&' => {
                let names: &[&[u8]] = &[b"amp;", b"lt;", b"gt;", b"nbsp;", b"quot;"];
                let names = if in_value { names } else { &names[..4] };
                match names.iter().find_map(|name| rest.strip_prefix(*name)) {
                    Some(rest) => rest,
                    None => return false,
                }
            }
            _ => rest,
        };
    }
    true
}

/// ` href="ADDRESS" rel=…`, or without an address.
fn is_link(attributes: &str) -> bool {
    let Some(rest) = attributes.strip_suffix(LINK) else { return false };
    rest.is_empty() || value(rest, "href").is_some_and(|(address, rest)| rest.is_empty() && is_address(address))
}

/// Of the web and of the plainest kind: no reader of addresses takes it for another one.
fn is_address(address: &str) -> bool {
    let bare = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(bare) = bare else { return false };
    let host = &bare[..bare.find(['/', '?', '#']).unwrap_or(bare.len())];
    let is_label = |label: &str| {
        label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !label.starts_with("xn--")
    };
    let is_named = host.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_lowercase()));
    is_named
        && host.contains('.')
        && host.split('.').all(is_label)
        && bare.bytes().all(|byte| byte.is_ascii_graphic())
        && is_escaped(address, true)
}

/// ` data-src="ADDRESS" alt="TEXT"`, or ` src="picture:HASH" alt="TEXT" width="640" height="480"`.
fn is_image(attributes: &str) -> bool {
    let is_size = |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((address, rest)) = value(attributes, "data-src") {
        return is_address(address)
            && value(rest, "alt").is_some_and(|(alt, rest)| is_escaped(alt, true) && rest.is_empty());
    }
    let kept = || {
        let (hash, rest) = value(attributes, "src")?;
        let hash = hash.strip_prefix(articles::PICTURE_SCHEME)?;
        let (alt, rest) = value(rest, "alt")?;
        let (width, rest) = value(rest, "width")?;
        let (height, rest) = value(rest, "height")?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_whole = is_hash && is_escaped(alt, true) && rest.is_empty();
        (is_whole && is_size(width) && is_size(height)).then_some(())
    };
    kept().is_some()
}

/// The value of the attribute that stands first, and what stands behind it.
fn value<'a>(attributes: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    attributes.strip_prefix(' ')?.strip_prefix(name)?.strip_prefix("=\"")?.split_once('"')
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

    use super::*;
    use crate::html::sanitise_slowly;

    fn check(html: &str, expected: bool) {
        assert_eq!(is_settled(html), expected, "{html}");
        if expected {
            assert_eq!(sanitise_slowly(html), html);
        }
    }

    /// What we write is told at once, and nothing else is.
    #[test]
    fn only_forms_of_ours_are_settled() {
        let kept = format!(
            "<img src=\"picture:{}\" alt=\"A &quot;ship&quot;\" width=\"640\" height=\"480\">",
            "0a".repeat(32)
        );
        let link = "<a href=\"https://www.example.org/a?b=1&amp;c=%20#d\" rel=\"noopener noreferrer\">";
        check(&format!("<p>One \"<em>two</em>\" &amp; {link}<b>three</b></a><br>four</p>\n<h2>Five</h2>\n"), true);
        check(
            &format!("<figure>{kept}<figcaption>A ship.</figcaption></figure>\n<ul><li>a</li><li>b</li></ul>\n"),
            true,
        );
        check(
            "<blockquote><p>a</p></blockquote>\n<img data-src=\"https://a.example/b.jpg\" alt=\"\">\n&nbsp;x &lt; y",
            true,
        );
        check("<a rel=\"noopener noreferrer\">a</a>", true);
        for odd in [
            "<p>a",
            "</p>",
            "<p>a<p>b</p></p>",
            "<b>a<b>b</b></b>",
            "<b><p>a</p></b>",
            "<table></table>",
            "<P>a</P>",
            "a > b",
            "a & b",
            "a\u{a0}b",
            "a\rb",
            "<p >a</p>",
            "<p class=\"a\">a</p>",
            "<script>a</script>",
            "<a href=\"https://a.example/\">a</a>",
            "<a href=\"javascript:a\" rel=\"noopener noreferrer\">a</a>",
            "<a href=\"https://a b/\" rel=\"noopener noreferrer\">a</a>",
            "<a href=\"https://1.2/\" rel=\"noopener noreferrer\">a</a>",
            "<a href=\"https://a.example\" onclick=\"b\" rel=\"noopener noreferrer\">a</a>",
            "<img src=\"https://a.example/b\" alt=\"\">",
            "<img data-src=\"https://a.example/b\" onerror=\"c\" alt=\"\">",
            "<li>a</li>",
            "<img src=\"picture:..\" alt=\"\" width=\"1\" height=\"1\">",
            "\u{feff}a",
            "<!-- a -->",
            "<![CDATA[a]]>",
            "<svg></svg>",
        ] {
            check(odd, false);
        }
    }

    const KEPT: &str = "<img src=\"picture:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\" alt=\"A &quot;ship&quot;\" width=\"640\" height=\"480\">";
    const LEAVES: &[&str] = &[
        "a",
        " ",
        "\n",
        "&amp;",
        "&lt;",
        "&nbsp;",
        "amp;",
        "\"",
        "'",
        "=",
        "é",
        "\u{2028}",
        "\u{1}",
        "<br>",
        KEPT,
        "<img data-src=\"http://a.example/&amp;lt\" alt=\"&quot;\">",
    ];
    /// What a page may hold besides, put anywhere.
    const ODD: &[&str] = &[
        "",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "</figure>",
        "<figcaption>",
        "</figcaption>",
        "</a>",
        "</i>",
        "<a href=\"https://a.example/?b&amp;c\" rel=\"noopener noreferrer\">",
        "&",
        ">",
        "<",
        "\"",
        "\u{feff}",
        "\u{a0}",
        "/",
        "x",
    ];

    fn element((name, within): (&str, Vec<String>)) -> String {
        let open = match name {
            "a" => "a href=\"https://a.example/?b&amp;c\" rel=\"noopener noreferrer\"",
            name => name,
        };
        format!("<{open}>{}</{name}>", within.concat())
    }

    /// A text of the forms that we write.
    fn written() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(LEAVES).prop_map(str::to_owned);
        let inline = leaf.prop_recursive(3, 12, 4, |inner| {
            (prop::sample::select(INLINE), prop::collection::vec(inner, 0..4)).prop_map(element)
        });
        let several = prop::collection::vec(inline.clone(), 0..4);
        let items = prop::collection::vec(several.clone().prop_map(|within| element(("li", within))), 0..4);
        let block = prop_oneof![
            4 => (prop::sample::select(&["p", "h2", "h3", "h4"][..]), several.clone()).prop_map(element),
            1 => items.prop_map(|items| element(("ul", items))),
            1 => several.prop_map(|words| format!("<figure>{KEPT}{}</figure>", element(("figcaption", words)))),
        ];
        let block = block.prop_recursive(2, 8, 3, |inner| {
            prop::collection::vec(inner, 0..3).prop_map(|within| element(("blockquote", within)))
        });
        let part = prop_oneof![4 => block, 1 => inline, 1 => Just("\n".to_owned())];
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
    }

    /// Of what we write most is told at once, or the walk would be for nothing; and whatever is told so, also of what was
    /// changed in one place, is what the sanitiser leaves.
    #[test]
    fn the_sanitiser_leaves_what_is_settled() {
        const CASES: usize = 3_000;
        let mut runner = TestRunner::deterministic();
        let changed = (written(), any::<prop::sample::Index>(), 0..4usize, prop::sample::select(ODD));
        let (mut told, mut told_of_changed) = (0, 0);
        for _ in 0..CASES {
            let (html, at, gone, put) = changed.new_tree(&mut runner).unwrap().current();
            // Between two letters, or in the place of some; tags are cut too.
            let from = html.floor_char_boundary(at.index(html.len() + 1));
            let to = html.floor_char_boundary((from + gone).min(html.len())).max(from);
            let odd = format!("{}{put}{}", &html[..from], &html[to..]);
            for (html, told) in [(html, &mut told), (odd, &mut told_of_changed)] {
                if is_settled(&html) {
                    *told += 1;
                    assert_eq!(sanitise_slowly(&html), html);
                }
            }
        }
        assert!(told > CASES * 3 / 4, "{told} of {CASES}");
        assert!(told_of_changed > CASES / 20, "{told_of_changed} of {CASES}");
    }
}
