//! How a cash drawer comes to its end.

crate::written! {
    /// How a drawer came to its end.
    pub enum DrawerEnd {
        /// Its owner closed it.
        Closed = "closed",
        /// It was taken over, counted and signed by both.
        Both = "both",
        /// It was taken over by somebody alone.
        Alone = "alone",
    }
}
