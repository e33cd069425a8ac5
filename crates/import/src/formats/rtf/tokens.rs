//! The signs of Rich Text: groups, control words, bytes.

pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word or sign, and its number.
    Word(&'a str, Option<i32>),
    /// `\*`: whoever does not know what follows leaves the group out.
    Ignorable,
    Byte(u8),
    /// `\bin`: so many bytes as they are.
    Binary(&'a [u8]),
}

pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let first = *self.bytes.get(start)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => {
                    let digits =
                        self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                    let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    self.at = (self.at + 2).min(self.bytes.len());
                    Token::Byte(byte.unwrap_or(b'?'))
                }
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'*' => Token::Ignorable,
                b'~' => Token::Word("~", None),
                b'_' => Token::Word("_", None),
                b'\n' | b'\r' => Token::Word("par", None),
                _ => Token::Word("", None),
            });
        }
        self.skip(|byte| byte.is_ascii_alphabetic());
        let name = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let from = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        self.skip(|byte| byte.is_ascii_digit());
        let value = std::str::from_utf8(&self.bytes[from..self.at]).ok().and_then(|digits| digits.parse().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if let ("bin", Some(len)) = (name, value) {
            let start = self.at;
            self.at = start.saturating_add(usize::try_from(len).unwrap_or(0)).min(self.bytes.len());
            return Some(Token::Binary(&self.bytes[start..self.at]));
        }
        Some(Token::Word(name, value))
    }

    fn skip(&mut self, is_it: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| is_it(*byte)) {
            self.at += 1;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}
