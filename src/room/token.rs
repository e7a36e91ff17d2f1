//! Secrets: bearer tokens of 128 bits and codes of six letters, made of random bytes that are given from outside.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Letters that nobody takes for another one.
const LETTERS: &[u8; 22] = b"ABCDEFGHJKMNPQRTUVWXYZ";

/// A token: 32 hexadecimal digits.
pub fn token(random: [u8; 16]) -> String {
    hexadecimal(&random)
}

/// A code: six letters.
pub fn code(random: [u8; 8]) -> String {
    let letters = LETTERS.len() as u64;
    let mut rest = u64::from_le_bytes(random);
    let next = |_| {
        let letter = LETTERS[(rest % letters) as usize];
        rest /= letters;
        char::from(letter)
    };
    (0..6).map(next).collect()
}

/// A code as somebody types it.
pub fn typed(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).take(12);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

/// What is kept of a token: SHA-256 of it, so that the log gives no seat away.
pub fn kept(token: &str) -> String {
    hexadecimal(&Sha256::digest(token.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_six_letters_and_tokens_are_kept_as_digests() {
        assert_eq!(token([171; 16]), "ab".repeat(16));
        let all: Vec<String> =
            (0..50_u64).map(|n| code(n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes())).collect();
        assert!(all.iter().all(|code| code.len() == 6 && code.bytes().all(|c| LETTERS.contains(&c))));
        let mut different = all.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 50);
        assert_eq!(typed(" abc-def "), "ABCDEF");
        assert_eq!(kept("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
