picking-key-pick = vychystat
picking-key-all = vychystat vše
picking-key-ready = připraveno
picking-key-unpack = rozbalit
picking-key-done = zabaleno
picking-empty = Není co vychystat. Zakázky se tu objeví samy; Tab ukáže balíky.
picking-queue = k vychystání
picking-parcels = balíky zde
picking-no-place = nepřipraven
picking-title = Vychystat { $order }
picking-undecided = rozhodnout
picking-picked = Zabaleno jako { $parcel }; mezi balíky (Tab) ho u rozbalí.
picking-short = { $count ->
    [one] Jeden řádek chybí; přepážka to ví.
    [few] { $count } řádky chybí; přepážka to ví.
    [many] { $count } řádku chybí; přepážka to ví.
   *[other] { $count } řádků chybí; přepážka to ví.
  }
picking-unpacked = { $parcel } je rozbalen, zboží je v přihrádkách a zase k vychystání (Tab).
picking-unpack-title = Rozbalit { $parcel }?
picking-unpack-about = Zboží půjde zpátky do přihrádek a bude třeba ho znovu vychystat.
picking-ready-title = Kam přijde { $parcel }?
picking-ready-intro = Police, kde ho přepážka najde, třeba P3.
picking-is-ready = { $parcel } je připraven na { $place }.
picking-wrong-item = { $code } v této zakázce není.
picking-too-many = To je o jedno { $code } víc.
picking-wrong-bin = V { $bin } nic pro tuto zakázku neleží.
picking-key-label = štítek
label-wider = V okně širokém { $columns } znaků se ukáže čárový kód.
picking-elsewhere-bin = v { $bin } by mělo být { $quantity }
picking-elsewhere-order = { $order } drží { $quantity }
picking-take-title = { $item } pro { $order }: kde může být zbytek
picking-take-from = Vzít z
picking-take-nothing = odnikud: počká
picking-taken = { $order } to teď má; { $from } zase čeká.
picking-by = ► { $who }
picking-by-now = ► právě chystá { $who }
picking-by-since = { $who } to chystá od { $when }.
verb-order-take-held = vzato z jiné zakázky
verb-picking-begin = začal vychystávat
verb-picking-leave = nechal nevychystané
refused-less-is-held = Zakázka { $order } drží nevychystaného { $item } jen { $there } { $unit }.
refused-less-is-awaited = Zakázka { $order } čeká jen na { $there } { $unit } zboží { $item }.
refused-picked-by-another = { $order } chystá od { $at } { $who }.
picking-all-title = Vychystat celou zakázku { $order }?
picking-all-about = Vše, co je pro ni rezervováno, půjde z přihrádek do jednoho balíku.
refused-bin-no-shelf = { $bin } je přihrádka na zboží, ne police pro balíky. Načtěte polici; r uloží balík tam, kam napíšete.
refused-shelf-is-bin = { $bin } je přihrádka na zboží, ne police pro balíky. Dalším uložením se policí stane.
refused-shelf-is-new = Police { $bin } tu ještě není. Dalším uložením vznikne nová.
refused-shelf-is-new-near = Police { $bin } tu ještě není; podobné: { $near }. Dalším uložením vznikne nová.
picking-key-more = o jeden víc
picking-key-less = o jeden míň
picking-key-missing = chybí
picking-key-bin = jiná přihrádka
picking-key-shelf = na polici
picking-no-other-bin = { $item } v jiné přihrádce neleží.
picking-over = Víc, než je objednáno: { $item }, vraťte { $quantity } a odečtěte klávesou -.
picking-nothing-left = { $who }, { $when }: { $what }. Není co vychystávat; Esc zavře.
picking-not-counted = Nespočítáno, zůstane na později: { $items }.
picking-part-counted = Nenašlo se všechno: { $items }; zbytek chybí, dokud se přihrádka nespočítá.
picking-save-again = Ctrl-S znovu zabalí, co je spočítáno.
picking-packed-by = { $when } zabaleno jako { $parcel }: { $who }. Co jste spočítali, tu zůstává k porovnání; Esc zavře.
picking-changed = { $who }, { $when }: { $what }. Co jste spočítali, zůstává.
picking-scan = Čtečka
picking-scan-hint = přihrádka, zboží nebo kus
picking-pieces = { $done } / { $all } kusů
picking-of = z { $quantity }
picking-there = v { $bin } má být { $quantity }
picking-elsewhere = jinde: { $bins }
picking-shelf = Police
picking-emptiest = nejprázdnější volná
picking-parcels-there = { $count ->
    [0] volná
    [one] jeden balík
    [few] { $count } balíky
   *[other] { $count } balíků
  }
picking-shelves = Police k vyzvednutí
picking-free = volná
picking-beside = tam už tato zakázka stojí
picking-changed-by = { $who }, { $when }: { $what }. { $lines }. Co jste spočítali, zůstává.
picking-changed-lines = Mezitím se změnilo: { $lines }. Co jste spočítali, zůstává.
picking-line-gone = { $item } se už nevychystává
picking-line-now = { $item }: vychystat { $now } místo { $before }
picking-line-new = nově { $item }: { $quantity }
picking-put-back = Už se nevychystává: { $quantity } vraťte zpátky.
picking-put-back-into = Už se nevychystává: { $quantity } vraťte do { $bin }.
