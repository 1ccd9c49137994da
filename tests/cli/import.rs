//! `swingdoor import`: a trading firm's tables as they were exported, all of them or nothing.

use super::{House, extract, text};
use serde_json::json;

fn import(house: &House, kind: &str, file: &str, more: &[&str]) -> (i32, String) {
    let file = extract(file);
    let mut arguments = vec!["import", kind, file.to_str().unwrap(), "--as", "MD"];
    arguments.extend(more);
    let out = house.run(arguments, "");
    (out.status.code().unwrap(), text(&out))
}

fn whole(house: &House) {
    let lines = extract("order_details.csv");
    for (kind, file, more) in [
        ("customers", "customers.csv", vec![]),
        ("items", "products.csv", vec![]),
        (
            "orders",
            "orders.csv",
            vec!["--lines", lines.to_str().unwrap()],
        ),
    ] {
        let (code, said) = import(house, kind, file, &more);
        assert_eq!((code, said.contains("3 rows")), (0, true), "{said}");
    }
}

#[test]
fn shipped_orders_are_history_and_open_ones_are_work() {
    let house = House::new();
    whole(&house);
    house.is_clean();
    let order = |number: &str| -> serde_json::Value {
        let out = house.run(["show", "order", number, "--json"], "");
        serde_json::from_slice(&out.stdout).unwrap()
    };
    // 5 x 34.80 = 174.00; 12 x 9.80 less 15 % = 99.96.
    let shipped = order("501");
    assert_eq!(shipped["total"], "273.96");
    assert_eq!(shipped["commercial"], "closed");
    let open = order("502");
    assert_eq!(
        open["fulfilment"], "to-pick",
        "ten jars are free, the crackers are awaited"
    );
    // The open order is picked as far as there are goods, handed over and paid; crackers come in and go out as well.
    let picked = house.perform(&[
        json!({"verb": "stock.receive", "item": "2", "bin": "MAIN", "quantity": "10"}),
        json!({"verb": "order.pick", "order": "502"}),
    ]);
    assert!(
        picked.iter().all(|answer| answer["ok"] == true),
        "{picked:#?}"
    );
    let parcel = &picked[1]["result"]["parcel"];
    let answers = house.perform(&[
        json!({"verb": "parcel.ready", "parcel": parcel, "place": "P1"}),
        json!({"verb": "drawer.open", "float": "0"}),
        json!({"verb": "payment.take", "order": "502", "amount": "123.65", "means": "cash"}),
        json!({"verb": "parcel.hand_over", "parcel": parcel, "collected_by": "Věra Kosová"}),
    ]);
    assert!(
        answers.iter().all(|answer| answer["ok"] == true),
        "{answers:#?}"
    );
    assert_eq!(order("502")["commercial"], "closed");
    house.is_clean();
}

#[test]
fn a_dry_run_tells_every_row_and_changes_nothing() {
    let house = House::new();
    let (code, said) = import(&house, "customers", "customers.csv", &["--dry-run"]);
    assert_eq!(code, 0);
    for line in ["2  LINDE", "3  TABER", "4  OAKBY", "nothing was changed"] {
        assert!(said.contains(line), "{said}");
    }
    let out = house.run(["list", "customer", "--json"], "");
    assert_eq!(text(&out).matches("LINDE").count(), 0);
}

#[test]
fn one_bad_row_takes_everything_back_and_is_named() {
    let house = House::new();
    whole(&house);
    let bad = house.folder.path().join("bad.csv");
    std::fs::write(
        &bad,
        "product_id,product_name,unit_price\n7,Good cheese,3\n8,,4\n9,Odd price,abc\n",
    )
    .unwrap();
    let out = house.run(["import", "items", bad.to_str().unwrap(), "--as", "MD"], "");
    assert_eq!(out.status.code(), Some(1), "{}", text(&out));
    let said = text(&out);
    assert!(
        said.contains("\n4  ") || said.starts_with("3  "),
        "both bad rows are named: {said}"
    );
    let items = text(&house.run(["list", "item", "--csv"], ""));
    assert!(!items.contains("Good cheese"));
    // A line of an order that is not in the table is told as well.
    let orphan = house.folder.path().join("orphan.csv");
    std::fs::write(
        &orphan,
        "order_id,product_id,unit_price,quantity,discount\n999,1,1,1,0\n",
    )
    .unwrap();
    let (code, said) = import(
        &house,
        "orders",
        "orders.csv",
        &["--lines", orphan.to_str().unwrap()],
    );
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("999"), "{said}");
    house.is_clean();
}

