//! What tags, roles, classes and ids say about a part of a page.

use std::{collections::HashMap, sync::LazyLock};

use super::dom::{Dom, NodeId};

/// What the markup claims an element to be. A claim only: a part that holds most of the text is never dropped for its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Menus, teasers, forms, advertisements, comments, players.
    pub boilerplate: bool,
    /// Boilerplate whose names are also used for parts of the layout that hold the text.
    pub layout: bool,
    /// Names that are used for boxes beside the text as well as for parts of it.
    pub doubtful: bool,
    /// Not shown when the page opens.
    pub hidden: bool,
    pub caption: bool,
    pub credit: bool,
    pub byline: bool,
    pub date: bool,
    pub standfirst: bool,
    pub body: bool,
    pub comments: bool,
    /// Opens over the page: asks for leave to store cookies, for an address, for money.
    pub consent: bool,
    /// The foot of the page or of a part.
    pub foot: bool,
    /// A box for a picture.
    pub picture: bool,
}

const BOILERPLATE: &str = "nav navbar navigation menu submenu megamenu footer foot share sharing social sns addthis addtoany sharedaddy sharethis newsletter newsletters subscribe subscription subscriptions signup optin \
    advert ad ads adv adbox adslot adsense adsbygoogle dfp gpt mpu leaderboard taboola outbrain revcontent plista zergnet cookie cookies consent gdpr popup modal tooltip dropdown drawer offcanvas lightbox pagination pager paging \
    tags tag taglist tagcloud keywords recommended recirc recirculation readmore morefrom seealso upnext login register search searchform vote survey donate donation \
    copyright kicker eyebrow category categories cat breadcrumb toolbar action-bar skiplink printonly likes reactions \
    werbung anzeige verwandte teilen empfehlung empfehlungen relacionadas relacionados relacionada compartir publicidad publicidade compartilhar correlati condividi pubblicita partage publicite gerelateerd delen reclame reklama reklam ilgili udostepnij \
    biography bio authorbox aboutauthor followus follow backtotop banner hellobar toast notification notifications alert-bar sponsor sponsored onetrust qc-cmp2 livechat chatbot";
/// A token that begins with one of these says the same.
const BOILERPLATE_STARTS: &[&str] = &[
    "relat",
    "recommend",
    "advertis",
    "newslett",
    "subscri",
    "sponsor",
    "promo",
    "breadcrumb",
    "pagina",
    "taboola",
    "outbrain",
    "sharebar",
    "sharebut",
    "sharelink",
    "sharetool",
    "shareicon",
    "socialshar",
    "socialmedia",
    "sociallink",
    "socialicon",
    "socialbut",
    "mostread",
    "mostpop",
    "mostview",
    "readnext",
    "nextpost",
    "prevpost",
    "authorbio",
    "authorbox",
    "cookieb",
    "paywall-prompt",
];
const PAIRS: &[(&str, &str)] = &[
    ("read", "more"),
    ("more", "from"),
    ("most", "read"),
    ("most", "viewed"),
    ("most", "popular"),
    ("sign", "up"),
    ("author", "bio"),
    ("author", "box"),
    ("author", "info"),
    ("author", "card"),
    ("author", "description"),
    ("author", "about"),
    ("about", "author"),
    ("see", "also"),
    ("skip", "link"),
    ("back", "top"),
    ("also", "read"),
    ("also", "like"),
    ("read", "also"),
    ("read", "next"),
    ("up", "next"),
    ("next", "article"),
    ("next", "post"),
    ("prev", "post"),
    ("previous", "post"),
    ("post", "navigation"),
    ("post", "nav"),
    ("more", "stories"),
    ("more", "articles"),
    ("more", "news"),
    ("more", "posts"),
    ("other", "articles"),
    ("other", "news"),
    ("similar", "posts"),
    ("similar", "articles"),
    ("article", "list"),
    ("post", "list"),
    ("news", "list"),
    ("table", "contents"),
    ("jump", "to"),
    ("follow", "us"),
    ("contact", "form"),
    ("site", "header"),
    ("page", "header"),
    ("site", "branding"),
    ("top", "bar"),
    ("bottom", "bar"),
    ("author", "profile"),
    ("profile", "card"),
    ("read", "time"),
    ("reading", "time"),
    ("entry", "meta"),
    ("post", "meta"),
    ("article", "meta"),
    ("inline", "promo"),
    ("story", "package"),
    ("link", "box"),
    ("link", "list"),
    ("leia", "mais"),
    ("leia", "tambem"),
    ("leggi", "anche"),
    ("lees", "ook"),
    ("lire", "aussi"),
    ("lesen", "auch"),
    ("mehr", "zum"),
];
const LAYOUT: &str = "sidebar rail aside gallery slider slideshow carousel swiper slick print tools actions page-header overlay cta poll rating ratings skip latest popular trending";
const DOUBTFUL: &str = "toc widget widgets module box teaser teasers promo card cards tile tiles meta info infobox header head video player audio podcast embed extra extras supplement supplementary bottom after below addon form button btn links link highlight highlights fact factbox download disclaimer license terms notice intro-links more next previous prev author authors profile contributor contributors thumbnails thumb insert inset partner partners shop product products price deals affiliate sticky fixed topic topics section-front also";
/// Whole classes: as a part of a name "hidden" is said of labels and overflow.
const HIDDEN: &[&str] = &[
    "hidden",
    "hide",
    "is-hidden",
    "u-hidden",
    "d-none",
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader",
    "screenreader",
    "element-invisible",
    "offscreen",
    "off-screen",
    "show-for-sr",
    "assistive-text",
    "display-none",
    "invisible",
    "print-only",
    "visible-print",
    "printonly",
    "hidden-desktop",
    "u-visually-hidden",
    "show-on-print",
    "rollover",
    "rollover-block",
    "hovercard",
];
const CAPTION: &str =
    "caption captions figcaption legend legende bildunterschrift imagecaption photocaption bu didascalia";
