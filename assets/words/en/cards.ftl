kind-card = job card
card-added = With what this office has added.
card-own = This office's own card.
refused-card-too-large = The card { $card } is too large: at most { $max } KB.
refused-card-no-text = The card { $card } is no text (UTF-8); save it as UTF-8.
refused-card-unreadable = The card { $card } cannot be read: { $detail }
refused-card-not-written = The card { $card } could not be written: { $detail }. What you typed is still here.
refused-bad-card-name = "{ $value }" cannot be the name of a card: letters, digits, points, dashes and underscores.
