//! Names of months, weekdays and zones as newspapers print them, lower case, without closing points.

use std::{collections::HashMap, sync::LazyLock};

/// A row a month; nominative, genitive and short forms of the languages one after the other.
/// Forms that mean different months in two languages are left to `month_of_language`.
const MONTHS: &[&str] = &[
    "january jan januar janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta styczeń stycznia sty leden ledna január \
     ianuarie ian январь января янв січень січня січ студзень студзеня януари јануар јануара јануари siječanj siječnja ocak oca يناير جانفي ژانویه \
     ינואר בינואר जनवरी มกราคม ม.ค jänner jän gener xaneiro urtarrila jaanuar janvāris janvārī sausis sausio ιανουάριος ιανουαρίου ιαν gennaro janúar \
     জানুয়ারি ஜனவரி იანვარი հունվարի қаңтар جنوری yanvar januára",
    "february feb februar februari février fevrier févr fév febrero febbraio fevereiro fev helmikuu helmikuuta luty lutego únor února február februarie \
     февраль февраля фев февр лютий лютого лют люты лютага февруари фебруар фебруара veljača veljače şubat şub فبراير شباط فيفري فوریه \
     פברואר בפברואר फरवरी फ़रवरी กุมภาพันธ์ ก.พ febrer febreiro otsaila veebruar februāris februārī vasaris vasario φεβρουάριος φεβρουαρίου φεβ feber \
     febrúar ফেব্রুয়ারি பிப்ரவரி თებერვალი փետրվարի ақпан فروری fevral februára",
    "march mar mär märz maerz mars marzo março marco maart mrt maaliskuu maaliskuuta marzec marca březen března marec martie март марта мар \
     березень березня бер сакавік сакавіка ožujak ožujka mart مارس آذار \
     מרץ במרץ मार्च มีนาคม มี.ค març martxoa märts marts martā kovas kovo μάρτιος μαρτίου μαρ március marts মার্চ மார்ச் მარტი մարտի наурыз مارچ",
    "april apr avril avr abril abr aprile huhtikuu huhtikuuta kwiecień kwietnia kwi duben dubna apríl aprilie апрель апреля апр квітень квітня квіт \
     красавік красавіка април априла travanj travnja nisan nis أبريل ابريل إبريل نيسان أفريل آوریل אפריל באפריל अप्रैल เมษายน เม.ย aprill aprīlis aprīlī \
     balandis balandžio απρίλιος απριλίου απρ április এপ্রিল ஏப்ரல் აპრილი ապրիլի сәуір اپریل aprel apirila apríla",
    "may mai maja mayo maggio mag maio mei maj toukokuu toukokuuta květen května máj mája мая май травень травня трав мај маја svibanj svibnja mayıs \
     مايو أيار ايار ماي مه مئی מאי במאי मई พฤษภาคม พ.ค maig maiatza maijs maijā gegužė gegužės μάιος μαΐου μαϊ május মে மே მაისი մայիսի мамыр maí",
    "june jun juni juin junio giugno giu junho kesäkuu kesäkuuta czerwiec czerwca cze červen června jún júna iunie июнь июня июн червень червня черв чэрвень чэрвеня юни \
     јун јуна јуни lipanj lipnja haziran haz يونيو يونيه حزيران جوان ژوئن יוני ביוני जून มิถุนายน มิ.ย juny xuño ekaina juuni jūnijs jūnijā birželis birželio \
     ιούνιος ιουνίου ιουν június junij júní জুন ஜூன் ივნისი հունիսի маусым جون iyun",
    "july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta lipiec lipca červenec července júl júla iulie июль июля июл липень липня лип ліпень ліпеня юли \
     јул јула јули srpanj srpnja temmuz tem يوليو يوليه تموز جويلية ژوئیه ژوئيه יולי ביולי जुलाई กรกฎาคม ก.ค juliol xullo uztaila juuli jūlijs jūlijā liepa liepos \
     ιούλιος ιουλίου ιουλ július julij júlí জুলাই ஜூலை ივლისი հուլիսի шілде جولائی iyul",
    "august aug août aout agosto ago augustus elokuu elokuuta sierpień sierpnia sie srpen srpna augustul август августа авг серпень серпня серп жнівень жніўня \
     август августа авг kolovoz kolovoza ağustos ağu أغسطس اغسطس آب أوت اوت اوت אוגוסט באוגוסט अगस्त สิงหาคม ส.ค agost abuztua augusts augustā rugpjūtis rugpjūčio \
     αύγουστος αυγούστου αυγ augusztus avgust ágúst আগস্ট ஆகஸ்ட் აგვისტო օգոստոսի тамыз اگست augusta augusti",
    "september sept sep septembre septiembre setiembre settembre set setembro syyskuu syyskuuta wrzesień września wrz září septembrie сентябрь сентября сен сент \
     вересень вересня вер верасень верасня септември септембар септембра rujan rujna eylül eyl سبتمبر أيلول ايلول سپتامبر ספטמבר בספטמבר सितंबर सितम्बर \
     กันยายน ก.ย setembre iraila septembris septembrī rugsėjis rugsėjo σεπτέμβριος σεπτεμβρίου σεπ szeptember সেপ্টেম্বর செப்டம்பர் სექტემბერი սեպտեմբերի қыркүйек ستمبر sentyabr septembra",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuu lokakuuta październik października paź říjen října október octombrie октябрь октября окт \
     жовтень жовтня жовт кастрычнік кастрычніка октомври октобар октобра ekim eki أكتوبر اكتوبر اکتبر אוקטובר באוקטובר अक्टूबर अक्तूबर ตุลาคม ต.ค outubro urria oktoober \
     oktobris oktobrī spalis spalio οκτώβριος οκτωβρίου οκτ oktobra październiku অক্টোবর அக்டோபர் ოქტომბერი հոկտեմբերի қазан اکتوبر oktyabr októbra",
    "november nov novembre noviembre novembro marraskuu marraskuuta listopad listopada lis noiembrie ноябрь ноября ноя нояб листопад листопада лист \
     лістапад лістапада ноември новембар новембра studeni studenoga kasım kas نوفمبر نوامبر נובמבר בנובמבר नवंबर नवम्बर พฤศจิกายน พ.ย novembris novembrī azaroa lapkritis lapkričio \
     νοέμβριος νοεμβρίου νοε november নভেম্বর நவம்பர் ნოემბერი նոյեմբերի қараша نومبر noyabr novembra nóvember",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro joulukuu joulukuuta grudzień grudnia gru prosinec prosince decembrie декабрь \
     декабря дек грудень грудня груд снежань снежня декември децембар децембра prosinac prosinca aralık ara ديسمبر دسامبر דצמבר בדצמבר दिसंबर दिसम्बर ธันวาคม ธ.ค \
     desembre desember desembro detsember decembris decembrī abendua gruodis gruodžio δεκέμβριος δεκεμβρίου δεκ des decembra ডিসেম্বর டிசம்பர் დეკემბერი դեկտեմբերի желтоқсан دسمبر dekabr",
];

