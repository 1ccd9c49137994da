//! The back office: whoever makes true what the front has promised.

pub mod picking;
pub mod stock;
