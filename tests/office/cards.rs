//! Job cards: the office's own beside its file, and what is kept of reading and writing them.

use crate::stage::Stage;
use std::path::Path;
use swingdoor::cover::cards::{
    CARD_BYTES_MAX, EditCard, Origin, ReadCard, card, card_folder, own_names, write_own,
};
use swingdoor::model::Duty;
use swingdoor::office::Reads;
use swingdoor::words::Lang;

fn put(folder: &Path, lang: &str, name: &str, text: impl AsRef<[u8]>) {
    std::fs::create_dir_all(folder.join(lang)).unwrap();
    std::fs::write(folder.join(lang).join(format!("{name}.md")), text).unwrap();
}

#[test]
fn an_own_card_adds_to_ours_or_stands_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let ours = card(None, Lang::En, "order.pick").unwrap();
    put(
        folder.path(),
        "en",
        "order.pick",
        "# Pick\n\n## What you need\n- The blue trolley\n\n## Our warehouse\nThe light switch is behind the door.\n",
    );
    let added = card(Some(folder.path()), Lang::En, "order.pick").unwrap();
    assert_eq!(added.origin, Origin::Added);
    assert_eq!(added.title, ours.title);
    assert_eq!(added.steps, ours.steps);
    assert_eq!(added.need.last().unwrap(), "The blue trolley");
    assert_eq!(added.more[0].0, "Our warehouse");
    // Better in the other language than not at all.
    let czech = card(Some(folder.path()), Lang::Cs, "order.pick").unwrap();
    assert_eq!(czech.need.last().unwrap(), "The blue trolley");

    put(
        folder.path(),
        "en",
        "order.pick",
        "# Replaces: Fetch it\n## Steps\n1. Call Petr. [order.pick]\n",
    );
    let own = card(Some(folder.path()), Lang::En, "order.pick").unwrap();
    assert_eq!((own.origin, own.title.as_str()), (Origin::Own, "Fetch it"));
    assert_eq!(own.steps.len(), 1);
    assert_eq!(own.steps[0].does.as_deref(), Some("order.pick"));
    assert_eq!(own.duty, Some(Duty::Fulfilment));

    put(folder.path(), "cs", "alarm", "# Alarm\nKód má Marie.\n");
    assert_eq!(own_names(folder.path()), ["alarm", "order.pick"]);
    let alarm = card(Some(folder.path()), Lang::Cs, "alarm").unwrap();
    assert_eq!(alarm.when, ["Kód má Marie."]);
}

#[test]
fn a_card_that_cannot_be_read_takes_nothing_away_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let shown = |name: &str| card(Some(folder.path()), Lang::En, name);
    put(folder.path(), "en", "order.pick", vec![b'x'; 10_000_000]);
    let ours = shown("order.pick").unwrap();
    assert_eq!(ours.trouble.unwrap().id, "card-too-large");
    assert!(ours.steps.len() > 3);
    put(folder.path(), "en", "alarm", vec![b'x'; 70_000]);
    assert_eq!(shown("alarm").unwrap_err().id, "card-too-large");
    put(folder.path(), "en", "alarm", b"# \xff\xfe");
    assert_eq!(shown("alarm").unwrap_err().id, "card-no-text");
    put(
        folder.path(),
        "en",
        "alarm",
        "# A\u{1b}[31m\u{202e}B\n## Steps\n1. {no/such} {broken [\n##\n# \n- \n``` \n## Steps [x]\n1.",
    );
    let broken = shown("alarm").unwrap();
    assert_eq!(broken.title, "A·[31m·B");
    assert_eq!(broken.steps[0].text, "{no/such} {broken [");
    std::fs::create_dir_all(folder.path().join("en/folder.md")).unwrap();
    assert_eq!(shown("folder").unwrap_err().id, "not-found");
    assert_eq!(shown("../../etc/passwd").unwrap_err().id, "not-found");
}

