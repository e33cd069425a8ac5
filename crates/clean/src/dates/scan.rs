//! Finds dates in running text: words, numbers and marks first, then the orders in which they make a date.

use std::ops::Range;

use articles::Moment;
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::{DateHints, FoundDate, names};

/// Tokens looked at in one text: a date line is short, and a whole article holds its dates early.
const MOST_TOKENS: usize = 20_000;

#[derive(Clone, Debug)]
enum Kind {
    Number {
        value: u32,
        digits: u8,
    },
    /// Lower case.
    Word(String),
    Mark(char),
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    range: Range<usize>,
    /// White space stands before it.
    apart: bool,
}

struct Date {
    /// Every reading of the numbers that is a day of the calendar, likeliest first.
    days: Vec<NaiveDate>,
    from: usize,
    to: usize,
}

struct Time {
    at: NaiveTime,
    offset: Option<FixedOffset>,
    to: usize,
}

/// All dates of `text` in order, each with the time beside it.
pub fn find(text: &str, hints: &DateHints<'_>) -> Vec<FoundDate> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut free = 0;
    let mut at = 0;
    while at < tokens.len() {
        let Some(date) = date_at(&tokens, at, hints) else {
            at += 1;
            continue;
        };
        let weekday = weekday_before(&tokens, at, free);
        let day = pick(&date.days, weekday.map(|(_, number)| number), hints);
        let (mut from, mut to) = (weekday.map_or(date.from, |(place, _)| place), date.to);
        let mut moment = Moment::Day(day);
        if let Some(time) = time_after(&tokens, date.to) {
            moment = with_time(day, &time);
            to = time.to;
        } else if let Some((start, time)) = time_before(&tokens, from, free) {
            moment = with_time(day, &time);
            from = start;
        }
        found.push(FoundDate { moment, range: tokens[from].range.start..tokens[to - 1].range.end });
        free = to;
        at = to;
    }
    found
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut apart = false;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        if letter.is_whitespace() || is_direction_mark(letter) {
            apart |= letter.is_whitespace();
            continue;
        }
        let mut end = start + letter.len_utf8();
        let kind = if let Some(first) = digit(letter) {
            let (mut value, mut digits) = (first, 1_u8);
            while let Some(next) = letters.peek().and_then(|&(_, c)| digit(c)) {
                value = value.saturating_mul(10).saturating_add(next);
                digits = digits.saturating_add(1);
                end += letters.next().map_or(0, |(_, c)| c.len_utf8());
            }
            Kind::Number { value, digits }
        } else if is_block_letter(letter) {
            Kind::Word(letter.to_string())
        } else if is_word_letter(letter) {
            while letters.peek().is_some_and(|&(_, c)| is_word_letter(c) && !is_block_letter(c)) {
                end += letters.next().map_or(0, |(_, c)| c.len_utf8());
            }
            Kind::Word(text[start..end].to_lowercase())
        } else {
            Kind::Mark(match letter {
                '–' | '—' | '−' | '‐' | '‑' => '-',
                '：' => ':',
                '，' | '،' => ',',
                '／' => '/',
                '．' => '.',
                '’' | '‘' | 'ʼ' | '`' => '\'',
                other => other,
            })
        };
        tokens.push(Token { kind, range: start..end, apart });
        apart = false;
    }
    tokens
}

fn digit(letter: char) -> Option<u32> {
    // Latin, full width, Arabic, Persian, Devanagari, Bengali, Thai digits.
    for zero in ['0', '０', '٠', '۰', '०', '০', '๐'] {
        let value = (letter as u32).wrapping_sub(zero as u32);
        if value < 10 {
            return Some(value);
        }
    }
    None
}

fn is_word_letter(letter: char) -> bool {
    // Signs that Indic and Thai words are written with, and the joiner inside Persian words.
    letter.is_alphabetic()
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{d7f}' | '\u{e31}'..='\u{e4e}' | '\u{200c}')
}

