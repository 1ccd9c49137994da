//! Every row of the file is what the last journal line that touched it says, and whoever changes one behind the program's back is
//! told of, with the place.

use super::check::lively;
use crate::stage::Stage;
use serde_json::json;
use swingdoor::cli::check;
use swingdoor::office::{AUTHORITY_AND_MONEY, Doubt, Proof, prove};

#[expect(
    clippy::disallowed_methods,
    reason = "somebody who goes round the program"
)]
fn forger(stage: &Stage) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(stage.path()).unwrap();
    connection
        .execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on")
        .unwrap();
    connection
}

fn proof(stage: &mut Stage, tables: Option<&[&str]>) -> Proof {
    stage
        .office
        .read(|reader| prove(reader, tables, &mut |_| {}))
        .unwrap()
}

/// The tables whose rows are proved, with their stored columns and their types.
fn columns(connection: &rusqlite::Connection) -> Vec<(String, Vec<(String, String)>)> {
    let mut tables = connection
        .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%' and name not in ('journal', 'evidence', 'request', 'seal')")
        .unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names
        .map(|name| {
            let name = name.unwrap();
            let mut of = connection
                .prepare("select name, type from pragma_table_xinfo(?1) where hidden = 0")
                .unwrap();
            let columns = of
                .query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap();
            let columns = columns.map(Result::unwrap).collect();
            (name, columns)
        })
        .collect()
}

#[test]
fn an_honest_file_is_proved_row_by_row() {
    let mut stage = lively();
    let proof = proof(&mut stage, None);
    assert!(proof.broken.is_none() && proof.unsealed.is_empty());
    assert_eq!(proof.rows, []);
}

#[test]
fn one_value_changed_in_any_column_of_any_table_is_found() {
    let mut stage = lively();
    let forger = forger(&stage);
    let (mut tried, mut tables) = (0, 0);
    for (table, columns) in columns(&forger) {
        let names: Vec<_> = columns
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let names = names.join(", ");
        let kept = format!("create temp table kept as select {names} from main.\"{table}\"");
        forger.execute_batch(&kept).unwrap();
        let rows: i64 = forger
            .query_row("select count(*) from kept", [], |row| row.get(0))
            .unwrap();
        tables += i64::from(rows > 0);
        for (column, kind) in columns.iter().filter(|_| rows > 0) {
            let other = match kind.to_lowercase().as_str() {
                "integer" => format!("coalesce(\"{column}\", 0) - 1000003"),
                "text" => format!("coalesce(\"{column}\", '') || '~'"),
                _ => "x'00'".to_owned(),
            };
            let change = format!("update or ignore \"{table}\" set \"{column}\" = {other}");
            assert!(forger.execute(&change, []).unwrap() > 0, "{table}.{column}");
            let found = proof(&mut stage, None);
            assert!(
                found.rows.iter().any(|row| row.table == table),
                "{table}.{column}"
            );
            tried += 1;
            let back = format!(
                "delete from main.\"{table}\"; insert into main.\"{table}\" ({names}) select {names} from kept"
            );
            forger.execute_batch(&back).unwrap();
        }
        forger.execute_batch("drop table kept").unwrap();
    }
    assert_eq!(proof(&mut stage, None).rows, []);
    assert!(
        tried > 150 && tables > 20,
        "{tried} columns of {tables} tables"
    );
}

