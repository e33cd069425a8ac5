//! Onto the terminal, or down a pipe.

use std::io::{self, StdoutLock, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// A line on standard error. Where that is closed there is nobody to tell.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "tidings: {}", plain(line));
}

/// Standard output, line by line, for people or as JSON.
pub struct Printer {
    out: StdoutLock<'static>,
    pub json: bool,
}

#[derive(Default)]
pub struct Table {
    /// Until it is printed.
    head: Option<Vec<String>>,
    right: Vec<usize>,
    widths: Vec<usize>,
}

impl Printer {
    pub fn new(json: bool) -> Printer {
        Printer { out: io::stdout().lock(), json }
    }

    /// Flushed, so that whoever reads the other end of a pipe has it now.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")?;
        self.out.flush()
    }

    pub fn value(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.line("")
    }

    /// Columns as wide as their widest cell; the last one runs free. `right` names the columns set to the right.
    pub fn table(&mut self, head: &[&str], right: &[usize], rows: &[Vec<String>]) -> io::Result<()> {
        let mut table = Table { right: right.to_vec(), ..self.begin_table(head) };
        self.rows(&mut table, rows)
    }

    /// One whose rows come some at a time: its columns get wider where later ones need it.
    pub fn begin_table(&self, head: &[&str]) -> Table {
        Table { head: Some(head.iter().map(|name| (*name).to_owned()).collect()), ..Table::default() }
    }

    pub fn rows(&mut self, table: &mut Table, rows: &[Vec<String>]) -> io::Result<()> {
        let head = table.head.take();
        let all = || head.iter().chain(rows);
        for (column, cell) in all().flat_map(|row| row.iter().enumerate()) {
            match table.widths.get_mut(column) {
                Some(width) => *width = cell.width().max(*width),
                None => table.widths.push(cell.width()),
            }
        }
        for row in all() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let gap = " ".repeat(table.widths[column].saturating_sub(cell.width()));
                let cell = if table.right.contains(&column) { gap + cell } else { cell.clone() + &gap };
                line.push_str(&cell);
                line.push_str("  ");
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }
}

/// Text of others, fit for a terminal: on one line, and without the characters that command one or turn the direction of
/// what stands beside it.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if c.is_control() || turns_direction(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// The same for text of several lines.
pub fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// At most so many columns of a terminal, an ellipsis among them.
pub fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + c.to_string().width() + 1 > most {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// `1 article`, `2 articles`.
pub fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A headline with an escape sequence could repaint the terminal, or type into it.
    #[test]
    fn a_headline_cannot_command_the_terminal() {
        let check = |input: &str, expected: &str| assert_eq!(plain(input), expected);
        check("Port \u{1b}[2Jclosed", "Port \u{FFFD}[2Jclosed");
        check("two\nlines\tand \u{9b}1m", "two lines and \u{FFFD}1m");
        check("exe.\u{202E}fdp", "exe.\u{FFFD}fdp");
        check("Порт закрыт: 港口 ميناء", "Порт закрыт: 港口 ميناء");
    }

    /// Chinese takes two columns a character: cut by count, the columns behind it would stand crooked.
    #[test]
    fn is_cut_by_columns() {
        let check = |input: &str, most, expected: &str| assert_eq!(cut(input, most), expected);
        check("Harbour", 7, "Harbour");
        check("Harbour", 6, "Harbo…");
        check("港口今天关闭", 6, "港口…");
        check("", 3, "");
    }
}
