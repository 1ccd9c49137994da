//! PINs: kept only as Argon2id hashes, never written to a journal, a log or an answer.

use super::Refused;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, try_generate_salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::{Arc, OnceLock};

/// A PIN as it was typed: 4 to 12 digits.
#[derive(Clone, Debug)]
pub struct Pin {
    digits: SecretString,
    hashed: Arc<OnceLock<String>>,
}

impl Pin {
    /// Takes what was typed.
    ///
    /// # Errors
    /// `bad-pin` where it is not 4 to 12 digits.
    pub fn new(digits: &str) -> Result<Self, Refused> {
        if (4..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self {
                digits: SecretString::from(digits),
                hashed: Arc::default(),
            })
        } else {
            Err(Refused::rule("bad-pin").with("value", "****"))
        }
    }

    /// The Argon2id hash of a new PIN with a salt of its own; takes about 40 ms the first time, so call it before a transaction.
    ///
    /// # Errors
    /// `weak-pin` where anybody would try it first; where the machine gives no random salt.
    pub fn hashed(&self) -> Result<&str, Refused> {
        if let Some(hash) = self.hashed.get() {
            return Ok(hash);
        }
        if is_weak(self.digits.expose_secret()) {
            return Err(Refused::rule("weak-pin"));
        }
        let failed = |detail: String| Refused::store("store-io").with("detail", detail);
        let salt = try_generate_salt().map_err(|error| failed(error.to_string()))?;
        let hash = hash(&argon2(), self.digits.expose_secret(), &salt)
            .map_err(|error| failed(error.to_string()))?;
        Ok(self.hashed.get_or_init(|| hash.to_string()))
    }

    /// Whether it is the PIN that was hashed; about 40 ms.
    #[must_use]
    pub fn fits(&self, hash: &str) -> bool {
        let fits = || {
            let known = PasswordHash::new(hash).ok()?;
            let salt = known.salt?;
            let params = Params::try_from(&known).ok()?;
            let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
            let version = Version::try_from(known.version?).ok()?;
            let argon2 = Argon2::new(algorithm, version, params);
            let found = self::hash(&argon2, self.digits.expose_secret(), &salt).ok()?;
            // Takes as long wherever the two differ.
            Some(found.hash? == known.hash?)
        };
        fits().unwrap_or(false)
    }
}

/// A row, up or down (1234, 9876, 7890), or one or two digits over and over (1111, 1212).
fn is_weak(digits: &str) -> bool {
    let digits = digits.as_bytes();
    let steps_by = |step: u8| {
        digits
            .windows(2)
            .all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0')
    };
    let repeats = digits.iter().zip(&digits[2..]).all(|(a, b)| a == b);
    repeats || steps_by(1) || steps_by(9)
}

/// Memory in KiB, passes and lanes: one of the equal choices of the OWASP Password Storage Cheat Sheet for Argon2id,
/// the one of least memory: what a sign-in takes on top is the peak of a terminal's memory. A hash names its own, so that others stay
/// readable.
const COSTS: (u32, u32, u32) = (7_168, 5, 1);

/// So many blocks of a KiB are asked for, of which only as many as are needed are touched. Above 32 MiB an allocator maps memory
/// for one use and gives all of it back at once; less than that it would keep for later, and the program would be larger for good.
const BLOCKS_MIN: usize = 33 * 1024;

fn hash(argon2: &Argon2<'_>, digits: &str, salt: &[u8]) -> password_hash::Result<PasswordHash> {
    let salt = Salt::new(salt)?;
    let params = argon2.params();
    let blocks = params.block_count();
    let mut memory = Vec::with_capacity(blocks.max(BLOCKS_MIN));
    memory.resize(blocks, Block::new());
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2.hash_password_into_with_memory(digits.as_bytes(), &salt, &mut out, &mut memory)?;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(params)?,
        salt: Some(salt),
        hash: Some(Output::new(&out)?),
    })
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = COSTS;
    let params = Params::new(memory, passes, lanes, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Serialize for Pin {
    /// Nothing: a PIN never leaves.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

impl<'de> Deserialize<'de> for Pin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        Self::new(&digits).map_err(|_| crate::model::money::coded("bad-pin", "****"))
    }
}

impl schemars::JsonSchema for Pin {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pin".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9]{4,12}$"})
    }
}

#[cfg(test)]
mod tests {
    use super::is_weak;

    #[test]
    fn a_row_or_a_repetition_is_weak() {
        for digits in [
            "1234", "9876", "7890", "0987", "1111", "1212", "123456", "000000",
        ] {
            assert!(is_weak(digits), "{digits}");
        }
        for digits in ["1235", "4826", "1121", "1221", "7391", "123457", "2580"] {
            assert!(!is_weak(digits), "{digits}");
        }
    }
}
