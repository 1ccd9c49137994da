//! The back office: whoever makes true what the front has promised.

mod new_bin;
pub mod picking;
pub mod stock;
