//! The keys of things in the file, one type each, so that an order is never mistaken for a parcel.

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

id!(
    /// A person of the office.
    StaffId,
    /// A customer.
    CustomerId,
    /// An item that is sold.
    ItemId,
    /// A bin on the shelves.
    BinId,
    /// An order.
    OrderId,
    /// A parcel of picked goods.
    ParcelId,
    /// A cover shift.
    CoverId,
    /// A line of the journal; it grows by one and has no gaps.
    Seq,
);