/// Han, Kana, Hangul: written without spaces, so each letter is a token.
fn is_block_letter(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' | '\u{ad}')
}

fn number(tokens: &[Token], at: usize) -> Option<(u32, u8)> {
    match tokens.get(at)?.kind {
        Kind::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    }
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    }
}

fn is_word(tokens: &[Token], at: usize, list: &[&str]) -> bool {
    word(tokens, at).is_some_and(|word| list.contains(&word))
}

fn is_mark(tokens: &[Token], at: usize, list: &[char]) -> bool {
    mark(tokens, at).is_some_and(|mark| list.contains(&mark))
}

fn day_number(tokens: &[Token], at: usize) -> Option<u32> {
    number(tokens, at).filter(|&(value, digits)| digits <= 2 && (1..=31).contains(&value)).map(|(value, _)| value)
}

fn year(tokens: &[Token], at: usize) -> Option<i32> {
    let (value, digits) = number(tokens, at)?;
    let value = match value {
        1700..=2199 => value,
        // Buddhist years, as Thai papers print them.
        2400..=2700 => value - 543,
        _ => return None,
    };
    (digits == 4).then_some(value as i32)
}

fn short_year(tokens: &[Token], at: usize) -> Option<i32> {
    let (value, digits) = number(tokens, at)?;
    (digits == 2).then_some(value as i32 + if value < 70 { 2000 } else { 1900 })
}

