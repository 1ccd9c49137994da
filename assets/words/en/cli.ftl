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
