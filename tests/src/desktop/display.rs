//! A display, a session bus and a driver of our own: the test moves no one's mouse, and meets no running Tidings.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use super::driver::wait_for;
use crate::places;

/// Everything ends with it.
pub struct Desktop {
    display: String,
    /// Ended in this order: the driver before the display that its program draws on.
    processes: Vec<Child>,
    pub port: u16,
}

/// The window of the program, in pixels of the display.
pub struct Place {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Desktop {
    /// `home` holds all that the program writes; its library is `library` there.
    pub fn start(home: &Path) -> Desktop {
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]);
        let (screen, mut number) = listen(screen);
        let display = format!(":{}", first_line(&mut number));

        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]);
        let (bus, mut address) = listen(bus);
        let bus_address = first_line(&mut address);

        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).unwrap().port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH" || name == "LANG" || name == "TZ"))
            .env("DISPLAY", &display)
            .env("DBUS_SESSION_BUS_ADDRESS", bus_address)
            .env("HOME", home)
            .env("TIDINGS_LIBRARY", home.join("library"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            // The engine says there which of its plugins for films are not installed, once a film.
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        Desktop { display, processes: vec![driver, bus, screen], port }
    }

    /// Where the program's window is, once it is on the screen.
    pub fn window(&self, title: &str) -> Place {
        let found = wait_for("the window is on the screen", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title, "getwindowgeometry", "--shell"]);
            Some(found).filter(|found| found.contains("WIDTH="))
        });
        let number = |name: &str| {
            let line = found.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.parse().unwrap()
        };
        Place { x: number("X="), y: number("Y="), width: number("WIDTH="), height: number("HEIGHT=") }
    }

    /// Drags the files to the middle of the window as a person would, and lets go once `is_over` says that the window
    /// has seen them coming.
    pub fn drop_files(&self, files: &[&Path], window: &Place, is_over: impl Fn() -> bool) {
        // Clear of the window, which opens at 1280x800.
        let (x, y) = (1440, 880);
        let mut source = Command::new("/usr/bin/python3");
        source.arg(places::workspace().join("tests/desktop/drag_source.py")).arg(x.to_string()).arg(y.to_string());
        source.args(files).env("DISPLAY", &self.display).env("NO_AT_BRIDGE", "1");
        let (mut source, said) = listen(source);
        let said = lines(said);
        wait_for_word(&said, "ready");

        self.move_mouse(x + 40, y + 40);
        self.xdotool(&["mousedown", "1"]);
        // A press becomes a drag some pixels on.
        let mut step = 0;
        wait_for("the drag begins", || {
            step = (step + 4) % 40;
            self.move_mouse(x + 40 + step, y + 40);
            said.try_iter().any(|word| word == "begin").then_some(())
        });
        let (x, y) = (window.x + window.width / 2, window.y + window.height / 2);
        wait_for("the window sees the files coming", || {
            step = (step + 4) % 40;
            self.move_mouse(x + step, y + step);
            is_over().then_some(())
        });
        self.xdotool(&["mouseup", "1"]);
        wait_for_word(&said, "end");
        end(&mut source);
    }

    /// What the program and all that it started hold by themselves and of what they share, in kB.
    pub fn memory(&self) -> u64 {
        let stat = |id: &str| std::fs::read_to_string(format!("/proc/{id}/stat")).ok();
        let ids = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let parents: Vec<(u32, u32)> = ids
            .filter_map(|entry| {
                let id = entry.file_name().into_string().ok()?;
                let stat = stat(&id)?;
                // The name before it may hold anything.
                let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
                Some((id.parse().ok()?, parent))
            })
            .collect();
        let mut family = vec![self.processes[0].id()];
        let mut at = 0;
        while at < family.len() {
            let of = family[at];
            family.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(id, _)| *id));
            at += 1;
        }
        let share = |id: &u32| {
            let held = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
            let line = held.lines().find_map(|line| line.strip_prefix("Pss:"))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        family[1..].iter().filter_map(share).sum()
    }

    pub fn click(&self, x: i32, y: i32) {
        self.move_mouse(x, y);
        self.xdotool(&["click", "1"]);
    }

    /// Drags what is there to another program's window, and says the address of the file that it was handed.
    pub fn drag_out(&self, from: (i32, i32)) -> String {
        let (x, y) = (1350, 300);
        let mut target = Command::new("/usr/bin/python3");
        target.arg(places::workspace().join("tests/desktop/drag_target.py")).arg(x.to_string()).arg(y.to_string());
        target.env("DISPLAY", &self.display).env("NO_AT_BRIDGE", "1");
        let (mut target, said) = listen(target);
        let said = lines(said);
        wait_for_word(&said, "ready");
        self.move_mouse(from.0, from.1);
        self.xdotool(&["mousedown", "1"]);
        std::thread::park_timeout(Duration::from_millis(100));
        // Slowly enough that the page sees it come to its edge: it draws once a step.
        for step in 1..=24 {
            let between = |from: i32, to: i32| from + (to - from) * step / 24;
            self.move_mouse(between(from.0, x + 80), between(from.1, y + 60));
            std::thread::park_timeout(Duration::from_millis(50));
        }
        let mut step = 0;
        wait_for("the drag arrives", || {
            step = (step + 4) % 40;
            self.move_mouse(x + 60 + step, y + 60);
            said.try_iter().any(|word| word == "over").then_some(())
        });
        self.xdotool(&["mouseup", "1"]);
        let address = wait_for("the file is handed over", || said.try_iter().find(|word| word != "over"));
        end(&mut target);
        address
    }

    fn move_mouse(&self, x: i32, y: i32) {
        self.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
    }

    fn xdotool(&self, words: &[&str]) -> String {
        let output = Command::new("xdotool").args(words).env("DISPLAY", &self.display).output();
        String::from_utf8_lossy(&output.expect("xdotool is installed").stdout).into_owned()
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.processes.iter_mut().for_each(end);
    }
}

fn end(process: &mut Child) {
    // It may have ended by itself.
    let _ = process.kill();
    let _ = process.wait();
}

fn listen(mut command: Command) -> (Child, BufReader<ChildStdout>) {
    let started = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = started.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

fn first_line(said: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(!line.trim().is_empty(), "it ended without a word");
    line.trim().to_owned()
}

fn lines(said: BufReader<ChildStdout>) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    told
}

fn wait_for_word(said: &Receiver<String>, wanted: &str) {
    while said.recv_timeout(Duration::from_secs(30)).unwrap_or_else(|_| panic!("never said {wanted}")) != wanted {}
}
