//! The two desks, their duties, how well a person knows a duty, and what a verb asks of whoever runs it.

use crate::written;

written! {
    /// One of the two halves of the office.
    pub enum Desk {
        /// Reception, sales, marketing, service: whoever faces the customer.
        Front = "front",
        /// Fulfilment, stock, production, accounting: whoever makes it true.
        Back = "back",
    }
}

written! {
    /// An area of work that belongs to one desk; management belongs to none and cannot be covered.
    pub enum Duty {
        /// Greets, answers, hands over, takes payment.
        Reception = "reception",
        /// Takes and changes orders.
        Sales = "sales",
        /// Campaigns.
        Marketing = "marketing",
        /// Cases after the sale.
        Service = "service",
        /// Picks and packs.
        Fulfilment = "fulfilment",
        /// Receives, counts and buys.
        Stock = "stock",
        /// Makes what is not bought.
        Production = "production",
        /// Invoices and books.
        Accounting = "accounting",
        /// Staff, training sign-off, settings.
        Management = "management",
    }
}

impl Duty {
    /// The desk it belongs to; management belongs to neither.
    #[must_use]
    pub const fn desk(self) -> Option<Desk> {
        match self {
            Self::Reception | Self::Sales | Self::Marketing | Self::Service => Some(Desk::Front),
            Self::Fulfilment | Self::Stock | Self::Production | Self::Accounting => {
                Some(Desk::Back)
            }
            Self::Management => None,
        }
    }
}

impl Duty {
    /// Whether the program has commands for what this duty does: the office is taken to do it.
    #[must_use]
    pub const fn has_work(self) -> bool {
        match self {
            Self::Reception
            | Self::Sales
            | Self::Fulfilment
            | Self::Stock
            | Self::Accounting
            | Self::Management => true,
            Self::Marketing | Self::Service | Self::Production => false,
        }
    }
}

impl Desk {
    /// The other side of the swing door.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Front => Self::Back,
            Self::Back => Self::Front,
        }
    }

    /// The duties of this desk.
    pub fn duties(self) -> impl Iterator<Item = Duty> {
        Duty::ALL
            .iter()
            .copied()
            .filter(move |duty| duty.desk() == Some(self))
    }
}

written! {
    /// How well a person knows a duty; each level includes the ones before.
    pub enum Level {
        /// May look and answer the customer.
        Aware = "aware",
        /// May act during a cover.
        Cover = "cover",
        /// May act any time.
        Own = "own",
    }
}

/// A set of duties, written as their names with commas, in the order of [`Duty`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Duties(u16);

impl Duties {
    /// No duty.
    pub const NONE: Self = Self(0);

    /// Adds one.
    #[must_use]
    pub const fn with(self, duty: Duty) -> Self {
        Self(self.0 | 1 << duty as u16)
    }

    /// Whether it is among them.
    #[must_use]
    pub const fn has(self, duty: Duty) -> bool {
        self.0 & (1 << duty as u16) != 0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that both sets have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = Duty> {
        Duty::ALL
            .iter()
            .copied()
            .filter(move |duty| self.has(*duty))
    }

    /// Reads the written form; `None` where a name is unknown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(Duty::parse)
            .collect()
    }
}

impl FromIterator<Duty> for Duties {
    fn from_iter<I: IntoIterator<Item = Duty>>(duties: I) -> Self {
        duties.into_iter().fold(Self::NONE, Self::with)
    }
}

impl std::fmt::Display for Duties {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, duty) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            f.write_str(duty.as_str())?;
        }
        Ok(())
    }
}

/// Who may run a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Whoever owns the duty or covers it.
    Duty(Duty),
    /// Whose thing it is: this cover, request, arrangement or sheet.
    Party,
    /// For whom it is: this thread or notice; one that is for a duty is for whoever owns or covers that.
    Addressee,
    /// Whoever owns all of the duties that it names.
    OwnerOf,
    /// The person it is about, or whoever owns or covers this duty.
    SelfOr(Duty),
    /// Anyone who is signed in: what concerns nobody but oneself, and what everybody may say.
    Anyone,
}

impl Right {
    /// The duty that everybody needs for it, where there is one.
    #[must_use]
    pub const fn duty(self) -> Option<Duty> {
        match self {
            Self::Duty(duty) => Some(duty),
            Self::Party | Self::Addressee | Self::OwnerOf | Self::SelfOr(_) | Self::Anyone => None,
        }
    }

    /// As `swingdoor verbs` writes it: "sales", "party", "self-or:management".
    #[must_use]
    pub fn written(self) -> String {
        match self {
            Self::Duty(duty) => duty.as_str().to_owned(),
            Self::Party => "party".to_owned(),
            Self::Addressee => "addressee".to_owned(),
            Self::OwnerOf => "owner-of".to_owned(),
            Self::SelfOr(duty) => format!("self-or:{duty}"),
            Self::Anyone => "anyone".to_owned(),
        }
    }
}

/// Who may read something. It is asked at every read, not when a screen is opened; who manages may read everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadRight {
    /// Anyone who is signed in: their inbox, the roster, who is here, job cards.
    Anyone,
    /// Whoever knows a duty of this desk, at least as *aware*: its lists and cards.
    Desk(Desk),
    /// Whoever knows a duty of either desk: what both work with.
    AnyDesk,
    /// Whoever knows reception, sales, service or accounting: how to reach a customer, what they bought and what they owe.
    CustomerDetails,
    /// Whoever owns or covers this duty now: its totals of money, and figures of people.
    Totals(Duty),
    /// Who manages: other people's PINs, settings, the reasons of absences.
    Management,
}

written! {
    /// What somebody who covers the duty may do with a verb.
    pub enum UnderCover {
        /// As the owner would.
        Allowed = "allowed",
        /// Done now, and listed for the owner to accept or dispute at hand-back.
        Review = "review",
        /// Only who owns the duty: it cannot be undone.
        OwnerOnly = "owner-only",
    }
}
