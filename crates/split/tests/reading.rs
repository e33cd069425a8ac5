//! What a person pastes, and what must come of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, path::PathBuf};

use articles::{Body, Document, PublishedFrom, Reading, Role};
use proptest::prelude::*;
use serde_json::Value;

fn read(text: &str) -> Reading {
    let reading = split::read_text(&Document { body: Body::Text(text.to_owned()), ..Document::default() });
    check_spans(text, &reading);
    reading
}

/// Nothing is thrown away: each line that is not blank stands in exactly one span, and spans can be cut from the text.
fn check_spans(text: &str, reading: &Reading) {
    let mut last = 0;
    for span in &reading.spans {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(last <= start && start < end, "spans are in order and hold something");
        let between = text.get(last..start).expect("spans end at characters");
        assert!(!between.chars().any(char::is_alphanumeric), "left out: {between:?}");
        assert!(text.is_char_boundary(end));
        assert!(span.article.is_none_or(|article| (article as usize) < reading.articles.len()));
        last = end;
    }
    assert!(!text[last..].chars().any(char::is_alphanumeric), "left out at the end: {:?}", &text[last..]);
}

fn titles(reading: &Reading) -> Vec<&str> {
    reading.articles.iter().map(|article| article.title.as_str()).collect()
}

fn check_sample(folder: PathBuf) {
    let text = fs::read_to_string(folder.join("two-stories.txt")).unwrap();
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("two-stories.expected.json")).unwrap()).unwrap();
    let reading = read(&text);
    let expected_articles = expected["articles"].as_array().unwrap();
    assert_eq!(reading.articles.len(), expected_articles.len());
    for (at, (article, expected)) in reading.articles.iter().zip(expected_articles).enumerate() {
        assert_eq!(article.title, expected["title"].as_str().unwrap().trim());
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        let wanted: Vec<&str> =
            expected["paragraphs"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        assert_eq!(paragraphs, wanted);
        let captions = expected["captions"].as_array().unwrap();
        assert_eq!(article.captions.len(), captions.len());
        for (caption, expected) in article.captions.iter().zip(captions) {
            assert_eq!(caption.text, expected["text"].as_str().unwrap());
            assert_eq!(caption.credit.as_deref(), expected["credit"].as_str());
        }
        assert_eq!(article.language.as_deref(), expected["language"].as_str());
        assert_eq!(article.byline, Vec::<String>::new());
        match expected["published"].as_str() {
            None => assert_eq!(article.published, None),
            Some(day) => {
                let published = article.published.as_ref().unwrap();
                assert_eq!((published.at.to_string().as_str(), published.from), (day, PublishedFrom::Inferred));
                assert!(published.reason.is_some(), "a guess says what it rests on");
            }
        }
        let lines = |role: Role| {
            reading.spans.iter().filter(|span| span.article == Some(at as u32) && span.role == role).count()
        };
        assert_eq!(
            (lines(Role::Headline), lines(Role::Caption), lines(Role::Repeat), lines(Role::Residue)),
            (1, 1, 4, 2)
        );
    }
}

