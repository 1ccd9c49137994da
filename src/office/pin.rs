//! PINs: kept only as Argon2id hashes, never written to a journal, a log or an answer.

use super::Refused;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, try_generate_salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::mpsc::{Sender, channel};
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

    /// Its Argon2id hash with a salt of its own; takes about 40 ms the first time, so call it before a transaction.
    ///
    /// # Errors
    /// Where the machine gives no random salt.
    pub fn hashed(&self) -> Result<&str, Refused> {
        if let Some(hash) = self.hashed.get() {
            return Ok(hash);
        }
        let digits = self.digits.clone();
        let hash = at_the_hasher(move |memory| {
            let salt = try_generate_salt().map_err(|error| error.to_string())?;
            hash(&argon2(), digits.expose_secret(), &salt, memory)
                .map(|hash| hash.to_string())
                .map_err(|error| error.to_string())
        });
        let hash = hash
            .unwrap_or_else(|| Err("the thread that hashes has ended".to_owned()))
            .map_err(|detail| Refused::store("store-io").with("detail", detail))?;
        Ok(self.hashed.get_or_init(|| hash))
    }

    /// Whether it is the PIN that was hashed; about 40 ms.
    #[must_use]
    pub fn fits(&self, hash: &str) -> bool {
        let (digits, known) = (self.digits.clone(), hash.to_owned());
        let fits = at_the_hasher(move |memory| {
            let known = PasswordHash::new(&known).ok()?;
            let salt = known.salt?;
            let params = Params::try_from(&known).ok()?;
            let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
            let version = Version::try_from(known.version?).ok()?;
            let argon2 = Argon2::new(algorithm, version, params);
            let found = self::hash(&argon2, digits.expose_secret(), &salt, memory).ok()?;
            // Takes as long wherever the two differ.
            Some(found.hash? == known.hash?)
        });
        fits.flatten().unwrap_or(false)
    }
}

/// Memory in KiB, passes and lanes: one of the equal choices of the OWASP Password Storage Cheat Sheet for Argon2id,
/// the one that leaves a terminal's memory small. A hash names its own, so that others stay readable.
const COSTS: (u32, u32, u32) = (12_288, 3, 1);

type Job = Box<dyn FnOnce(&mut Vec<Block>) + Send>;

/// Hashes on one thread of the program, in memory that it takes once and keeps: given back and taken anew for each PIN it would
/// make the program larger with every sign-in. `None` where that thread is gone.
fn at_the_hasher<T: Send + 'static>(
    work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
) -> Option<T> {
    static HASHER: OnceLock<Sender<Job>> = OnceLock::new();
    let hasher = HASHER.get_or_init(|| {
        let (to, jobs) = channel::<Job>();
        std::thread::spawn(move || {
            let mut memory = Vec::new();
            for job in jobs {
                job(&mut memory);
            }
        });
        to
    });
    let (tell, told) = channel();
    let job = Box::new(move |memory: &mut Vec<Block>| drop(tell.send(work(memory))));
    hasher.send(job).ok()?;
    told.recv().ok()
}

fn hash(
    argon2: &Argon2<'_>,
    digits: &str,
    salt: &[u8],
    memory: &mut Vec<Block>,
) -> password_hash::Result<PasswordHash> {
    let salt = Salt::new(salt)?;
    let params = argon2.params();
    let blocks = params.block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::new());
    }
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2.hash_password_into_with_memory(
        digits.as_bytes(),
        &salt,
        &mut out,
        &mut memory[..blocks],
    )?;
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