#[test]
fn a_map_names_headings_of_one_s_own_and_is_kept() {
    let house = House::new();
    let file = house.folder.path().join("own.csv");
    std::fs::write(&file, "Zkratka,Obchodní jméno\nKOS,Kosovi\n").unwrap();
    let map = house.folder.path().join("map.toml");
    std::fs::write(
        &map,
        "\"Zkratka\" = \"code\"\n\"Obchodní jméno\" = \"name\"\n",
    )
    .unwrap();
    let out = house.run(
        [
            "import",
            "customers",
            file.to_str().unwrap(),
            "--map",
            map.to_str().unwrap(),
            "--as",
            "MD",
        ],
        "",
    );
    assert!(out.status.success(), "{}", text(&out));
    std::fs::write(&file, "Zkratka,Obchodní jméno\nVRA,Vránovi\n").unwrap();
    let out = house.run(
        ["import", "customers", file.to_str().unwrap(), "--as", "MD"],
        "",
    );
    assert!(out.status.success(), "{}", text(&out));
    assert!(text(&house.run(["show", "customer", "VRA"], "")).contains("Vránovi"));
}

#[test]
fn a_map_is_kept_only_when_its_import_stands_and_what_becomes_of_it_takes_nothing_back() {
    let house = House::new();
    let kept = format!("{}.customers-map.toml", house.path().display());
    let file = house.folder.path().join("own.csv");
    let map = house.folder.path().join("map.toml");
    let import = |rows: &str, columns: &str| {
        std::fs::write(&file, rows).unwrap();
        std::fs::write(&map, columns).unwrap();
        let (file, map) = (file.to_str().unwrap(), map.to_str().unwrap());
        let arguments = ["import", "customers", file, "--map", map, "--as", "MD"];
        house.run(arguments, "")
    };
    let good = "\"Firma\" = \"name\"\n\"Kód\" = \"code\"\n";
    assert!(import("Kód,Firma\nKOS,Kosovi\n", good).status.success());
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), good);
    // A map that cannot be read, one of fields that are none, and one whose import is refused.
    for (rows, columns) in [
        ("Kód,Firma\nVRA,Vránovi\n", "\"Firma\" = "),
        ("Kód,Firma\nVRA,Vránovi\n", "\"Firma\" = \"shoe size\"\n"),
        ("Kód,Zkratka\nVRA,\n", "\"Zkratka\" = \"name\"\n"),
    ] {
        let out = import(rows, columns);
        assert!(!out.status.success(), "{}", text(&out));
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), good);
    }
    // Where it cannot be kept the rows are imported, and that is said.
    std::fs::remove_file(&kept).unwrap();
    std::fs::create_dir(&kept).unwrap();
    let out = import("Kód,Firma\nVRA,Vránovi\n", good);
    assert!(out.status.success(), "{}", text(&out));
    let said = text(&out);
    assert!(
        said.contains("1 row imported") && said.contains("could not be kept"),
        "{said}"
    );
    assert!(text(&house.run(["show", "customer", "VRA"], "")).contains("Vránovi"));
}

#[test]
fn a_column_that_is_not_known_is_named_and_what_it_may_have_meant() {
    let house = House::new();
    let file = house.folder.path().join("typed.csv");
    std::fs::write(&file, "name,phne,Shoe size,region\nAha,777,44,\n").unwrap();
    let import = |more: &[&str]| {
        let arguments = ["import", "customers", file.to_str().unwrap(), "--as", "MD"];
        house.run(arguments.iter().chain(more), "")
    };
    for more in [["--dry-run"].as_slice(), &[]] {
        let out = import(more);
        assert!(out.status.success(), "{}", text(&out));
        let words = String::from_utf8(out.stderr).unwrap();
        assert!(
            words.contains("phne (meant: phone?), Shoe size."),
            "{words}"
        );
        assert!(!words.contains("region"), "nothing stands in it: {words}");
        assert!(words.contains("row fits") || words.contains("1 row imported"));
    }
    std::fs::write(&file, "name,phone,note\nEhe,778,rings twice\n").unwrap();
    let out = import(&[]);
    assert!(!text(&out).contains("left out"), "{}", text(&out));
    assert!(text(&house.run(["show", "customer", "C-00002"], "")).contains("rings twice"));
}

