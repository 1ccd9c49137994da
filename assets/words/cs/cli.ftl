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
cli-import-dry = zkouška: { $good } řádků sedí, { $refused } ne; nic se nezměnilo
cli-import-done = převzato řádků: { $count }
cli-import-refused = řádků, které nesedí: { $count }; nic se nezměnilo
refused-import-taken-back = Nic nebylo převzato.
refused-bad-map = Mapu sloupců nelze přečíst: { $detail }
refused-bad-csv = { $file } nelze přečíst jako CSV: { $detail }
verb-order-record = zakázka zapsána
cli-demo-progress-customers = vytvořeno { $made } z { $customers } zákazníků
