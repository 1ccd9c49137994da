//! Drawers on the command line: what should be in one is told when somebody has counted it, and a sheet is printed again.

use super::{House, text};
use serde_json::{Value, json};

/// The one drawer as `list` shows it, and as `show` does.
fn shown(house: &House) -> (Value, Value) {
    let of = |arguments: &[&str]| -> Value {
        let out = house.run(arguments, "");
        serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", text(&out)))
    };
    let listed = of(&["list", "drawers", "--json"]);
    let number = listed["number"].as_str().unwrap().to_owned();
    (listed, of(&["show", "drawer", &number, "--json"]))
}

#[test]
fn what_should_be_in_a_drawer_is_told_after_the_count_and_stands_on_the_closed_one() {
    let house = House::new();
    house.perform(&[
        json!({"verb": "drawer.open", "float": "100.00"}),
        json!({"verb": "drawer.move", "amount": "20.00", "reason": "change"}),
    ]);
    let (listed, sheet) = shown(&house);
    // The list is a ledger's, as `list posting` is: whoever may read the file can add it up.
    assert_eq!(listed["expected"], "120.00");
    for told in [&sheet["expected"], &sheet["cash"], &sheet["difference"]] {
        assert_eq!(*told, Value::Null, "{listed} {sheet}");
    }
    let kept = house.perform(&[json!({"verb": "drawer.close", "counted": "110.00"})]);
    assert_eq!(kept[0]["result"]["closed"], false, "{kept:?}");
    let (listed, sheet) = shown(&house);
    assert_eq!(
        (&listed["expected"], &listed["closed_at"]),
        (&json!("120.00"), &Value::Null)
    );
    assert_eq!(sheet["counts"][0]["difference"], "-10.00");
    let close =
        json!({"verb": "drawer.close", "counted": "119.00", "reason": "a coin", "float": "100.00"});
    let closed = house.perform(&[close]);
    assert_eq!(closed[0]["result"]["closed"], true, "{closed:?}");
    let (listed, sheet) = shown(&house);
    let row = [
        "expected",
        "first_counted",
        "counts",
        "counted",
        "difference",
        "float_left",
        "closed",
        "card",
    ];
    let row: Vec<_> = row.iter().map(|name| listed[*name].clone()).collect();
    let wanted = json!([
        "120.00", "110.00", 2, "119.00", "-1.00", "100.00", "closed", "0.00"
    ]);
    assert_eq!(json!(row), wanted);
    assert_eq!(sheet["counts"].as_array().unwrap().len(), 2);
    assert_eq!(sheet["safe"]["taken"], "20.00");
    let number = listed["number"].as_str().unwrap();
    let printed = text(&house.run(["print", number, "--columns", "80"], ""));
    assert!(
        printed.contains("First count") && printed.contains("a coin"),
        "{printed}"
    );
    // It is no slip: whoever has only its number is not shown it as one.
    let slip = house.run(["show", "slip", number], "");
    assert!(!slip.status.success(), "{}", text(&slip));
    let deep = house.run(["check", "--deep"], "");
    assert!(deep.status.success(), "{}", text(&deep));
}
