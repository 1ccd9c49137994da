refused-not-allowed = K tomu potřebujete agendu { $duty }. Nevlastníte ji a teď ji nezastupujete. Zaškolení: { $who }.
refused-owner-only = To smí jen vlastník agendy { $duty }, v zástupu to nejde. Obraťte se na: { $who }.
refused-not-signed-in = Na tomto terminálu jste odhlášeni. Přihlaste se znovu.
refused-signed-out-left = V této kanceláři už nepracujete. Obrazovka je zamčená.
refused-signed-out-pin = Váš PIN byl změněn. Přihlaste se novým.
refused-signed-out-switched = Na jiném terminálu se stejným názvem se přihlašuje { $name }. Přihlaste se znovu.
refused-not-yours = Toto není vaše, nemůžete to měnit.
refused-notice-of-others = Tato zpráva je pro ty, kdo pracují na stanovišti { $desk }.
refused-view-not-yours = Toto uvidíte, až budete zaškoleni v některé z těchto oblastí: { $duties }.
refused-view-totals = Toto vidí jen ten, kdo oblast { $duty } vlastní nebo právě zastupuje. Jste-li zaškoleni, zastoupíte klávesou F4.
refused-view-management = Toto vidí jen vedení.
refused-bad-terminal = „{ $name }“ nemůže být název terminálu: použijte 1 až 60 písmen, číslic a znaků, bez lomítka a bez „(cli)“ nebo „+“ na konci.
refused-wrong-pin = Nesprávný kód nebo PIN. { $left ->
    [one] Zbývá jeden pokus.
    [few] Zbývají { $left } pokusy.
    [many] Zbývá { $left } pokusu.
   *[other] Zbývá { $left } pokusů.
  }
pin-field-wrong-pin = V poli „{ $pin_field }“ je nesprávný PIN. { $left ->
    [one] Zbývá jeden pokus.
    [few] Zbývají { $left } pokusy.
    [many] Zbývá { $left } pokusu.
   *[other] Zbývá { $left } pokusů.
  }
refused-locked-out = { $code } je po několika chybných PINech uzamčen do { $until }. { $alone ->
    [1] Jiný vedoucí, který by nastavil nový PIN, tu není: počkejte do té doby.
   *[0] Vedoucí může nastavit nový PIN.
  }
refused-clock-doubtful = { $ahead ->
    [1] Hodiny tohoto počítače ukazují { $clock }, poslední zápis je už z { $last }. Nic se neuloží, dokud se to nevyřeší: seřiďte hodiny, nebo jdou-li dobře, ať je vedoucí potvrdí (clock.confirm).
   *[0] Hodiny tohoto počítače ukazují { $clock }, ale poslední zápis je až z { $last }. Nic se neuloží, dokud se to nevyřeší: seřiďte hodiny, nebo jdou-li dobře, ať vedoucí čas vrátí (clock.correct).
  }
