//! A server on this machine that all the markup names: what reaches it has left the window.

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Answers with an empty page without any policy at `/page`, with what it was given at `/file/N`, and notes all else.
pub struct Listener {
    port: u16,
    files: Files,
    heard: Arc<Heard>,
}

type Files = Arc<Mutex<Vec<(&'static str, Vec<u8>)>>>;

#[derive(Default)]
struct Heard {
    connections: AtomicUsize,
    /// The paths below `/leak/`.
    asked: Mutex<BTreeSet<String>>,
}

impl Listener {
    pub fn start() -> Listener {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let listener = Listener { port, files: Arc::default(), heard: Arc::default() };
        let (files, heard) = (listener.files.clone(), listener.heard.clone());
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let (files, heard) = (files.clone(), heard.clone());
                std::thread::spawn(move || answer(stream, &files, &heard));
            }
        });
        listener
    }

    pub fn site(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The address that the bytes are served under from now on.
    pub fn serve(&self, kind: &'static str, bytes: Vec<u8>) -> String {
        let mut files = self.files.lock().unwrap();
        files.push((kind, bytes));
        format!("http://{}/file/{}", self.site(), files.len() - 1)
    }

    /// What was asked for since the last time, and how many connections were made for anything but our own pages.
    pub fn take(&self) -> (BTreeSet<String>, usize) {
        (std::mem::take(&mut *self.heard.asked.lock().unwrap()), self.heard.connections.swap(0, Ordering::SeqCst))
    }
}

fn answer(mut stream: TcpStream, files: &Files, heard: &Heard) {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    // Whoever says nothing has connected all the same.
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => head.extend(&buffer[..read]),
        }
    }
    let text = String::from_utf8_lossy(&head);
    let path = text.split(' ').nth(1).unwrap_or_default();
    let file = path.strip_prefix("/file/").and_then(|number| number.parse::<usize>().ok());
    let file = file.and_then(|number| files.lock().unwrap().get(number).cloned());
    let (kind, body) = match file {
        Some(file) => file,
        // What a document has beside it, and what the engine asks of each site by itself.
        None if path.starts_with("/file/") || path == "/favicon.ico" => ("text/plain", Vec::new()),
        None if path == "/page" => ("text/html", b"<!doctype html><title>page</title><body>".to_vec()),
        None => {
            heard.connections.fetch_add(1, Ordering::SeqCst);
            if let Some(leak) = path.strip_prefix("/leak/") {
                let number: String = leak.chars().take_while(char::is_ascii_digit).collect();
                heard.asked.lock().unwrap().insert(number);
            }
            ("text/plain", Vec::new())
        }
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // Whoever asked may have gone.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}