/// Two words: Levantine Arabic "first" and "second" of Tishrin and Kanun.
const DOUBLE_MONTHS: &[(&str, &str, u32)] = &[
    ("كانون", "الثاني", 1),
    ("كانون", "ثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الاول", 10),
    ("تشرين", "أول", 10),
    ("تشرين", "الثاني", 11),
    ("تشرين", "ثاني", 11),
    ("كانون", "الأول", 12),
    ("كانون", "الاول", 12),
    ("كانون", "أول", 12),
];

/// A row a weekday, Monday first.
const WEEKDAYS: &[&str] = &[
    "monday mon montag mo lundi lun lunes lunedì lunedi segunda maandag måndag mandag maanantai poniedziałek pondělí luni понедельник понеделник понедельника пн \
     понеділок пан pazartesi pzt الاثنين الإثنين اثنين دوشنبه 星期一 周一 月曜日 월요일 senin isnin δευτέρα hétfő ponedjeljak pondelok",
    "tuesday tue tues dienstag di mardi martes martedì martedi terça dinsdag tisdag tirsdag tiistai wtorek úterý marți вторник вторника вт вівторок salı sal الثلاثاء سه‌شنبه 星期二 周二 火曜日 \
     화요일 selasa τρίτη kedd utorak utorok",
    "wednesday wed mittwoch mi mercredi miércoles miercoles mercoledì mercoledi quarta woensdag onsdag keskiviikko środa středa miercuri среда среду сряда ср середа середу çarşamba çar \
     الأربعاء الاربعاء چهارشنبه 星期三 周三 水曜日 수요일 rabu τετάρτη szerda srijeda streda",
    "thursday thu thur thurs donnerstag do jeudi jeudis jueves giovedì giovedi quinta donderdag torsdag torstai czwartek čtvrtek joi четверг чт четвер четвъртък perşembe per الخميس پنجشنبه 星期四 周四 \
     木曜日 목요일 kamis πέμπτη csütörtök četvrtak štvrtok",
    "friday fri freitag fr vendredi viernes venerdì venerdi sexta vrijdag fredag perjantai piątek pátek vineri пятница пятницу пт п'ятниця петък cuma cum الجمعة جمعه 星期五 周五 金曜日 금요일 \
     jumat παρασκευή péntek petak piatok",
    "saturday sat samstag sonnabend sa samedi sábado sabado sabato zaterdag lördag lørdag lauantai sobota sâmbătă суббота субботу сб субота събота cumartesi cmt السبت شنبه 星期六 周六 土曜日 토요일 sabtu \
     σάββατο szombat subota",
    "sunday sun sonntag so dimanche domingo domenica zondag söndag søndag sunnuntai niedziela neděle duminică воскресенье вс неділя неделя pazar paz الأحد الاحد یکشنبه 星期日 周日 星期天 日曜日 일요일 minggu \
     κυριακή vasárnap nedjelja nedeľa",
];