#[test]
fn a_quantity_that_the_program_lists_is_read_back_and_one_with_two_meanings_is_not() {
    let house = House::new();
    let done = house.perform(&[
        json!({"verb": "item.add", "code": "ROPE", "name": "Rope", "unit": "m", "price": "19.90", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "rope", "bin": "A1", "quantity": "1.234"}),
    ]);
    assert!(done.iter().all(|answer| answer["ok"] == true), "{done:#?}");
    let listed = text(&house.run(["list", "items", "--csv"], ""));
    assert!(listed.contains("1.2340"), "{listed}");
    let table = |name: &str, stock: &str| {
        let file = house.folder.path().join(name);
        let rows = format!("code,name,unit,price,vat,stock\n{name},Rope,m,19.90,21,{stock}\n");
        std::fs::write(&file, rows).unwrap();
        let file = file.to_str().unwrap().to_owned();
        let out = house.run(["import", "items", &file, "--as", "MD"], "");
        (out.status.code().unwrap(), text(&out))
    };
    assert_eq!(table("R1", "1.2340").0, 0);
    assert_eq!(table("R2", "\"1.234,5\"").0, 0);
    let (code, said) = table("R3", "\"1,234\"");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("can mean 1234 or 1.234"), "{said}");
}

#[test]
fn a_file_that_is_no_table_with_commas_is_refused_in_a_sentence() {
    let house = House::new();
    for (name, rows, said) in [
        ("empty", " \n", "is empty"),
        ("marks", "code;name;phone\nA;Alfa;1\n", "semicolons or tabs"),
        ("tabs", "code\tname\nA\tAlfa\n", "semicolons or tabs"),
        (
            "twice",
            "code,name,Name\nA,Alfa,Beta\n",
            "two columns called \"Name\"",
        ),
        (
            "open",
            "code,name\nA,Alfa\nB,\"Beta\nC,Gama\n",
            "line 3: a quotation mark",
        ),
        (
            "inside",
            "code,name\nA,\"Alfa\" s.r.o.\nB,\"Be\"ta\n",
            "line 3: a quotation mark",
        ),
    ] {
        let file = house.folder.path().join(name);
        std::fs::write(&file, rows).unwrap();
        let file = file.to_str().unwrap().to_owned();
        let out = house.run(["import", "customers", &file, "--as", "MD"], "");
        assert_eq!(out.status.code(), Some(2), "{name}: {}", text(&out));
        assert!(text(&out).contains(said), "{name}: {}", text(&out));
    }
    let listed = text(&house.run(["list", "customer", "--csv"], ""));
    assert_eq!(listed.lines().count(), 1, "{listed}");
}

#[test]
fn json_has_the_dot_before_decimals_and_any_other_number_is_refused_in_a_sentence() {
    let house = House::new();
    let item = |price: &str, vat: &str| json!({"verb": "item.add", "code": "ROPE", "name": "Rope", "unit": "m", "price": price, "vat": vat});
    for (price, vat) in [
        ("1,00", "21"),
        ("1.234,5", "21"),
        ("1 000", "21"),
        ("1,234", "21"),
        ("10", "2,5"),
    ] {
        let answer = &house.perform(&[item(price, vat)])[0];
        assert_eq!(answer["refused"], "number-not-plain", "{answer}");
        let said = answer["text"].as_str().unwrap();
        assert!(said.contains("a dot before the decimals"), "{said}");
    }
    assert_eq!(house.perform(&[item("x", "21")])[0]["refused"], "bad-money");
    assert_eq!(house.perform(&[item("1234.50", "21")])[0]["ok"], true);
}

#[test]
fn every_quantity_of_an_order_is_shown_as_a_quantity() {
    let house = House::new();
    let done = house.perform(&[
        json!({"verb": "customer.add", "name": "Horak"}),
        json!({"verb": "item.add", "code": "PAP", "name": "Paper", "unit": "pc", "price": "10", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PAP", "bin": "A1", "quantity": "9"}),
        json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PAP", "quantity": "3"}]}),
    ]);
    let order = done[3]["subject"].as_str().unwrap().to_owned();
    let done = house.perform(&[
        json!({"verb": "order.pick", "order": order}),
        json!({"verb": "order.change", "order": order, "lines": [{"line": 1, "quantity": "1"}], "reason": "less"}),
    ]);
    assert!(done.iter().all(|answer| answer["ok"] == true), "{done:#?}");
    let out = house.run(["show", "order", &order, "--json"], "");
    let shown: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(shown["exceptions"][0]["wanted"], "1");
}
