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
cli-import-dry = zkouška: { $good ->
    [one] 1 řádek sedí
    [few] { $good } řádky sedí
   *[other] { $good } řádků sedí
  }, { $refused } ne; nic se nezměnilo
cli-import-map-not-kept = Řádky jsou převzaté. Mapu sloupců se nepodařilo uložit pro příště: { $detail }
cli-import-done = { $count ->
    [one] převzat 1 řádek
    [few] převzaty { $count } řádky
   *[other] převzato { $count } řádků
  }
cli-import-refused = { $count ->
    [one] jeden řádek nesedí
    [few] { $count } řádky nesedí
   *[other] { $count } řádků nesedí
  }; nic se nezměnilo
cli-import-left-out = { $file }: { $count ->
    [one] vynechán, protože tento sloupec není známý: { $columns }
   *[other] vynechány, protože tyto sloupce nejsou známé: { $columns }
  }. Který sloupec je které pole, řekne --map SOUBOR.
cli-import-meant = { $column } (snad { $field }?)
refused-import-taken-back = Nic nebylo převzato.
refused-bad-map = Mapu sloupců nelze přečíst: { $detail }
refused-csv-empty = { $file } je prázdný: na prvním řádku musí být názvy sloupců.
refused-csv-not-commas = { $file } má mezi sloupci středníky nebo tabulátory. Uložte ho s čárkami (CSV oddělené čárkami) a zkuste to znovu.
refused-csv-heading-twice = { $file } má dva sloupce „{ $heading }“. Jeden přejmenujte nebo odstraňte.
refused-csv-quote = { $file }, řádek { $line }: uvozovky nejsou zavřené, nebo za nimi ještě něco stojí. Uvnitř textu je pište dvakrát ("").
refused-bad-csv = { $file } nelze přečíst jako CSV: { $detail }
verb-order-record = zakázka zapsána
cli-demo-progress-customers = vytvořeno { $made } z { $customers } zákazníků
cli-copying = kopíruje se, { $percent } %
cli-proving = kontroluje se deník, { $percent } %
cli-replaying = deník se přehrává znovu, { $percent } %
cli-backup-faults = vytvořeno, ale kontrola v ní (stejně jako v kanceláři) našla { $faults ->
    [one] jednu chybu
    [few] { $faults } chyby
   *[other] { $faults } chyb
  }: { $place }. Nic staršího se nesmazalo.
cli-restored-with-faults = na svém místě, s { $faults ->
    [one] jednou chybou
   *[other] { $faults } chybami
  }
cli-backed-up = ověřeno; { $lines ->
    [one] jeden řádek deníku
    [few] { $lines } řádky deníku
   *[other] { $lines } řádků deníku
  }, poslední je { $hash }
cli-let-go = už se neuchovává: { $path }
cli-other-journal = zůstává bez ohledu na pravidlo: { $path } zná řádek deníku, který v této kanceláři není (viz check)
cli-restored = ověřeno a na svém místě; { $lines ->
    [one] jeden řádek deníku
    [few] { $lines } řádky deníku
   *[other] { $lines } řádků deníku
  }, poslední je { $hash }
cli-kept-aside = co tu stálo, je uloženo jako { $path }
cli-abandoned = tato záloha ví víc než to, co bylo obnoveno, a je odložena: { $path }
cli-upgrading = { $path } zapsala starší verze; soubor se zkopíruje stranou a převede, s lety zakázek to trvá minuty
cli-exported = { $rows ->
    [one] jeden řádek
    [few] { $rows } řádky
   *[other] { $rows } řádků
  } v tabulkách: { $tables }
refused-store-in-use = Soubor { $path } se používá. Zavřete všechny terminály, které ho mají otevřený, a nikdo o práci nepřijde.
refused-bad-export = { $file }, řádek { $line }: { $detail }. Nic nevzniklo.
refused-bad-setting = { $setting }: „{ $value }“ nejde. { $values ->
    [money] Jde částka, třeba 500 nebo 0,50.
    [limit] Jde částka, třeba 500, nebo „unlimited“ (bez limitu); 0 znamená nic.
    [company-id] Jde IČO se správnou poslední číslicí, nebo nic.
    [vat-id] Jde DIČ s předponou státu, třeba CZ48136450, nebo nic.
    [percent] Jdou procenta od 0 do { $max }.
    [count] Jde celé číslo od 0 do { $max }.
    [words] Jde: { $choices }.
    [text] Jde text, nejvýš { $max } znaků.
    [time] Jde čas, třeba 18:00; prázdné znamená nikdy.
    [keep] Jde počet dnů, týdnů a měsíců, třeba 7d4w12m; aspoň jeden z nich musí být větší než 0.
   *[hours] Jdou hodiny podle dnů, třeba po-pá 8:00-17:00; so 9:00-12:00.
  }
refused-began-with-older-tables = Tuto kancelář založila dřívější verze programu, jejíž řádky by tato verze zapsala jinak; všechny ostatní kontroly proběhly.
cli-exported-customer = { $orders ->
    [one] jedna zakázka
    [few] { $orders } zakázky
   *[other] { $orders } zakázek
  } a vše ostatní, co je evidováno
report-running-here = sčítám, { $percent } %
cli-import-differs = { $count ->
    [one] jeden řádek není takový
    [few] { $count } řádky nejsou takové
   *[other] { $count } řádků není takových
  }, jak ho měl seznam; tabulka nepřenese balíky, vratky a karty, které už nejsou: { $names }
refused-bad-flag = „{ $value }“ není ani ano, ani ne.
refused-bad-word = „{ $value }“ tu nikdo nezná.
