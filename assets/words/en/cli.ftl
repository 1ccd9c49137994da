cli-demo-progress = made { $made } of { $orders } orders
cli-output-failed = the output cannot be written: { $error }
cli-check-clean = every rule holds
cli-check-faults = { $count ->
    [one] one fault
   *[other] { $count } faults
  }
cli-journal-broken = the journal's chain is broken: { $fault }
cli-pin-prompt = PIN: {""}
refused-pin-missing = The PIN is missing: set SWINGDOOR_PIN, or run this at a terminal.
cli-import-dry = dry run: { $good ->
    [one] one row fits
   *[other] { $good } rows fit
  }, { $refused ->
    [one] one does not
   *[other] { $refused } do not
  }; nothing was changed
cli-import-map-not-kept = The rows are imported. The column map could not be kept for the next time: { $detail }
cli-import-done = { $count ->
    [one] 1 row imported
   *[other] { $count } rows imported
  }
cli-import-refused = { $count ->
    [one] one row does not fit
   *[other] { $count } rows do not fit
  }; nothing was changed
cli-import-left-out = { $file }: { $count ->
    [one] left out, because this column is not known: { $columns }
   *[other] left out, because these columns are not known: { $columns }
  }. --map FILE says which field a column is.
cli-import-meant = { $column } (meant: { $field }?)
refused-import-taken-back = Nothing was imported.
refused-bad-map = The column map cannot be read: { $detail }
refused-csv-empty = { $file } is empty: its first line must name the columns.
refused-csv-not-commas = { $file } has semicolons or tabs between its columns. Save it with commas (CSV, comma-separated) and try again.
refused-csv-heading-twice = { $file } has two columns called "{ $heading }". Rename or remove one of them.
refused-csv-quote = { $file }, line { $line }: a quotation mark is not closed, or something stands behind the closing one. Inside a text, write it twice ("").
refused-bad-csv = { $file } cannot be read as CSV: { $detail }
verb-order-record = order recorded
cli-demo-progress-customers = made { $made } of { $customers } customers
cli-copying = copying, { $percent } %
cli-proving = checking the journal, { $percent } %
cli-replaying = playing the journal again, { $percent } %
cli-backup-faults = made, but check finds { $faults ->
    [one] one fault
   *[other] { $faults } faults
  } in it, as in the office: { $place }. Nothing older was let go.
cli-restored-with-faults = in its place, with { $faults ->
    [one] one fault
   *[other] { $faults } faults
  }
cli-backed-up = verified; { $lines ->
    [one] one journal line
   *[other] { $lines } journal lines
  }, the last is { $hash }
cli-let-go = no longer kept: { $path }
cli-other-journal = kept, whatever the rule says: { $path } knows a journal line that is not in this office (see check)
cli-restored = verified and in its place; { $lines ->
    [one] one journal line
   *[other] { $lines } journal lines
  }, the last is { $hash }
cli-kept-aside = what stood there is kept as { $path }
cli-abandoned = this backup knows more than what was restored, and is set aside: { $path }
cli-upgrading = an earlier version has written { $path }; it is copied aside and brought up to date, which takes minutes with years of orders
cli-exported = { $rows ->
    [one] one row
   *[other] { $rows } rows
  } of { $tables } tables
refused-store-in-use = { $path } is in use. Close every terminal that has it open, and nobody's work is lost.
refused-bad-export = { $file }, line { $line }: { $detail }. Nothing was made.
refused-bad-setting = { $setting }: "{ $value }" is not possible. { $values ->
    [money] An amount is, such as 500 or 0.50.
    [limit] An amount is, such as 500, or "unlimited"; 0 means nothing.
    [company-id] A company id with the right last digit is, or nothing.
    [vat-id] A VAT id with its country is, such as CZ48136450, or nothing.
    [percent] Per cent are, 0 to { $max }.
    [count] A whole number is, 0 to { $max }.
    [words] Possible: { $choices }.
    [text] A text of at most { $max } characters is.
    [time] A time of day is, such as 18:00; empty means never.
    [keep] So many days, weeks and months are, such as 7d4w12m; one of them has to be more than 0.
   *[hours] Hours by weekday are, such as mo-fr 8:00-17:00; sa 9:00-12:00.
  }
refused-began-with-older-tables = This office was begun by an earlier version of the program, whose lines this version would write otherwise; every other check is done.
cli-exported-customer = { $orders ->
    [one] one order
   *[other] { $orders } orders
  } and everything else on file
report-running-here = adding up, { $percent } %
cli-import-differs = { $count ->
    [one] one row is
   *[other] { $count } rows are
  } not as the list had it, for a table carries no parcels, returns and cards that are gone: { $names }
refused-bad-flag = "{ $value }" is neither yes nor no.
refused-bad-word = "{ $value }" is no word that is known here.
