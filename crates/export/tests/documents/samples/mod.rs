//! Invented articles in four scripts, and issues made of them.

pub mod read;
pub mod scenes;

use std::collections::BTreeMap;

use self::scenes::{HARBOUR, RAILWAY, with_picture};
use articles::{Article, ArticleId, Published, PublishedFrom, Source};
use chrono::NaiveDate;
use digests::{Edit, Issue};
use export::{Look, Material, Picture};

pub struct Sample {
    pub issue: Issue,
    pub articles: BTreeMap<ArticleId, Article>,
}

impl Sample {
    pub fn model(&self) -> export::Model {
        export::compose(&self.issue, &self.material())
    }

    pub fn material(&self) -> Material {
        let kept = self.articles.values().flat_map(|article| &article.pictures);
        let pictures = kept.map(|kept| (kept.hash.clone(), Picture::read(&kept.bytes).expect("a picture")));
        Material {
            articles: self.articles.clone(),
            made: Some(day()),
            pictures: pictures.collect(),
            ..Material::default()
        }
    }

    pub fn write(&self, format: &str) -> (Vec<u8>, export::Written) {
        self.write_as(format, &Look::default())
    }

    pub fn write_as(&self, format: &str, look: &Look) -> (Vec<u8>, export::Written) {
        let mut bytes = Vec::new();
        let format = export::find_format(format).expect("a format");
        let written = export::write(&self.model(), format, look, &mut bytes).expect("a file");
        (bytes, written)
    }
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Two items in one section without a name.
pub fn two_items() -> Sample {
    let mut sample = issue("Morning press review", "en", &[("", vec![english(), russian()])]);
    let first = sample.issue.items().next().expect("an item").id;
    edit(&mut sample, Edit::SetNote { item: first, note: "The ministry has not commented yet.".into() });
    sample
}

/// Fifteen items of four scripts in three sections, with all that an item can have.
pub fn fifteen_items() -> Sample {
    let sections = [
        ("World", vec![english(), arabic(), russian(), chinese(), plain(1)]),
        ("Energy and climate", vec![plain(2), arabic_short(), plain(3), french(), chinese_short()]),
        ("Culture", vec![russian_short(), plain(4), plain(5), bare(), plain(6)]),
    ];
    let mut sample = issue("Morning press review", "en", &sections);
    let introduction = "Good morning. The talks in Valmora lead the day; the Arabic and Russian press read them \
                        differently, and both readings are given.\n\nThe energy section is short: the regulator \
                        publishes its report tomorrow.";
    edit(&mut sample, Edit::SetIntroduction { introduction: introduction.into() });
    let items: Vec<_> = sample.issue.items().map(|item| item.id).collect();
    let headline =
        |item: usize, headline: &str| Edit::SetHeadline { item: items[item], headline: Some(headline.into()) };
    let note = |item: usize, note: &str| Edit::SetNote { item: items[item], note: note.into() };
    edit(&mut sample, headline(1, "Al-Manara: the port deal is not settled"));
    edit(&mut sample, headline(3, "Shanhai Daily on the new railway"));
    edit(
        &mut sample,
        note(0, "The delegation arrives on Wednesday.\n\nSee also item 3, which quotes the opposite view."),
    );
    edit(&mut sample, note(3, "The figure of 4,200 km includes lines under construction."));
    edit(&mut sample, note(6, "للاطلاع: يصدر التقرير الكامل غدًا."));
    sample
}

/// An issue that runs from right to left, with guests that do not.
pub fn arabic_issue() -> Sample {
    let sections =
        [("العالم", vec![arabic(), english(), arabic_short()]), ("الاقتصاد", vec![russian_short(), chinese_short()])];
    let mut sample = issue("نشرة الصباح الصحفية", "ar", &sections);
    let introduction = "صباح الخير. تتصدر محادثات فالمورا أخبار اليوم، وتقرأها الصحف قراءتين مختلفتين.";
    edit(&mut sample, Edit::SetIntroduction { introduction: introduction.into() });
    let items: Vec<_> = sample.issue.items().map(|item| item.id).collect();
    edit(
        &mut sample,
        Edit::SetHeadline {
            item: items[1], headline: Some("صحيفة بريطانية: اتفاق الموانئ (قريب)".into())
        },
    );
    edit(&mut sample, Edit::SetNote { item: items[0], note: "لم تعلّق الوزارة بعد على الخبر.".into() });
    sample
}

/// A Russian issue with guests.
pub fn russian_issue() -> Sample {
    let sections =
        [("Главное", vec![russian(), english(), arabic()]), ("Культура", vec![russian_short(), chinese_short()])];
    let mut sample = issue("Утренний обзор прессы", "ru", &sections);
    let introduction = "Доброе утро. Главная тема дня — порты: газеты читают договорённость по-разному.";
    edit(&mut sample, Edit::SetIntroduction { introduction: introduction.into() });
    let items: Vec<_> = sample.issue.items().map(|item| item.id).collect();
    let headline = Some("«Нозерн курьер»: порты откроются в декабре".into());
    edit(&mut sample, Edit::SetHeadline { item: items[1], headline });
    edit(
        &mut sample,
        Edit::SetNote {
            item: items[0], note: "Министерство пока не ответило на запрос.".into()
        },
    );
    sample
}

/// A Chinese issue of two items, one of them a guest.
pub fn chinese_issue() -> Sample {
    let mut sample =
        issue("晨间新闻摘要", "zh", &[("要闻", vec![chinese(), chinese_short()]), ("国际", vec![english()])]);
    edit(&mut sample, Edit::SetIntroduction { introduction: "早上好。今日重点是北方铁路的进展。".into() });
    let first = sample.issue.items().next().expect("an item").id;
    edit(&mut sample, Edit::SetNote { item: first, note: "四千二百公里包括在建线路。".into() });
    sample
}

/// Forty items of four scripts in five sections.
pub fn forty_items() -> Sample {
    let guests =
        [english(), arabic(), russian(), chinese(), french(), arabic_short(), russian_short(), chinese_short()];
    let names = ["Politics", "Economy", "Energy and climate", "Culture", "Comment"];
    let section = |at: usize| -> Vec<Article> {
        let plain = (0..6).map(|number| plain((at * 6 + number) as u32));
        guests.iter().skip(at * 2).take(2).cloned().chain(plain).collect()
    };
    let sections: Vec<(&str, Vec<Article>)> = names.iter().enumerate().map(|(at, name)| (*name, section(at))).collect();
    issue("Morning press review", "en", &sections)
}

/// As many English items as make about `pages` pages.
pub fn long_issue(pages: usize) -> Sample {
    // An item takes a third of a page, its full text most of one, its line in the contents a fortieth.
    let items = (pages * 5).div_ceil(6);
    let articles = (0..items).map(|number| {
        let mut article = plain(number as u32);
        let paragraph = article.text.clone();
        article.text = [paragraph.as_str(); 2].join("\n\n");
        article
    });
    issue("Weekly dossier", "en", &[("World", articles.collect())])
}

pub fn issue(title: &str, language: &str, sections: &[(&str, Vec<Article>)]) -> Sample {
    let mut sample = Sample { issue: Issue::new(title, day(), 47, language, sections[0].0), articles: BTreeMap::new() };
    for (at, (name, articles)) in sections.iter().enumerate() {
        if at > 0 {
            edit(&mut sample, Edit::AddSection { name: (*name).into(), at: u32::MAX });
        }
        let section = sample.issue.sections[at].id;
        for article in articles {
            let id = ArticleId(sample.articles.len() as i64 + 1);
            sample.articles.insert(id, article.clone());
            edit(&mut sample, Edit::AddItems { articles: vec![id], section, at: u32::MAX });
        }
    }
    sample
}

/// A picture for a masthead.
pub fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbaImage::from_pixel(60, 20, image::Rgba([15, 70, 120, 200]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("written");
    bytes.into_inner()
}

pub fn edit(sample: &mut Sample, edit: Edit) {
    sample.issue = sample.issue.apply(&edit).expect("an edit that fits");
}

pub fn english() -> Article {
    let article = Article {
        title: "Valmora and Estrava agree to reopen the northern ports".into(),
        standfirst: Some("Ministers call the accord a first step; shippers want to see the customs rules.".into()),
        byline: vec!["Helen Marsh".into(), "Tomas Reve".into()],
        dateline: Some("VALMORA CITY".into()),
        section: Some("World".into()),
        page: Some("A1".into()),
        url: Some("https://www.northern-courier.example/world/2026/11/valmora-ports?id=4711".into()),
        copyright: vec!["© 2026 The Northern Courier. All rights reserved.".into()],
        html: "<h2>What the accord says</h2>".into(),
        ..article(
            "The Northern Courier",
            "en",
            PublishedFrom::Text,
            &[
                "Valmora and Estrava agreed on Sunday to reopen the three northern ports that have been closed to trade since the spring, ending seven months in which grain and timber had to travel by road.",
                "The accord, which both parliaments must still approve, sets up a joint customs post and a hotline between the harbour masters. “It is a first step, and it is the right one,” the Valmoran foreign minister, Ilse Kovar, told reporters.",
                "What the accord says",
                "Ships of both countries may enter from the first of December. Tariffs stay where they are until a commission of six has reported, which it is to do by the end of February; 40 per cent of the berths are kept for grain.",
                "Shippers were cautious. “We have read announcements before,” said Piet Oord, who runs a fleet of nine coasters. “When the customs rules are printed, we will load.”",
                "The ports handled 11.4 million tonnes in the year before they were closed, about a third of the trade between the two countries, according to the statistics office.",
            ],
        )
    };
    let caption = ("Cranes stand idle in the harbour of Port Sorrel.", "A. Lindqvist / NC");
    with_picture(article, &HARBOUR, "Three cranes at dusk", Some(caption), 1)
}

pub fn arabic() -> Article {
    let article = Article {
        title: "محادثات الموانئ تدخل أسبوعها الثالث (بلا اتفاق)".into(),
        byline: vec!["ليلى حداد".into(), "سامر النجار".into()],
        url: Some("https://almanara.example/politics/123".into()),
        ..article(
            "المنارة",
            "ar",
            PublishedFrom::Inferred,
            &[
                "دخلت محادثات الموانئ الشمالية أسبوعها الثالث من دون اتفاق على الرسوم الجمركية، وقال مسؤول شارك في الجلسات إن الخلاف «تقني أكثر منه سياسي».",
                "وأضاف المسؤول، الذي طلب عدم ذكر اسمه، أن الوفدين اتفقا على فتح ثلاثة موانئ ابتداءً من مطلع ديسمبر، على أن تُحسم مسألة الرسوم قبل نهاية فبراير 2027.",
                "ونقلت صحيفة Northern Courier عن تجار قولهم إن حركة الشحن لن تعود إلى طبيعتها قبل الربيع.",
            ],
        )
    };
    let caption = ("رافعات متوقفة في ميناء سوريل مساء الأحد.", "المنارة");
    with_picture(article, &HARBOUR, "رافعات عند الغروب", Some(caption), 2)
}

pub fn arabic_short() -> Article {
    Article {
        title: "تراجع أسعار القمح في الأسواق الإقليمية".into(),
        ..article(
            "الميزان الاقتصادي",
            "ar",
            PublishedFrom::Metadata,
            &[
                "تراجعت أسعار القمح بنسبة 4.2٪ في الأسواق الإقليمية أمس، بعد إعلان قرب فتح الموانئ الشمالية.",
                "وقال محللون إن التراجع قد يستمر إذا عادت الشحنات قبل نهاية العام.",
            ],
        )
    }
}

pub fn russian() -> Article {
    Article {
        title: "Порты откроют в декабре, пошлины обсудят позже".into(),
        byline: vec!["Анна Воронцова".into()],
        dateline: Some("ПОРТ-СОРРЕЛ".into()),
        page: Some("3".into()),
        url: Some("https://vestnik-primorya.example/news/портам-быть".into()),
        ..article(
            "Вестник Приморья",
            "ru",
            PublishedFrom::Metadata,
            &[
                "Валмора и Эстрава договорились открыть три северных порта с первого декабря, однако вопрос о пошлинах отложен до конца февраля.",
                "По словам начальника порта Соррел Игоря Лядова, причалы готовы принять до двенадцати судов в сутки. «Мы ждали этого семь месяцев», — сказал он «Вестнику».",
                "Комиссия из шести человек подготовит доклад о тарифах; до его публикации ставки останутся прежними.",
            ],
        )
    }
}

pub fn russian_short() -> Article {
    Article {
        title: "В Эстраве открылась выставка маячных ламп".into(),
        ..article(
            "Культурный листок",
            "ru",
            PublishedFrom::File,
            &[
                "Более двухсот ламп из сорока маяков собрали кураторы музея мореплавания; самой старой из них сто семьдесят лет.",
            ],
        )
    }
}

pub fn chinese() -> Article {
    let article = Article {
        title: "北方铁路年内通车里程将超过四千二百公里".into(),
        byline: vec!["王晓".into(), "李文海".into()],
        section: Some("要闻".into()),
        page: Some("02".into()),
        url: Some("https://shanhai-daily.example/2026-11/22/content_1.html".into()),
        ..article(
            "山海日报",
            "zh",
            PublishedFrom::Text,
            &[
                "本报讯（记者王晓、李文海）北方铁路建设指挥部二十二日宣布，年内通车里程将超过四千二百公里，比原计划多出三百公里。",
                "指挥部负责人说：“港口重新开放之后，货运需求会明显增加，铁路必须提前做好准备。”他表示，新线路将采用统一的信号标准，最高时速为160公里。",
                "专家认为，铁路与港口的衔接是今后两年的重点。",
            ],
        )
    };
    let caption = ("北方铁路的新线路从山前穿过。", "本报记者 王晓 摄");
    with_picture(article, &RAILWAY, "", Some(caption), 0)
}

pub fn chinese_short() -> Article {
    Article {
        title: "今冬供暖用气储备充足".into(),
        ..article(
            "能源周报",
            "zh",
            PublishedFrom::Metadata,
            &["能源部门表示，今冬供暖用天然气储备充足，库存达到设计容量的百分之九十六。"],
        )
    }
}

pub fn french() -> Article {
    Article {
        title: "L’éolien dépasse le charbon pour la première fois".into(),
        byline: vec!["Maëlle Guérin".into()],
        ..article(
            "Le Quotidien du Littoral",
            "fr",
            PublishedFrom::Metadata,
            &[
                "Pour la première fois, les parcs éoliens du littoral ont produit en octobre plus d’électricité que les centrales à charbon, selon le gestionnaire du réseau.",
                "« Le vent a été exceptionnel, mais la tendance est là », résume sa directrice.",
            ],
        )
    }
}

/// An article with nothing but its headline and a line.
pub fn bare() -> Article {
    Article { title: "In brief".into(), text: "The archive is closed on Friday.".into(), ..Article::default() }
}

pub fn plain(number: u32) -> Article {
    let topics = [
        ("Regulator delays grid report by a day", "Energy Wire"),
        ("City council votes for a second tram line along the river", "The Estrava Post"),
        ("Harvest of late apples the largest in a decade, growers say", "Farm & Field"),
        ("Museum returns twelve charts to the harbour authority", "The Northern Courier"),
        ("Teachers accept pay offer after nine weeks of talks", "Valmora Evening News"),
        ("A quiet composer, heard again: the letters of Jana Brod", "Review of the Arts"),
        ("Storm closes mountain road; two villages supplied by air", "Highland Gazette"),
    ];
    let (title, source) = topics[number as usize % topics.len()];
    Article {
        title: format!("{title}{}", if number >= 7 { format!(" ({number})") } else { String::new() }),
        byline: if number.is_multiple_of(2) { vec!["Staff reporter".into()] } else { Vec::new() },
        url: Some(format!("https://example.org/{number}")),
        ..article(
            source,
            "en",
            PublishedFrom::Metadata,
            &[
                "The decision was taken late on Friday and announced without much noise; those who had waited for it longest were the last to hear, and said so. Two of them had travelled for a day to be in the room.",
                "Officials put the cost at 18 million crowns over four years, of which a third is covered already. The rest depends on a vote that nobody expects before spring, and on a survey of the ground that has yet to begin.",
                "“There is a difference between a promise and a date,” said Marta Olin, who chairs the committee of residents. She asked for the documents to be published in full, with the names of those who had advised against it.",
                "A spokesman said that they would be, in time. Asked what that meant, he pointed to the calendar on the wall, which showed the month before.",
                "In the neighbouring districts the matter is followed closely. Three councils have put it on their agenda for January; a fourth has written to the ministry, which confirmed that it had received the letter and would answer it.",
            ],
        )
    }
}

fn article(source: &str, language: &str, from: PublishedFrom, paragraphs: &[&str]) -> Article {
    Article {
        source: Some(Source { name: source.into(), host: None }),
        language: Some(language.into()),
        published: Some(Published { at: "2026-11-22T21:30:00+03:00".parse().expect("a moment"), from, reason: None }),
        text: paragraphs.join("\n\n"),
        ..Article::default()
    }
}
