kind-card = návod
card-added = Včetně toho, co doplnila tato kancelář.
card-own = Vlastní návod této kanceláře.
refused-card-too-large = Návod { $card } je příliš velký: nejvýš { $max } kB.
refused-card-no-text = Návod { $card } není text v UTF-8; uložte ho v tomto kódování.
refused-card-unreadable = Návod { $card } nelze přečíst: { $detail }
refused-card-not-written = Návod { $card } se nepodařilo zapsat: { $detail }. Co jste napsali, tu zůstává.
refused-bad-card-name = „{ $value }“ nemůže být název návodu: písmena, číslice, tečky, pomlčky a podtržítka.
