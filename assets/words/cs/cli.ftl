cli-demo-progress = vytvořeno { $made } z { $orders } zakázek
cli-output-failed = výstup nelze zapsat: { $error }
cli-check-clean = všechna pravidla platí
cli-check-faults = { $count ->
    [one] jedna závada
    [few] { $count } závady
    [many] { $count } závady
   *[other] { $count } závad
  }
cli-journal-broken = řetěz deníku je porušen: { $fault }
cli-pin-prompt = PIN: {""}
refused-pin-missing = Chybí PIN: nastavte SWINGDOOR_PIN, nebo to spusťte v terminálu.