/// Only zones that mean one offset wherever they are printed; minutes east of Greenwich.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("gmt", 0),
    ("utc", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("trt", 180),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("pkt", 300),
    ("wib", 420),
    ("awst", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

static MONTH: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| by_word(MONTHS));
static WEEKDAY: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| by_word(WEEKDAYS));
static ZONE: LazyLock<HashMap<&'static str, i32>> = LazyLock::new(|| ZONES.iter().copied().collect());

fn by_word(rows: &[&'static str]) -> HashMap<&'static str, u32> {
    let mut words = HashMap::new();
    for (number, row) in (1..).zip(rows) {
        for word in row.split_whitespace() {
            words.entry(word).or_insert(number);
        }
    }
    words
}

/// 1 to 12. `word` in lower case.
pub fn month(word: &str, language: Option<&str>) -> Option<u32> {
    // Croatian shares two forms with Polish and Ukrainian for another month.
    match (word, language) {
        ("listopad" | "listopada", Some("hr" | "bs")) => return Some(10),
        ("srpanj" | "srpnja", _) => return Some(7),
        ("рујан", _) => return Some(9),
        _ => {}
    }
    MONTH.get(word).copied()
}

/// Of two words that only together name a month.
pub fn double_month(first: &str, second: &str) -> Option<u32> {
    DOUBLE_MONTHS.iter().find(|(one, two, _)| *one == first && *two == second).map(|&(_, _, number)| number)
}

/// 1 (Monday) to 7. `word` in lower case.
pub fn weekday(word: &str) -> Option<u32> {
    WEEKDAY.get(word).copied()
}

/// Minutes east of Greenwich. `word` in lower case.
pub fn zone(word: &str) -> Option<i32> {
    ZONE.get(word).copied()
}
