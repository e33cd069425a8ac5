//! The few words of WebDriver that the test needs, spoken over one socket a call.
//!
//! The crates for it bring an HTTP client and a licence of their own into a tree that has neither.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// Far more than any step takes on a busy machine with two cores.
const PATIENCE: Duration = Duration::from_secs(60);

/// The window of a program that was started by the driver, seen through its web view.
pub struct Page {
    port: u16,
    session: String,
}

#[derive(Clone, Debug)]
pub struct Element(String);

/// The key under which the standard hides an element's name.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Page {
    /// Starts the program. The driver listens already.
    pub fn open(port: u16, program: &str) -> Page {
        Page::open_as(port, json!({ "webkitgtk:browserOptions": { "binary": program } }))
    }

    /// The capabilities are the standard's: what is started, and what becomes of its dialogs.
    pub fn open_as(port: u16, capabilities: Value) -> Page {
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = wait_for("the driver starts the program", || call(port, "POST", "/session", Some(&wanted)).ok());
        let session = answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}")).to_owned();
        Page { port, session }
    }

    /// Ends the program.
    pub fn close(self) {
        self.ask("DELETE", "", None);
    }

    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.ask("POST", "/elements", Some(json!({ "using": "css selector", "value": selector })));
        let names = found.as_array().into_iter().flatten().filter_map(|found| found[ELEMENT].as_str());
        names.map(|name| Element(name.to_owned())).collect()
    }

    /// The first that the selector names and a person can see, once there is one.
    pub fn wait(&self, selector: &str) -> Element {
        wait_for(selector, || self.all(selector).into_iter().find(|element| self.is_shown(element)))
    }

    /// The texts of all that the selector names, once they are as wanted.
    pub fn wait_for_texts(&self, selector: &str, are_right: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut last = Vec::new();
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            last = self.all(selector).iter().filter_map(|element| self.text(element)).collect();
            if are_right(&last) {
                return last;
            }
            pause();
        }
        panic!("{selector} never read as expected: {last:#?}\n{}", self.source());
    }

    /// As it is rendered. Nothing once the element is gone.
    ///
    /// The standard's own `text` takes what lies in a box of `contain: strict`, as the rows of our lists do, for hidden.
    pub fn text(&self, element: &Element) -> Option<String> {
        let text = self.try_ask("GET", &format!("/element/{}/property/innerText", element.0), None)?;
        text.as_str().map(|text| text.trim().to_owned())
    }

    pub fn click(&self, element: &Element) {
        self.ask("POST", &format!("/element/{}/click", element.0), Some(json!({})));
    }

    /// Nothing while something lies over it.
    pub fn try_click(&self, element: &Element) -> Option<()> {
        self.try_ask("POST", &format!("/element/{}/click", element.0), Some(json!({}))).map(drop)
    }

    pub fn type_into(&self, element: &Element, text: &str) {
        self.ask("POST", &format!("/element/{}/value", element.0), Some(json!({ "text": text })));
    }

    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, json!([]))
    }

    /// The script finds them as `arguments`.
    pub fn run_with(&self, script: &str, arguments: Value) -> Value {
        self.ask("POST", "/execute/sync", Some(json!({ "script": script, "args": arguments })))
    }

    /// The script answers through the last of its `arguments`, when it has something to say.
    pub fn run_later(&self, script: &str, arguments: Value) -> Value {
        self.ask("POST", "/timeouts", Some(json!({ "script": PATIENCE.as_millis() as u64 })));
        self.ask("POST", "/execute/async", Some(json!({ "script": script, "args": arguments })))
    }

    pub fn go(&self, address: &str) {
        self.ask("POST", "/url", Some(json!({ "url": address })));
    }

    /// When the first words stood on the screen, since 1970.
    pub fn wait_for_first_paint(&self) -> Duration {
        let painted = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
                       return paint ? performance.timeOrigin + paint.startTime : null;";
        let milliseconds = wait_for("the first paint", || self.run(painted).as_f64());
        Duration::from_secs_f64(milliseconds / 1e3)
    }

    pub fn source(&self) -> String {
        self.ask("GET", "/source", None).as_str().unwrap_or_default().to_owned()
    }

    pub fn is_enabled(&self, element: &Element) -> bool {
        self.try_ask("GET", &format!("/element/{}/enabled", element.0), None) == Some(Value::Bool(true))
    }

    fn is_shown(&self, element: &Element) -> bool {
        self.try_ask("GET", &format!("/element/{}/displayed", element.0), None) == Some(Value::Bool(true))
    }

    fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let path = format!("/session/{}{path}", self.session);
        call(self.port, method, &path, body.as_ref()).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn try_ask(&self, method: &str, path: &str, body: Option<Value>) -> Option<Value> {
        call(self.port, method, &format!("/session/{}{path}", self.session), body.as_ref()).ok()
    }
}

/// Asks again until there is an answer.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited {PATIENCE:?} in vain: {what}");
        pause();
    }
}

/// Between two questions, so that asking does not take the time of what is asked for.
fn pause() {
    std::thread::park_timeout(Duration::from_millis(30));
}

/// One call, and the `value` of its answer. A driver's refusal is an error, too.
fn call(port: u16, method: &str, path: &str, body: Option<&Value>) -> io::Result<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = BufReader::new(stream);
    let mut status = String::new();
    answer.read_line(&mut status)?;
    let mut length = None;
    loop {
        let mut line = String::new();
        answer.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(bytes) = line.strip_prefix("content-length:") {
            length = bytes.trim().parse::<u64>().ok();
        }
    }
    let mut text = String::new();
    answer.take(length.unwrap_or(u64::MAX)).read_to_string(&mut text)?;
    let mut answer: Value = serde_json::from_str(&text)?;
    if status.contains(" 200 ") { Ok(answer["value"].take()) } else { Err(io::Error::other(text)) }
}
