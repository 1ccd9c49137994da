staff-key-new = nová osoba
staff-key-sign-off = potvrdit zaškolení
staff-key-pin = nastavit PIN
staff-owns-and-covers = { $owns } + { $covers }
staff-until = do { $date }
staff-language = Jazyk
staff-new-title = Nová osoba
staff-new-intro = Vlastní agendy svého pracoviště; zaškolení potvrdí t.
staff-added = { $code } je přidán(a).
staff-duty = Agenda
staff-level = Úroveň
staff-valid-until = Platí do (datum)
staff-sign-off-title = Zaškolení: { $name }
staff-sign-off-duty-title = { $name }: { $duty }
staff-sign-off-intro = Potvrzujete to svým jménem.
staff-signed-off = Potvrzeno pro { $code }.
staff-signed-off-lower = Potvrzeno pro { $name }; dosud to bylo víc: { $level }.
staff-lowers = Tím se snižuje, co dosud má: { $level }.
staff-pin-title = Nový PIN: { $name }
staff-new-pin = Nový PIN
staff-pin-set = { $code } má nový PIN.
staff-discount-max = Sleva do % (prodej)
own-pin-title = Změnit můj PIN
own-pin-now = Dosavadní PIN
own-pin-again = Nový PIN znovu
own-pin-changed = Váš PIN je změněn.
staff-key-edit = upravit
staff-leave-title = { $name } odchází z kanceláře
staff-leave-intro = Odhlášení všude; dotazy přejdou na přepážku či do zázemí. Co bylo uděláno, zůstane, a l umožní návrat.
staff-leave-sure = Opravdu odchází?
staff-leave-signed-in = Teď přihlášení: { $terminals }.
staff-leave-covers = Skončí tím { $covers ->
    [0] žádný zástup
    [one] jeden zástup nebo žádost
    [few] { $covers } zástupy a žádosti
   *[other] { $covers } zástupů a žádostí
} a { $arrangements ->
    [0] žádná stálá dohoda
    [one] jedna stálá dohoda
    [few] { $arrangements } stálé dohody
   *[other] { $arrangements } stálých dohod
}.
staff-key-leave = odchází
staff-key-return = je zpět
staff-empty = Zatím nikdo. n někoho přidá.
staff-has-left = už tu není
staff-edit-title = Upravit: { $name }
staff-edited = { $code }: změněno.
staff-left = { $code } už tu není a je všude odhlášen(a); l ho či ji vrátí.
staff-returned = { $code } je zpět, s PINem i zaškolením jako dřív; l znamená odchod.
staff-locked = Chybné PINy, zamčeno do { $when }; p nastaví nový PIN a zámek zruší.
staff-badge = Karta (načtěte ji)
staff-has-badge = Karta { $badge }
