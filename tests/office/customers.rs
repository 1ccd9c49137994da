//! Cards that are twice there, a person who is forgotten, and what stays.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::front::counter::search;

#[test]
fn two_cards_of_one_customer_are_told_and_merged() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("1");
    let again = json!({"name": "Horak Stavby s.r.o.", "phone": "+420 777 210 331"});
    let added = stage.run(&jana, "customer.add", again).unwrap();
    assert_eq!(added.result["alike"], json!(["C-00001"]));
    stage
        .run(
            &jana,
            "customer.merge",
            json!({"customer": "C-00001", "into": "C-00002"}),
        )
        .unwrap();
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    assert_eq!(
        stage.run(&jana, "order.place", place).unwrap_err().id,
        "customer-merged"
    );
    let found = stage.office.read(|reader| search(reader, "horak")).unwrap();
    let codes: Vec<_> = found.iter().map(|found| found.customer.as_str()).collect();
    assert_eq!(codes, ["C-00002"]);
    let found = stage.office.read(|reader| search(reader, &order)).unwrap();
    assert_eq!(found[0].customer, "C-00002");
    stage.is_clean();
}

#[test]
fn a_person_is_forgotten_and_the_books_stay() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let order = stage.order("1");
    let erase = json!({"customer": "C-00001", "reason": "asked by letter"});
    assert_eq!(
        stage
            .run(&manager, "customer.erase", erase.clone())
            .unwrap_err()
            .id,
        "customer-has-orders"
    );
    stage
        .run(
            &jana,
            "payment.take",
            json!({"order": order, "amount": "156.09", "means": "card"}),
        )
        .unwrap();
    let parcel = stage.pick_and_ready(&order);
    stage
        .run(
            &jana,
            "parcel.hand_over",
            json!({"parcel": parcel, "collected_by": "Josef"}),
        )
        .unwrap();
    stage
        .run(&manager, "customer.erase", erase.clone())
        .unwrap();
    let again = stage.run(&manager, "customer.erase", erase).unwrap_err();
    assert_eq!(again.id, "customer-erased-already");
    assert!(again.to_string().contains("at"), "{again}");
    let found = stage.office.read(|reader| search(reader, "horak")).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let found = stage.office.read(|reader| search(reader, &order)).unwrap();
    assert_eq!(found[0].name, "*");
    stage.is_clean();
}

#[test]
fn contacts_are_added_found_put_right_and_taken_away() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let set = |stage: &mut Stage, fields| stage.run(&jana, "customer.set_contact", fields);
    let eva = json!({"customer": "C-00001", "name": "Eva Vrabcová", "phone": "601 222 333"});
    assert_eq!(set(&mut stage, eva).unwrap().result["contact"], 1);
    let driver = json!({"customer": "C-00001", "role": "driver", "phone": "601 999 888"});
    assert_eq!(set(&mut stage, driver).unwrap().result["contact"], 2);
    let found = |stage: &mut Stage, text: &str| {
        let found = stage.office.read(|reader| search(reader, text)).unwrap();
        found.len()
    };
    assert_eq!(found(&mut stage, "vrabcova"), 1);
    assert_eq!(found(&mut stage, "601 999"), 1);
    // What is not given stays; with every text emptied it goes.
    let stays = json!({"customer": "C-00001", "contact": 1});
    assert_eq!(set(&mut stage, stays).unwrap().result["gone"], false);
    assert_eq!(found(&mut stage, "vrabcova"), 1);
    let gone = json!({"customer": "C-00001", "contact": 1, "name": "", "phone": ""});
    assert_eq!(set(&mut stage, gone).unwrap().result["gone"], true);
    assert_eq!(found(&mut stage, "vrabcova"), 0);
    for (fields, refusal) in [
        (json!({"customer": "C-00001", "contact": 1}), "not-found"),
        (json!({"customer": "C-00001"}), "name-empty"),
        (json!({"customer": "C-00009", "name": "X"}), "not-found"),
    ] {
        assert_eq!(set(&mut stage, fields).unwrap_err().id, refusal);
    }
    stage.is_clean();
}

#[test]
fn contacts_move_with_a_merge_and_go_with_an_erasure() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let other = json!({"name": "Horák", "contact": "Petr Horák", "phone": "602 000 111"});
    stage.run(&jana, "customer.add", other).unwrap();
    for code in ["C-00001", "C-00002"] {
        let eva = json!({"customer": code, "name": format!("Eva of {code}")});
        stage.run(&jana, "customer.set_contact", eva).unwrap();
    }
    let merge = json!({"customer": "C-00002", "into": "C-00001"});
    stage.run(&jana, "customer.merge", merge).unwrap();
    let contacts = |stage: &mut Stage| {
        let rows = stage.office.read(|reader| {
            let (id, _) = swingdoor::records::customer::find(reader, "C-00001")?;
            swingdoor::records::customer::contacts(reader, id)
        });
        let rows = rows.unwrap();
        rows.into_iter()
            .map(|one| (one.nr, one.name))
            .collect::<Vec<_>>()
    };
    let expected = [
        (1, "Eva of C-00001"),
        (2, "Petr Horák"),
        (3, "Eva of C-00002"),
    ];
    assert_eq!(
        contacts(&mut stage),
        expected.map(|(nr, name)| (nr, name.to_owned()))
    );
    let found = stage
        .office
        .read(|reader| search(reader, "602 000"))
        .unwrap();
    assert_eq!(found[0].customer, "C-00001");
    let erase = json!({"customer": "C-00001", "reason": "asked by letter"});
    stage.run(&manager, "customer.erase", erase).unwrap();
    assert_eq!(contacts(&mut stage), []);
    stage.is_clean();
}

