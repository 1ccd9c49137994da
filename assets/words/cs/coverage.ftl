section-coverage = Pokrytí
coverage-mode-day = Den
coverage-mode-week = Týden
coverage-mode-weak = Slabá místa
coverage-mode-depth = Odolnost
coverage-key-plan = naplánovat zástup
coverage-key-what-if = co kdyby
coverage-key-as-it-is = zpět ke skutečnosti
coverage-key-next-gap = další mezera
coverage-key-day = tento den
coverage-key-today = dnes
coverage-key-view = pohled
coverage-week-of = Týden od { $date }
coverage-four-weeks = Čtyři týdny od { $date }
coverage-closed = Tehdy je zavřeno. Page Up a Page Down listují po dnech; otevírací doba je v nastavení.
coverage-legend-owner = vlastník ve službě
coverage-legend-cover = zástup
coverage-legend-possible = tolik by mohlo
coverage-legend-nobody = nikdo
coverage-legend-changed = * změna
coverage-legend-underlined = podtržené: změna
coverage-not-kept = Agendu { $duty } nikdo nikdy neměl svěřenou, nikdo tedy nechybí. Svěřuje se v oddílu 1.
coverage-owners = { $count ->
    [one] její vlastník má službu
    [few] službu mají { $count } vlastníci
   *[other] službu má { $count } vlastníků
}
coverage-covered = zástup
coverage-possible = { $count ->
    [one] nikdo ji nedělá, mohl by jeden přítomný
    [few] nikdo ji nedělá, mohli by { $count } přítomní
   *[other] nikdo ji nedělá, mohlo by { $count } přítomných
}
coverage-nobody = nikdo ji nedělá a nikdo z přítomných by nemohl
coverage-not-seen = Podle rozpisu. U obrazovky teď není: { $names }
coverage-owned-by = { $names }
coverage-by-cover = { $coverer } za { $owner } do { $until } ({ $number })
coverage-could-too = Zaučeni a přítomni jsou také: { $names }
coverage-unowned = Nikdo ji nevlastní.
coverage-owner-is = { $name } ji vlastní: { $why }
coverage-and-more = a { $count } další
coverage-why-expired = oprávnění neplatí od { $date }
coverage-why-away = { $kind } do { $until }
coverage-why-break = přestávka do { $time }
coverage-why-later = přijde v { $time }
coverage-why-gone = odchod v { $time }
coverage-why-off = ten den nepracuje
coverage-why-partly = je tu jen část té doby
coverage-why-lent = předáno zástupem { $number }
coverage-away-holiday = dovolená
coverage-away-sick = nemoc
coverage-away-errand = pochůzka
coverage-away-training = zaučení
coverage-away-lunch = oběd
coverage-away-other = nepřítomnost
coverage-away-supposed = domnělá nepřítomnost
coverage-nobody-trained = K zástupu není zaučen nikdo: koho zaučit, říká pohled Slabá místa.
coverage-not-here = není tu ({ $why })
coverage-signed-in = právě u obrazovky
coverage-asked-already = žádost bez odpovědi
coverage-covers-already = už zastupuje: { $duties }
coverage-trained-until = oprávnění do { $date }
coverage-trained = má oprávnění
coverage-practised = praxe { $times ->
    [one] jednou
   *[other] { $times }krát
}, naposled { $last }
coverage-never-practised = bez praxe
coverage-load = { $count ->
    [one] má jednu otevřenou věc
    [few] má { $count } otevřené věci
   *[other] má { $count } otevřených věcí
}
coverage-cash = smí přijímat hotovost
coverage-alone = jinak nikdo na: { $duties }
coverage-no-gap = Tady žádná mezera není. Page Down listuje dál.
coverage-supposed = CO KDYBY (nic se neukládá, x se vrátí), chybí: { $who }
coverage-if-title = Co kdyby někdo chyběl?
coverage-if-intro = Mění se jen tabulka, nic se neukládá. Vlevo a vpravo mění volbu.
coverage-if-who = Kdo
coverage-if-when = Chybí
coverage-if-day = celý den { $day }
coverage-if-from = { $day } od { $time }
coverage-if-week = celý zobrazený týden
coverage-if-next = týden po něm
coverage-if-typed = od a do podle polí níže
coverage-from = Od
coverage-until = Do
coverage-whom = Koho
coverage-anyone = kdokoli, kdo může
coverage-plan-title = Naplánovat zástup: { $span }
coverage-plan-for = { $duty }, vlastní { $owner }. Zpráva přijde oběma.
coverage-plan-for-nobody = { $duty }, nikdo ji nevlastní. Zpráva přijde tomu, koho žádáte.
coverage-planned = { $number } je naplánován; zprávu mají oba.
coverage-column-duty = Agenda
coverage-column-who = Kdo
coverage-column-hours = Hodin
coverage-column-first = Poprvé
coverage-column-note = Poznámka
coverage-only = jen { $name }
coverage-no-one = nikdo
coverage-train = + zaučit k zástupu: { $name }
coverage-renew = + prodloužit oprávnění: { $name }
coverage-all-rounder = { $count ->
    [one] Jako druhý člověk pro jednu agendu vychází { $name }: chybí-li dva najednou, zastoupí jen jednoho.
    [few] Jako druhý člověk pro { $count } agendy vychází { $name }: chybí-li dva najednou, zastoupí jen jednoho.
   *[other] Jako druhý člověk pro { $count } agend vychází { $name }: chybí-li dva najednou, zastoupí jen jednoho.
}
coverage-fixed = { $hours }: přítomných je málo
coverage-no-weak = Každou agendu po celou dobu zvládnou aspoň dva: nikdo není nenahraditelný.
coverage-no-training = Žádné zaučení nepomůže: v těch hodinách je přítomných málo.
coverage-fewest = { $count ->
    [one] Stačí jedno zaučení, aby každou agendu zvládli dva, nebo všichni přítomní:
    [few] Stačí { $count } zaučení, méně ne, aby každou agendu zvládli dva, nebo všichni přítomní:
   *[other] Stačí { $count } zaučení, méně ne, aby každou agendu zvládli dva, nebo všichni přítomní:
}
coverage-at-most = { $count ->
    [one] Stačí jedno zaučení, aby každou agendu zvládli dva, nebo všichni přítomní:
   *[other] Nejvýše { $count } zaučení stačí, aby každou agendu zvládli dva, nebo všichni přítomní (snad i méně):
}
coverage-depth-intro = Kolik lidí agendu zvládne v nejhorší chvíli: v každém týdnu, s hodinami, které stojí na jednom nebo na nikom, a v každé půlhodině dne.
coverage-thin = { $thin } z { $all } stojí na jednom člověku, nebo na nikom.
