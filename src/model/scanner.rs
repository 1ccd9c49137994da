//! What a barcode scanner sends: one code, perhaps in small letters, through another keyboard, or with signs around it.

/// How the scanner of a terminal is set up, as the office's settings say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannerSetup {
    /// The longest pause between two keys of one scan, in milliseconds; 0: there is no scanner.
    pub pause_ms: u64,
    /// What it sends before every code; may be empty.
    pub prefix: String,
    /// What it sends after every code.
    pub suffix: ScannerSuffix,
    /// Whether codes that came through a keyboard of another language are translated.
    pub translates: bool,
}

/// The pause of a scanner that nobody has set, in milliseconds. People need 100 and more.
pub const SCANNER_PAUSE_MS: u64 = 60;

impl Default for ScannerSetup {
    fn default() -> Self {
        Self {
            pause_ms: SCANNER_PAUSE_MS,
            prefix: String::new(),
            suffix: ScannerSuffix::Enter,
            translates: true,
        }
    }
}

/// What a scanner sends after every code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScannerSuffix {
    /// Enter, as most scanners do when they are new.
    Enter,
    /// Tab.
    Tab,
    /// Nothing: the code ends with the pause after it.
    Nothing,
}

impl ScannerSuffix {
    /// Each of them, with the word that is written for it.
    pub const WORDS: [&'static str; 3] = ["enter", "tab", "nothing"];

    /// The one that is written so; Enter for anything else.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "tab" => Self::Tab,
            "nothing" => Self::Nothing,
            _ => Self::Enter,
        }
    }
}

/// The Czech top row and the keys that move with it: what the terminal receives, what the scanner meant. The scanner types as on a US
/// keyboard, the terminal reads a Czech one (QWERTZ). This table and [`SHIFTED`] are the only places that know about keyboards.
const CZECH: [(char, char); 21] = [
    ('+', '1'),
    ('ě', '2'),
    ('š', '3'),
    ('č', '4'),
    ('ř', '5'),
    ('ž', '6'),
    ('ý', '7'),
    ('á', '8'),
    ('í', '9'),
    ('é', '0'),
    ('=', '-'),
    ('%', '_'),
    ('-', '/'),
    ('ú', '['),
    (')', ']'),
    ('ů', ';'),
    ('y', 'z'),
    ('z', 'y'),
    ('?', '<'),
    (':', '>'),
    ('_', '?'),
];

/// The other way round: the scanner types as on a Czech keyboard, where digits need Shift, and the terminal reads a US one.
const SHIFTED: [(char, char); 13] = [
    ('!', '1'),
    ('@', '2'),
    ('#', '3'),
    ('$', '4'),
    ('%', '5'),
    ('^', '6'),
    ('&', '7'),
    ('*', '8'),
    ('(', '9'),
    (')', '0'),
    ('/', '-'),
    ('y', 'z'),
    ('z', 'y'),
];

/// What the code can have been, the most likely first: as it came, in capitals, through the keyboard tables; a GTIN also with and
/// without its leading zero. Empty where nothing came.
#[must_use]
pub fn readings(came: &str, setup: &ScannerSetup) -> Vec<String> {
    let mut code = came.trim();
    if !setup.prefix.is_empty() {
        code = code.strip_prefix(setup.prefix.as_str()).unwrap_or(code);
    }
    let code = without_symbology(code);
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if !text.is_empty() && !all.contains(&text) {
            all.push(text);
        }
    };
    let mut texts = vec![code.to_owned()];
    texts.extend(translated(code).filter(|_| setup.translates));
    for text in texts {
        let capitals = text.to_uppercase();
        for reading in [text, capitals] {
            let gtin = same_gtin(&reading);
            add(reading);
            gtin.into_iter().for_each(&mut add);
        }
    }
    all
}

/// A scanner may name the kind of barcode before the code: "]C1", "]E0" (ISO/IEC 15424, symbology identifiers).
fn without_symbology(code: &str) -> &str {
    let bytes = code.as_bytes();
    if bytes.len() > 3
        && bytes[0] == b']'
        && bytes[1].is_ascii_alphabetic()
        && bytes[2].is_ascii_alphanumeric()
    {
        &code[3..]
    } else {
        code
    }
}

/// UPC-A and EAN-13 are one number, with or without a zero before it (GS1 General Specifications, section 7.12).
fn same_gtin(code: &str) -> Option<String> {
    if !super::code::is_gtin(code) {
        return None;
    }
    match code.len() {
        12 => Some(format!("0{code}")),
        13 => code.strip_prefix('0').map(str::to_owned),
        _ => None,
    }
}

/// The code as the scanner meant it, where the text shows that a keyboard of another language stood between.
fn translated(code: &str) -> Option<String> {
    let has_digit = code.bytes().any(|byte| byte.is_ascii_digit());
    let is_czech = code.chars().any(|c| "ěščřžýáíéĚŠČŘŽÝÁÍÉ".contains(c));
    let is_shifted = !has_digit && code.chars().any(|c| "!@#$%^&*(".contains(c));
    if is_czech {
        Some(through(&CZECH, code))
    } else {
        is_shifted.then(|| through(&SHIFTED, code))
    }
}

fn through(table: &[(char, char)], code: &str) -> String {
    let one = |c: char| {
        let small = c.to_lowercase().next().unwrap_or(c);
        let meant = table.iter().find(|(came, _)| *came == small);
        match meant {
            Some((_, meant)) if c.is_uppercase() && meant.is_ascii_alphabetic() => {
                meant.to_ascii_uppercase()
            }
            Some((_, meant)) => *meant,
            None => c,
        }
    };
    code.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{ScannerSetup, readings};

    fn has(came: &str, meant: &str) {
        let all = readings(came, &ScannerSetup::default());
        assert!(all.iter().any(|one| one == meant), "{came}: {all:?}");
    }

    #[test]
    fn a_code_is_read_whatever_keyboard_it_came_through() {
        has("SO-2026-0012", "SO-2026-0012");
        has("so-2026-0012", "SO-2026-0012");
        has("SO=ěéěž=éé+ě", "SO-2026-0012");
        has("so=ĚÉĚŽ=ÉÉ+Ě", "SO-2026-0012");
        has("SO/@)@^/))!@", "SO-2026-0012");
        has("čééžšá+šššíš+", "4006381333931");
        has("$))^#*!###(#!", "4006381333931");
        has("PAY=čé", "PAZ-40");
        has("]E04006381333931", "4006381333931");
        has("036000291452", "0036000291452");
        has(" pap-a4 ", "PAP-A4");
        has("Žluť", "Žluť");
    }

    #[test]
    fn nothing_is_translated_that_came_as_it_was_meant() {
        assert_eq!(readings("YETA", &ScannerSetup::default()), ["YETA"]);
        assert_eq!(readings("A+B-1", &ScannerSetup::default()), ["A+B-1"]);
        assert!(readings("  ", &ScannerSetup::default()).is_empty());
        let plain = ScannerSetup {
            prefix: "~".to_owned(),
            translates: false,
            ..ScannerSetup::default()
        };
        assert_eq!(readings("~čé", &plain), ["čé", "ČÉ"]);
    }
}
