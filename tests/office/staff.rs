//! People and what names them: codes in any case, badges.

use crate::stage::{Stage, pin};
use serde_json::json;

#[test]
fn a_code_in_any_case_and_a_badge_name_one_person_and_a_taken_one_is_refused() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let badge = json!({"staff": "jn", "badge": "BDG-0042"});
    assert_eq!(stage.does(&manager, "staff.edit", badge).subject, "JN");
    for typed in ["JN", "jn", "Jn", "bdg-0042"] {
        let session = stage.office.sign_in("hall", typed, &pin("1937"), true);
        assert_eq!(session.unwrap().staff, stage.jana.staff, "{typed}");
    }
    // The badge names her; the PIN is still hers alone.
    let refused = stage
        .office
        .sign_in("hall", "BDG-0042", &pin("9999"), true)
        .unwrap_err();
    assert_eq!(refused.id, "wrong-pin");
    let taken = [
        json!({"code": "jN", "name": "Jan Nový", "desk": "front", "pin": "6158"}),
        json!({"code": "bdg-0042", "name": "Jan Nový", "desk": "front", "pin": "6158"}),
        json!({"code": "JK", "name": "Jan Nový", "desk": "front", "pin": "6158", "badge": "pm"}),
    ];
    for fields in taken {
        let refused = stage.run(&manager, "staff.add", fields).unwrap_err();
        assert!(matches!(refused.id, "name-taken" | "staff-code-taken"));
    }
    let again = json!({"staff": "PM", "badge": "bdg-0042"});
    let refused = stage.run(&manager, "staff.edit", again).unwrap_err();
    assert_eq!(refused.id, "staff-code-taken");
    stage.does(&manager, "staff.edit", json!({"staff": "JN", "badge": ""}));
    let gone = stage
        .office
        .sign_in("hall", "BDG-0042", &pin("1937"), true)
        .unwrap_err();
    assert_eq!(gone.id, "wrong-pin");
    stage.is_clean();
}
