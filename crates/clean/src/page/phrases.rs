//! Lines that pages print around their articles in the same words everywhere.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use aho_corasick::AhoCorasick;

use crate::text::tidy_line;

/// Headings after which a page speaks of other things.
const END_HEADINGS: &str = "related|related articles|related posts|related stories|related news|related content|related topics|related reading|related links|\
    related coverage|related items|more from|more on|more in|more news|more stories|more articles|more to read|most read|most popular|\
    most viewed|you may also like|you might also like|you may like|you might like|also read|read also|read next|read more|\
    further reading|recommended|recommended for you|recommended reading|recommended articles|what to read next|up next|next up|\
    trending|trending now|popular|popular posts|latest|latest news|latest stories|latest posts|latest articles|recent posts|\
    recent articles|recent news|other articles|other news|other stories|other posts|similar articles|similar posts|about the author|\
    about the authors|about author|author bio|about us|about the writer|written by|share|share this|share this article|share this post|\
    share this story|share on|comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|\
    join the discussion|discussion|responses|no comments|newsletter|sign up|subscribe|subscribe to|stay informed|stay up to date|\
    get our newsletter|follow us|connect with us|contact us|contact|tags|topics|categories|filed under|advertisement|sponsored|\
    sponsored content|promoted|promoted stories|around the web|from the web|editors picks|editor s picks|editor's picks|top stories|\
    in this section|explore more|don't miss|dont miss|download our app|support us|popular now|keep reading|continue reading|\
    discover more|see also|in other news|share your thoughts|want more|media contact|media contacts|references and further reading|\
    image references|weitere informationen|post navigation|search|archives|mehr zum thema|mehr zu|mehr|weitere artikel|weitere themen|\
    weitere nachrichten|weitere beiträge|das könnte sie auch interessieren|das könnte dich auch interessieren|auch interessant|\
    ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|lesen sie auch|kommentare|kommentar schreiben|\
    schreibe einen kommentar|schreiben sie einen kommentar|kommentar verfassen|neueste beiträge|meistgelesen|über den autor|\
    über die autorin|teilen|diesen artikel teilen|teilen mit|gefällt mir|ähnliches|empfehlungen|newsletter abonnieren|anzeige|\
    schlagwörter|themen|zum thema|diskutieren sie mit|dein kommentar|deine meinung|à lire aussi|lire aussi|a lire aussi|\
    à lire également|sur le même sujet|dans la même rubrique|articles liés|articles similaires|commentaires|laisser un commentaire|\
    partager|les plus lus|à propos de l'auteur|à voir aussi|vous aimerez aussi|plus d'articles|voir aussi|noticias relacionadas|\
    relacionadas|artículos relacionados|te puede interesar|también te puede interesar|lea también|lee también|comentarios|\
    deja un comentario|deja una respuesta|compartir|más noticias|lo más leído|más leídas|más información|sobre el autor|archivado en|\
    temas|etiquetas|leia também|leia mais|veja também|notícias relacionadas|comentários|deixe um comentário|compartilhe|mais lidas|\
    saiba mais|leggi anche|articoli correlati|correlati|potrebbe interessarti|commenti|condividi|lascia un commento|\
    ti potrebbe interessare|potrebbe interessarti anche|lees ook|lees meer|meer nieuws|meer over|gerelateerd|gerelateerde artikelen|\
    reacties|geef een reactie|reageer|deel dit artikel|читайте также|по теме|похожие статьи|комментарии|другие новости|\
    материалы по теме|смотрите также|поделиться|читайте також|коментарі|новини по темі|інші новини|czytaj także|czytaj też|\
    zobacz także|zobacz też|komentarze|udostępnij|polecane|powiązane|najnowsze|läs också|läs mer|les også|les mer|læs også|læs mere|\
    lue myös|kommentarer|relaterat|relaterade artiklar|mere om|ilgili haberler|yorumlar|ilginizi çekebilir|benzer haberler|\
    son haberler|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|شارك|التعليقات|مقالات ذات صلة|相关新闻|相关阅读|延伸阅读|推荐阅读|相關新聞|\
    延伸閱讀|関連記事|関連ニュース|おすすめ記事|あわせて読みたい|관련기사|관련뉴스|댓글|많이 본 뉴스";
