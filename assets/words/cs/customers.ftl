customers-key-new = nový zákazník
customers-key-edit = upravit
customers-empty = Zatím žádní zákazníci. n přidá prvního.
customers-by-name = podle jména
customers-newest = nejnovější
customers-name = Jméno
customers-contact = Kontakt
customers-email = E-mail
customers-street = Ulice
customers-postal-code = PSČ
customers-company-id = IČO
customers-new-title = Nový zákazník
customers-edit-title = Upravit: { $name }
customers-saved = { $code } je uložen.
customers-added = { $code } je přidán.
customers-key-merge = sloučit
customers-key-limit = limit na fakturu
customers-key-erase = vymazat
customers-merge-title = Sloučit { $name } ({ $code }) s jinou kartou
customers-merge-intro = Její zakázky a platby přejdou natrvalo tam; doklady zůstanou, jak byly vytištěny.
customers-merge-typed = Hledat (jméno, telefon)
customers-merge-into = S kartou
customers-merge-nobody = nevybráno
customers-merge-found = { $count ->
    [one] Nalezena jedna karta: vyberte ji šipkou vlevo či vpravo.
    [few] Nalezeny { $count } karty: vyberte šipkou vlevo či vpravo.
   *[other] Nalezeno { $count } karet: vyberte šipkou vlevo či vpravo.
}
customers-merge-with = Zůstane tato karta: { $card }; { $orders ->
    [0] bez zakázek
    [one] jedna zakázka
    [few] { $orders } zakázky
   *[other] { $orders } zakázek
}
customers-merged = Sloučeno s { $code }.
customers-limit-title = Limit na fakturu: { $name }
customers-limit-intro = Prázdné: limit celé kanceláře; 0: nic neodejde nezaplacené.
customers-erase-title = Vymazat osobní údaje: { $name }
customers-erase-intro = Jméno, telefon, adresy, poznámky a kdo vyzvedl zmizí navždy. Zakázky, platby, vydané doklady a deník zůstanou pod kódem.
customers-erased = Osobní údaje { $code } jsou vymazány.
customers-added-alike = { $code } je přidán. Podobá se mu { $others }: m je sloučí.
verb-customer-merge = zákazníci sloučeni
verb-customer-erase = zákazník vymazán
verb-customer-set-limit = limit na fakturu nastaven
refused-same-customer = { $customer } je tatáž karta.
refused-customer-merged = { $customer } byl sloučen s { $into }; použijte ten.
refused-customer-erased = Údaje zákazníka { $customer } byly vymazány.
refused-customer-erased-already = Údaje zákazníka { $customer } už jsou vymazány, od { $at }.
refused-customer-has-orders = { $order } zákazníka { $customer } ještě běží; nejdřív ji ukončete.
customers-key-card = karta
customers-key-contacts = kontakty
customers-vat-id = DIČ
customers-country = Země
customers-role = Pro
customers-alike = Není to { $others }?
customers-contacts-title = Kontakty: { $name }
customers-contact-new = (nový)
customers-contact-intro = Se všemi poli prázdnými tento kontakt zmizí.
customer-merged-into = Sloučeno do { $into }.
customer-erased = Osobní údaje byly vymazány.
customer-ready = HOTOVO: { $parcel } na { $place } od { $when } ({ $order })
customer-no-orders = Zatím bez zakázek.
customer-nothing-open = Nic není otevřené.
customer-open = { $count ->
    [one] { $count } otevřená zakázka
    [few] { $count } otevřené zakázky
   *[other] { $count } otevřených zakázek
}
customer-unpaid = nezaplaceno: { $amount }
customer-on-account = na fakturu: { $owes }
customer-on-account-of = na fakturu: { $owes } z { $limit }
customer-since = zákazník od { $day }
verb-customer-set-contact = kontakt změněn
refused-bad-company-id = „{ $value }“ není IČO: nesouhlasí kontrolní číslice. Možná je některá číslice přehozená.
refused-bad-vat-id = „{ $value }“ není DIČ: dvě písmena země a za nimi číslo se správnou kontrolní číslicí.
refused-too-many-contacts = Zákazník má nejvýše { $max } kontaktů.
customers-merge-drops = Nezachová se: { $dropped }.
customers-merge-drops-nothing = Nic se neztratí.
merge-drops-name = název
merge-drops-vat-id = DIČ
merge-drops-address = adresa
merge-drops-limit = limit
customers-may-pick-up = Smí vyzvedávat zboží
column-person = Osoba
column-owes = Dluží