const CREDIT: &str = "credit credits photocredit imagecredit copyrightinfo";
const BYLINE: &str = "byline bylines author authors autor autoren autore auteur writer username writtenby articleauthor postauthor dateline-author";
const DATE: &str = "date dates datetime timestamp time pubdate pub published publish publishdate postdate updated dateline datum fecha data posted";
const STANDFIRST: &str = "standfirst deck dek lead lede subtitle subheadline subheading subhead subtitulo sottotitolo summary chapo excerpt intro introduction abstract teaser vorspann ingress bajada copete entradilla strapline description";
const BODY_PAIRS: &[(&str, &str)] = &[
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("entry", "content"),
    ("post", "content"),
    ("post", "body"),
    ("post", "text"),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("body", "content"),
    ("content", "body"),
    ("news", "content"),
    ("news", "body"),
    ("news", "text"),
    ("blog", "content"),
    ("blog", "body"),
    ("body", "text"),
    ("body", "copy"),
    ("rich", "text"),
    ("text", "content"),
    ("single", "content"),
    ("article", "copy"),
    ("article", "main"),
    ("paragraph", "content"),
    ("article", "detail"),
    ("content", "article"),
    ("content", "text"),
];
const BODY: &str = "articlebody articlecontent articletext entrycontent postcontent postbody storybody storycontent newscontent newstext richtext mainarticle fulltext";
const COMMENTS: &str = "comment comments commentlist comment-list disqus respond kommentare komentarze comentarios commentaires commenti yorumlar reacties livefyre viafoura coral replies discussion testimonial testimonials";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Boilerplate,
    Layout,
    Doubtful,
    Caption,
    Credit,
    Byline,
    Date,
    Standfirst,
    Body,
    Comments,
}

static TOKENS: LazyLock<HashMap<&'static str, Vec<Sign>>> = LazyLock::new(|| {
    let mut tokens: HashMap<&'static str, Vec<Sign>> = HashMap::new();
    for (list, sign) in [
        (BOILERPLATE, Sign::Boilerplate),
        (LAYOUT, Sign::Layout),
        (DOUBTFUL, Sign::Doubtful),
        (CAPTION, Sign::Caption),
        (CREDIT, Sign::Credit),
        (BYLINE, Sign::Byline),
        (DATE, Sign::Date),
        (STANDFIRST, Sign::Standfirst),
        (BODY, Sign::Body),
        (COMMENTS, Sign::Comments),
    ] {
        for token in list.split_whitespace() {
            tokens.entry(token).or_default().push(sign);
        }
    }
    tokens
});

static PAIR_SIGNS: LazyLock<HashMap<(&'static str, &'static str), Sign>> = LazyLock::new(|| {
    let mut pairs = HashMap::new();
    for (list, sign) in [(PAIRS, Sign::Boilerplate), (BODY_PAIRS, Sign::Body)] {
        for &pair in list {
            pairs.insert(pair, sign);
        }
    }
    pairs
});

/// The signs of every element below `top`, by node.
pub fn all_signs(dom: &Dom, top: NodeId) -> Vec<Signs> {
    let mut all = vec![Signs::default(); dom.len()];
    let mut known = Known::new();
    for node in dom.descendants(top) {
        if dom.element(node).is_some() {
            all[node as usize] = signs(dom, node, &mut known);
        }
    }
    all
}

/// What classes and ids say that were read before: a page says the same ones again and again.
type Known<'a> = HashMap<&'a str, Signs>;

