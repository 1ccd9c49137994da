//! The one list of verbs. A verb that is not here can be run by no command, and the tests hold it against the source.

use crate::model::{Right, UnderCover};
use crate::office::{Receipt, Refused, Session, Verb, Writing, decode};
use crate::{back, cover, desk, front};
use serde_json::Value;

/// A verb as the command line sees it.
#[derive(Clone, Copy)]
pub struct VerbRow {
    /// Its name: "order.place".
    pub name: &'static str,
    /// Who may run it.
    pub right: Right,
    /// What a cover may do with it.
    pub under_cover: UnderCover,
    /// The program alone writes it: `do` refuses it.
    pub is_witnessed: bool,
    /// The JSON Schema of its fields.
    pub schema: fn() -> Value,
    /// Reads its fields, and does slow work that needs no lock.
    pub prepare: fn(&Value) -> Result<(), Refused>,
    /// Runs it within a transaction.
    pub perform: fn(&mut Writing<'_>, &Session, Value, Option<&str>) -> Result<Receipt, Refused>,
}

impl std::fmt::Debug for VerbRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl VerbRow {
    const fn of<V: Verb>() -> Self {
        Self {
            name: V::NAME,
            right: V::RIGHT,
            under_cover: V::UNDER_COVER,
            is_witnessed: V::IS_WITNESSED,
            schema: || schemars::schema_for!(V).to_value(),
            prepare: |fields| decode::<V>(fields.clone())?.prepare(),
            perform: |writing, who, fields, request| {
                writing.perform(who, &decode::<V>(fields)?, request)
            },
        }
    }

    /// The verb with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        VERBS.iter().find(|verb| verb.name == name)
    }
}

/// Every verb, by desk.
pub static VERBS: &[VerbRow] = &[
    VerbRow::of::<front::customers::Add>(),
    VerbRow::of::<front::customers::Edit>(),
    VerbRow::of::<front::customers::Merge>(),
    VerbRow::of::<front::customers::Erase>(),
    VerbRow::of::<front::customers::SetLimit>(),
    VerbRow::of::<front::customers::SetContact>(),
    VerbRow::of::<front::orders::Place>(),
    VerbRow::of::<front::orders::Record>(),
    VerbRow::of::<front::orders::Change>(),
    VerbRow::of::<front::orders::Hold>(),
    VerbRow::of::<front::orders::Resume>(),
    VerbRow::of::<front::orders::Cancel>(),
    VerbRow::of::<front::orders::Reinstate>(),
    VerbRow::of::<front::counter::TakePayment>(),
    VerbRow::of::<front::counter::Refund>(),
    VerbRow::of::<front::counter::UndoPayment>(),
    VerbRow::of::<front::drawer::OpenDrawer>(),
    VerbRow::of::<front::drawer::MoveCash>(),
    VerbRow::of::<front::drawer::CountDrawer>(),
    VerbRow::of::<front::drawer::CloseDrawer>(),
    VerbRow::of::<front::drawer::GiveDrawer>(),
    VerbRow::of::<front::drawer::TakeOver>(),
    VerbRow::of::<front::drawer::TakeAlone>(),
    VerbRow::of::<front::counter::SignPaper>(),
    VerbRow::of::<front::counter::UntickPaper>(),
    VerbRow::of::<front::counter::HandOver>(),
    VerbRow::of::<front::counter::TakeBack>(),
    VerbRow::of::<back::picking::Pick>(),
    VerbRow::of::<back::picking::Ready>(),
    VerbRow::of::<back::picking::Unpack>(),
    VerbRow::of::<back::picking::Decide>(),
    VerbRow::of::<back::picking::TakeHeld>(),
    VerbRow::of::<back::picking::BeginPick>(),
    VerbRow::of::<back::picking::LeavePick>(),
    VerbRow::of::<back::stock::AddItem>(),
    VerbRow::of::<back::stock::EditItem>(),
    VerbRow::of::<back::stock::Receive>(),
    VerbRow::of::<back::stock::Adjust>(),
    VerbRow::of::<back::stock::Found>(),
    VerbRow::of::<back::stock::Count>(),
    VerbRow::of::<back::stock::ApproveCount>(),
    VerbRow::of::<back::stock::DiscardCount>(),
    VerbRow::of::<back::stock::WriteOff>(),
    VerbRow::of::<back::stock::MoveGoods>(),
    VerbRow::of::<back::stock::SetBin>(),
    VerbRow::of::<cover::shift::Ask>(),
    VerbRow::of::<cover::shift::Plan>(),
    VerbRow::of::<cover::shift::Accept>(),
    VerbRow::of::<cover::shift::Begin>(),
    VerbRow::of::<cover::shift::Declare>(),
    VerbRow::of::<cover::shift::Offer>(),
    VerbRow::of::<cover::shift::Decline>(),
    VerbRow::of::<cover::shift::Swap>(),
    VerbRow::of::<cover::shift::HandOn>(),
    VerbRow::of::<cover::shift::Extend>(),
    VerbRow::of::<cover::shift::End>(),
    VerbRow::of::<cover::arrangement::Make>(),
    VerbRow::of::<cover::arrangement::Agree>(),
    VerbRow::of::<cover::arrangement::BeginToday>(),
    VerbRow::of::<cover::arrangement::EndArrangement>(),
    VerbRow::of::<cover::handback::AcceptSheet>(),
    VerbRow::of::<cover::handback::Dispute>(),
    VerbRow::of::<cover::training::Practised>(),
    VerbRow::of::<cover::training::Supervised>(),
    VerbRow::of::<cover::training::Plan>(),
    VerbRow::of::<cover::training::DropPlan>(),
    VerbRow::of::<cover::handback::PickFirst>(),
    VerbRow::of::<cover::handback::FirstDone>(),
    VerbRow::of::<cover::cards::ReadCard>(),
    VerbRow::of::<cover::cards::EditCard>(),
    VerbRow::of::<cover::roster::SetWeek>(),
    VerbRow::of::<cover::roster::SetDay>(),
    VerbRow::of::<cover::roster::ClearDay>(),
    VerbRow::of::<cover::roster::CopyWeek>(),
    VerbRow::of::<cover::roster::AskAbsence>(),
    VerbRow::of::<cover::roster::DecideAbsence>(),
    VerbRow::of::<cover::roster::WithdrawAbsence>(),
    VerbRow::of::<cover::roster::EndAbsence>(),
    VerbRow::of::<cover::roster::CloseDay>(),
    VerbRow::of::<cover::roster::OpenDay>(),
    VerbRow::of::<desk::inbox::ReadNotice>(),
    VerbRow::of::<desk::inbox::UnreadNotice>(),
    VerbRow::of::<desk::questions::Ask>(),
    VerbRow::of::<desk::questions::Answer>(),
    VerbRow::of::<desk::questions::Settle>(),
    VerbRow::of::<desk::questions::Reopen>(),
    VerbRow::of::<desk::questions::NoteCall>(),
    VerbRow::of::<desk::questions::Promise>(),
    VerbRow::of::<desk::questions::Done>(),
    VerbRow::of::<desk::clock::ConfirmClock>(),
    VerbRow::of::<desk::clock::CorrectClock>(),
    VerbRow::of::<desk::settings::ChangeSetting>(),
    VerbRow::of::<desk::staff::AddStaff>(),
    VerbRow::of::<desk::staff::EditStaff>(),
    VerbRow::of::<desk::staff::ChangePin>(),
    VerbRow::of::<desk::settings::ChoosePrinter>(),
    VerbRow::of::<desk::staff::SignOff>(),
];