#[test]
fn a_card_is_written_in_one_piece_and_taken_away_when_it_is_empty() {
    let stage = Stage::new();
    let folder = card_folder(&stage.path());
    assert_eq!(folder, stage.folder().join("office-cards"));
    write_own(&folder, Lang::Cs, "alarm", "# Alarm\n").unwrap();
    assert_eq!(own_names(&folder), ["alarm"]);
    let large = "x".repeat(usize::try_from(CARD_BYTES_MAX).unwrap() + 1);
    let refused = write_own(&folder, Lang::Cs, "alarm", &large).unwrap_err();
    assert_eq!(refused.id, "card-too-large");
    for name in ["../alarm", "", ".hidden", "a/b", "a b"] {
        let refused = write_own(&folder, Lang::Cs, name, "x").unwrap_err();
        assert_eq!(refused.id, "bad-card-name", "{name:?}");
    }
    let text = std::fs::read_to_string(folder.join("cs/alarm.md")).unwrap();
    assert_eq!(text, "# Alarm\n");
    write_own(&folder, Lang::Cs, "alarm", "  \n").unwrap();
    assert!(own_names(&folder).is_empty());
    assert!(
        std::fs::read_dir(folder.join("cs"))
            .unwrap()
            .next()
            .is_none()
    );
}

#[test]
fn reading_a_card_is_a_step_towards_its_duty_once_a_day() {
    let mut stage = Stage::new();
    let read = |card: &str, duty| ReadCard {
        card: card.to_owned(),
        duty,
    };
    let read_by_jana =
        |stage: &mut Stage, card: &str, duty| stage.office.perform(&stage.jana, &read(card, duty));
    // Whatever is said: ours know their duty.
    read_by_jana(&mut stage, "order.pick", Some(Duty::Sales)).unwrap();
    read_by_jana(&mut stage, "order.pick", None).unwrap();
    read_by_jana(&mut stage, "alarm", Some(Duty::Stock)).unwrap();
    read_by_jana(&mut stage, "cover.ask", None).unwrap();
    let refused = read_by_jana(&mut stage, "../x", None).unwrap_err();
    assert_eq!(refused.id, "bad-card-name");
    stage.clock.advance_seconds(24 * 3_600);
    let jana = stage
        .office
        .sign_in("hall", "JN", &crate::stage::pin("1937"), true);
    stage.jana = jana.unwrap();
    read_by_jana(&mut stage, "order.pick", None).unwrap();
    let steps = stage.office.read(|reader| {
        reader.rows(
            "select duty || ' ' || card from training_step where step = 'card-read' order by id",
            &[],
        )
    });
    let steps: Vec<String> = steps
        .unwrap()
        .iter()
        .map(|row| row.text(0).unwrap())
        .collect();
    assert_eq!(
        steps,
        [
            "fulfilment order.pick",
            "stock alarm",
            " cover.ask",
            "fulfilment order.pick"
        ]
    );
}

#[test]
fn only_management_changes_a_card_and_the_journal_names_who() {
    let mut stage = Stage::new();
    let edit = EditCard {
        card: "alarm".to_owned(),
        lang: "cs".to_owned(),
        bytes: 8,
        sha256: "0".repeat(64),
        known: None,
    };
    let refused = stage.office.perform(&stage.jana, &edit).unwrap_err();
    assert_eq!(refused.id, "not-allowed");
    stage.office.perform(&stage.manager, &edit).unwrap();
    let without = EditCard {
        sha256: "../".to_owned(),
        ..edit
    };
    let refused = stage.office.perform(&stage.manager, &without).unwrap_err();
    assert_eq!(refused.id, "bad-card-hash");
    // In the instant before the news of another change arrives, nothing is written over it.
    let early = EditCard {
        sha256: "1".repeat(64),
        known: Some(0),
        ..without
    };
    let refused = stage.office.perform(&stage.manager, &early).unwrap_err();
    assert_eq!(refused.id, "card-changed");
    let other_language = EditCard {
        lang: "en".to_owned(),
        ..early
    };
    stage
        .office
        .perform(&stage.manager, &other_language)
        .unwrap();
}
