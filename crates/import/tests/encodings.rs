//! Encodings of other people's files, read in place where they are there.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;
use import::decode;

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TIDINGS_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    Some(root.join(path)).filter(|path| path.exists())
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files.extend(files_under(&entry)) } else { files.push(entry) }
    }
    files.sort();
    files
}

/// Encodings that differ in a few symbols may stand for each other where the text is the same.
fn check(path: &Path, expected: &str, wrong: &mut Vec<String>) {
    let bytes = fs::read(path).unwrap();
    let decoded = decode(&bytes, None).unwrap();
    if decoded.text.trim_start_matches('\u{feff}') != expected.trim_start_matches('\u{feff}') {
        let start: String = decoded.text.chars().filter(|c| !c.is_ascii()).take(30).collect();
        wrong.push(format!("{} as {} ({} broken): {start}", path.display(), decoded.encoding, decoded.broken));
    }
}

/// The file's name states its encoding.
#[test]
fn texts_named_by_their_encoding() {
    let Some(folder) = shared("corpora/encoding/uchardet/test") else { return };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in files_under(&folder) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let label = match stem {
            "mac-cyrillic" => "x-mac-cyrillic",
            "tis-620" => "windows-874",
            stem => stem,
        };
        if let Some(encoding) = Encoding::for_label(label.as_bytes()).filter(|_| stem != "CMakeLists") {
            seen += 1;
            check(&path, &encoding.decode(&fs::read(&path).unwrap()).0, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn chinese_japanese_and_korean_beside_their_twins() {
    let Some(folder) = shared("corpora/encoding/cpython-cjk") else { return };
    let mut wrong = Vec::new();
    for path in files_under(&folder) {
        // JIS X 0213 has 4,000 characters more than any decoder of the web knows.
        if path.ends_with("euc_jisx0213.txt") {
            continue;
        }
        let twin = path.with_file_name(format!("{}-utf8.txt", path.file_stem().unwrap().to_str().unwrap()));
        if let Ok(expected) = fs::read_to_string(twin) {
            check(&path, &expected, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn short_texts_of_many_scripts() {
    let Some(folder) = shared("corpora/encoding/charset_normalizer/data") else { return };
    let mut wrong = Vec::new();
    let named = [
        ("sample-arabic-1.txt", "windows-1256"),
        ("sample-arabic.txt", "utf-8"),
        ("sample-english.bom.txt", "utf-8"),
        ("sample-greek.txt", "windows-1253"),
        ("sample-hebrew-2.txt", "windows-1255"),
        ("sample-hebrew-3.txt", "windows-1255"),
        ("sample-korean.txt", "euc-kr"),
        ("sample-russian.txt", "x-mac-cyrillic"),
        ("sample-turkish.txt", "windows-1254"),
    ];
    for (name, label) in named {
        let path = folder.join(name);
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        check(&path, &encoding.decode(&fs::read(&path).unwrap()).0, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page that declares UTF-8 and is written in windows-1256.
#[test]
fn a_declaration_that_is_wrong() {
    let Some(path) = shared("fixtures/html-wrong-charset/tika--testArabicMisleadingCharset.html") else { return };
    let bytes = fs::read(&path).unwrap();
    for declared in [None, Some("utf-8"), Some("windows-1252"), Some("koi8-r"), Some("no-such")] {
        let decoded = decode(&bytes, declared).unwrap();
        assert_eq!(decoded.encoding, "windows-1256", "declared {declared:?}");
        assert_eq!(decoded.broken, 0);
    }
}

/// Every language's everyday sentence, in the encodings it was written in, as short as a headline. Few bytes, no
/// declaration: this is where detectors fail.
#[test]
fn headlines_in_the_encodings_of_their_languages() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (text, labels) in HEADLINES {
        for label in *labels {
            let (bytes, encoding, unmappable) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(!unmappable, "{label}: {text}");
            seen += 1;
            let decoded = decode(&bytes, None).unwrap();
            if decoded.text != *text {
                wrong.push(format!("{} as {}: {} for {text}", encoding.name(), decoded.encoding, decoded.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

const HEADLINES: &[(&str, &[&str])] = &[
    ("Президент подписал указ о новых выборах в октябре", &["windows-1251", "koi8-r", "ibm866", "iso-8859-5"]),
    ("Уряд схвалив бюджет на наступний рік", &["windows-1251", "koi8-u"]),
    ("Правителството прие новия закон за медиите", &["windows-1251"]),
    ("الرئيس يعلن موعد الانتخابات المقبلة في البلاد", &["windows-1256", "iso-8859-6"]),
    ("رئيس جمهور از سفر برگشت", &["windows-1256"]),
    ("ראש הממשלה הודיע על בחירות חדשות", &["windows-1255"]),
    ("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία", &["windows-1253", "iso-8859-7"]),
    ("Le président s’est déclaré prêt à négocier après l’été", &["windows-1252"]),
    ("La hausse des prix inquiète les ménages français à la rentrée", &["windows-1252"]),
    ("Die Bürger wählen im März über die Größe des Parlaments", &["windows-1252"]),
    ("El año próximo habrá elecciones en la región, según el ministro", &["windows-1252"]),
    ("A eleição será em março, após decisão do tribunal em São Paulo", &["windows-1252"]),
    ("Regeringen föreslår högre skatt på bränsle från årsskiftet", &["windows-1252"]),
    ("Prezydent podpisał ustawę o zmianie sądów powszechnych", &["windows-1250", "iso-8859-2"]),
    ("Vláda schválila nový zákon o důchodech, řekl ministr", &["windows-1250", "iso-8859-2"]),
    ("A kormány bejelentette az új intézkedéseket, erről tárgyaltak Győrben", &["windows-1250", "iso-8859-2"]),
    ("Cumhurbaşkanı yarın açıklama yapacak, seçim tarihi değişiyor", &["windows-1254"]),
    ("Valitsus kiitis heaks uue eelnõu, mis võtab õpetajatelt ära tähtajatu õiguse", &["windows-1257", "iso-8859-15"]),
    ("Ríkisstjórnin samþykkti nýja áætlun um að fækka störfum á næsta ári", &["windows-1252"]),
    ("Vyriausybė pritarė naujam įstatymui dėl mokesčių lengvatų šeimoms", &["windows-1257"]),
    ("政府宣布新的经济措施以应对失业问题", &["gbk"]),
    ("总统会见外国代表团", &["gbk"]),
    ("政府宣布新的經濟措施以應對失業問題", &["big5"]),
    ("総理大臣は来月の選挙について発表した", &["shift_jis", "euc-jp"]),
    ("正午のニュースをお伝えします", &["shift_jis", "euc-jp"]),
    ("대통령은 내년 선거 일정을 발표했다", &["euc-kr"]),
    ("รัฐบาลประกาศมาตรการใหม่เพื่อเศรษฐกิจ", &["windows-874"]),
];
