//! Code 128 (ISO/IEC 15417): the bars of a parcel's, an order's or a bin's number, for labels of plain text.

/// The widths of bars and spaces of each symbol, bar first: 0 to 102, the three starts, the stop.
const SYMBOLS: [&[u8]; 107] = [
    b"212222", b"222122", b"222221", b"121223", b"121322", b"131222", b"122213", b"122312",
    b"132212", b"221213", b"221312", b"231212", b"112232", b"122132", b"122231", b"113222",
    b"123122", b"123221", b"223211", b"221132", b"221231", b"213212", b"223112", b"312131",
    b"311222", b"321122", b"321221", b"312212", b"322112", b"322211", b"212123", b"212321",
    b"232121", b"111323", b"131123", b"131321", b"112313", b"132113", b"132311", b"211313",
    b"231113", b"231311", b"112133", b"112331", b"132131", b"113123", b"113321", b"133121",
    b"313121", b"211331", b"231131", b"213113", b"213311", b"213131", b"311123", b"311321",
    b"331121", b"312113", b"312311", b"332111", b"314111", b"221411", b"431111", b"111224",
    b"111422", b"121124", b"121421", b"141122", b"141221", b"112214", b"112412", b"122114",
    b"122411", b"142112", b"142211", b"241211", b"221114", b"413111", b"241112", b"134111",
    b"111242", b"121142", b"121241", b"114212", b"124112", b"124211", b"411212", b"421112",
    b"421211", b"212141", b"214121", b"412121", b"111143", b"111341", b"131141", b"114113",
    b"114311", b"411113", b"411311", b"113141", b"114131", b"311141", b"411131", b"211412",
    b"211214", b"211232", b"2331112",
];

const TO_C: u8 = 99;
const TO_B: u8 = 100;
const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// The light space that a reader needs before and behind the bars, in modules.
const QUIET_MODULES: usize = 10;

/// The values of a text's symbols, from the start to the check symbol; `None` where it has other characters than printable ASCII.
/// Runs of four and more digits go in pairs.
fn values(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.iter().all(|byte| (0x20..0x7f).contains(byte)) {
        return None;
    }
    let mut values = Vec::new();
    let mut in_pairs = false;
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits >= 4 || in_pairs && digits >= 2 {
            if !in_pairs {
                values.push(if values.is_empty() { START_C } else { TO_C });
                in_pairs = true;
            }
            values.push((bytes[at] - b'0') * 10 + bytes[at + 1] - b'0');
            at += 2;
        } else {
            if in_pairs || values.is_empty() {
                values.push(if values.is_empty() { START_B } else { TO_B });
                in_pairs = false;
            }
            values.push(bytes[at] - b' ');
            at += 1;
        }
    }
    let weighted = values.iter().skip(1).zip(1_u64..);
    let sum = weighted.fold(u64::from(values[0]), |sum, (value, place)| {
        sum + u64::from(*value) * place
    });
    values.push(u8::try_from(sum % 103).unwrap_or_default());
    Some(values)
}

/// The modules of a text, dark ones true, with the light space around; `None` where Code 128 has no symbol for a character.
fn modules(text: &str) -> Option<Vec<bool>> {
    let mut modules = vec![false; QUIET_MODULES];
    for value in values(text)?.into_iter().chain([STOP]) {
        let mut is_dark = true;
        for width in SYMBOLS[usize::from(value)] {
            modules.extend(std::iter::repeat_n(is_dark, usize::from(width - b'0')));
            is_dark = !is_dark;
        }
    }
    modules.extend([false; QUIET_MODULES]);
    Some(modules)
}

/// One row of the bars, two modules to a column, to be repeated as high as they shall be; dark is where something is printed.
/// `None` where Code 128 has no symbol for a character.
#[must_use]
pub fn bars(text: &str) -> Option<String> {
    let modules = modules(text)?;
    let row = modules.chunks(2).map(|pair| match pair {
        [true, true] => '█',
        [true, ..] => '▌',
        [false, true] => '▐',
        _ => ' ',
    });
    Some(row.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbols_are_what_the_standard_says_of_all_of_them() {
        for (value, symbol) in SYMBOLS.iter().enumerate() {
            let widths = symbol.iter().map(|width| width - b'0');
            let dark: u8 = widths.clone().step_by(2).sum();
            let modules = if value == usize::from(STOP) { 13 } else { 11 };
            assert_eq!(widths.sum::<u8>(), modules, "{value}");
            // The bars of a symbol are even in sum, by which a reader knows a misread one.
            assert_eq!(dark % 2, 0, "{value}");
            let twins = SYMBOLS.iter().filter(|other| *other == symbol).count();
            assert_eq!(twins, 1, "{value}");
        }
    }

    #[test]
    fn digits_go_in_pairs_and_the_check_symbol_is_right() {
        // 104 + 1 x 48 + 2 x 42 + 3 x 42 = 362, which is 53 more than three times 103.
        assert_eq!(values("PJJ"), Some(vec![104, 48, 42, 42, 53]));
        // 105 + 12 + 2 x 34 + 3 x 56 = 353
        assert_eq!(values("123456"), Some(vec![105, 12, 34, 56, 44]));
        let parcel = values("P-2026-0005").unwrap();
        assert_eq!(parcel[..11], [104, 48, 13, 99, 20, 26, 100, 13, 99, 0, 5]);
        assert_eq!(values("Ř"), None);
        assert_eq!(values(""), None);
    }

    #[test]
    fn a_parcel_fits_on_a_page_of_80_columns() {
        let row = bars("P-2026-0005").unwrap();
        assert!(row.starts_with("     █"), "{row}");
        assert!(row.chars().count() <= 84, "{}", row.chars().count());
    }
}