/// What somebody does behind the program's back, and what `check` says of it at least.
const TAMPERINGS: &[(&str, &str)] = &[
    (
        "update competence set level = 'own' where level = 'cover'",
        "competence",
    ),
    (
        "insert into competence (staff, duty, level, signed_by, signed_at, seq) values (2, 'production', 'own', 1, 1, 2)",
        "competence 2/production",
    ),
    (
        "update staff set pin_hash = (select pin_hash from staff where code = 'JN') where code = 'MD'",
        "staff 1",
    ),
    (
        "update cover set coverer = owner, owner = coverer where owner is not null",
        "cover 1",
    ),
    (
        "insert into setting (key, value) values ('drawer', 'optional') on conflict do update set value = 'optional'",
        "setting drawer",
    ),
    (
        "update payment set amount = 1; update posting set amount = case when amount > 0 then 1 else -1 end; update orders set paid = 1",
        "payment 1",
    ),
    (
        "update document set text = replace(text, '312', '212')",
        "document",
    ),
    (
        "delete from payment; delete from posting; update orders set paid = 0",
        "payment 1 is missing",
    ),
    (
        "drop trigger journal_keeps_words; update journal set staff = 1 where verb = 'payment.take'",
        "is not what was written",
    ),
    (
        "drop trigger journal_keeps_lines; delete from journal where seq > (select max(seq) - 30 from journal)",
        "written by no journal line",
    ),
    (
        "drop trigger journal_keeps_words; update journal set rows = null where seq = (select max(seq) from journal)",
        "is not what was written",
    ),
    (
        "update evidence set duty = 'accounting' where verb = 'order.place'",
        "evidence of staff",
    ),
    (
        "drop trigger journal_keeps_lines",
        "trigger journal_keeps_lines is missing",
    ),
    (
        "create trigger more after insert on payment begin update competence set level = 'own'; end",
        "trigger more is not one of this program's",
    ),
    (
        "create view quiet as select * from staff",
        "view quiet is not one of this program's",
    ),
    (
        "drop index posting_by_drawer",
        "index posting_by_drawer is missing",
    ),
];

#[test]
fn a_plain_check_finds_what_touches_authority_and_money() {
    let stage = lively();
    let copy = stage.folder().join("tampered.swing");
    for (tampering, said) in TAMPERINGS {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", copy.display()));
        }
        stage.copy_to(&copy);
        #[expect(
            clippy::disallowed_methods,
            reason = "somebody who goes round the program"
        )]
        let forger = rusqlite::Connection::open(&copy).unwrap();
        forger.execute_batch(tampering).unwrap();
        drop(forger);
        let clock = std::sync::Arc::new(stage.clock.clone());
        let mut office = swingdoor::office::Office::open(&copy, clock).unwrap();
        let faults = check(&mut office).unwrap();
        assert!(
            faults.iter().any(|fault| fault.what.contains(said)),
            "{tampering}: {faults:#?}"
        );
    }
}

#[test]
fn rows_that_were_deleted_put_back_or_never_written_are_told_apart() {
    let mut stage = lively();
    let jana = stage.jana.clone();
    stage.does(
        &jana,
        "customer.set_contact",
        json!({"customer": "C-00001", "name": "Eva"}),
    );
    let forger = forger(&stage);
    forger
        .execute_batch(
            "delete from contact where name = 'Eva'; insert into bin (code) values ('X9')",
        )
        .unwrap();
    let rows = proof(&mut stage, None).rows;
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.table.as_str(), row.doubt))
        .collect();
    assert_eq!(
        found,
        [("bin", Doubt::Unknown), ("contact", Doubt::Missing)]
    );
    // A plain check looks at what authority and money hang on.
    assert_eq!(proof(&mut stage, Some(AUTHORITY_AND_MONEY)).rows, []);
}

#[test]
fn nobody_signs_for_what_a_foreign_trigger_does() {
    let mut stage = lively();
    let jana = stage.jana.clone();
    let add = |stage: &mut crate::stage::Stage| {
        stage.run(&jana, "customer.add", json!({"name": "Somebody"}))
    };
    add(&mut stage).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who goes round the program"
    )]
    let forger = rusqlite::Connection::open(stage.path()).unwrap();
    for (foreign, away) in [
        (
            "create trigger x after insert on customer begin update competence set level = 'own'; end",
            "drop trigger x",
        ),
        ("create table without_a_key (a)", "drop table without_a_key"),
    ] {
        // While the office is open, too.
        forger.execute_batch(foreign).unwrap();
        let refused = add(&mut stage).unwrap_err();
        assert_eq!(refused.id, "store-altered");
        let faults = check(&mut stage.office).unwrap();
        assert!(
            faults
                .iter()
                .any(|fault| fault.what.contains("is not one of this program's")),
            "{faults:#?}"
        );
        forger.execute_batch(away).unwrap();
        add(&mut stage).unwrap();
    }
    stage.is_clean();
}
