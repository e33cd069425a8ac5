//! Lines that say when an article was published or changed, and nothing else.

use articles::Moment;

use super::{DateHints, names, scan};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateLabel {
    Published,
    Updated,
    /// The line is a date without a word on what it is.
    Unsaid,
}

/// A date line, read. Where it holds both, the date of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLine {
    pub moment: Moment,
    pub label: DateLabel,
}

const PUBLISHED: &str = "published publish posted publication created issued released release date publié publiée publie parution veröffentlicht erschienen erstellt datum publiziert \
    publicado publicada publicación fecha publicação pubblicato pubblicata data gepubliceerd geplaatst опубликовано опубликована публикация дата размещено опубліковано \
    opublikowano publikacji publikacja dodano dodane نشر نُشر نشرت النشر تاريخ yayınlanma yayınlandı giriş tarihi tarih eklenme publicerad publicerat publisert udgivet offentliggjort julkaistu \
    publikováno vydáno publikované publicat publicată megjelent közzétéve objavljeno objavljen објављено публикувано δημοσίευση δημοσιεύθηκε ημερομηνία פורסם תאריך diterbitkan terbit tayang dipublikasikan đăng ngày \
    प्रकाशित انتشار منتشر شائع submitted written filed avaldatud publicēts paskelbta published.";
const UPDATED: &str = "updated update modified revised edited changed actualisé actualisée mis mise modifié aktualisiert geändert bearbeitet stand actualizado actualizada actualización modificado atualizado atualizada \
    aggiornato aggiornata aggiornamento modifica bijgewerkt gewijzigd обновлено обновлён обновлена обновление изменено оновлено aktualizacja zaktualizowano تحديث تحديثه التحديث حُدث حدث güncelleme güncellendi uppdaterad uppdaterat \
    oppdatert opdateret päivitetty muokattu aktualizováno aktualizované actualizat frissítve ažurirano ενημέρωση עודכן diperbarui pembaruan cập nhật अपडेट अद्यतन بروزرسانی uuendatud atjaunots";
/// Words that stand beside the date in such lines and say nothing more.
const BESIDE: &str = "first last final originally at on the of in le la à jour dernière mise am um zuletzt uhr von vom den el las a hora por última ultima última em às as il alle ore laatst laatste om \
    op в последнее г р року года год w dnia o ostatnia godz saat son kl klo senast sist sidst naposledy viimeksi v ob pe τελευταία ב ב- pada pukul lúc مرة آخر اخر في تم الساعة time local edition print online web \
    edt est ist gmt utc et pt ct bst pm m p time: hrs hours dne dnia \
    min mins minute minutes minuten minuti minutos minut minuter minutter read reading lesezeit lesedauer lecture leestijd lettura lectura leitura læsetid lesetid läsning czytania";

const CJK_LABELS: &[(&str, DateLabel)] = &[
    ("发布", DateLabel::Published),
    ("發布", DateLabel::Published),
    ("发表", DateLabel::Published),
    ("公開", DateLabel::Published),
    ("掲載", DateLabel::Published),
    ("配信", DateLabel::Published),
    ("입력", DateLabel::Published),
    ("등록", DateLabel::Published),
    ("게재", DateLabel::Published),
    ("승인", DateLabel::Published),
    ("更新", DateLabel::Updated),
    ("修改", DateLabel::Updated),
    ("수정", DateLabel::Updated),
    ("업데이트", DateLabel::Updated),
    ("时间", DateLabel::Published),
    ("時間", DateLabel::Published),
];

/// Reads a line such as `Updated 12 May 2025, 10:30`, `Published: …`, `نشر: …` or a bare date; none for any other.
pub fn date_line(line: &str, hints: &DateHints<'_>) -> Option<DateLine> {
    let line = line.trim();
    if line.len() > 200 {
        return None;
    }
    let dates = scan::find(line, hints);
    if dates.is_empty() || dates.len() > 3 {
        return None;
    }
    let mut best: Option<DateLine> = None;
    let mut words = 0;
    let mut from = 0;
    for date in &dates {
        let before = &line[from..date.range.start];
        let (label, others) = label_of(before)?;
        words += others;
        let found = DateLine { moment: date.moment, label };
        let better = match best {
            None => true,
            Some(old) => old.label == DateLabel::Updated && label != DateLabel::Updated,
        };
        if better {
            best = Some(found);
        }
        from = date.range.end;
    }
    let (after, others) = label_of(&line[from..])?;
    if let Some(line) = best.as_mut().filter(|line| line.label == DateLabel::Unsaid) {
        line.label = after;
    }
    (words + others <= 8).then_some(best).flatten()
}

