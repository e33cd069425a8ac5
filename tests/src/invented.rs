//! Articles that nobody wrote, in words that mean nothing, in four scripts: as many as are asked for, the same for the
//! same seed on every machine. Lengths and word frequencies are those of news (about 550 words, few words often).

use chrono::{Days, NaiveDate};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
}

#[derive(Clone, Debug)]
pub struct Invented {
    pub script: Script,
    pub headline: String,
    pub byline: String,
    pub date: NaiveDate,
    pub source: String,
    pub paragraphs: Vec<String>,
    pub caption: String,
    pub credit: String,
}

/// Never ends: take what is needed. Dates go over the `days` up to and with `last_day`.
pub fn articles(seed: u64, last_day: NaiveDate, days: u64) -> impl Iterator<Item = Invented> {
    let mut dice = Dice(seed);
    std::iter::repeat_with(move || article(&mut dice, last_day, days.max(1)))
}

/// A word of a script's vocabulary; those of low rank stand in nearly every article, those near `VOCABULARY` in few.
pub fn word(script: Script, rank: usize) -> String {
    let mut dice = Dice(rank as u64 ^ ((script as u64) << 40));
    let (onsets, vowels, syllables): (&str, &str, _) = match script {
        Script::Latin => ("b c d f g h j k l m n p r s t v w z br st tr pl", "a e i o u ai ou", 1..4),
        Script::Cyrillic => ("б в г д ж з к л м н п р с т ф х ш ст пр", "а е и о у ы я", 1..4),
        Script::Arabic => ("ب ت ج ح د ر س ش ص ع ف ق ك ل م ن ه", "ا و ي َ ُ", 2..4),
        // Two characters of the 2,000 that open the block: every font of Chinese has them.
        Script::Han => return (0..2).filter_map(|_| char::from_u32(0x4E00 + dice.below(2_000) as u32)).collect(),
    };
    let (onsets, vowels): (Vec<&str>, Vec<&str>) = (onsets.split(' ').collect(), vowels.split(' ').collect());
    let count = syllables.start + dice.below(syllables.end - syllables.start) + usize::from(rank > 200);
    (0..count).flat_map(|_| [dice.pick(&onsets), dice.pick(&vowels)]).collect()
}

pub const VOCABULARY: usize = 12_000;

/// A page as a browser saves it: metadata, a menu, the article, teasers and a foot.
pub fn as_page(article: &Invented) -> String {
    let Invented { headline, byline, date, source, caption, credit, .. } = article;
    let (language, direction) = match article.script {
        Script::Latin => ("en", "ltr"),
        Script::Cyrillic => ("ru", "ltr"),
        Script::Arabic => ("ar", "rtl"),
        Script::Han => ("zh", "ltr"),
    };
    let body: String = article.paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let menu: String =
        (0..12).map(|rank| format!("<li><a href=\"/{rank}\">{}</a></li>", word(article.script, rank))).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\">\n\
         <title>{headline} | {source}</title>\n\
         <meta property=\"og:title\" content=\"{headline}\">\n\
         <meta property=\"og:site_name\" content=\"{source}\">\n\
         <meta property=\"article:published_time\" content=\"{date}T08:30:00+00:00\">\n\
         <meta name=\"author\" content=\"{byline}\">\n</head>\n<body>\n<nav><ul>{menu}</ul></nav>\n\
         <main><article><h1>{headline}</h1>\n<p class=\"byline\">{byline}</p>\n\
         <figure><img src=\"picture.jpg\" alt=\"\"><figcaption>{caption} ({credit})</figcaption></figure>\n\
         {body}</article></main>\n<aside><ul>{menu}</ul></aside>\n<footer><p>{source}</p></footer>\n</body>\n</html>\n"
    )
}

/// A page with as much around the article as sites print: of 1,121 pages of the news the median has 108 kB, of which an
/// eighth is seen.
pub fn as_site_page(article: &Invented, others: &[Invented]) -> String {
    const SCRIPTS: usize = 45_000;
    let Invented { headline, byline, date, source, .. } = article;
    let menu: String = (0..90)
        .map(|rank| {
            let name = word(article.script, rank);
            format!(
                "<li class=\"menu__item menu__item--level-{}\"><a class=\"menu__link js-track\" data-track=\"menu\" \
                 href=\"https://www.example.org/{rank}/{name}\"><span class=\"menu__label\">{name}</span></a></li>\n",
                rank % 3
            )
        })
        .collect();
    let teasers: String = others
        .iter()
        .enumerate()
        .map(|(number, other)| {
            format!(
                "<div class=\"teaser teaser--small grid__cell\" data-id=\"{number}\"><a class=\"teaser__link\" \
                 href=\"/news/{number}\"><div class=\"teaser__media\"><picture><source \
                 srcset=\"/i/{number}-320.webp 320w, /i/{number}-640.webp 640w, /i/{number}-960.webp 960w\" \
                 type=\"image/webp\"><img src=\"/i/{number}.jpg\" loading=\"lazy\" width=\"320\" height=\"180\" \
                 alt=\"{}\"></picture></div><h3 class=\"teaser__title\">{}</h3><p class=\"teaser__text\">{}</p>\
                 <time class=\"teaser__date\" datetime=\"{}\">{}</time></a></div>\n",
                other.caption,
                other.headline,
                other.caption,
                other.date,
                other.date.format("%-d.%-m.%Y")
            )
        })
        .collect();
    let mut script = String::with_capacity(SCRIPTS + 100);
    for number in 0.. {
        if script.len() >= SCRIPTS {
            break;
        }
        script.push_str(&format!("w.push({{\"slot\":\"s{number}\",\"sizes\":[[300,250],[728,90]],\"lazy\":true}});\n"));
    }
    let style = ".grid__cell{display:flex;margin:0 0 1rem}.teaser__title{font:700 1rem/1.2 serif}\n".repeat(80);
    let data = format!(
        "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
         \"headline\":\"{headline}\",\"datePublished\":\"{date}T08:30:00Z\",\"author\":{{\"@type\":\"Person\",\
         \"name\":\"{byline}\"}},\"publisher\":{{\"@type\":\"Organization\",\"name\":\"{source}\"}}}}</script>\n"
    );
    let page = as_page(article);
    let head = format!("{data}<style>{style}</style>\n<script>{script}</script>\n</head>");
    let top = format!(
        "<body class=\"page page--article\">\n<header class=\"site-header\"><ul class=\"menu\">{menu}</ul></header>"
    );
    let foot = format!(
        "<section class=\"related grid\"><h2>{}</h2>\n{teasers}</section>\n<ul class=\"menu\">{menu}</ul>\n</body>",
        word(article.script, 7)
    );
    page.replacen("</head>", &head, 1).replacen("<body>", &top, 1).replacen("</body>", &foot, 1)
}