refused-clock-impossible = Hodiny tohoto počítače ukazují { $clock }, a to není možné. Nejdřív je seřiďte.
refused-clock-not-doubtful = Hodiny a deník se shodují, není co řešit.
refused-clock-is-behind = Hodiny ({ $clock }) jsou pozadu za posledním zápisem ({ $last }). Jdou-li dobře, řekněte to příkazem clock.correct.
refused-clock-is-ahead = Hodiny ({ $clock }) jsou napřed před posledním zápisem ({ $last }). Jdou-li dobře, řekněte to příkazem clock.confirm.
refused-cover-other-customer = Váš zástup platí jen pro zakázku jednoho zákazníka; { $subject } je jiná.
refused-covered-now = { $coverer } vás zastupuje do { $until } ({ $cover }). Nejdřív si agendu vezměte zpět: F4.
refused-sheet-unseen = { $coverer } za vás pracoval(a) ({ $cover }). Nejdřív si prohlédněte předávací list: F4.
refused-not-found = Není tu { $kind } „{ $name }“.
refused-bad-quantity = „{ $value }“ tu není možné množství.
refused-bad-money = „{ $value }“ tu není možná částka.
refused-number-not-plain = „{ $value }“ není číslo, jak se píše v JSON: jen číslice a před desetinnými místy tečka, třeba 1234.50.
refused-number-two-ways = „{ $value }“ může být { $grouped }, nebo { $decimal }. Napište { $grouped }, nebo { $clear }.
refused-amount-two-ways = „{ $value }“ může být { $grouped }, nebo { $decimal }. Napište { $grouped }, nebo částku na dvě desetinná místa.
refused-pin-differs = Nový PIN byl napsán dvakrát různě; napište ho dvakrát stejně.
refused-merge-into-whom = Vyberte kartu, která zůstane: šipky vlevo a vpravo procházejí nalezené.
refused-paper-ticked = { $paper } už je u { $order } odškrtnuto: nejdřív odškrtnutí vezměte zpět.
refused-line-without-item = Co to má být? Na řádku chybí zboží.
refused-nothing-changed = Zatím se nic nezměnilo.
refused-changed-meanwhile = { $field }: mezitím se jinde uložilo „{ $theirs }“, u vás je „{ $yours }“. Z vašich změn se zatím nic neuložilo.
refused-price-now = { $item } teď stojí { $now }, už ne { $before }. Řekněte to zákazníkovi a uložte znovu.
refused-nobody-to-give-to = Nikdo není vybrán: kdo je zaučen, se zapisuje v oddílu Lidé.
refused-no-such-choice = Vyberte jednu z nabízených možností.
refused-bad-vat = „{ $value }“ není sazba DPH; pište procenta, třeba 21.
refused-bad-discount = „{ $value }“ není sleva; pište procenta, třeba 10.
refused-bad-pin = PIN má 4 až 12 číslic.
refused-own-pin-needed = Napište svůj PIN: čtyři až dvanáct číslic.
refused-weak-pin = Tento PIN by každý zkusil první: žádná řada jako 1234 ani stejné číslice dokola.
refused-bad-date = „{ $value }“ není datum ani čas; pište zítra 14:00, pátek, 24. 11. nebo 45m.
refused-note-is-pin = To by mohl být PIN. Poznámka zůstane uložená a čtou ji ostatní: napište ji slovy, nebo ji nechte prázdnou.
refused-date-past = { $at } už minulo.
refused-bad-code = „{ $value }“ nemůže být kód: nejvýš 12 znaků, bez mezer.
refused-bad-language = „{ $value }“ není jazyk programu; jsou to en a cs.
refused-bad-level = „{ $value }“ není úroveň; jsou to aware, cover, own a none.
refused-bad-currency = „{ $value }“ není měna se dvěma desetinnými místy, jako CZK nebo EUR.
refused-bad-zone = „{ $value }“ není časové pásmo, jako Europe/Prague.
refused-bad-deposit = Záloha { $deposit } nesedí k celku { $total }.
refused-bad-request-id = Označení požadavku má 1 až 200 bajtů a žádné řídicí ani neviditelné znaky.
refused-bad-json = Požadavek nelze přečíst: { $detail }
refused-request-reused = Označení „{ $id }“ už použil někdo jiný, nebo s jinými údaji ({ $verb }). Každý požadavek potřebuje vlastní.
refused-missing-field = Chybí pole { $field }.
refused-unknown-field = Pole { $field } neexistuje.
refused-unknown-verb = Sloveso „{ $name }“ neexistuje; vypíše je `swingdoor verbs`.
refused-name-empty = { $field }: tady musí něco být.
refused-name-too-long = { $field }: nejvýš { $max } znaků.
refused-name-hidden = { $field }: obsahuje řídicí nebo neviditelné znaky.
refused-name-taken = Už tu je: { $kind } „{ $name }“.
refused-amount-too-large = Částka je větší, než lze počítat.
refused-order-without-lines = Zakázka potřebuje aspoň jeden řádek.
refused-too-many-lines = Zakázka má nejvýš { $max } řádků.
refused-item-withdrawn = Zboží { $item } ({ $name }) bylo staženo z prodeje. Vynechte ho, nebo požádejte toho, kdo má sklad, ať ho zase prodává.
refused-order-over = Zakázka { $order } je { $state }; nic dalšího s ní udělat nejde.
refused-already-on-hold = Zakázka { $order } je pozastavená: { $reason }. Nejdřív ji obnovte.
refused-not-on-hold = Zakázka { $order } není pozastavená.
refused-more-than-due = { $amount } je víc, než zbývá zaplatit na { $order }: { $due }.
refused-paper-not-required = Zakázka { $order } nevyžaduje: { $paper }.
refused-paper-signed-already = Zakázka { $order } už to má: { $paper }.
refused-paper-missing = Než zboží zakázky { $order } odejde, odškrtněte: { $paper }.
refused-not-paid = Na { $order } zbývá zaplatit { $due }. Přijměte platbu, nebo vydejte na fakturu.
refused-parcel-gone = Balík { $parcel } byl vydán { $at }, převzal(a): { $collected_by }.
refused-parcel-not-ready = Balík { $parcel } ještě není připraven; označí ho, kdo má na starosti vychystání.
refused-nothing-to-pick = Pro zakázku { $order } není na regálech nic drženo ({ $fulfilment }).
refused-item-not-in-order = Zakázka { $order } nemá zboží { $item }.
refused-more-than-held = { $item }: o { $over } { $unit } víc, než je pro zakázku { $order } rezervováno.
refused-not-enough-on-shelves = { $missing } { $unit } zboží { $item } není na žádném regálu. Spočítejte zásobu, nebo vychystejte, co tam je.
refused-not-enough-in-bin = V přihrádce { $bin } je { $there } { $unit } zboží { $item }, ne { $asked }.
refused-stock-held = { $item }: { $held } { $unit } z { $on_hand } je drženo pro zakázky.
refused-last-manager = To je poslední vedoucí; nejdřív musí vedení vlastnit někdo jiný.
refused-management-not-covered = Vedení nelze zastoupit.
refused-cover-end-past = { $at } už minulo; zástup končí později než teď.
refused-cover-too-long = Zástup trvá nejvýš { $hours } hodin.
refused-customer-cover-too-long = Zástup pro jednoho zákazníka trvá nejvýš { $minutes } minut.
refused-cover-end-earlier = Zástup { $cover } běží do { $until }; dřív ho skončíte ukončením.
refused-cover-without-duty = Řekněte, které agendy se mají zastoupit.
refused-cover-oneself = Nikdo nezastupuje sám sebe.
refused-cover-not-running = Zástup { $cover } už neběží.
refused-cover-not-open = Žádost { $cover } už není otevřená: někdo ji přijal, nebo její čas minul.
refused-cover-taken = Zástup { $cover } už má { $name }; není co přijmout.
refused-asked-anyone = { $cover } prosí kohokoli, kdo může; kdo nemůže, nechá to být.
refused-cover-not-planned = { $cover } není plánovaný zástup; předat lze jen ten, který je domluven a nezačal.
refused-swap-with-oneself = { $cover } už má { $name }.
refused-customer-cover-not-handed-on = { $cover } je pro jednoho zákazníka a skončí s jeho kartou. Kdo pokračuje, otevře si vlastní.
refused-hand-on-to-owner = { $name }: není třeba se ptát. { $cover } se vrací klávesou F4, nebo ho už má.
refused-bad-weekdays = „{ $value }“ neurčuje dny; po-pá nebo po,st,pá ano.
refused-bad-hours = „{ $value }“ není čas; 12:00-12:30 ano.
refused-arrangement-without-days = Poslední den je před prvním, nebo už minul.
refused-arrangement-overlaps = Dohoda { $arrangement } v tu dobu už agendu { $duty } pokrývá. Nejdřív ukončete ji.
refused-arrangements-each-other = Podle dohody { $arrangement } v tu dobu { $name } zastupuje: { $other }, { $duties }. Dva lidé se nemohou zastupovat navzájem ve stejnou dobu. Zvolte jinou dobu, nebo nejdřív ukončete tu dohodu.
refused-arrangement-not-open = Dohoda { $arrangement } už je přijata, nebo ukončena.
refused-arrangement-not-yours = Dohoda { $arrangement } čeká na jiného ({ $name }), ne na vás.
refused-arrangement-ended = Dohoda { $arrangement } je ukončena.
refused-arrangement-not-agreed = { $name } s dohodou { $arrangement } ještě nesouhlasí.
refused-arrangement-not-due = { $arrangement } teď nezačíná; začít lze od patnácti minut předem až do konce.
refused-arrangement-begun = Podle { $arrangement } se dnes už začalo. Další zástup ohlaste: F4.
refused-cover-not-agreed = Zástup { $cover } ještě nikdo nepřijal; napřed se přijme, pak začne.
refused-cover-runs-already = Zástup { $cover } už běží.
refused-cover-too-early = { $cover } začíná { $begins }; začít ho lze od { $earliest }.
refused-cover-begin-past = { $at } už minulo; plánovaný zástup začíná později než teď. Hned začne ohlášením: F4.
refused-cover-end-before = Od { $from } do { $until }: zástup končí až po svém začátku.
refused-plan-not-yours = Tento zástup plánuje jen ten, kdo vlastní { $duties }, zástupce sám za sebe, nebo vedení.
refused-plan-each-alone = { $duty } vlastní jen { $name } a musí nejdřív souhlasit: naplánujte { $duty } zvlášť a ostatní povinnosti také.
refused-competence-ends = Zaškolení ({ $name }, { $duty }) platí do { $until }, tedy kratší dobu než zástup. Obnoví ho vedoucí, nebo ať zástup skončí dřív.
refused-coverer-away = { $name } v tu dobu chybí, do { $until } ({ $absence }). Požádejte někoho jiného, nebo zvolte jiný čas.
refused-coverer-not-working = { $name } nepracuje po celou dobu od { $from } do { $until }. Požádejte někoho jiného, nebo zvolte jiný čas.
refused-cover-overlaps = Agenda { $duty } ({ $name }) je v tu dobu už zastoupena nebo se o zástup žádá ({ $cover }). Nejdřív ukončete ten, nebo zvolte jiný čas.
refused-cover-asked-already = Žádost { $cover } o zástup agendy { $duty } ({ $name }) je otevřená do { $until }. Počkejte na odpověď, nebo ji nejdřív vezměte zpět: F9, Zástupy, e.
refused-has-left = { $name } už tu nepracuje. Požádejte někoho jiného.
refused-cover-not-ended = Zástup { $cover } ještě neskončil.
refused-asked-somebody-else = Žádost { $cover } byla určena někomu jinému.
refused-not-your-cover = Zástup { $cover } nemůžete měnit.
refused-owns-already = { $name } vlastní agendu { $duty } a zástup nepotřebuje.
refused-nobody-trained = K zástupu agendy { $duty } není nikdo zaškolen. Zaškolení potvrzuje vedoucí.
refused-two-companies = { $customer } má IČO { $company_id }, { $into } má { $other_id }: jsou to dvě firmy. Nejdřív opravte to chybné (e).
refused-not-trained = { $name } není zaškolen(a) k zástupu agendy { $duty }. Zaškolení potvrzuje vedoucí.
refused-not-owner = { $name } nevlastní agendu { $duty }.
refused-covers-already = { $name } už agendu { $duty } zastupuje ({ $cover }).
refused-store-busy = Deset sekund zapisovali jiní; nic nebylo uloženo. Zkuste to znovu.
refused-store-full = Disk je plný; nic nebylo uloženo. Uvolněte místo a zkuste to znovu.
refused-store-damaged = Soubor je poškozen: { $detail }
refused-store-altered = V souboru je něco, co do tohoto programu nepatří, a dokud to tam je, nic se neukládá: { $detail }. Vše vypíše `swingdoor check`; vedoucí rozhodne, zda to odstranit, nebo obnovit zálohu.
refused-store-read-only = Do souboru { $path } nelze zapisovat. Zkontrolujte práva jeho i jeho složky.
refused-restore-edited = { $path } není to, co říká deník, a proto se neobnovilo: { $place } (celkem { $faults ->
    [one] jedna chyba
    [few] { $faults } chyby
   *[other] { $faults } chyb
  }). Vezměte jinou zálohu; --with-faults vezme i tuto a chyby vypíše.
