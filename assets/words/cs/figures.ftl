section-figures = Čísla
figures-period-week = Týden
figures-period-month = Měsíc
figures-period-year = Rok
figures-key-period = týden, měsíc, rok
figures-key-before = předchozí
figures-key-after = další
figures-covered = zástup
figures-bare = prázdno
figures-gaps = mezer
figures-covers = zástupů
figures-to-find = hledání
figures-all = celkem
figures-open = Z { $open }, kdy měly být agendy obsazené, měl vlastník podle rozpisu službu { $owned }.
figures-no-review = V zástupu nebylo uděláno nic, co by měl vlastník potvrdit.
figures-review = { $count ->
    [one] Jedna věc byla udělána k potvrzení vlastníkem
    [few] { $count } věci byly udělány k potvrzení vlastníkem
   *[other] { $count } věcí bylo uděláno k potvrzení vlastníkem
}, rozporováno { $disputed } ({ $percent } %).
figures-served = { $count ->
    [one] V zástupu byla vyřízena jedna zakázka; žádný zástup nebyl pro čekajícího zákazníka.
    [few] V zástupu byly vyřízeny { $count } zakázky; žádný zástup nebyl pro čekajícího zákazníka.
   *[other] V zástupu bylo vyřízeno { $count } zakázek; žádný zástup nebyl pro čekajícího zákazníka.
}
figures-served-waited = { $count ->
    [one] V zástupu byla vyřízena jedna zakázka
    [few] V zástupu byly vyřízeny { $count } zakázky
   *[other] V zástupu bylo vyřízeno { $count } zakázek
}; { $waited ->
    [one] jediný čekající zákazník byl obsloužen za { $time }.
   *[other] z { $waited } čekajících zákazníků byl prostřední obsloužen za { $time }.
}
figures-definition = Prázdno: bez vlastníka i zástupu podle rozpisu. Hledání: od žádosti k souhlasu. Čekání: od začátku zástupu pro čekajícího zákazníka k prvnímu úkonu.
figures-legend = █ hodiny bez obsazení   • hodiny v zástupu