/// Every date of a text with what the three words before it say of it: `Last change: 12 May 2025 Published on: 11 May 2025`.
pub fn labelled_dates(text: &str, hints: &DateHints<'_>) -> Vec<DateLine> {
    let mut from = 0;
    let mut lines = Vec::new();
    for date in scan::find(text, hints) {
        let before: Vec<&str> = text[from..date.range.start].split_whitespace().collect();
        let label = before.iter().rev().take(3).find_map(|word| {
            let word = word.to_lowercase();
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if is_in(PUBLISHED, word) {
                Some(DateLabel::Published)
            } else {
                is_in(UPDATED, word).then_some(DateLabel::Updated)
            }
        });
        lines.push(DateLine { moment: date.moment, label: label.unwrap_or(DateLabel::Unsaid) });
        from = date.range.end;
    }
    lines
}

/// What the words around a date say, and how many they are; none where one of them belongs in no date line.
fn label_of(words: &str) -> Option<(DateLabel, usize)> {
    let lower = words.to_lowercase();
    let mut label = DateLabel::Unsaid;
    let mut rest = lower.clone();
    for &(word, says) in CJK_LABELS {
        if rest.contains(word) {
            label = if says == DateLabel::Published { says } else { label_or(label, says) };
            rest = rest.replace(word, " ");
        }
    }
    let mut count = 0;
    for word in rest.split(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{97f}')
    }) {
        if word.is_empty() {
            continue;
        }
        count += 1;
        if is_in(PUBLISHED, word) {
            label = if label == DateLabel::Unsaid { DateLabel::Published } else { label };
        } else if is_in(UPDATED, word) {
            label = DateLabel::Updated;
        } else if !(is_in(BESIDE, word)
            || names::weekday(word).is_some()
            || names::zone(word).is_some()
            || word.chars().all(|c| c.is_numeric())
            || ["日", "时", "間", "시간", "时间", "曜", "年", "月"].contains(&word))
        {
            return None;
        }
    }
    Some((label, count))
}

fn label_or(label: DateLabel, other: DateLabel) -> DateLabel {
    if label == DateLabel::Unsaid { other } else { label }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, DateLabel)>) {
        let found = date_line(line, &DateHints::default()).map(|line| (line.moment.to_string(), line.label));
        assert_eq!(found, expected.map(|(moment, label)| (moment.to_owned(), label)), "{line:?}");
    }

    /// Lines like these are data of the article; taken for text they would open half of all bodies.
    #[test]
    fn date_lines_are_told_from_sentences() {
        use DateLabel::{Published, Unsaid, Updated};
        check("Updated 12 May 2025, 10:30", Some(("2025-05-12T10:30:00", Updated)));
        check("Published: May 12, 2025", Some(("2025-05-12", Published)));
        check("Monday, May 12, 2025", Some(("2025-05-12", Unsaid)));
        check("Published 11 May 2025 | Updated 12 May 2025", Some(("2025-05-11", Published)));
        check("Last updated on 12 May 2025; first published on 11 May 2025", Some(("2025-05-11", Published)));
        check("نشر: 12 مايو 2025", Some(("2025-05-12", Published)));
        check("آخر تحديث: 12 مايو 2025", Some(("2025-05-12", Updated)));
        check("Stand: 12.05.2025, 10:30 Uhr", Some(("2025-05-12T10:30:00", Updated)));
        check("Publié le 12 mai 2025 à 10h30", Some(("2025-05-12T10:30:00", Published)));
        check("发布时间：2025年5月12日 10:30", Some(("2025-05-12T10:30:00", Published)));
        check("2025年5月12日 10:30 更新", Some(("2025-05-12T10:30:00", Updated)));
        check("입력 2025.05.12 10:30", Some(("2025-05-12T10:30:00", Published)));
        check("The treaty was signed on 12 May 2025 in Lisbon", None);
        // How long the reading takes stands beside the date, and is no sentence.
        check("12.05.2025, 10:30 3 Min.", Some(("2025-05-12T10:30:00", Unsaid)));
        check("May 12, 2025 · 5 min read", Some(("2025-05-12", Unsaid)));
        check("By Ana Reis, 12 May 2025", None);
        check("No date here", None);
    }
}