/// What is in a text file after a person has copied pages into it one after the other: headline and caption said
/// twice, and what is left of two widgets.
pub fn as_dump(articles: &[Invented]) -> String {
    let mut dump = String::new();
    for Invented { headline, date, caption, credit, paragraphs, .. } in articles {
        let date = date.format("%B %-d, %Y");
        let head = format!("{headline}\n\n{caption}, {date}. ({credit})\n{caption}, {date}. ({credit})\n");
        dump.push_str(&format!("{head}TT\n20\n\n{head}\n{}\n\n\n\n", paragraphs.join("\n\n")));
    }
    dump
}

fn article(dice: &mut Dice, last_day: NaiveDate, days: u64) -> Invented {
    let script = match dice.below(20) {
        0..12 => Script::Latin,
        12..15 => Script::Cyrillic,
        15..18 => Script::Arabic,
        _ => Script::Han,
    };
    let day = last_day.checked_sub_days(Days::new(dice.below(days as usize) as u64)).unwrap_or(last_day);
    let outlet = dice.below(40);
    let paragraphs = 6 + dice.below(10);
    Invented {
        script,
        headline: headline(dice, script),
        byline: format!("{} {}", capital(&rare(dice, script)), capital(&rare(dice, script))),
        date: day,
        source: format!(
            "{} {}",
            capital(&word(Script::Latin, 300 + outlet)),
            capital(&word(Script::Latin, 400 + outlet))
        ),
        paragraphs: (0..paragraphs).map(|_| paragraph(dice, script)).collect(),
        caption: sentence(dice, script, 9).trim_end_matches(['.', '。']).to_owned(),
        credit: capital(&word(Script::Latin, 500 + dice.below(9))),
    }
}

fn headline(dice: &mut Dice, script: Script) -> String {
    let count = 6 + dice.below(6);
    let words: Vec<String> = (0..count).map(|_| capital(&common(dice, script))).collect();
    words.join(gap(script))
}

fn paragraph(dice: &mut Dice, script: Script) -> String {
    let count = 1 + dice.below(4);
    let sentences: Vec<String> = (0..count).map(|_| sentence(dice, script, 20)).collect();
    sentences.join(gap(script))
}

fn sentence(dice: &mut Dice, script: Script, about: usize) -> String {
    let count = about / 2 + dice.below(about);
    let words: Vec<String> = (0..count.max(3)).map(|_| common(dice, script)).collect();
    let stop = if script == Script::Han { "。" } else { "." };
    capital(&words.join(gap(script))) + stop
}

/// Ranks as news has them: half of all words come from the first 12th of the vocabulary.
fn common(dice: &mut Dice, script: Script) -> String {
    let part = dice.below(10_000) as f64 / 10_000.0;
    word(script, (part.powi(4) * VOCABULARY as f64) as usize)
}

fn rare(dice: &mut Dice, script: Script) -> String {
    word(script, VOCABULARY / 2 + dice.below(VOCABULARY / 2))
}

fn gap(script: Script) -> &'static str {
    if script == Script::Han { "" } else { " " }
}

fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Sebastiano Vigna's splitmix64: eight lines that give the same numbers everywhere and for good.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
    }

    /// Figures of two days are compared only if they were taken on the same articles.
    #[test]
    fn the_same_seed_gives_the_same_articles() {
        let pages = |seed| articles(seed, day(), 30).take(20).map(|article| as_page(&article)).collect::<String>();
        assert_eq!(pages(7), pages(7));
        assert_ne!(pages(7), pages(8));
    }

    /// A library of one script or one day would measure what no desk has.
    #[test]
    fn are_as_various_as_news() {
        let some: Vec<Invented> = articles(1, day(), 30).take(300).collect();
        for script in [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Han] {
            assert!(some.iter().any(|article| article.script == script), "{script:?}");
        }
        let mut days: Vec<NaiveDate> = some.iter().map(|article| article.date).collect();
        days.sort();
        days.dedup();
        assert!(days.len() > 25 && days.last() <= Some(&day()));
        let latin: Vec<&Invented> = some.iter().filter(|article| article.script == Script::Latin).collect();
        let words: usize = latin.iter().flat_map(|a| &a.paragraphs).map(|text| text.split(' ').count()).sum();
        assert!((300..800).contains(&(words / latin.len())), "{} words an article", words / latin.len());
    }
}
