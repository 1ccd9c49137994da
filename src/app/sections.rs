//! The one list of panes: a new section is one row here.

use crate::model::Desk;
use crate::pane::{Bound, Pane};
use crate::words::Words;

/// A section: where it stands, what it is called, and how it is made.
pub(super) struct Section {
    /// The desk whose tab it is; none: the office's (F9).
    pub(super) desk: Option<Desk>,
    pub(super) title: fn(&Words) -> String,
    pub(super) make: fn() -> Box<dyn Pane>,
}

/// In the order of their digits within each desk.
pub(super) static SECTIONS: &[Section] = &[
    Section {
        desk: Some(Desk::Front),
        title: Words::section_counter,
        make: || Bound::pane(crate::front::counter::Counter::default()),
    },
    Section {
        desk: Some(Desk::Front),
        title: Words::section_orders,
        make: || Bound::pane(crate::front::orders::Orders::default()),
    },
    Section {
        desk: Some(Desk::Front),
        title: Words::section_customers,
        make: || Bound::pane(crate::front::customers::Customers::default()),
    },
    Section {
        desk: Some(Desk::Front),
        title: Words::section_inbox,
        make: || Bound::pane(crate::desk::inbox::Inbox::at(Desk::Front)),
    },
    Section {
        desk: Some(Desk::Front),
        title: Words::section_drawer,
        make: || Bound::pane(crate::front::drawer::Drawers::default()),
    },
    Section {
        desk: Some(Desk::Back),
        title: Words::section_picking,
        make: || Bound::pane(crate::back::picking::Picking::default()),
    },
    Section {
        desk: Some(Desk::Back),
        title: Words::section_stock,
        make: || Bound::pane(crate::back::stock::Stock::default()),
    },
    Section {
        desk: Some(Desk::Back),
        title: Words::section_inbox,
        make: || Bound::pane(crate::desk::inbox::Inbox::at(Desk::Back)),
    },
    Section {
        desk: None,
        title: Words::section_coverage,
        make: || Bound::pane(crate::cover::board::Coverage::default()),
    },
    Section {
        desk: None,
        title: Words::section_roster,
        make: || Bound::pane(crate::cover::roster::Roster::default()),
    },
    Section {
        desk: None,
        title: Words::section_covers,
        make: || Bound::pane(crate::cover::shift::Covers::default()),
    },
    Section {
        desk: None,
        title: Words::section_training,
        make: || Bound::pane(crate::cover::training::Training::default()),
    },
    Section {
        desk: None,
        title: Words::section_staff,
        make: || Bound::pane(crate::desk::staff::Staff::default()),
    },
    Section {
        desk: None,
        title: Words::section_figures,
        make: || Bound::pane(crate::cover::figures::FiguresScreen::default()),
    },
    Section {
        desk: None,
        title: Words::section_report,
        make: || Bound::pane(crate::desk::report::Report::default()),
    },
    Section {
        desk: None,
        title: Words::section_settings,
        make: || Bound::pane(crate::desk::settings::Settings::default()),
    },
];
