//! Messages in messages, and exports in them.

use std::io::{Cursor, Write};

use crate::samples::{proquest, tnef};
use articles::ProblemCode;
use import::{Found, Input};
use task::Task;

const WORDS: &str = "The ferry between the two harbours sails again from Monday, the port said.";

/// Headline and the way inside of each document, then the problems.
fn check(name: &str, bytes: Vec<u8>, expected: &[(&str, &[&str])], problems: &[ProblemCode]) {
    let mut found = Vec::new();
    let mut told = Vec::new();
    Input::from_bytes(bytes, name)
        .read(&Task::quiet(), &mut |what| match what {
            Found::Document(document) => found.push((document.title.unwrap_or_default(), document.origin.members)),
            Found::Problem(problem) => told.push(problem.code),
            Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
        })
        .unwrap();
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(title, members)| ((*title).to_owned(), members.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected, "{name}");
    assert_eq!(told, problems, "{name}");
}

#[test]
fn messages_attached_to_outlook_messages_are_articles_of_their_own() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let inner = "/__attach_version1.0_#00000000/__substg1.0_3701000D/";
    file.create_storage_all(inner).unwrap();
    for (at, title) in [("/", "Fwd: Ferry"), (inner, "Ferry returns")] {
        file.create_stream(format!("{at}__substg1.0_0037001F")).unwrap().write_all(&wide(title)).unwrap();
        file.create_stream(format!("{at}__substg1.0_1000001F")).unwrap().write_all(&wide(WORDS)).unwrap();
    }
    file.flush().unwrap();
    let bytes = file.into_inner().into_inner();
    check("a.msg", bytes, &[("Fwd: Ferry", &[]), ("Ferry returns", &["Ferry returns"])], &[]);
}

fn mail(text: &str, kind: &str, name: &str, attached: &[u8]) -> Vec<u8> {
    let encoded = base64(attached);
    format!(
        "From: Harbour Post <desk@harbour.test>\nSubject: For you\nDate: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: \
         1.0\nContent-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\nContent-Type: text/plain\n\n{text}\n--b1\nContent-Type: \
         {kind}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: \
         base64\n\n{encoded}\n--b1--\n"
    )
    .into_bytes()
}

/// Exchange packs a message a second time: its text must not become a second article, what is attached must not be lost.
#[test]
fn what_exchange_packed_is_a_part_of_its_message() {
    let packed = tnef("Ferry returns", WORDS, &[("crane.txt", b"A crane of forty metres was lifted on Sunday night.")]);
    check("winmail.dat", packed.clone(), &[("Ferry returns", &[]), ("", &["crane.txt"])], &[]);
    let whole = mail(WORDS, "application/ms-tnef", "winmail.dat", &packed);
    check("a.eml", whole, &[("For you", &[]), ("", &["crane.txt"])], &[]);
    let bare = mail("", "application/ms-tnef", "winmail.dat", &packed);
    check("a.eml", bare, &[("Ferry returns", &[]), ("", &["crane.txt"])], &[]);
}

#[test]
fn messages_attached_to_mail_are_articles_of_their_own() {
    let inner = format!("From: a@harbour.test\nSubject: Ferry returns\nTo: b@harbour.test\n\n{WORDS}\n");
    let encoded = mail(WORDS, "message/rfc822", "ferry.eml", inner.as_bytes());
    check("a.eml", encoded, &[("For you", &[]), ("Ferry returns", &["ferry.eml"])], &[]);
}

/// A desk sends exports around as mail, pasted or quoted: the records are the articles, not the mail.
#[test]
fn an_export_in_the_body_of_a_mail_is_its_records() {
    let head = "From: Desk <desk@harbour.test>\nTo: you@desk.test\nSubject: Today's export\nDate: Mon, 12 May 2025 08:00:00 \
                +0200\nMIME-Version: 1.0\n";
    let plain = |text: &str| format!("{head}Content-Type: text/plain; charset=utf-8\n\n{text}").into_bytes();
    let quoted = |text: &str| text.lines().map(|line| format!("> {line}\n")).collect::<String>();
    for sample in crate::samples::samples() {
        let text = || String::from_utf8(sample.bytes.clone()).unwrap();
        let titles: Vec<(&str, &[&str])> = sample.titles.iter().map(|title| (*title, &[][..])).collect();
        match sample.format {
            "nexis" | "factiva_text" => {
                check("pasted.eml", plain(&text()), &titles, &[]);
                check("quoted.eml", plain(&quoted(&text())), &titles, &[]);
                check("quoted.txt", quoted(&text()).into_bytes(), &titles, &[]);
            }
            "factiva" | "europresse" | "nexis_html" => {
                let mail = format!("{head}Content-Type: text/html; charset=utf-8\n\n{}", text());
                check(sample.format, mail.into_bytes(), &titles, &[]);
            }
            _ => {}
        }
    }
    check("quoted.eml", plain(&quoted(&proquest())), &[("Ferry returns", &[]), ("Crane lifted", &[])], &[]);
}

/// One message that is too large costs itself, not the rest of a mailbox.
#[test]
fn a_mailbox_goes_on_after_a_message_that_is_too_large() {
    let message = |title: &str, text: &str| {
        format!("From a@b.test Mon May 12 08:00:00 2025\nFrom: a@b.test\nTo: c@d.test\nSubject: {title}\n\n{text}\n\n")
    };
    let line = format!("{}\n", "x".repeat(1 << 20));
    let mailbox =
        [message("One", WORDS), message("Two", &line.repeat(65)), message("Three", WORDS)].concat().into_bytes();
    check("all.mbox", mailbox, &[("One", &["message 1"]), ("Three", &["message 3"])], &[ProblemCode::TooLarge]);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, group) in bytes.chunks(3).enumerate() {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > group.len() { '=' } else { char::from(letter) });
        }
        text.push_str(if at % 16 == 15 { "\n" } else { "" });
    }
    text
}
