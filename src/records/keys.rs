//! The rows of many keys in one query: a text is fixed, and so is how many keys it takes.

use crate::office::Value;

/// So many keys are asked for at once: a page of a list.
pub(crate) const KEYS: usize = 64;

/// The parameters of that many keys, `$1` to `$64`, for `in (...)`; what else a text needs comes after them.
macro_rules! keys {
    () => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, \
         $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, \
         $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64"
    };
}
pub(crate) use keys;

/// These keys as parameters; where there are fewer, the others are null, which no key is.
pub(crate) fn values<K: Into<Value>>(keys: impl IntoIterator<Item = K>) -> Vec<Value> {
    let keys = keys.into_iter().map(Into::into);
    keys.chain(std::iter::repeat(Value::Null))
        .take(KEYS)
        .collect()
}