/// Openings of lines that lead away from the article. Only for short lines.
const AWAY_STARTS: &str = "read more|read also|also read|read:|read next|related:|related article|see also|more:|more on this|watch:|watch now|listen:|\
    recommended:|don't miss|click here|tap here|sign up|subscribe|follow us|follow him|follow her|join our|join us on|like us on|\
    download our|download the|get the latest|share this|for more|continue reading|story continues|article continues|advertisement|\
    - advertisement|scroll to continue|photo:|image:|credit:|source:|tags:|tag:|filed under|categories:|category:|posted in|copyright|\
    ©|(c) |all rights reserved|this article was originally published|this story was originally|this article first appeared|\
    this article originally appeared|loading|print this|email this|view comments|show comments|leave a comment|comments are closed|\
    back to top|skip to|have a news tip|contact the reporter|you can follow|find us on|stay up to date|stay updated|join whatsapp|\
    listen to this article|save article|add us as|add as a preferred|lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|\
    mehr dazu|mehr zum thema|auch interessant|anzeige|werbung|quelle:|teilen|foto:|bild:|artikel teilen|hier geht es|lire aussi|\
    à lire aussi|à lire|lire la suite|lea también|lee también|te puede interesar|publicidad|leia também|leia mais|veja também|\
    publicidade|leggi anche|guarda anche|lees ook|lees meer|читайте также|читайте также:|подписывайтесь|читайте також|фото:|источник:|\
    czytaj także|czytaj też|czytaj również|zobacz także|zobacz też|reklama|läs också|läs även|les også|læs også|lue myös|اقرأ أيضا|\
    اقرأ أيضًا|اقرأ أيضاً|ilgili haber";
/// Whole lines.
const AWAY_LINES: &str = "share|tweet|email|print|facebook|twitter|linkedin|whatsapp|pinterest|reddit|copy link|link copied|save|comment|comments|more|menu|\
    close|home|news|read|listen|watch|next|previous|top|ad|ads|advertising|loading|updated|published|photo|video|image|share article|\
    follow|reply|like|telegram|instagram|youtube|x|subscribe|login|log in|sign in|register|search|contents|table of contents|\
    in this article|inhalt|inhaltsverzeichnis|sommaire|índice|share on facebook|share on twitter|drucken|kommentare|teilen|merken|\
    newsletter|partager|compartir|expand|enlarge image|enlarge|play|toggle caption|hide caption|view gallery|view image in fullscreen|\
    getty images|reuters|continue|give this article|gift this article|permalink|bookmark|follow topic|summary|topics|tags|add comment|\
    no comments|0 comments|iklan|advertentie|annonse|annons|mainos|pubblicità|publicité|publicidad|publicidade|anuncio|реклама|إعلان|\
    広告|광고|广告|quảng cáo|reklam|anzeige|werbung";

/// The words of a line with single spaces, lower case, without marks at its ends.
fn plain(line: &str) -> String {
    tidy_line(line)
        .to_lowercase()
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(')
        .replace('’', "'")
}

/// Sayings to look up at once: each line of a page is held against all of them, and one after the other they took a tenth
/// of the reading of a page.
type Set = LazyLock<HashSet<&'static str>>;

static ENDS: Set = LazyLock::new(|| END_HEADINGS.split('|').collect());
static AWAY: Set = LazyLock::new(|| AWAY_LINES.split('|').collect());
/// In order, so that those which a line may begin with stand together.
static AWAY_OPENINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut starts: Vec<&str> = AWAY_STARTS.split('|').collect();
    starts.sort_unstable();
    starts
});

/// Any of some sayings within a text; none where the machine for it could not be made, which the tests rule out.
type Sayings = LazyLock<Option<AhoCorasick>>;

fn says(sayings: &Option<AhoCorasick>, line: &str) -> bool {
    sayings.as_ref().is_some_and(|sayings| sayings.is_match(&*lower(line)))
}

fn lower(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.to_lowercase())
}

pub fn is_end_heading(line: &str) -> bool {
    if line.chars().count() > 70 {
        return false;
    }
    let plain = plain(line);
    if ENDS.contains(plain.as_str()) {
        return true;
    }
    const STARTS: &[&str] = &[
        "more from ",
        "more about ",
        "related ",
        "read more ",
        "about the author",
        "leave a ",
        "subscribe to ",
        "sign up for ",
        "you may also ",
        "you might also ",
        "share this ",
        "latest from ",
        "popular in ",
        "mehr zum thema ",
        "mehr von ",
        "das könnte ",
        "schreibe ",
        "dans la même ",
        "sur le même ",
        "join the conversation",
        "what do you think",
        "most popular",
        "recommended ",
    ];
    let words = plain.split_whitespace().count();
    let more = plain.starts_with("more ")
        && ["stories", "articles", "news", "posts", "reads", "coverage"].iter().any(|end| plain.ends_with(end));
    (more || STARTS.iter().any(|start| plain.starts_with(start))) && words <= 7
}

