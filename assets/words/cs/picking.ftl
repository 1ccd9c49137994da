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
picking-intro = Skutečně nalezeno / žádáno; Tab: ze které přihrádky. Méně nechá zbytek čekat a řekne to přepážce.
picking-picked = Zabaleno jako { $parcel }; mezi balíky (Tab) ho u rozbalí.
picking-short = { $count ->
    [one] Jeden řádek chybí; přepážka to ví.
    [few] { $count } řádky chybí; přepážka to ví.
    [many] { $count } řádku chybí; přepážka to ví.
   *[other] { $count } řádků chybí; přepážka to ví.
  }
picking-unpacked = { $parcel } je rozbalen, zboží je v přihrádkách a zase k vychystání (Tab).
picking-ready-title = Kam přijde { $parcel }?
picking-ready-intro = Police, kde ho přepážka najde, třeba P3.
picking-is-ready = { $parcel } je připraven na { $place }.
picking-wrong-item = { $code } v této zakázce není.
picking-too-many = To je o jedno { $code } víc.
picking-wrong-bin = V { $bin } nic pro tuto zakázku neleží.
picking-key-label = štítek
label-wider = V okně širokém { $columns } znaků se ukáže čárový kód.
picking-not-scanned = Nenačteno: { $items }. Ctrl-S znovu je zabalí, jak tu stojí.
picking-elsewhere-bin = v { $bin } by mělo být { $quantity }
picking-elsewhere-order = { $order } drží { $quantity }
picking-take-title = { $item } pro { $order }: kde může být zbytek
picking-take-from = Vzít z
picking-take-nothing = odnikud: počká
picking-taken = { $order } to teď má; { $from } zase čeká.
picking-by = chystá { $who }
picking-by-since = { $who } to chystá od { $when }.
verb-order-take-held = vzato z jiné zakázky
verb-picking-begin = začal vychystávat
verb-picking-leave = nechal nevychystané
refused-less-is-held = Zakázka { $order } drží nevychystaného { $item } jen { $there } { $unit }.
refused-less-is-awaited = Zakázka { $order } čeká jen na { $there } { $unit } zboží { $item }.
