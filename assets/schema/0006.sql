-- What hands need at the counter and between the shelves.

-- Scanning.

-- Orders and forms.

-- Stock and picking.

-- Money.

-- Customers and search.

-- Covers and messages.