/// Whether a line asks the reader to register, pay or subscribe. What stands in the same small box with it belongs to it.
pub fn is_wall(line: &str) -> bool {
    static SAYS: Sayings = LazyLock::new(|| AhoCorasick::new(WALLS.split('|')).ok());
    line.chars().count() <= 260 && says(&SAYS, line)
}

const WALLS: &str = "sign in to|log in to|create an account|register / sign in|register to|already a subscriber|already have an account|\
    subscribe to continue|subscribe now|to continue reading|continue reading with|unlock this article|unlock more articles|\
    exclusive to subscribers|subscribers only|become a member|become a subscriber|start your free trial|to read the rest of this|\
    read the full story|delivered to your inbox|in your inbox|to your inbox|sign up for our|sign up to our|sign up for the|\
    subscribe to our|subscribe for|join our newsletter|our free newsletter|daily newsletter|weekly newsletter|get our free|\
    thanks for signing up|by signing up|you agree to our|privacy policy and|enter your email|jetzt abonnieren|jetzt weiterlesen|\
    abo testen|newsletter anmelden|newsletter bestellen|mit abo|réservé aux abonnés|article réservé|abonnez-vous|déjà abonné|\
    inscrivez-vous à|suscríbete|suscriptores|inicia sesión|assine |assinantes|abbonati|riservato agli abbonati|iscriviti alla|abonneer|\
    meld je aan|подпишитесь на|подписывайтесь на|підписуйтесь на|prenumerera|zapisz się|zaloguj się|有料会員|会員限定|登录后|구독하기";

/// Whether a paragraph is the house's own small print or filling: that it earns by links, how to reach it, where it first printed the text.
pub fn is_small_print(line: &str) -> bool {
    static SAYS: Sayings = LazyLock::new(|| AhoCorasick::new(SMALL_PRINT.split('|')).ok());
    const OPENINGS: [&str; 3] = ["©", "lorem ipsum dolor", "copyright ©"];
    let length = line.chars().count();
    if length > 700 {
        return false;
    }
    let line = lower(line);
    OPENINGS.iter().any(|opening| line.starts_with(opening)) || (length < 420 && says(&SAYS, &line))
}

const SMALL_PRINT: &str = "earn a commission|affiliate link|affiliate commission|earn an affiliate|all rights reserved|alle rechte vorbehalten|\
    tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|все права защищены|\
    may not be republished|may not be reproduced|registered office:|follow us on|follow me on|\
    zuerst veröffentlicht am|im original veröffentlicht|get in touch with our news team|for more stories like this|preferred source|\
    add us as a|have a story tip|send tips to|join the conversation in the comments";

/// Whether a line, in whatever element, is an instruction or label of the page rather than part of the text.
pub fn leads_away(line: &str) -> bool {
    let length = line.chars().count();
    if length > 220 {
        return false;
    }
    let plain = plain(line);
    if AWAY.contains(plain.as_str()) {
        return true;
    }
    let first = plain.as_bytes().first();
    let from = AWAY_OPENINGS.partition_point(|start| start.as_bytes().first() < first);
    AWAY_OPENINGS[from..].iter().take_while(|start| start.as_bytes().first() == first).any(|start| {
        plain.strip_prefix(start).is_some_and(|rest| {
            let open = rest.is_empty() || !rest.starts_with(char::is_alphanumeric) || start.ends_with([' ', ':']);
            open && (length <= 160 || matches!(*start, "copyright" | "©"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_text() {
        for line in ["Related articles", "Related Articles:", "MORE FROM WORLD", "Lesen Sie auch", "Читайте также:"]
        {
            assert!(is_end_heading(line), "{line}");
        }
        for line in ["Relations with the neighbours", "More ships than ever came to the harbour this year", "The port"]
        {
            assert!(!is_end_heading(line), "{line}");
        }
        for line in ["Read more: The port reopens", "ADVERTISEMENT", "Share", "© 2025 The Example"] {
            assert!(leads_away(line), "{line}");
        }
        for line in ["Already a subscriber? Log in", "Réservé aux abonnés", "会員限定の記事です"] {
            assert!(is_wall(line), "{line}");
        }
        assert!(!is_wall("The subscribers of the paper were told on Monday."));
        for line in ["© 2025 The Example", "We may EARN A COMMISSION from links.", "Все права защищены."]
        {
            assert!(is_small_print(line), "{line}");
        }
        assert!(!is_small_print("The commission met on Monday."));
        for line in ["Reading the report took a day.", "Sources in the ministry said so.", "Sharing is hard."] {
            assert!(!leads_away(line), "{line}");
        }
    }
}