fn month(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<(u32, usize)> {
    let first = word(tokens, at)?;
    if let Some(second) = word(tokens, at + 1)
        && let Some(number) = names::double_month(first, second)
    {
        return Some((number, at + 2));
    }
    if let Some(number) = names::month(first, hints.language) {
        return Some((number, at + 1));
    }
    // Thai short forms have a point inside.
    if mark(tokens, at + 1) == Some('.')
        && let Some(second) = word(tokens, at + 2)
        && let Some(number) = names::month(&format!("{first}.{second}"), None)
    {
        return Some((number, at + 3));
    }
    None
}

fn date_at(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<Date> {
    let glued = at > 0
        && !tokens[at].apart
        && matches!(tokens[at - 1].kind, Kind::Number { .. } | Kind::Mark('/' | '.' | '-' | ':' | '$' | '€'));
    if matches!(tokens[at].kind, Kind::Number { .. }) {
        if glued && !is_mark(tokens, at - 1, &[':']) {
            return None;
        }
        return year_first(tokens, at, hints)
            .or_else(|| day_month_year(tokens, at, hints))
            .or_else(|| vietnamese(tokens, at))
            .or_else(|| numeric(tokens, at, hints));
    }
    month_day_year(tokens, at, hints)
}

fn one(year: i32, month: u32, day: u32, from: usize, to: usize) -> Option<Date> {
    Some(Date { days: vec![NaiveDate::from_ymd_opt(year, month, day)?], from, to })
}

/// 2025-05-12, 2025/5/12, 2025. 5. 12., 2025年5月12日, 2025. május 12., 2025 May 12.
fn year_first(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<Date> {
    let year = year(tokens, at)?;
    if is_word(tokens, at + 1, &["年", "년"]) {
        let (month, _) = number(tokens, at + 2)?;
        if !is_word(tokens, at + 3, &["月", "월"]) {
            return None;
        }
        let day = day_number(tokens, at + 4)?;
        let end = if is_word(tokens, at + 5, &["日", "일", "号"]) { at + 6 } else { at + 5 };
        return one(year, month, day, at, end);
    }
    if let Some(sign) = mark(tokens, at + 1).filter(|sign| ['-', '/', '.'].contains(sign)) {
        if mark(tokens, at + 3) == Some(sign)
            && let Some((month, digits)) = number(tokens, at + 2)
            && digits <= 2
            && let Some(day) = day_number(tokens, at + 4)
        {
            return one(year, month, day, at, at + 5);
        }
        if let Some((month, next)) = month(tokens, at + 2, hints)
            && let Some(day) = day_number(tokens, if mark(tokens, next) == Some(sign) { next + 1 } else { next })
        {
            return one(year, month, day, at, if mark(tokens, next) == Some(sign) { next + 2 } else { next + 1 });
        }
        return None;
    }
    let mut place = at + 1;
    if is_word(tokens, place, &["m"]) {
        place += if mark(tokens, place + 1) == Some('.') { 2 } else { 1 };
    }
    let (month, next) = month(tokens, place, hints)?;
    let day = day_number(tokens, next)?;
    // "2025 May 12:30" is a time.
    if mark(tokens, next + 1) == Some(':') {
        return None;
    }
    one(year, month, day, at, next + 1)
}

const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "er", "re", "º", "ª", "го", "ого", "e", "ste", "de", "η", "ης", "lik", "-го", "o"];
const OF: &[&str] =
    &["of", "de", "del", "di", "do", "da", "den", "d", "dne", "من", "ta", "ng", "van", "tháng", "th", "i"];
const BEFORE_YEAR: &[&str] = &["de", "del", "do", "of", "von", "عام", "سنة", "năm", "di", "y", "da", "den", "พ"];

/// 12 May 2025, 12. Mai 2025, 12 de mayo de 2025, 12-May-25, 12/May/2025, 12th of May, 2025.
fn day_month_year(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<Date> {
    let day = day_number(tokens, at)?;
    let mut place = at + 1;
    if is_word(tokens, place, ORDINALS) && (!tokens[place].apart || is_word(tokens, place, &["º", "ª", "de", "di"])) {
        place += 1;
    }
    while is_mark(tokens, place, &['.', '-', '/', ',', '\'', 'º', 'ª', '°']) && place < at + 4 {
        place += 1;
    }
    if is_word(tokens, place, OF) && month(tokens, place, hints).is_none() {
        place += 1;
        if mark(tokens, place) == Some('\'') {
            place += 1;
        }
    }
    let (month, mut place) = month(tokens, place, hints)?;
    let mut short = false;
    for _ in 0..3 {
        if let Some(sign) = mark(tokens, place).filter(|sign| ['.', ',', '-', '/', '\''].contains(sign)) {
            short |= sign != ',';
            place += 1;
        } else if is_word(tokens, place, BEFORE_YEAR) {
            place += 1;
        } else {
            break;
        }
    }
    if let Some(year) = year(tokens, place) {
        return one(year, month, day, at, place + 1);
    }
    if short && let Some(year) = short_year(tokens, place).filter(|_| mark(tokens, place + 1) != Some(':')) {
        return one(year, month, day, at, place + 1);
    }
    None
}

/// May 12, 2025; May 12th 2025; May. 12 2025; Mon May 12 10:30:00 GMT 2025.
fn month_day_year(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<Date> {
    let (month, mut place) = month(tokens, at, hints)?;
    while is_mark(tokens, place, &['.', '-', '/']) && place < at + 4 {
        place += 1;
    }
    let day = day_number(tokens, place)?;
    place += 1;
    if is_word(tokens, place, &["st", "nd", "rd", "th"]) {
        place += 1;
    }
    if is_mark(tokens, place, &[',', '.', '-', '/', '\'']) {
        place += 1;
    }
    if let Some(year) = year(tokens, place) {
        return one(year, month, day, at, place + 1);
    }
    // The way `date` and C print it: the year after the time.
    let time = time_at(tokens, place)?;
    let year = year(tokens, time.to)?;
    one(year, month, day, at, time.to + 1)
}

/// 12 tháng 5 năm 2025, 12 tháng 5, 2025.
fn vietnamese(tokens: &[Token], at: usize) -> Option<Date> {
    let day = day_number(tokens, at)?;
    if !is_word(tokens, at + 1, &["tháng"]) {
        return None;
    }
    let (month, _) = number(tokens, at + 2)?;
    let place = at + 3 + usize::from(is_word(tokens, at + 3, &["năm"]) || is_mark(tokens, at + 3, &[',', '/']));
    one(year(tokens, place)?, month, day, at, place + 1)
}

/// 12.05.2025, 05/12/2025, 12/05/25: the order is decided by what is possible, then by the hints.
fn numeric(tokens: &[Token], at: usize, hints: &DateHints<'_>) -> Option<Date> {
    let first = day_number(tokens, at)?;
    let sign = mark(tokens, at + 1).filter(|sign| ['/', '.', '-'].contains(sign))?;
    let second = day_number(tokens, at + 2)?;
    if mark(tokens, at + 3) != Some(sign) {
        return None;
    }
    let long = year(tokens, at + 4);
    let year = match long {
        Some(year) => year,
        // A short year wants two digits each and nothing more of the kind, or it is a version or an address;
        // with strokes a day past the twelfth will do: `5/26/20`.
        None => {
            let full = [at, at + 2].iter().all(|&place| number(tokens, place).is_some_and(|(_, digits)| digits == 2))
                || sign == '/' && (first > 12) != (second > 12);
            let more = is_mark(tokens, at + 5, &['.', '/', '-', ':']) && number(tokens, at + 6).is_some();
            short_year(tokens, at + 4).filter(|_| !more && full && sign != '-')?
        }
    };
    let day_first = hints.day_first.unwrap_or(sign == '.' || !matches!(hints.language, None | Some("en")));
    let (little, middle) = (
        NaiveDate::from_ymd_opt(year, second, first),
        NaiveDate::from_ymd_opt(year, first, second)
            .filter(|_| sign != '.' || hints.day_first == Some(false) || second > 12),
    );
    let mut days: Vec<NaiveDate> =
        if day_first { [little, middle] } else { [middle, little] }.into_iter().flatten().collect();
    days.dedup();
    (!days.is_empty()).then_some(Date { days, from: at, to: at + 5 })
}

fn pick(days: &[NaiveDate], weekday: Option<u32>, hints: &DateHints<'_>) -> NaiveDate {
    if let Some(weekday) = weekday
        && let Some(day) = days.iter().find(|day| day.weekday().number_from_monday() == weekday)
    {
        return *day;
    }
    // A date printed on a page cannot lie after the page was saved (a day of grace for zones).
    if let Some(near) = hints.near
        && let Some(day) = days.iter().filter(|day| **day <= near.succ_opt().unwrap_or(near)).min_by_key(|day| {
            // Only a reading within the last weeks beats the usual order.
            let age = (near - **day).num_days();
            if age > 45 { i64::MAX } else { age }
        })
    {
        return *day;
    }
    days[0]
}

fn weekday_before(tokens: &[Token], at: usize, free: usize) -> Option<(usize, u32)> {
    let mut place = at;
    for _ in 0..4 {
        if place <= free {
            return None;
        }
        place -= 1;
        match &tokens[place].kind {
            Kind::Mark(',' | '.' | '-' | '(' | ')') => {}
            Kind::Word(word) => {
                if let Some(number) = names::weekday(word) {
                    return Some((place, number));
                }
                if !["the", "den", "dem", "le", "el", "il", "ngày", "de", "der", "d"].contains(&word.as_str()) {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

const BETWEEN: &[&str] = &[
    "at",
    "um",
    "à",
    "a",
    "as",
    "às",
    "alle",
    "ore",
    "kl",
    "klo",
    "om",
    "en",
    "в",
    "о",
    "u",
    "la",
    "las",
    "saat",
    "os",
    "الساعة",
    "t",
    "at",
    "von",
    "den",
    "h",
    "ساعت",
    "lúc",
    "ob",
    "w",
    "v",
    "o",
    "s",
    "г",
    "р",
    "года",
    "року",
    "год",
    "r",
    "и",
    "pukul",
    "jam",
    "à",
    "hora",
    "godz",
    "r",
    "y",
    "time",
    "ας",
];

fn time_after(tokens: &[Token], to: usize) -> Option<Time> {
    for place in to..to + 6 {
        if let Some(time) = time_at(tokens, place) {
            return Some(time);
        }
        let passable = match &tokens.get(place)?.kind {
            Kind::Mark(sign) => [',', '.', '|', '-', '•', '·', '/', '(', ')', ':', '@', '\'', ';'].contains(sign),
            Kind::Word(word) => {
                BETWEEN.contains(&word.as_str())
                    || names::weekday(word).is_some()
                    || [
                        "曜", "日", "星", "期", "月", "火", "水", "木", "金", "土", "周", "一", "二", "三", "四", "五",
                        "六",
                    ]
                    .contains(&word.as_str())
            }
            Kind::Number { .. } => false,
        };
        if !passable {
            return None;
        }
    }
    None
}

fn time_before(tokens: &[Token], from: usize, free: usize) -> Option<(usize, Time)> {
    for start in free.max(from.saturating_sub(12))..from {
        if let Some(time) = time_at(tokens, start) {
            let between = &tokens[time.to.min(from)..from];
            let passable = between.len() <= 3
                && between.iter().all(|token| match &token.kind {
                    Kind::Mark(sign) => [',', '.', '|', '-', '•', '·', '/', '(', ')', ';'].contains(sign),
                    Kind::Word(word) => {
                        BETWEEN.contains(&word.as_str())
                            || ["on", "del", "del", "du", "am", "le", "el", "the", "ngày", "de"]
                                .contains(&word.as_str())
                    }
                    Kind::Number { .. } => false,
                });
            if time.to <= from && passable {
                return Some((start, time));
            }
            return None;
        }
    }
    None
}

/// 10:30, 10:30:00.000, 10.30 Uhr, 10h30, 10 a.m., 上午10时30分; with the zone after it.
fn time_at(tokens: &[Token], at: usize) -> Option<Time> {
    let mut place = at;
    let mut half = half_before(tokens, &mut place);
    let (mut hour, _) = number(tokens, place).filter(|&(hour, digits)| digits <= 2 && hour <= 24)?;
    place += 1;
    let (mut minute, mut second) = (0, 0);
    let sixty = |place: usize| {
        number(tokens, place).filter(|&(value, digits)| digits == 2 && value < 60).map(|(value, _)| value)
    };
    if mark(tokens, place) == Some(':') && sixty(place + 1).is_some() {
        minute = sixty(place + 1)?;
        place += 2;
        if mark(tokens, place) == Some(':') && sixty(place + 1).is_some() {
            second = sixty(place + 1)?;
            place += 2;
            if is_mark(tokens, place, &['.', ','])
                && !tokens.get(place + 1).is_none_or(|next| next.apart)
                && number(tokens, place + 1).is_some_and(|(_, digits)| digits >= 3)
            {
                place += 2;
            }
        }
    } else if is_word(tokens, place, &["h", "시", "时", "時", "点", "點", "ч", "u"]) {
        place += 1;
        if let Some((value, _)) = number(tokens, place).filter(|&(value, digits)| digits <= 2 && value < 60) {
            minute = value;
            place += 1 + usize::from(is_word(tokens, place + 1, &["분", "分", "m", "min", "мин"]));
        } else if half.is_none() && is_word(tokens, place - 1, &["h", "u", "ч"]) {
            return None;
        }
    } else if mark(tokens, place) == Some('.') && sixty(place + 1).is_some() {
        // A point is also a decimal: it is a time only where a word says so.
        let said = is_word(
            tokens,
            place + 2,
            &["uhr", "am", "pm", "a", "p", "น", "wib", "hrs", "h", "cet", "cest", "uur", "gmt", "utc"],
        ) || (at > 0 && is_word(tokens, at - 1, &["kl", "klo", "um", "ore", "alle", "kello", "pukul"]))
            || (at > 1 && mark(tokens, at - 1) == Some('.') && is_word(tokens, at - 2, &["kl"]));
        if !said {
            return None;
        }
        minute = sixty(place + 1)?;
        place += 2;
    } else if half.is_none() && half_after(tokens, &mut place.clone()).is_none() && !is_word(tokens, place, &["uhr"]) {
        return None;
    }
    if half.is_none() {
        half = half_after(tokens, &mut place);
    }
    match half {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    if is_word(tokens, place, &["uhr", "uur", "hrs", "hs", "h", "น"]) {
        place += 1;
    }
    let at = NaiveTime::from_hms_opt(hour % 24, minute, second)?;
    let (offset, to) = zone_at(tokens, place);
    Some(Time { at, offset, to })
}

fn half_before(tokens: &[Token], place: &mut usize) -> Option<bool> {
    let half = match (word(tokens, *place)?, word(tokens, *place + 1)?) {
        ("上" | "午", "午" | "前") | ("오", "전") => false,
        ("下", "午") | ("午", "後") | ("오", "후") => true,
        _ => return None,
    };
    *place += 2;
    Some(half)
}

/// True for the afternoon.
fn half_after(tokens: &[Token], place: &mut usize) -> Option<bool> {
    let (half, length) = match word(tokens, *place)? {
        "am" | "ص" | "صباحا" | "صباحاً" | "öö" => (false, 1),
        "pm" | "م" | "مساء" | "مساءً" => (true, 1),
        letter @ ("a" | "p") if mark(tokens, *place + 1) == Some('.') && is_word(tokens, *place + 2, &["m"]) => {
            (letter == "p", 3 + usize::from(mark(tokens, *place + 3) == Some('.')))
        }
        _ => return None,
    };
    *place += length;
    Some(half)
}

fn zone_at(tokens: &[Token], at: usize) -> (Option<FixedOffset>, usize) {
    let mut place = at;
    if is_mark(tokens, place, &['(', ',']) {
        place += 1;
    }
    let mut minutes = None;
    if let Some(known) = word(tokens, place).and_then(names::zone) {
        minutes = Some(known);
        place += 1;
    }
    // "GMT+2", "+02:00", "+0200". A dash with a space after it is a dash.
    if let Some(sign) = mark(tokens, place).filter(|sign| ['+', '-'].contains(sign))
        && let Some(next) = tokens.get(place + 1)
        && !next.apart
        && let Some((value, digits)) = number(tokens, place + 1)
        && (minutes == Some(0) || !tokens[place].apart || digits == 4 || sign == '+')
    {
        let east = match digits {
            4 => Some((value / 100 * 60 + value % 100, place + 2)),
            1 | 2 if mark(tokens, place + 2) == Some(':') => {
                number(tokens, place + 3).map(|(rest, _)| (value * 60 + rest, place + 4))
            }
            1 | 2 if minutes == Some(0) => Some((value * 60, place + 2)),
            _ => None,
        };
        if let Some((east, to)) = east.filter(|(east, _)| *east <= 14 * 60) {
            minutes = Some(if sign == '-' { -(east as i32) } else { east as i32 });
            place = to;
        }
    }
    match minutes.and_then(|minutes| FixedOffset::east_opt(minutes * 60)) {
        Some(offset) => (Some(offset), place),
        None => (None, at),
    }
}

fn with_time(day: NaiveDate, time: &Time) -> Moment {
    let local = NaiveDateTime::new(day, time.at);
    match time.offset.and_then(|offset| offset.from_local_datetime(&local).single()) {
        Some(exact) => Moment::Exact(exact),
        None => Moment::Local(local),
    }
}
