//! The commonest jobs at 80x24, in keys: what is typed as text does not count.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

/// Somebody whose keys are counted.
struct Counted {
    person: Person,
    keys: usize,
}

impl Counted {
    fn at_the_counter(stage: &Stage) -> Self {
        Self {
            person: Person::at(stage, "hall", "JN", "1937"),
            keys: 0,
        }
    }

    fn key(&mut self, code: KeyCode) {
        self.keys += 1;
        self.person.press(code);
    }

    #[track_caller]
    fn shows(&mut self, text: &str) {
        self.person.shell.settle();
        let screen = self.person.shell.screen(80, 24);
        assert!(screen.contains(text), "{text}:\n{screen}");
    }
}

fn stage() -> Stage {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    let eva = json!({"name": "Eva Bílá", "phone": "+420 606 123 789"});
    stage.does(&clerk, "customer.add", eva);
    let order = json!({"customer": "C-00002", "lines": [{"item": "PAP", "quantity": "1"}]});
    let order = stage.does(&clerk, "order.place", order).subject;
    stage.pick_and_ready(&order);
    stage
}

#[test]
fn whether_somebodys_goods_are_ready_is_told_by_the_name_in_three_keys() {
    let stage = stage();
    let mut jana = Counted::at_the_counter(&stage);
    jana.person.type_text("bila");
    // Typing the name is enough; a key more opens the card.
    jana.shows("● READY  shelf P3");
    jana.key(KeyCode::Enter);
    jana.shows("h hand over");
    assert!(jana.keys <= 3, "{} keys", jana.keys);
}

#[test]
fn whether_somebodys_goods_are_ready_is_told_by_the_telephone_in_four_keys() {
    let stage = stage();
    let mut jana = Counted::at_the_counter(&stage);
    jana.person.type_text("3789");
    jana.shows("● READY  shelf P3");
    jana.key(KeyCode::Enter);
    jana.shows("h hand over");
    assert!(jana.keys <= 4, "{} keys", jana.keys);
}

#[test]
fn an_order_is_open_two_keys_after_its_digits() {
    let stage = stage();
    let mut jana = Counted::at_the_counter(&stage);
    jana.person.type_text("0001");
    jana.shows("READY");
    jana.key(KeyCode::Enter);
    jana.shows("h hand over");
    assert!(jana.keys <= 2, "{} keys", jana.keys);
}