#[test]
fn a_mistyped_id_of_a_company_is_refused_where_its_rule_is_known() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    for (fields, expected) in [
        (json!({"name": "A", "company_id": "481 36 450"}), None),
        (
            json!({"name": "A", "company_id": "48136451"}),
            Some("bad-company-id"),
        ),
        (
            json!({"name": "A", "company_id": "48136451", "country": "Česko"}),
            Some("bad-company-id"),
        ),
        (
            json!({"name": "A", "company_id": "48136451", "country": "Norge"}),
            None,
        ),
        (json!({"name": "A", "company_id": "HRB 48136451"}), None),
        (json!({"name": "A", "vat_id": "cz48136450"}), None),
        (
            json!({"name": "A", "vat_id": "CZ48136451"}),
            Some("bad-vat-id"),
        ),
    ] {
        let outcome = stage.run(&jana, "customer.add", fields.clone());
        assert_eq!(
            outcome
                .err()
                .map(|refused| refused.id.to_string())
                .as_deref(),
            expected,
            "{fields}"
        );
    }
    stage.is_clean();
}

#[test]
fn whoever_is_erased_is_named_nowhere_but_on_issued_papers_and_in_the_journal() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let olga =
        json!({"name": "Olga Krátká", "phone": "733 900 100", "note": "klíč má sousedka Krátká"});
    stage.does(&jana, "customer.add", olga);
    let twin = json!({"name": "Olga Krátká ml.", "email": "kratka@example.org"});
    stage.does(&jana, "customer.add", twin);
    let place = |stage: &mut Stage, note: &str| {
        let order = json!({"customer": "C-00002", "lines": [{"item": "PAP", "quantity": "1"}], "note": note});
        let receipt = stage.does(&stage.jana.clone(), "order.place", order);
        receipt.subject
    };
    let order = place(&mut stage, "Krátká, zvonit dvakrát");
    let pay = json!({"order": order, "amount": "156.09", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    let parcel = stage.pick_and_ready(&order);
    let hand_over = json!({"parcel": parcel, "collected_by": "Karel Krátký"});
    stage.does(&jana, "parcel.hand_over", hand_over);
    let back = json!({"order": order, "lines": [{"line": 1, "quantity": "1", "outcome": "reject"}], "reason": "Krátká nechce"});
    let _ = stage.run(&jana, "return.take", back);
    let other = place(&mut stage, "");
    let cancel = json!({"order": other, "reason": "paní Krátká volala"});
    stage.does(&jana, "order.cancel", cancel);
    let ask = json!({"order": other, "words": "Co chce Krátká?", "to": "back"});
    let _ = stage.run(&jana, "question.ask", ask);
    let merge = json!({"customer": "C-00003", "into": "C-00002"});
    stage.does(&jana, "customer.merge", merge);
    let erase = json!({"customer": "C-00002", "reason": "asked by letter"});
    stage.does(&manager, "customer.erase", erase);

    let tables = [
        "customer",
        "contact",
        "orders",
        "parcel",
        "paper",
        "return_line",
        "exception",
        "payment",
        "thread",
        "thread_entry",
        "cover",
        "notice",
    ];
    #[expect(
        clippy::disallowed_methods,
        reason = "a look at every cell, whatever reads it"
    )]
    let file = rusqlite::Connection::open(stage.path()).unwrap();
    for table in tables {
        let mut query = file.prepare(&format!("select * from {table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let cell = format!("{:?}", row.get_ref(column).unwrap());
                let bytes = row.get_ref(column).unwrap();
                let text = bytes.as_str().unwrap_or_default();
                let names = ["rátk", "kratka", "733900100", "733 900 100"];
                assert!(
                    names.iter().all(|name| !text.contains(name)),
                    "{table}: {text} {cell}"
                );
            }
        }
    }
    drop(file);
    stage.is_clean();
}

#[test]
fn a_merged_card_keeps_what_the_other_one_lacks() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let twin = json!({"name": "Horák", "street": "Na Valech 14", "city": "Kolín", "vat_id": "CZ48136450", "note": "volá ráno"});
    stage.does(&jana, "customer.add", twin);
    let limit = json!({"customer": "C-00002", "limit": "5000"});
    stage.does(&manager, "customer.set_limit", limit);
    let merge = json!({"customer": "C-00002", "into": "C-00001"});
    stage.does(&jana, "customer.merge", merge);
    let card = |reader: &mut swingdoor::office::Reader<'_>| {
        use swingdoor::office::Reads as _;
        let row = reader.row(
            "select account_limit, city, vat_id, note from customer where code = 'C-00001'",
            &[],
        )?;
        let row = row.unwrap();
        Ok((row.int(0)?, row.text(1)?, row.text(2)?, row.text(3)?))
    };
    let kept = stage.office.read(card).unwrap();
    assert_eq!(
        kept,
        (
            500_000,
            "Kolín".to_owned(),
            "CZ48136450".to_owned(),
            "volá ráno".to_owned()
        )
    );
    stage.is_clean();
}
