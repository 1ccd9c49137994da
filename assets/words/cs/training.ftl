section-training = Zaškolení
training-key-supervised = krok pod dohledem
training-key-plan = naplánovat
training-key-withdraw = odebrat
training-key-drop = zrušit plán
training-tab-matrix = Kdo co umí
training-tab-plan = Plán ({ $open })
training-who-can = vlastní+zástup
training-legend = ! končí do 30 dnů   × skončilo   + je v plánu   · bez zaškolení
training-untrained = Nic není potvrzeno. Potvrdí to t.
training-signed = { $level }: potvrzeno { $at }, { $who }
training-discount = sleva do { $discount }
training-ran-out = skončilo { $day }
training-runs-out = { $days ->
    [0] končí dnes
    [one] končí za { $days } den, { $day }
    [few] končí za { $days } dny, { $day }
   *[other] končí za { $days } dnů, { $day }
  }
training-last = Naposledy { $at }: { $done }
training-never = V kanceláři zatím nikdy.
training-no-loss = I bez toho zůstanou příští čtyři týdny stejně obsazené.
training-next = Na úroveň { $level }:
training-with = dohled: { $who }
training-plan-line = { $plan }: { $level } do { $day }
training-teaches = školí { $who }
training-step-card-read = návod přečten
training-step-practised = nacvičeno
training-step-supervised = pod dohledem
training-step-signed = potvrzeno
training-supervised-title = { $name }: { $duty } pod dohledem
training-supervised-intro = Podepíše ten, kdo stál vedle: svým kódem a svým PINem.
training-supervised-done = { $name }: zapsáno.
training-card = Co se dělalo
training-result = Jak to šlo
training-trainer-code = Kód školitele
training-trainer-pin = PIN školitele
training-due = Do (datum)
training-trainer = Školitel (kód, nebo nic)
training-plan-title = Plán: { $name }, { $duty }
training-plan-intro = Potvrzením plán sám skončí.
training-planned = { $plan } je v plánu.
training-dropped = { $plan } je zrušen.
training-column-plan = Plán
training-column-trainer = Školí
training-plan-empty = V plánu nic není. Tab přejde na přehled; tam p naplánuje zaškolení vybraného člověka.
training-plan-empty-wanted = V plánu zatím nic není. g naplánuje, co se navrhuje výše, do čtyř týdnů; Tab přejde na přehled, kde p plánuje vybranému člověku.
training-plan-empty-look = V plánu nic není; plánuje vedení. Zatím: F1 má návody ke čtení, F4 cvičení.
training-key-resilience = odolnost
training-cards-read = { $all ->
    [one] přečten { $read } z { $all } návodu
    [few] přečteno { $read } z { $all } návodů
   *[other] přečteno { $read } z { $all } návodů
}
plan-open = otevřený
plan-late = po termínu
plan-ended-done = hotovo
plan-ended-dropped = zrušen
verb-training-practised = nacvičeno
verb-training-supervised = uděláno pod dohledem
verb-training-plan = zaškolení naplánováno
verb-training-drop = plán zaškolení zrušen
inbox-training-planned = V plánu: { $name }, { $duties }, do { $words }
refused-trainer-oneself = Nikdo není sám sobě školitelem: u agendy { $duty } stojí vedle a podepíše někdo jiný.
refused-trainer-not-owner = Školitel pro { $duty } vlastní tuto agendu nebo vedení. Vlastní ji: { $who }.
refused-trainee-gone = { $name } tu už nepracuje.
refused-level-not-planned = Tuto úroveň agendy { $duty } nelze plánovat; plán vede k zástupu nebo k vlastní agendě, ve vedení jen k vlastní.
refused-level-reached = { $name } už má { $duty } na úrovni „{ $level }“, a to bez konce platnosti.
refused-planned-already = { $plan } už plánuje totéž: { $name }, { $duty }. Nejdřív ho zrušte, nebo ho nechte doběhnout.
refused-plan-ended = { $plan } už skončil.
kind-plan = plán zaškolení
staff-withdraw-title = { $name }: odebrat { $duty }
staff-withdraw-intro = Od této chvíle agendu nevlastní ani nezastoupí.
staff-withdraw-sure = Odebrat
staff-withdrawn = { $code }: odebráno.
refused-store-practice = { $path } je cvičná kopie; kancelář to není a nic z ní nezůstává.
refused-practice-no-room = Disk je plný: cvičná kopie potřebuje v { $path } až { $megabytes } MB a tolik tam volného není. Nic tam nezůstalo; uvolněte místo, nebo nastavte TMPDIR na jinou složku.
inbox-runs-out = { $days ->
    [0] Zaškolení ({ $duty }) dnes končí. F9, Zaškolení.
    [one] Zaškolení ({ $duty }) končí za { $days } den. F9, Zaškolení.
    [few] Zaškolení ({ $duty }) končí za { $days } dny. F9, Zaškolení.
   *[other] Zaškolení ({ $duty }) končí za { $days } dnů. F9, Zaškolení.
  }
training-loss = Bez toho za čtyři týdny: bez kohokoli { $bare }, s jediným člověkem { $single }.
training-key-take-over = naplánovat návrhy
training-taken-over = Návrhy jsou v plánu.
training-wanted = Nejméně zaškolení, která na čtyři týdny odstraní slabá místa:
training-wanted-line = { $name }: { $duty }, o jednoho víc na { $hours }
training-renew-line = { $name }: prodloužit { $duty }, o jednoho víc na { $hours }
training-wanted-more = a další: { $count }
