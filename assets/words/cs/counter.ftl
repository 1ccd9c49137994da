counter-who = Kdo je tu?
counter-hint = jméno · telefon · zakázka · zboží
counter-empty = Žádný balík není připraven. Napište jméno, telefon, číslo zakázky nebo zboží.
counter-no-match = Nikdo nenalezen. Esc smaže hledání.
counter-no-match-add = Nikdo nenalezen. Enter přidá nového zákazníka, Esc smaže hledání.
counter-ready-title = K vyzvednutí
counter-matches = Nalezeno
counter-key-hand-over = vydat
counter-key-payment = platba
counter-key-sign = odškrtnout papíry
counter-key-cover = zastoupit vychystání pro tohoto zákazníka
counter-key-pick = vychystat
counter-key-ready = označit připravené
counter-hand-over-title = Vydat { $parcel }
counter-hand-over-intro = { $customer }, zakázka { $order }, místo { $place }
counter-due = K zaplacení: { $due }
counter-collected-by = Převzal(a)
counter-on-account = Na fakturu
counter-handed-over = { $parcel } vydán, lístek { $slip }
counter-handed-over-several = { $parcel } vydány, lístky { $slip }
counter-payment-title = Platba na { $order }
counter-amount = Částka
counter-means = Způsob
counter-paid = Platba { $payment } přijata; z ji vezme zpět
counter-paper = Papír
counter-signed-by = Podepsal(a)
counter-sign-title = Papíry k { $order }
counter-signed = Odškrtnuto: { $paper }; s to vezme zpět.
card-promised = slíbeno
card-parcel-gone = { $parcel } vydán { $when }
card-parcel-ready = { $parcel } PŘIPRAVEN na { $place } od { $when }, vychystáno: { $picker }
card-parcel-packed = { $parcel } zabaleno ({ $picker }), místo ještě nemá
card-stopped = důvod: { $reason }
card-note = poznámka: { $note }
card-missing = ({ $quantity } chybí)
card-deposit = dohodnutá záloha
card-paid = zaplaceno
card-refund = VRÁTIT
card-to-pay = ZAPLATIT
counter-paid-change = Platba { $payment } přijata, vraťte { $change }
counter-key-refund = vrátit peníze
counter-refund-title = Vrátit peníze na { $order }
counter-overpaid = Přeplaceno: { $over }
counter-refunded = { $payment }: vraťte { $given }
payment-key-rest = celý zbytek
payment-nothing = Zatím nic nezadáno.
payment-no-drawer = není otevřená: F2, Pokladna, o
payment-change = Vrátit: { $change }
payment-left = Potom ještě zbude: { $left }
payment-whole = Tím je zaplaceno vše.
counter-key-their-order = otevřít zakázku
counter-their-orders = Zákazník a zakázky
counter-untick = vzít zpět: { $paper }
counter-unticked = Už není odškrtnuto: { $paper }; odškrtne s.
counter-key-history = historie
history-title = Historie: { $name }
history-empty = Zatím nic; Tab ukáže druhou polovinu.
history-orders = zakázky
history-card = karta
counter-key-undo-payment = špatná platba
counter-payment = Platba
counter-undo-payment-title = Platba na { $order } byla špatně
counter-undo-payment-intro = Vezme se celá zpět, stejnou cestou; správnou přijme p.
counter-payment-undone = { $payment }: { $given } vzato zpět; správnou platbu přijme p.
payment-too-much = O { $over } víc, než je k zaplacení; vrací se jen z hotovosti.
found-free = volno { $free }
found-withdrawn = už se neprodává
found-bin = přihrádka
found-shelf = Regál { $place }
found-parcels = { $count ->
    [one] { $count } balík
    [few] { $count } balíky
   *[other] { $count } balíků
}
found-stock = volno { $free } z { $on_hand } na skladě
column-due = Do
column-shelf = Regál
column-to-pay = Zaplatit
counter-next = Co přijde na řadu
counter-today = Dnes
counter-today-late = zpožděno
counter-today-asked = dotazy
counter-who-is-here = Kdo je tu
payment-key-also = i další zakázka zákazníka
payment-drawer = pokladna { $drawer }
payment-key-take = přijmout platbu
payment-rest-hint = = zbytek
payment-part = { $amount } { $means ->
    [cash] hotově
    [card] kartou
   *[transfer] převodem
  }