refused-restore-needs-manager = Stojí tam kancelář, kterou lze ještě otevřít: že se nahradí, potvrdí její vedoucí. Přidejte --as KÓD; PIN se vezme ze SWINGDOOR_PIN, nebo se program zeptá.
refused-manager-only = To smí jen ten, kdo vlastní vedení.
refused-backup-faults = Záloha { $path } je hotová, ale kontrola v ní, stejně jako v kanceláři, našla chybu: { $place }
refused-line-too-long = Řádek je příliš dlouhý: požadavek má nejvýš { $megabytes } MiB. Nic z něj se nečetlo; pokračuje se dalším řádkem.
refused-key-twice = Klíč „{ $key }“ tu stojí dvakrát. Který z nich platí, nelze poznat.
refused-backup-missing = { $path }: tam není záloha ani složka exportu. Kde záloha leží, vypisuje `swingdoor backup`; zálohy z uzávěrky dne jsou ve složce, která končí na -backups, vedle souboru kanceláře.
refused-store-missing = Soubor { $path } neexistuje. Vytvoří ho `swingdoor init` nebo `swingdoor demo`.
refused-store-exists = Soubor { $path } už existuje; zvolte jiný. (Zálohu na jeho místo dá restore s --replace.)
refused-store-foreign = { $path } není soubor programu swingdoor.
refused-store-newer = { $path } zapsal novější swingdoor. Aktualizujte tento.
refused-store-older = { $path } zapsal starší swingdoor. Otevřete ho jednou, nebo spusťte příkaz, který zapisuje: soubor se zkopíruje stranou a převede.
refused-store-network = { $path } leží na síťovém disku, kde zámky neplatí. Nechte ho na jednom stroji a připojte se přes ssh.
refused-store-io = Čtení nebo zápis selhaly: { $detail }
refused-no-terminal = Obrazovky potřebují terminál na vstupu i výstupu. Pro skripty je tu `swingdoor do`.
refused-unknown-state = Stav „{ $state }“ není; může být „open“ nebo některý z těch, které vypisuje `swingdoor show order`.
refused-store-uncertain = Zápis selhal až úplně na konci ({ $detail }). Než to zopakujete, podívejte se, zda se to uložilo.
refused-not-cancelled = Zakázka { $order } není stornovaná, ale { $state }.
refused-paper-gone-with-goods = Zboží ze zakázky { $order } už na tenhle papír odešlo: { $paper }.
refused-paper-not-signed = Na zakázce { $order } není odškrtnuto: { $paper }.
refused-question-settled = { $question } je uzavřeno; nejdřív ho znovu otevřete.
refused-question-not-settled = { $question } není uzavřeno, otevírat ho není třeba.
refused-question-of-others = { $question } položil(a) { $name } a není určeno vám; uzavřít ho může tazatel, adresát nebo vedení.
refused-callback-not-done = { $question } je slíbené zavolání: skončí, až se zavolá a zapíše se, jak to dopadlo.
refused-callback-due-past = Zavolání nelze slíbit na { $at }: to už je pryč.
refused-callback-of-nobody = Komu zavolat? Zákazníkovi z kartotéky, nebo zadejte jméno a telefon.
refused-no-callback = { $question } není slíbené zavolání; stačí ho uzavřít.
refused-person-left = { $name } tu už nepracuje; zeptejte se agendy nebo pracoviště.
refused-nothing-first = Z { $cover } na vás nečeká žádná první věc.
refused-payment-undone = Platba { $payment } už byla vzata zpět: { $by }.
refused-payment-given = { $payment } není platba, ale vrácené peníze; přijměte místo toho novou platbu.
refused-payment-too-old = Platba { $payment } je z { $at }; zpět jde vzít jen dnešní, starší peníze se vracejí.
refused-payment-given-back = Na { $order } se už peníze vracely, takže { $payment } už tam není celá.
refused-not-whole = { $item } se počítá po celých { $unit }; { $quantity } nejde.
refused-bad-badge = Takový kód čtečka nepošle: nejvýš { $most } znaků na jednom řádku.
refused-staff-code-taken = „{ $value }“ je kód nebo karta, kterou má { $name }. Zvolte jinou.
refused-nobody-so-called = Nikdo se tu nejmenuje „{ $value }“. Napište část jména nebo agendy.
refused-several-so-called = „{ $value }“ může být { $names }. Napište trochu víc.
refused-covers-each-other = { $name } do { $until } zastupuje: { $other }, { $duties } ({ $cover }), a tento zástup platí. Dva lidé se nemohou zastupovat navzájem ve stejnou dobu. Nejdřív ho ukončete, nebo požádejte někoho jiného.
refused-owner-here = { $name } je tady a musí nejdřív souhlasit: F4 se zeptá, zda smíte zastoupit { $duties }. Bez odpovědi smíte začít po { $minutes } min.
refused-owner-asked = { $name }: dotaz už běží ({ $cover }), odpověď může přijít do { $until }. Potom smíte začít: F4.
refused-duty-covered = { $duty }: už zastupuje { $name } do { $until } ({ $cover }). Jednu agendu zastupuje vždy jeden; zástup lze předat dál.
refused-coverer-absent = { $name } teď není v práci, do { $until } ({ $absence }), a nikoho nezastupuje. Kdo je zpátky, nejdřív nepřítomnost ukončí: F9, Rozpis.
refused-cover-beyond-office = Zástup tu trvá nejdéle { $hours } h. Dál ho prodlouží jen { $who } nebo vedení.
refused-card-changed = Kartu { $card } mezitím někdo uložil: { $name }. Vaše znění zatím uložené není.
refused-count-corrected = { $item } v místě { $bin }: po inventuře { $count } byl stav opraven o { $quantity } { $unit }. Spočítejte ji znovu.
refused-own-count = Inventuru { $count } jste počítali sami a rozdíl je { $value } (víc než { $limit }). Schválí ji někdo jiný: { $who }.
refused-evidence-not-typed = { $verb } zapisuje jen program sám, po cvičení, které proběhlo, nebo po otevřené kartě: slouží ke zkoušce. Použijte F4 nebo F1, nebo „swingdoor practice“.
