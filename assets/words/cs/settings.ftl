section-settings = Nastavení
column-setting = Nastavení
column-value = Hodnota
settings-key-change = změnit
settings-key-reset = zpět na výchozí
settings-default = Není-li rozhodnuto jinak: { $value }
settings-never = nikdy
settings-changed = { $setting }: { $value }
setting-cash-rounding = Nejmenší mince
setting-about-cash-rounding = Na ni se zaokrouhluje, co se platí hotově.
setting-cash-limit = Limit hotovosti
setting-about-cash-limit = Kolik smí jeden zákazník za den zaplatit hotově; 0: bez limitu.
setting-account-limit = Limit na fakturu
setting-about-account-limit = Kolik smí dlužit zákazník, který nemá vlastní limit; 0: bez limitu.
setting-discount-max = Největší sleva
setting-about-discount-max = V procentech, pro toho, kdo nemá vlastní mez.
setting-drawer = Pokladna
setting-about-drawer = Zda je pro hotovost třeba otevřená pokladna.
setting-value-optional = není třeba
setting-value-required = je třeba
setting-backup-at = Konec dne
setting-about-backup-at = Tehdy se udělá záloha: 18:00; prázdné: nikdy sama.
setting-backup-keep = Uchované zálohy
setting-about-backup-keep = Nejnovější z tolika dnů, týdnů a měsíců: 7d4w12m.
setting-lock-minutes = Zámek po minutách
setting-about-lock-minutes = Terminál bez klávesy po tuto dobu se zamkne; co je napsáno, zůstane. 0: nikdy.
setting-open-hours = Otevírací doba
setting-about-open-hours = Po dnech, např. mo-fr 8:00-12:00,13:00-17:00; sa 9:00-12:00 (mo = pondělí). Kdo nemá vlastní, má tuto.
backup-made = Denní záloha je hotová: { $file }
backup-failed = Denní záloha se nepodařila: { $why }
setting-prices-with-vat = Ceny s DPH
setting-about-prices-with-vat = Zda jsou ceny položek včetně DPH. Zakázky si nechají to, co platilo při přijetí.
setting-value-no = ne
setting-value-yes = ano
report-key-begin = sečíst
report-key-stop = zastavit
report-waiting = Prodeje po měsících za všechny roky. Enter je sečte, práce běží dál.
report-running = Sčítám, { $percent } %; x zastaví.
report-stopped = Zastaveno při { $percent } %: součty nejsou úplné. Enter začne znovu.
report-done = { $orders ->
    [one] Jedna zakázka
    [few] { $orders } zakázky
   *[other] { $orders } zakázek
  } bez stornovaných. Enter sečte znovu.
report-month = Měsíc
report-orders = Zakázky
report-total = S DPH
report-paid = Zaplaceno
report-due = Dluží
report-sum = Celkem { $total }, zaplaceno { $paid }, dluží se { $due }
