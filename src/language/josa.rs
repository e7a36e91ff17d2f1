//! Korean particles: which of two follows a word is decided by its last sound.
//!
//! Rules (Korean orthography, National Institute of Korean Language): after a consonant 은, 이, 을, 과, 으로; after a vowel 는, 가, 를, 와, 로;
//! after ㄹ 로. Digits are read as Sino-Korean numbers. Of words in Latin letters, abbreviations are read letter by letter, others by how their
//! last letters sound. What stands in brackets at the end is not read: the word before it decides (북한(DPRK)은). `%` is read 퍼센트.

/// How a word ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Rieul,
    Consonant,
}

/// The particle of a pair `after a consonant/after a vowel` that follows this word; all of `pair` if it is no pair.
pub(super) fn particle<'a>(word: &str, pair: &'a str) -> &'a str {
    let Some((closed, open)) = pair.split_once('/') else { return pair };
    match ending(word) {
        Ending::Vowel => open,
        Ending::Rieul if closed.starts_with("으로") => open,
        Ending::Rieul | Ending::Consonant => closed,
    }
}

fn ending(word: &str) -> Ending {
    let heard = outside_brackets(word).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let Some(last) = heard.chars().next_back() else { return Ending::Vowel };
    match last {
        '가'..='힣' => match (u32::from(last) - 0xAC00) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        '%' => Ending::Vowel,
        '1' | '7' | '8' => Ending::Rieul,
        '0' | '3' | '6' => Ending::Consonant,
        _ if last.is_ascii_alphabetic() => latin(heard),
        _ => Ending::Vowel,
    }
}

/// The text without brackets at its end; all of it where nothing stands before them.
fn outside_brackets(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%');
    if !text.ends_with(')') {
        return text;
    }
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let before = text[..at].trim_end();
            return if before.is_empty() { text } else { outside_brackets(before) };
        }
    }
    text
}

/// The last sound of a word in Latin letters.
fn latin(text: &str) -> Ending {
    let start = text
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start..];
    let last = word.chars().next_back().unwrap_or('a').to_ascii_lowercase();
    let letters = word.chars().all(|c| c.is_ascii_uppercase());
    match last {
        'l' => Ending::Rieul,
        'e' if !letters && word.to_ascii_lowercase().ends_with("le") => Ending::Rieul,
        'r' if letters => Ending::Rieul,
        'm' | 'n' => Ending::Consonant,
        _ if letters => Ending::Vowel,
        'b' | 'c' | 'k' | 'p' | 't' if short(word) => Ending::Consonant,
        'g' if word.ends_with("ng") => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

/// Whether the last consonant follows one vowel letter (`summit`, `block`), so that it closes the syllable in Korean.
fn short(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let before = word[..word.len() - 1].trim_end_matches('c');
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let mut letters = before.chars().rev();
    vowel(letters.next()) && !vowel(letters.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sound_chooses() {
        let cases = [
            ("북한", "은/는", "은"),
            ("미국", "이/가", "이"),
            ("러시아", "을/를", "를"),
            ("서울", "으로/로", "로"),
            ("서울", "은/는", "은"),
            ("6자 회담", "과/와", "과"),
            ("평양", "으로/로", "으로"),
            ("28", "으로/로", "로"),
            ("55", "이/가", "가"),
            ("10", "이/가", "이"),
            ("83", "은/는", "은"),
            ("DPRK", "은/는", "는"),
            ("UN", "은/는", "은"),
            ("summit", "은/는", "은"),
            ("top-down summits", "은/는", "는"),
            ("model", "으로/로", "로"),
            ("six-party talks”", "이/가", "가"),
            ("", "은/는", "는"),
            ("북한(DPRK)", "은/는", "은"),
            ("러시아 (모스크바 (수도))", "이/가", "가"),
            ("(가)", "은/는", "는"),
            ("서울", "으로서/로서", "로서"),
            ("미국", "으로부터/로부터", "으로부터"),
            ("38 %", "으로/로", "로"),
            ("5 %", "을/를", "를"),
            ("서울", "이라고/라고", "이라고"),
            ("round table", "으로/로", "로"),
            ("“북한”", "은/는", "은"),
        ];
        for (word, pair, want) in cases {
            assert_eq!(particle(word, pair), want, "{word}");
        }
        assert_eq!(particle("북한", "도"), "도");
    }
}