#[test]
fn two_stories_pasted_after_each_other_are_two_articles() {
    check_sample(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples"));
}

/// The file that the whole project was begun for; it is other people's, so it is read where it lies.
#[test]
fn the_file_it_began_with_is_read_exactly() {
    let shared = env::var_os("TIDINGS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let samples = shared.join("samples");
    if samples.join("two-stories.txt").exists() {
        check_sample(samples);
    }
}

/// The rules are no rules of English.
/// The HTML is written by us and not sanitised here, so what a paste holds of markup must stay text.
#[test]
fn markup_in_a_text_is_no_markup() {
    let paste = "Bridge closes at Vellmar\n\nThe bridge was closed on Monday, <script>alert(1)</script> officials said at noon.\n\n\
                 Lorries \"take\" the <b>ferry</b> & wait, a spokesman of the harbour told reporters there.\n";
    let reading = read(paste);
    let html = &reading.articles.first().unwrap().html;
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; officials"), "{html}");
    let bare = ["<p>", "</p>", "<h2>", "</h2>"].iter().fold(html.clone(), |html, ours| html.replace(ours, ""));
    assert!(!bare.contains('<'), "{html}");
}

#[test]
fn articles_are_parted_in_any_script() {
    let check = |text: &str, expected: &[&str]| assert_eq!(titles(&read(text)), expected);
    check(
        ARABIC,
        &[
            "الحكومة تعلن خطة جديدة لإصلاح شبكة المياه في المدن الساحلية",
            "المنتخب الوطني يفوز على ضيفه بهدفين في مباراة ودية",
        ],
    );
    check(RUSSIAN, &["Мост через реку закрыли на ремонт", "Суда с зерном ждут открытия порта"]);
    check(CHINESE, &["古桥关闭维修 渡轮费用由谁承担", "风暴关闭港口 运粮船在外等候"]);
}

#[test]
fn an_essay_with_headings_and_a_ruler_stays_one() {
    let reading = read(ESSAY);
    assert_eq!(titles(&reading), ["On Walking Slowly"]);
    let headings = reading.spans.iter().filter(|span| span.role == Role::Heading).count();
    assert_eq!(headings, 2, "the parts' titles are kept as headings");
}

/// Whoever drops a note wants it taken, and whoever drops a table wants to hear that there is nothing to read in it.
#[test]
fn a_note_is_taken_and_a_machine_s_file_is_not() {
    let count = |text: &str| read(text).articles.len();
    assert_eq!(count(""), 0);
    assert_eq!(count("\n \n\u{feff}\n"), 0);
    assert_eq!(count("Just one sentence that a person wrote down on a quiet morning."), 1);
    assert_eq!(
        count(
            "Dear all,\n\nThe meeting on Tuesday is moved to the small room upstairs, because the big one is being painted.\n\nThanks, Peter\n"
        ),
        1
    );
    assert_eq!(count(&(1..300).map(|number| format!("{number}\n")).collect::<String>()), 0);
    assert_eq!(
        count(
            &(1..200)
                .map(|n| format!("2025-05-12 10:{:02}:33 INFO worker[{n}]: accepted 10.0.0.{n} in {n}ms\n", n % 60))
                .collect::<String>()
        ),
        0
    );
    assert_eq!(count(include_str!("../src/shape.rs")), 0);
}

#[test]
fn lines_broken_at_a_width_are_joined() {
    let reading = read(
        "Ferry to run again\n\nThe ferry that was last used many years ago will run again from\nMonday, the council said. It is to cross the river every twenty\nminutes from six in the morning until ten at night.\n\nPeople on both banks had asked for it since the old stone bridge\nwas closed after the flood, and some had begun to row over on\ntheir own.\n",
    );
    assert_eq!(reading.articles.len(), 1);
    let paragraphs: Vec<&str> = reading.articles[0].text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 2);
    assert!(paragraphs[0].contains("again from Monday, the council said. It is"));
}

/// 50 MB of one line is somebody's minified file, or a newspaper without line ends: read in seconds either way.
#[test]
fn an_endless_line_is_read_in_linear_time() {
    let line = "The harbour stayed closed for a third day and the ships waited outside. ".repeat(30_000);
    let reading = read(&line);
    assert_eq!(reading.spans.len(), 1);
}

/// Some of the stories below in any order, each with as many of its paragraphs, with or without its headline said twice.
fn pile() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    let one = (4_usize..=6, any::<bool>());
    (Just((0..STORIES.len()).collect::<Vec<_>>()).prop_shuffle(), prop::collection::vec(one, 1..=STORIES.len()))
        .prop_map(|(order, how)| {
            order.into_iter().zip(how).map(|(story, (paragraphs, doubled))| (story, paragraphs, doubled)).collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_accounted_for(text in "\\PC{0,40}([\n\r\t \u{2028}*-]{0,3}\\PC{0,60}){0,30}") {
        read(&text);
    }

    #[test]
    fn the_same_text_gives_the_same_reading(text in "([a-zA-Z .,]{0,80}\n{1,4}){0,20}") {
        prop_assert_eq!(read(&text), read(&text));
    }

    /// However many, in whatever order, parted in whatever manner: so many stories in, so many articles out.
    #[test]
    fn so_many_stories_give_so_many_articles(pile in pile(), glue in prop::sample::select(vec!["\n\n\n\n", "\n\n----------\n\n", "\n\n* * *\n\n"])) {
        let mut text = String::new();
        for (story, paragraphs, doubled) in &pile {
            let (headline, sentences) = STORIES[*story];
            if !text.is_empty() {
                text.push_str(glue);
            }
            text.push_str(headline);
            if *doubled {
                text.push_str("\nTT\n20\n\n");
                text.push_str(headline);
            }
            for sentence in &sentences[..*paragraphs] {
                text.push_str("\n\n");
                text.push_str(sentence);
            }
        }
        let reading = read(&text);
        let expected: Vec<&str> = pile.iter().map(|(story, ..)| STORIES[*story].0).collect();
        prop_assert_eq!(titles(&reading), expected);
    }
}

const STORIES: [(&str, [&str; 6]); 4] = [
    (
        "Old Bridge at Vellmar Closes for Repairs",
        [
            "The town council of Vellmar closed its old stone bridge to all traffic on Wednesday, after engineers found two of its piers washed out by the flood of the past month.",
            "The bridge carries the only road between the two halves of the town, and some 4,000 people cross it on an ordinary working day.",
            "A ferry that was last used in the 1980s will run every twenty minutes from six in the morning until ten at night.",
            "“Nobody should have to read about a bridge like this one in the newspaper after it has fallen,” said the mayor, Ilse Brandow.",
            "The repairs are to take eleven months and will cost about six million, according to a first estimate by the engineers.",
            "An inspection four years ago had found the piers sound.",
        ],
    ),
    (
        "Grain Ships Wait off Port Marel as Storm Keeps Gates Shut",
        [
            "More than forty ships with grain and fodder waited off Port Marel on Monday, as a storm kept the gates of the harbour shut for the third day.",
            "The harbour office said the gates would open as soon as the swell fell below two metres, which was not expected before the middle of the week.",
            "About a third of the country’s grain passes through Port Marel, and millers inland said that their stores would last for nine days.",
            "Two ships had dragged their anchors during the night and were held by tugs until morning. Nobody was hurt.",
            "“We are not used to waiting this close to the rocks,” said Joana Brel, master of one of the ships, by radio.",
            "The storm gates were built after the great flood of 1974 and are closed five or six times in a year.",
        ],
    ),
    (
        "Teachers in the North Accept New Contract After Long Talks",
        [
            "Teachers in the four northern districts voted on Friday to accept a contract that raises their pay by seven percent over two years and ends a dispute of five months.",
            "Their union said that 61 percent of its members had voted for the offer, which also limits classes to twenty-six children.",
            "Lessons had been cancelled on eleven days since the autumn, and parents had asked both sides to come to terms before the examinations.",
            "The minister of education, Paul Herrant, called the result “a good day for every child in the north”.",
            "Teachers in the south, whose contract ends in June, want to ask for the same.",
            "Economists put the cost of the agreement at ninety million a year.",
        ],
    ),
    (
        "Glacier Lake Drains Overnight, Valley Spared",
        [
            "A lake that had grown behind the Sorvald glacier since May emptied itself during the night to Sunday without doing harm in the valley below, wardens of the park said.",
            "The water found its way under the ice and ran off within nine hours, as measurements at the gauge near the hut show.",
            "Hikers had been kept from the lower path for three weeks, because a sudden flood was feared.",
            "Geologists from the university had counted on the lake bursting through the moraine, as it did in 1998.",
            "“We were lucky, and we should not build on luck,” said the geologist Mirja Tanner, who has watched the glacier for twelve years.",
            "The path opens again on Thursday if the weather holds.",
        ],
    ),
];

const ARABIC: &str = "الحكومة تعلن خطة جديدة لإصلاح شبكة المياه في المدن الساحلية

بقلم سامي النجار
12 مايو 2025

أعلنت الحكومة يوم الاثنين خطة جديدة لإصلاح شبكة المياه في المدن الساحلية، بعد أشهر من الشكاوى من انقطاع الخدمة في الأحياء الجنوبية من المدينة.

وقال الوزير في مؤتمر صحفي إن العمل سيبدأ الشهر المقبل ويستمر ثلاث سنوات، وإن التكلفة ستبلغ نحو مئتي مليون.



المنتخب الوطني يفوز على ضيفه بهدفين في مباراة ودية

فاز المنتخب الوطني لكرة القدم على ضيفه بهدفين دون رد في مباراة ودية أقيمت مساء الثلاثاء على ملعب العاصمة أمام جمهور كبير.

وسجل الهدفين اللاعب الشاب في الشوط الثاني بعد أن أضاع الفريق عدة فرص في الشوط الأول.
";

const RUSSIAN: &str = "Мост через реку закрыли на ремонт

Городские власти закрыли старый мост через реку на ремонт, который продлится не менее одиннадцати месяцев, сообщила в среду администрация города.

По мосту каждый день проезжали около четырёх тысяч машин, и теперь водителям придётся ехать в объезд.

***

Суда с зерном ждут открытия порта

Более сорока судов с зерном стояли в понедельник на рейде порта, ворота которого уже третий день закрыты из-за шторма.

В порту сообщили, что ворота откроют, как только стихнет ветер.
";

const CHINESE: &str = "古桥关闭维修 渡轮费用由谁承担

市议会周三宣布，由于工程师发现七座桥墩中有两座被洪水冲坏，古老的石桥将对所有车辆关闭。这座桥是连接城市两部分的唯一道路，每天约有四千人经过。

议会表示，一条上世纪八十年代使用过的渡轮将从早上六点到晚上十点每二十分钟开行一班。



风暴关闭港口 运粮船在外等候

周一，四十多艘装载粮食和饲料的船只在港口外等候，风暴使港口的闸门连续第三天关闭。港务局表示，一旦浪高降到两米以下，闸门就会打开。

全国约三分之一的粮食经过这个港口，内陆的磨坊主说，他们的库存可以维持九天。
";

const ESSAY: &str = "On Walking Slowly

I have walked to work for eleven years, and in that time I have learned that the way is longer in winter, and that nobody can tell me why it should be so.

The first mile

The first mile leads past the brewery, which smells of bread in the morning and of vinegar at night, and past the house where my friend Anton used to live before he moved away.

It is the mile on which I think of the day to come, and it is mostly a mile of worries, as far as I can tell.

The second mile

The second mile is along the river. There is not much to be said about it, except that the herons stand there in all weathers and do not mind being looked at.

* * *

And so I arrive, most days, a little late and in a good mood, which my colleagues have learned to accept as one accepts the weather.
";