payment-enter = Enter přijme { $taken }   Tab dál   Esc zpět
payment-rounded = Zaokrouhleno: { $exact } na { $rounded }
payment-also-owed = Dluží také: { $order }, { $due }{ $ready ->
    [yes] , připravena
   *[no] , není připravena
  }. + zaplatí i ji.
payment-also-owed-all = Dluží také: { $orders }, celkem { $due }. + zaplatí i { $next }.
payment-also-paid = Spolu s { $orders }.
counter-as-it-came = jak přišly: { $parts }
counter-otherwise = Proč jinak, než přišly
hand-over-who = Kdo to přebírá? Jméno firmy nestačí.
hand-over-collector = Kdo
hand-over-other = jiný
hand-over-name = jméno
hand-over-key-left = něco zákazník nechá tady
hand-over-left = zůstane tu
hand-over-left-of = z { $quantity }: { $item }
hand-over-papers = Papíry { $count } z { $all }
hand-over-space-ticks = mezerník zaškrtne
hand-over-signed = podepsáno, { $by }
hand-over-to-sign = ještě podepsat
hand-over-money = Peníze
hand-over-paid = není co platit
hand-over-limit = limit { $limit }
hand-over-then = Potom
hand-over-print = vytisknout lístek
hand-over-tell = Řekněte jim: zakázka { $order } – { $state }.
hand-over-missing = Chybí: { $papers }. Enter se zeptá, zda vydat bez toho.
hand-over-without = Vydat bez: { $papers }?   a ano   n ne
hand-over-does-sign = podepsat
hand-over-does-take = přijmout { $taken }
hand-over-does-hand-over = vydat
hand-over-enter = Enter: { $does }   Tab dál   Esc zpět
hand-over-nothing-ready = Už nic není připraveno k výdeji: { $what }, { $who }. Peníze se nepřijmou.
payment-changed = Změnilo se, kolik se platí: { $now }, už ne { $before }. Podívejte se znovu, pak Enter.
refund-changed = Změnil se přeplatek: { $now }, už ne { $before }. Podívejte se znovu a uložte.
hand-over-changed = Změnilo se, co se vydává nebo kolik se platí: { $what }, { $who }. Podívejte se znovu, pak Enter.
hand-over-due-now = Za to, co se vydává: { $due } z { $all }
hand-over-printer = tiskárna: { $printer }
hand-over-no-printer = Tento terminál nemá tiskárnu: lístek se ukáže.
slip-key-print = vytisknout
slip-key-file = do souboru
slip-printed = { $number } je na tiskárně { $printer }.
slip-in-file = Zapsáno do { $path }
refused-printer-none = Tento terminál nemá tiskárnu. Vyberete ji přes Ctrl-K, „tiskárna tohoto terminálu“; f zapíše papír do souboru.
refused-printer-gone = Tiskárna { $printer } ho nebere: { $detail }. Nic se neztratilo: p tiskne znovu, f zapíše do souboru.
refused-bad-printer = „{ $value }“ není název tiskárny: písmena, číslice, tečky a pomlčky.
printer-title = Tiskárna tohoto terminálu
printer-intro = Její název, jak ho zná systém (lpstat -e); prázdné: žádná.
printer-name = Tiskárna
printer-chosen = Účtenky a lístky tohoto terminálu tiskne: { $printer }
printer-none-now = Tento terminál teď nemá tiskárnu; papíry se ukazují.
verb-terminal-choose-printer = tiskárna vybrána
payment-deposit = Nabízí se záloha; = vezme celou částku: { $all }
hand-over-no-cash = Bez pokladny hotově nelze: kartou (=) nebo na fakturu   Tab dál   Esc zpět
payment-no-cash = Bez pokladny hotově nelze: kartou či převodem   Tab dál   Esc zpět