/// Reads the signs of one element, not those of the elements around it.
fn signs<'a>(dom: &'a Dom, node: NodeId, known: &mut Known<'a>) -> Signs {
    let mut signs = Signs::default();
    match dom.tag(node) {
        "nav" | "footer" | "dialog" | "menu" | "form" => signs.boilerplate = true,
        "aside" => signs.boilerplate = true,
        "figcaption" => signs.caption = true,
        "figure" => signs.picture = true,
        "time" => signs.date = true,
        "address" => signs.doubtful = true,
        "html" | "body" => return signs,
        _ => {}
    }
    for (name, value) in dom.attributes(node) {
        match name {
            // An id of many words is a heading's text made into an anchor.
            "id" if value.len() > 40 || value.matches(['-', '_']).count() > 4 => {}
            "class" | "id" | "data-component" | "data-testid" | "data-test-id" | "data-qa" | "data-type"
            | "data-block" | "data-module" => signs.add(*known.entry(value).or_insert_with(|| names(value))),
            "role" => match value {
                "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog"
                | "menu" | "menubar" | "toolbar" | "form" | "note" => signs.boilerplate = true,
                _ => {}
            },
            "hidden" => signs.hidden = true,
            "aria-hidden" if value == "true" => signs.hidden = true,
            "style" => {
                let style: String =
                    value.chars().filter(|c| !c.is_whitespace()).take(400).map(|c| c.to_ascii_lowercase()).collect();
                signs.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            "itemprop" => match value {
                "articleBody" => signs.body = true,
                "author" | "creator" => signs.byline = true,
                "datePublished" | "dateModified" | "dateCreated" => signs.date = true,
                "caption" => signs.caption = true,
                _ => {}
            },
            "rel" if value == "author" => signs.byline = true,
            _ => {}
        }
    }
    signs
}

/// What the words of a class or id say.
fn names(value: &str) -> Signs {
    let mut signs = Signs::default();
    let mut previous = String::new();
    let mut token = String::new();
    for class in value.split_whitespace().take(24) {
        // Classes that say how wide or where something is hold words like "sidebar" for what is beside it.
        if HIDDEN.contains(&class) {
            signs.hidden = true;
            continue;
        }
        // WordPress prints the names of a post's categories and tags as classes of the post.
        if class.len() > 80
            || class.starts_with("category-")
            || class.starts_with("tag-")
            || class.starts_with("has_")
            || class.starts_with("has-")
            || class.starts_with("no-")
            || class.starts_with("with-")
            || class.starts_with("is-") && class != "is-hidden"
            || class.contains(':')
            || class.starts_with("not-")
        {
            continue;
        }
        // The names of page builders say "widget" of every part.
        let class = class.strip_prefix("elementor-").unwrap_or(class);
        previous.clear();
        token.clear();
        let mut lower_before = false;
        for letter in class.chars().chain(std::iter::once('-')) {
            let boundary = !letter.is_alphanumeric() || (letter.is_uppercase() && lower_before);
            if boundary && !token.is_empty() {
                take(&previous, &token, &mut signs);
                std::mem::swap(&mut previous, &mut token);
                token.clear();
            }
            if letter.is_alphanumeric() {
                token.extend(letter.to_lowercase());
            }
            lower_before = letter.is_lowercase();
        }
    }
    signs
}

fn take(previous: &str, token: &str, signs: &mut Signs) {
    // What opens over a word when the pointer rests on it.
    signs.hidden |= matches!(token, "rollover" | "hovercard" | "popover");
    signs.foot |= token == "footer";
    signs.picture |= matches!(token, "image" | "images" | "img" | "photo" | "picture" | "figure");
    signs.consent |=
        token.starts_with("cookie") || matches!(token, "consent" | "gdpr" | "onetrust" | "modal" | "popup");
    if let Some(found) = TOKENS.get(token) {
        for &sign in found {
            set(sign, signs);
        }
    } else if token.starts_with("authorn") || token.starts_with("authorl") || token.starts_with("bylin") {
        signs.byline = true;
    } else if BOILERPLATE_STARTS.iter().any(|start| token.starts_with(start)) {
        signs.boilerplate = true;
    }
    if let Some(&sign) = PAIR_SIGNS.get(&(previous, token)) {
        set(sign, signs);
    }
}

impl Signs {
    fn add(&mut self, other: Signs) {
        self.boilerplate |= other.boilerplate;
        self.layout |= other.layout;
        self.doubtful |= other.doubtful;
        self.hidden |= other.hidden;
        self.caption |= other.caption;
        self.credit |= other.credit;
        self.byline |= other.byline;
        self.date |= other.date;
        self.standfirst |= other.standfirst;
        self.body |= other.body;
        self.comments |= other.comments;
        self.consent |= other.consent;
        self.foot |= other.foot;
        self.picture |= other.picture;
    }
}

fn set(sign: Sign, signs: &mut Signs) {
    match sign {
        Sign::Boilerplate => signs.boilerplate = true,
        Sign::Layout => signs.layout = true,
        Sign::Doubtful => signs.doubtful = true,
        Sign::Caption => signs.caption = true,
        Sign::Credit => signs.credit = true,
        Sign::Byline => signs.byline = true,
        Sign::Date => signs.date = true,
        Sign::Standfirst => signs.standfirst = true,
        Sign::Body => signs.body = true,
        Sign::Comments => signs.comments = true,
    }
}
